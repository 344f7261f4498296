"""The instruments of this suite see what they look for: a check that cannot fail would be a defect."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest

from tests.hostile.canary import Canary
from tests.hostile.case import assert_discreet
from tests.hostile.inert import assert_inert
from tests.hostile.machine import MemoryWatch, below, memory_of
from tests.hostile.service import ROOT, SECRET, Answer, eventually

_RELATIONSHIPS = (
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    "<Relationship Id='r' Type='http://x/relationships/{0}' Target='{1}' TargetMode='External'/></Relationships>"
)


def answer(body: bytes, **headers: str) -> Answer:
    """What a service might have said."""
    return Answer(200, headers, body)


def zipped(**files: bytes) -> bytes:
    """A zip; `__` in a name stands for a dot."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return body.getvalue()


def presentation(relationships: str = "", **files: bytes) -> bytes:
    """As much of a presentation as is looked at."""
    kinds = {"[Content_Types].xml": b"<Types/>", "slide.xml.rels": relationships.encode() or b"<a/>"}
    return zipped(**kinds, **files)


def pdf(action: dict[str, object]) -> bytes:
    """A page with a link that does this."""
    document = pikepdf.new()
    page = document.add_blank_page()
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(action))
    page.Annots = document.make_indirect([link])
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_the_canary_hears(family: socket.AddressFamily) -> None:
    """By both protocols, whether something is said or not, and by datagrams."""
    canary = Canary()
    try:
        host = "127.0.0.1" if family is socket.AF_INET else "::1"
        try:
            socket.create_connection((host, canary.port), timeout=5).close()
        except OSError:
            pytest.skip("there is no IPv6 here")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as caller:
            caller.sendto(b"x", ("127.0.0.1", canary.port))

        assert eventually(lambda: len(canary.heard) == 2)
    finally:
        canary.close()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        "<img src=x onerror=1>",
        "<svg><script>1</script></svg>",
        "<a href='java\tscript:1'>x</a>",
        "<a href=' javascript:1'>x</a>",
        "<a href='ftp://x'>x</a>",
        "<iframe srcdoc='x'></iframe>",
        "<meta http-equiv=refresh content='0;url=x'>",
        "<base href=x>",
        "<form></form>",
        "<img src='javascript:1'>",
    ],
)
def test_what_runs_in_a_page_is_seen(inside: str) -> None:
    """By itself, and in a zip."""
    page = f"<!DOCTYPE html><html><body>{inside}</body></html>".encode()

    for body in (page, zipped(a__html=page)):
        with pytest.raises(AssertionError):
            assert_inert(answer(body))


@pytest.mark.parametrize(
    "body",
    [
        presentation(_RELATIONSHIPS.format("image", "http://x/a.png")),
        presentation(_RELATIONSHIPS.format("hyperlink", "file:///etc/passwd")),
        presentation(_RELATIONSHIPS.format("hyperlink", "\\\\server\\share")),
        presentation(vbaProject__bin=b"x"),
        presentation(a__svg=b"<svg><script>1</script></svg>"),
        presentation(a__svg=b"<svg onload='1'/>"),
        pdf({"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"}),
        pdf({"/S": pikepdf.Name.Launch, "/F": "calc.exe"}),
        pdf({"/S": pikepdf.Name.URI, "/URI": "file:///etc/passwd"}),
        pdf({"/S": pikepdf.Name.URI, "/URI": "javascript:alert(1)"}),
    ],
)
def test_what_runs_in_a_file_is_seen(body: bytes) -> None:
    """In presentations and PDFs."""
    with pytest.raises(AssertionError):
        assert_inert(answer(body))


def test_honest_files_pass() -> None:
    """Or every case would fail."""
    page = b"<!DOCTYPE html><html><body><a href='https://x'>x</a><a href='#y'>y</a><img src='data:,x'></body></html>"
    link = presentation(_RELATIONSHIPS.format("hyperlink", "https://x"))

    for body in (page, link, pdf({"/S": pikepdf.Name.URI, "/URI": "https://x"}), b"\x89PNG", b"{}"):
        assert_inert(answer(body))


@pytest.mark.parametrize(
    "body",
    [
        SECRET.encode(),
        str(ROOT).encode(),
        zipped(a=zipped(b=SECRET.encode())),
        b"%PDF-1.7\nstream\n" + zlib.compress(SECRET.encode()) + b"endstream",
        b"Traceback (most recent call last)",
    ],
)
def test_secrets_are_seen(body: bytes, tmp_path: Path) -> None:
    """Packed or not."""
    with pytest.raises(AssertionError):
        assert_discreet(answer(body), tmp_path)


def test_secrets_in_headers_are_seen(tmp_path: Path) -> None:
    """A name of a file would stand there."""
    with pytest.raises(AssertionError):
        assert_discreet(answer(b"", x=str(tmp_path)), tmp_path)


def test_memory_is_measured() -> None:
    """What a child takes counts, and what it took for a moment counts as well."""
    child = subprocess.Popen(
        [sys.executable, "-c", "import time; a = b'x' * 200_000_000; del a; print(1, flush=True); time.sleep(60)"],
        stdout=subprocess.PIPE,
    )
    try:
        with MemoryWatch(os.getpid()) as watch:
            assert child.stdout
            child.stdout.readline()
            assert child.pid in {one.pid for one in below(os.getpid())}

        assert watch.peak > memory_of([os.getpid()])
    finally:
        child.kill()
        child.communicate()


def test_an_orphan_is_taken_in() -> None:
    """What a service leaves behind becomes the keeper's child, where it is seen."""
    leaver = "import subprocess; print(subprocess.Popen(['sleep', '60'], stdout=subprocess.DEVNULL).pid, flush=True)"
    service = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {leaver!r}]); sys.stdin.read()"
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.hostile.keeper", sys.executable, "-c", service],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert keeper.stdout
    kept, orphan = int(keeper.stdout.readline()), int(keeper.stdout.readline())
    try:
        assert eventually(lambda: any(one.pid == orphan and one.parent == keeper.pid for one in below(keeper.pid)))
        assert any(one.pid == kept for one in below(keeper.pid))
    finally:
        os.kill(orphan, signal.SIGKILL)
        keeper.communicate()
    assert keeper.returncode == 0
