"""A service whose temporary folder fills up while it runs: no wrong bytes, a status that says whose fault it is."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.app.marpd import ROOT

pytestmark = pytest.mark.browser

SMALL = 'mount -t tmpfs -o size=128m small /mnt && TMPDIR=/mnt exec "$@"'
DECK = b"# Full\n\n---\n\n![bg](a.png)"


class Service:
    """A service that has a temporary folder of its own, of 128 MB."""

    def __init__(self) -> None:
        command = ["unshare", "--user", "--map-root-user", "--mount", "--", "sh", "-c", SMALL, "sh"]
        self.process = subprocess.Popen(
            [*command, sys.executable, "-m", "app", "serve", "--port", "0"],
            cwd=ROOT,
            env={**os.environ, "MARPD_SLOTS": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert self.process.stderr
        self.address = json.loads(self.process.stderr.readline())["url"]
        self.folder = Path(f"/proc/{self.process.pid}/root/mnt")

    def fill(self) -> None:
        """Leaves no room at all."""
        with (self.folder / "fill").open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(1024 * 1024))
            except OSError:
                return

    def post(self, query: str = "") -> tuple[int, bytes]:
        """Status and body of the answer to a deck."""
        try:
            with urlopen(Request(f"{self.address}/v1/render{query}", DECK), timeout=60) as answer:
                return answer.status, answer.read()
        except HTTPError as error:
            return error.code, error.read()


@pytest.fixture
def service() -> Iterator[Service]:
    """One that may do so here."""
    if (
        not shutil.which("unshare")
        or subprocess.run(
            ["unshare", "--user", "--map-root-user", "--mount", "--", "mount", "-t", "tmpfs", "small", "/mnt"],
            capture_output=True,
            check=False,
        ).returncode
    ):
        pytest.skip("no folder of one's own can be mounted here")
    service = Service()
    yield service
    service.process.send_signal(signal.SIGTERM)
    try:
        service.process.communicate(timeout=20)
    finally:
        service.process.kill()


def test_a_browser_that_ends_on_a_full_disk_comes_again_with_room(service: Service) -> None:
    """Or without, where Chromium can do with so little; else the service says that it has no browser."""
    _, before = service.post()
    service.fill()
    browsers = browsers_of(service.process.pid)
    for pid in browsers:
        os.kill(pid, signal.SIGKILL)

    status, body = service.post()
    (service.folder / "fill").unlink()
    _, after = service.post()

    assert browsers
    assert (status, body) == (200, before) or (status, json.loads(body)["code"]) == (503, "browser-unavailable")
    assert after == before


def browsers_of(pid: int) -> list[int]:
    """The first process of each browser below a process."""
    out = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [(int(row.split()[0]), int(row.split()[1]), row) for row in out.splitlines()]
    below = {pid}
    for _ in range(5):
        below |= {one for one, parent, _ in rows if parent in below}
    return [one for one, _, row in rows if one in below and "headless" in row and "--type=" not in row]


@pytest.mark.parametrize("query", ["", "?to=png&scale=4"])
def test_a_full_disk_spoils_nothing(service: Service, query: str) -> None:
    """What is rendered all the same is whole; what cannot be is not the deck's fault; with room all is well again."""
    _, before = service.post(query)

    service.fill()
    full = [service.post(query) for _ in range(4)]
    (service.folder / "fill").unlink()
    _, after = service.post(query)

    for status, body in full:
        assert (status, body) == (200, before) or (status in {500, 503} and json.loads(body)["status"] == status)
    assert after == before
