"""The whole program on the real browser, as its users run it: a process, a port, files, signals."""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pypdfium2
import pytest

from tests.app.marpd import ROOT, Marpd

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser

DECK = "---\ntheme: default\n---\n\n# Café\n\n![](img/dot.png)\n\n---\n\n# 中文 :rocket:\n".encode()
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478"
    "9c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """The address of a real service."""
    marpd = Marpd("serve", "--port", "0")
    try:
        assert marpd.process.stderr
        line = json.loads(marpd.process.stderr.readline())
        yield line["url"]
    finally:
        marpd.process.send_signal(signal.SIGTERM)
        try:
            marpd.process.wait(20)
        finally:
            marpd.end()


def post(address: str, body: bytes, content_type: str = "application/x-www-form-urlencoded") -> tuple[bytes, object]:
    """Body and headers of the answer to a POST with the headers that curl sends by itself."""
    headers = {"Content-Type": content_type, "Accept": "*/*", "User-Agent": "curl/8"}
    with urlopen(Request(address, body, headers), timeout=60) as answer:
        return answer.read(), answer.headers


def slides_in(pdf: bytes) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def test_a_deck_posted_by_curl_is_a_pdf(service: str) -> None:
    """`curl --data-binary @talk.md localhost:8000/v1/render -o talk.pdf`, with no header of one's own."""
    pdf, headers = post(f"{service}/v1/render", DECK)

    assert slides_in(pdf) == 2
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Render-Warnings"] == "1"
    assert "layout;dur=" in headers["Server-Timing"]


def test_a_form_brings_its_picture(service: str) -> None:
    """As curl sends it, without its folder; nothing is left to warn of."""
    body = (
        b'--b\r\nContent-Disposition: form-data; name="deck"; filename="talk.md"\r\n\r\n' + DECK + b"\r\n"
        b'--b\r\nContent-Disposition: form-data; name="assets"; filename="dot.png"\r\n\r\n' + DOT + b"\r\n--b--\r\n"
    )

    page, headers = post(f"{service}/v1/render?to=html", body, "multipart/form-data; boundary=b")

    assert headers["Render-Warnings"] == "0"
    assert 'filename="talk.html"' in headers["Content-Disposition"]
    assert "Café".encode() in page


def test_every_way_in_gives_the_same(service: str) -> None:
    """A form, a bundle and an object of the same deck and picture: the same picture of it, under one tag where names
    are looked up alike; and the tag brings 304.
    """
    form = (
        b'--b\r\nContent-Disposition: form-data; name="deck"; filename="talk.md"\r\n\r\n' + DECK + b"\r\n"
        b'--b\r\nContent-Disposition: form-data; name="assets"; filename="img/dot.png"\r\n\r\n' + DOT + b"\r\n--b--\r\n"
    )
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("any/talk.md", DECK)
        archive.writestr("any/img/dot.png", DOT)
    body = {"markdown": DECK.decode(), "assets": {"img/dot.png": base64.b64encode(DOT).decode()}}
    body["options"] = {"filename": "talk"}
    bodies = {
        "multipart/form-data; boundary=b": form,
        "application/zip": bundle.getvalue(),
        "application/json": json.dumps(body).encode(),
    }

    answers = [post(f"{service}/v1/render?to=png,report", content, kind) for kind, content in bodies.items()]

    assert len({content for content, _ in answers}) == 1
    assert [headers["Render-Warnings"] for _, headers in answers] == ["0"] * 3
    assert answers[1][1]["ETag"] == answers[2][1]["ETag"]
    again = Request(
        f"{service}/v1/render?to=png,report",
        bundle.getvalue(),
        {"Content-Type": "application/zip", "If-None-Match": answers[1][1]["ETag"]},
    )
    with pytest.raises(HTTPError) as known:
        urlopen(again, timeout=60)
    assert (known.value.status, known.value.read()) == (304, b"")


def test_service_and_command_line_check_alike(service: str, tmp_path: Path) -> None:
    """One schema, one engine: the report is the same wherever it comes from."""
    (tmp_path / "talk.md").write_bytes(DECK)
    command = [sys.executable, "-m", "app", "check", "talk.md", "--format", "json", "--to", "pptx"]

    checked = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, timeout=60, check=False
    )

    [deck] = json.loads(checked.stdout)["decks"]
    assert checked.returncode == 1
    assert deck["deck"] == "talk.md"
    assert [(one["code"], one["line"]) for one in deck["report"]["diagnostics"]][:1] == [("asset-missing", 7)]
    assert deck["report"] == json.loads(post(f"{service}/v1/check?to=pptx", DECK)[0])


def test_several_formats_come_from_one_render(service: str) -> None:
    """A zip with a page, a document, and a picture for each slide."""
    content, _ = post(f"{service}/v1/render?to=pdf,html,png&scale=0.5&filename=talk", DECK)

    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.namelist() == ["talk.001.png", "talk.002.png", "talk.html", "talk.pdf"]
    assert archive.read("talk.002.png").startswith(b"\x89PNG")


def test_the_service_says_how_it_is(service: str) -> None:
    """Ready, with themes and with numbers."""
    answers = {}
    for path in ("readyz", "v1/themes", "metrics"):
        with urlopen(f"{service}/{path}", timeout=10) as answer:
            answers[path] = answer.read()

    assert json.loads(answers["readyz"])["status"] == "ready"
    assert {"default", "gaia", "uncover"} <= {theme["name"] for theme in json.loads(answers["v1/themes"])["themes"]}
    assert b"marpd_browser_ready 1.0" in answers["metrics"]


