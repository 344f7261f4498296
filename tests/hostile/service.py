"""The real service in a process of its own, with a temporary folder of its own, and everything that is known of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.hostile.machine import Process, below, memory_of

ROOT = Path(__file__).resolve().parents[2]
SECRET = "xyzzy-5f2d-only-the-operator-knows"
CLEAN = b"---\ntheme: default\npaginate: true\n---\n\n# Clean\n\nText, *emphasis*, `code`\n\n---\n\n- one\n- two\n"
DEADLINE_SECONDS = 6
# Beyond the deadline: what a busy machine adds on both sides of a socket.
GRACE_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `seconds` is how long it took."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float = 0.0

    @property
    def code(self) -> str:
        """The code of a problem; empty if it is none."""
        is_problem = self.headers.get("content-type") == "application/problem+json"
        return str(json.loads(self.body)["code"]) if is_problem else ""


class Service:
    """A running `marpd serve`."""

    def __init__(self, temporary: Path, *, environment: Mapping[str, str] | None = None, **settings: str) -> None:
        self.temporary = temporary
        self.log: list[str] = []
        command = [sys.executable, "-m", "tests.hostile.keeper", sys.executable, "-m", "app", "serve", "--port", "0"]
        self._keeper = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**_environment(temporary, settings), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._keeper.stdout
        self.pid = int(self._keeper.stdout.readline())
        self.port = 0
        self._is_up = threading.Event()
        threading.Thread(target=self._read_log, daemon=True).start()
        assert self._is_up.wait(60), self.log

    def _read_log(self) -> None:
        assert self._keeper.stderr
        for line in self._keeper.stderr:
            self.log.append(line)
            if '"listening"' in line:
                self.port = int(json.loads(line)["url"].rpartition(":")[2])
                self._is_up.set()

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        seconds: float = DEADLINE_SECONDS + GRACE_SECONDS,
    ) -> Answer:
        """The answer to one request on a connection of its own."""
        began = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, named, content, time.monotonic() - began)

    def render(self, deck: bytes = CLEAN, to: str = "pdf", content_type: str = "text/markdown") -> Answer:
        """A deck as the service answers it."""
        return self.ask("POST", f"/v1/render?to={to}", deck, {"Content-Type": content_type})

    def wait_until_ready(self) -> None:
        """Waits for a browser that stands ready."""
        until = time.monotonic() + 60
        while self.ask("GET", "/readyz").status != 200:
            assert time.monotonic() < until, self.log[-5:]
            time.sleep(0.05)

    @property
    def is_alive(self) -> bool:
        """Whether the service itself runs."""
        return any(one.pid == self.pid for one in below(self._keeper.pid))

    def family(self) -> list[Process]:
        """All that it started and that lives."""
        return below(self.pid)

    def orphans(self) -> list[Process]:
        """What it started and no longer holds: neither below it, nor in the group of a browser, which ends as one."""
        family = self.family()
        ours = {self.pid, *(one.pid for one in family)}
        groups = {one.pid for one in family if one.pid == one.group}
        return [one for one in below(self._keeper.pid) if one.pid not in ours and one.group not in groups]

    def memory(self) -> int:
        """Bytes held by it and all that it started."""
        return memory_of([self.pid, *(one.pid for one in self.family())])

    def leftovers(self) -> set[str]:
        """What lies in its temporary folder."""
        return {entry.name for entry in self.temporary.iterdir()}

    def browsers(self) -> list[Process]:
        """The first process of each browser."""
        family = self.family()
        browsers = {one.pid for one in family if "chrom" in one.name or "headless" in one.name}
        return [one for one in family if one.pid in browsers and one.parent not in browsers]

    def stop(self, *, seconds: float = 60) -> int:
        """Ends it in peace; its exit status."""
        if self._keeper.poll() is None:
            self._keeper.send_signal(signal.SIGTERM)
        return self._keeper.wait(seconds)

    def end(self) -> None:
        """Ends it whatever it does, and all that it started."""
        try:
            self.stop()
        except subprocess.TimeoutExpired:
            for one in below(self._keeper.pid):
                os.kill(one.pid, signal.SIGKILL)
            self._keeper.kill()
            self._keeper.wait()
        for stream in (self._keeper.stdout, self._keeper.stderr):
            if stream:
                stream.close()


def eventually(holds: Callable[[], bool], *, seconds: float = 20) -> bool:
    """Whether something comes true in time."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _environment(temporary: Path, settings: Mapping[str, str]) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("MARPD_", "PYTEST_"))}
    return {
        **ours,
        "TMPDIR": str(temporary),
        "OPERATOR_SECRET": SECRET,
        "PYTHONPATH": str(ROOT),
        "MARPD_DEADLINE_SECONDS": str(DEADLINE_SECONDS),
        "MARPD_SLOTS": "1",
        "MARPD_PAGE_MEMORY_BYTES": "600000000",
        "MARPD_WORKER_MEMORY_BYTES": "400000000",
        **{f"MARPD_{name.upper()}": value for name, value in settings.items()},
    }
