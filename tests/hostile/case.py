"""A hostile input, and what must hold of the service whatever it is sent."""

from __future__ import annotations

import io
import os
import re
import socket
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.hostile.canary import Canary
from tests.hostile.inert import assert_inert
from tests.hostile.machine import MemoryWatch
from tests.hostile.service import DEADLINE_SECONDS, GRACE_SECONDS, ROOT, SECRET, Answer, Service, eventually

MOST_MEMORY = 1_800_000_000
"""Bytes that the service and its browser may hold with one slot, whatever they are sent."""

BOUNDED = frozenset({200, 413, 422, 504})
"""For what is only too much: done, or refused by a limit; never a mistake of ours, nor a call to try again."""

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_MOST_LOOKED_THROUGH = 20_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """What is sent, and what must come back.

    CANARY in it becomes the address of the canary, PORT its port, SECRETFILE a file of the operator's. `body` may be a
    function, for what is large. `raw` is a whole request, or less, as bytes on a connection; a client that does not
    stay takes no answer.
    """

    name: str
    body: bytes | Callable[[], bytes] = b""
    to: str = "pdf"
    content_type: str = "text/markdown"
    statuses: frozenset[int] = frozenset({200})
    path: str = ""
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: Callable[[socket.socket], None] | None = None
    stays: bool = True

    def content(self, words: Mapping[bytes, bytes]) -> bytes:
        """The bytes to send."""
        made = self.body() if callable(self.body) else self.body
        for word, meaning in words.items():
            made = made.replace(word, meaning)
        return made


@dataclass(slots=True)
class Range:
    """A service, its canary, and how both were before anything hostile came."""

    service: Service
    canary: Canary
    secret_file: Path
    golden: bytes
    processes: int
    leftovers: int
    is_harmed: bool = False

    @classmethod
    def ready(cls, service: Service, canary: Canary, secret_file: Path) -> Range:
        """Renders the clean deck once for its golden answer, and counts what is there."""
        service.wait_until_ready()
        golden = service.render()
        assert golden.status == 200
        assert service.render().body == golden.body
        processes = _settled(lambda: len(service.family()))
        return cls(service, canary, secret_file, golden.body, processes, len(service.leftovers()))

    def try_out(self, case: Case) -> Answer | None:
        """Sends a case and asserts all that must hold. The answer, for what is special about the case."""
        self.is_harmed = True
        with MemoryWatch(self.service.pid) as watch:
            answer = self.send(case)
        assert (answer is not None) is case.stays
        if answer is not None:
            assert answer.status in case.statuses, (answer.status, answer.body[:500])
            assert answer.seconds < DEADLINE_SECONDS + GRACE_SECONDS
            assert_discreet(answer, self.service.temporary)
            assert_inert(answer)
        self.assert_unharmed()
        assert watch.peak < MOST_MEMORY, f"{watch.peak / 1e6:.0f} MB"
        self.is_harmed = False
        return answer

    def assert_unharmed(self) -> None:
        """The service is as it was: right, alone, empty; and nobody heard of it."""
        clean = self.service.render()
        assert (clean.status, clean.code) == (200, "")
        assert clean.body == self.golden
        heard, self.canary.heard[:] = self.canary.heard[:], []
        assert heard == []
        assert eventually(lambda: self.service.orphans() == []), self.service.orphans()
        assert eventually(lambda: len(self.service.family()) <= self.processes), self.service.family()
        assert eventually(lambda: len(self.service.leftovers()) <= self.leftovers), self.service.leftovers()

    def send(self, case: Case) -> Answer | None:
        """What comes back for a case; None if there was no answer."""
        if case.raw is not None:
            return _spoken(self.service.port, case.raw)
        path = case.path or f"/v1/render?to={case.to}"
        headers = {"Content-Type": case.content_type, **case.headers}
        words = {
            b"CANARY": f"127.0.0.1:{self.canary.port}".encode(),
            b"PORT": str(self.canary.port).encode(),
            b"SECRETFILE": str(self.secret_file).lstrip("/").encode(),
        }
        return self.service.ask(case.method, path, case.content(words), headers)


def assert_discreet(answer: Answer, temporary: Path) -> None:
    """Nothing of the server's own is in an answer: no path, no secret, no trace."""
    told = b"\n".join([repr(dict(answer.headers)).encode(), *_looked_through(answer.body)])
    secrets = (SECRET, str(ROOT), str(temporary), "Traceback (most", "site-packages", "/usr/lib/chromium")
    home = os.environ.get("HOME", "")
    for secret in (*secrets, *([home] if len(home) > len("/root") else [])):
        assert secret.encode() not in told, secret


def _looked_through(body: bytes) -> list[bytes]:
    """A body, and what is packed in it."""
    if len(body) > _MOST_LOOKED_THROUGH:
        return [body]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return [part for name in archive.namelist() for part in _looked_through(archive.read(name))]
    if body.startswith(b"%PDF"):
        return [body, *map(_inflated, _STREAM.findall(body))]
    return [body]


def _inflated(stream: bytes) -> bytes:
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(stream, _MOST_LOOKED_THROUGH)
    return stream


def _spoken(port: int, speak: Callable[[socket.socket], None]) -> Answer | None:
    """The answer to what was said on a plain connection; None if there was none."""
    with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE_SECONDS + GRACE_SECONDS) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):
            speak(connection)
        got = b""
        with suppress(OSError):
            while len(got) < _MOST_LOOKED_THROUGH and (piece := connection.recv(65536)):
                got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    if not first.startswith("HTTP/"):
        return None
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(first.split()[1]), headers, body)


def _settled(count: Callable[[], int]) -> int:
    """A number once it stays the same for a while: spare pages are made after an answer."""
    import time

    same, last = 0, -1
    while same < 10:
        now = count()
        same, last = (same + 1, last) if now == last else (0, now)
        time.sleep(0.1)
    return last