def test_a_refusal_does_not_spoil_the_next_request(service: str) -> None:
    """One problem, then a PDF."""
    with pytest.raises(HTTPError) as refused:
        post(f"{service}/v1/render?theme=nowhere", DECK)
    problem = json.loads(refused.value.read())
    pdf, _ = post(f"{service}/v1/render", DECK)

    assert (problem["status"], problem["code"]) == (422, "theme-unknown")
    assert "default" in problem["detail"]
    assert slides_in(pdf) == 2


def test_service_and_command_line_give_the_same_bytes(service: str) -> None:
    """Two processes, one deck, one PDF."""
    command = [sys.executable, "-m", "app", "render", "-", "-o", "-"]

    piped = subprocess.run(command, cwd=ROOT, input=DECK, capture_output=True, timeout=60, check=True)

    assert piped.stdout == post(f"{service}/v1/render", DECK)[0]
    assert b"<stdin>:7: " in piped.stderr


def test_the_command_line_writes_what_it_is_told(tmp_path: Path) -> None:
    """Files beside one another, the picture from the deck's folder, and not a word."""
    (tmp_path / "img").mkdir()
    (tmp_path / "img/dot.png").write_bytes(DOT)
    (tmp_path / "talk.md").write_bytes(DECK)

    marpd = Marpd("render", "talk.md", "-o", "talk.pdf", "-o", "talk.png", cwd=tmp_path)
    while marpd.process.poll() is None:
        marpd.family()
        time.sleep(0.02)
    out, err = marpd.process.communicate()

    assert (marpd.process.returncode, out) == (0, b"")
    assert b"talk.md" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "img",
        "talk.001.png",
        "talk.002.png",
        "talk.md",
        "talk.pdf",
    ]
    assert marpd.is_alone()


@pytest.mark.parametrize(("sign", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_render_soon_and_leaves_nothing(tmp_path: Path, sign: signal.Signals, status: int) -> None:
    """No file, no half file, no process, no traceback."""
    (tmp_path / "talk.md").write_bytes(b"\n\n---\n\n".join([DECK] * 300))
    marpd = Marpd("render", "talk.md", cwd=tmp_path)
    try:
        marpd.wait_for_family(5)
        began = time.monotonic()

        marpd.process.send_signal(sign)
        _, err = marpd.process.communicate(timeout=30)

        assert time.monotonic() - began < 5
        assert marpd.process.returncode == status
        assert b"Traceback" not in err
        assert marpd.is_alone()
        assert [path.name for path in tmp_path.iterdir()] == ["talk.md"]
    finally:
        marpd.end()


def test_a_service_that_is_told_to_go_finishes_what_runs(tmp_path: Path) -> None:
    """SIGTERM: the render in hand still gets its answer, and nothing outlives the service."""
    (tmp_path / "talk.md").write_bytes(b"\n\n---\n\n".join([b"# Hi"] * 40))
    marpd = Marpd("serve", "--port", "0")
    try:
        assert marpd.process.stderr
        address = json.loads(marpd.process.stderr.readline())["url"]
        post(f"{address}/v1/render", DECK)
        command = ["curl", "-s", "--data-binary", "@talk.md", f"{address}/v1/render", "-o", "talk.pdf"]
        client = subprocess.Popen(command, cwd=tmp_path)
        marpd.wait_for_family(5)
        time.sleep(0.2)

        marpd.process.send_signal(signal.SIGTERM)

        assert client.wait(30) == 0
        assert slides_in((tmp_path / "talk.pdf").read_bytes()) == 40
        assert marpd.process.wait(30) == -signal.SIGTERM
        assert marpd.is_alone()
    finally:
        marpd.end()


def test_a_pipe_that_closes_is_no_news(tmp_path: Path) -> None:
    """`marpd render - -o - | head -c 4` ends without a word about it."""
    (tmp_path / "talk.md").write_bytes(b"# Hi")
    marpd = Marpd("render", "talk.md", "-o", "-", cwd=tmp_path)
    try:
        assert marpd.process.stdout
        marpd.process.stdout.close()
        err = marpd.process.stderr.read() if marpd.process.stderr else b""

        assert marpd.process.wait(60) == 141
        assert b"Error" not in err
    finally:
        marpd.process.stdout = None
        marpd.end()


def test_the_doctor_finds_the_browser() -> None:
    """With everything there, in words and as JSON."""
    command = [sys.executable, "-m", "app", "doctor", "--json"]

    result = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)

    assert result.returncode == 0
    assert all(finding["ok"] for finding in json.loads(result.stdout) if finding["name"] != "sandbox")


def test_the_docs_page_works_under_its_policy(service: str) -> None:
    """Swagger UI shows the API; the browser has nothing to complain of, and asks nobody else."""
    from playwright.sync_api import sync_playwright

    complaints: list[str] = []
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{service}/docs")
        page.get_by_text("Render a deck").click()
        page.get_by_text("Request body").wait_for()
        browser.close()

    assert complaints == []
    assert len(asked) == 5
    assert all(address.startswith(f"{service}/") for address in asked)
