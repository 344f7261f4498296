"""Requests that are wrong, unending, or not meant for us."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable, Iterator

from tests.hostile.case import BOUNDED, Case
from tests.hostile.cases.make import deck

REFUSED = frozenset({400, 422})
_HEAD = "POST /v1/render HTTP/1.1\r\nHost: x\r\nContent-Type: text/markdown\r\nConnection: close\r\n"


def _raw(name: str, *pieces: str | bytes, statuses: frozenset[int] = frozenset({400}), closes: bool = True) -> Case:
    """A request written by hand. A connection that is closed for writing after it is one that the client has left."""

    def speak(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece.encode("latin-1") if isinstance(piece, str) else piece)
        if closes:
            connection.shutdown(socket.SHUT_WR)

    return Case(name, raw=speak, statuses=statuses, stays=bool(statuses))


def _leaving(name: str, pieces: Callable[[], Iterator[bytes]]) -> Case:
    """A client that goes in the middle."""

    def speak(connection: socket.socket) -> None:
        for piece in pieces():
            connection.sendall(piece)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()

    return Case(name, raw=speak, stays=False)


def _half_a_body() -> Iterator[bytes]:
    yield f"{_HEAD}Content-Length: 1000000\r\n\r\n# A".encode()


def _a_whole_deck() -> Iterator[bytes]:
    body = b"# A\n\n---\n\n" * 300
    yield f"{_HEAD}Content-Length: {len(body)}\r\n\r\n".encode() + body


def _chunks_without_end() -> Iterator[bytes]:
    yield f"{_HEAD}Transfer-Encoding: chunked\r\n\r\n".encode()
    for _ in range(600):
        yield b"10000\r\n" + b"a" * 65536 + b"\r\n"


def _chunks_until_refused(connection: socket.socket) -> None:
    for piece in _chunks_without_end():
        connection.sendall(piece)


def _slowly(connection: socket.socket) -> None:
    """A body that comes a byte at a time, for longer than the deadline."""
    import time

    connection.sendall(f"{_HEAD}Content-Length: 1000000\r\n\r\n".encode())
    connection.settimeout(0.2)
    until = time.monotonic() + 120
    while time.monotonic() < until:
        connection.sendall(b"a")
        try:
            if connection.recv(1, socket.MSG_PEEK):
                break
        except TimeoutError:
            continue
    connection.settimeout(30)


HTTP = (
    deck("a deck in Latin-1", "# Café".encode("latin-1"), statuses=frozenset({400})),
    deck("a deck in UTF-16", "# Café".encode("utf-16"), statuses=frozenset({400})),
    deck("a deck in UTF-7 and Shift JIS", "# +ZeVnLIqe-\n\n日本".encode("shift_jis"), statuses=frozenset({400})),
    deck("bytes that are no text", bytes(range(256)) * 100, statuses=frozenset({400})),
    deck("nothing at all", b"", statuses=frozenset({400})),
    deck("a byte order mark alone", b"\xef\xbb\xbf", statuses=frozenset({200, 400})),
    deck("a body of 64 MB", lambda: b"a" * 64_000_000, statuses=frozenset({413})),
    deck("a body packed a thousand times", lambda: gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"}, statuses=frozenset({415})),
    deck("a body packed by names nobody knows", b"x", headers={"Content-Encoding": "br, gzip, x-bomb"}, statuses=frozenset({415})),
    deck("a type that is not taken", b"<x/>", content_type="application/xml", statuses=frozenset({415})),
    deck("a type of 10,000 letters", b"x", content_type="text/" + "x" * 10_000, statuses=frozenset({415})),
    deck("a file name that would write headers", b"# A", to="pdf&filename=a%0d%0aSet-Cookie:%20x=1%22;%20y=../../etc/passwd%00"),
    deck("a file name in every script", b"# A", to="pdf&filename=%E2%80%AE%F0%9F%98%80..%2F..%2Fx%5C%22.exe"),
    deck("a scale of 10^308", b"# A", to="png&scale=1e308", statuses=REFUSED),
    deck("a scale that is no number", b"# A", to="png&scale=nan", statuses=REFUSED),
    deck("a format that is a path", b"# A", to="..%2f..%2fetc%2fpasswd", statuses=REFUSED),
    deck("ten thousand formats", b"# A", to=",".join(["pdf"] * 10_000), statuses=frozenset({200, 400, 414, 422})),
    deck("a theme that is a path", b"# A", to="pdf&theme=..%2f..%2fetc%2fpasswd%00.css", statuses=REFUSED),
    deck("a theme of 10,000 letters", b"# A", to="pdf&theme=" + "a" * 10_000, statuses=REFUSED),
    deck("an option nobody knows", b"# A", to="pdf&__proto__=1", statuses=REFUSED),
    deck("an option twice", b"# A", to="pdf&to=html", statuses=REFUSED),
    deck("an id that would write log lines", b"# A", headers={"X-Request-Id": 'a", "level": "error'}),
    deck("an Accept header of a thousand types", b"# A", to="pdf", headers={"Accept": ",".join(f"a/b{n};q=0.{n % 10}" for n in range(1_000))}),
    Case("a check of a deck that reaches out", b"![](http://CANARY/a.png) <script>alert(1)</script> [x](file:///etc/passwd)", path="/v1/check"),
    Case("a check of 32,000 wrong formulas", lambda: b"$\\frac$ " * 32_000, path="/v1/check", statuses=BOUNDED),
    Case("a report on 32,000 files that are missing", lambda: "".join(f"![](a{n}.png)\n" for n in range(32_000)).encode(), to="report", statuses=BOUNDED),
    Case("pages without end", b"# A", to="pdf&pages=1-999999999999,5-1,-3,0,1,1,1", statuses=frozenset({200, 422})),
    Case("pages of a million pieces", b"# A", to="pdf&pages=" + "1," * 20_000 + "1", statuses=frozenset({200, 400, 414, 422})),
    Case("tags of answers without end", b"# A", headers={"If-None-Match": ",".join(f'W/"{n}"' for n in range(5_000))}),
    Case("a range that is none", b"# A", headers={"Range": "bytes=-1-,0-0,99999999999-", "If-Range": "x"}),
    Case("credentials that nobody asked for", b"# A", headers={"Authorization": "Bearer " + "x" * 20_000, "Proxy-Authorization": "Basic eDp5", "Cookie": "a=b;" * 2_000}),
    Case("headers that say who asks, and where", b"# A", headers={"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": "CANARY", "Forwarded": "for=127.0.0.1;host=CANARY", "X-Original-URL": "/metrics", "X-HTTP-Method-Override": "DELETE"}),
    Case("a path that leads out", method="GET", path="/docs/../../../../etc/passwd", statuses=frozenset({404})),
    Case("a path that leads out, in disguise", method="GET", path="/docs/%2e%2e/%2e%2e/%2e%2e/etc/passwd", statuses=frozenset({404})),
    Case("a path with a zero", method="GET", path="/v1/%00", statuses=frozenset({404})),
    Case("a path of 60,000 letters", method="GET", path="/" + "a" * 60_000, statuses=frozenset({400, 404, 414})),
    Case("a method nobody knows", method="BREW", path="/v1/render", statuses=frozenset({400, 405})),
    Case("TRACE", method="TRACE", path="/v1/render", headers={"Cookie": "secret=1"}, statuses=frozenset({405})),
    _raw("no HTTP at all", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100)),
    _raw("HTTP/0.9", "GET /\r\n", statuses=frozenset()),
    _raw("a length and chunks at once", f"{_HEAD}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /livez HTTP/1.1\r\nHost: x\r\n\r\n", statuses=frozenset({200, 400})),
    _raw("two lengths", f"{_HEAD}Content-Length: 3\r\nContent-Length: 300\r\n\r\n# A"),
    _raw("a length below zero", f"{_HEAD}Content-Length: -3\r\n\r\n# A"),
    _raw("a length that is no number", f"{_HEAD}Content-Length: 3x\r\n\r\n# A"),
    _raw("a length of 10^30", f"{_HEAD}Content-Length: {10**30}\r\n\r\n# A", statuses=frozenset({400, 413})),
    _raw("a length longer than the body", f"{_HEAD}Content-Length: 1000\r\n\r\n# A", statuses=frozenset()),
    _raw("a chunk that is no number", f"{_HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n# A\r\n"),
    _raw("a header of 1 MB", f"{_HEAD}X-A: ", "a" * 1_000_000, "\r\n\r\n", statuses=frozenset({400, 431})),
    _raw("50,000 headers", _HEAD, "X-A: b\r\n" * 50_000, "Content-Length: 3\r\n\r\n# A", statuses=frozenset({200, 400, 431})),
    _raw("a header with a line in it", f"{_HEAD}X-A: b\r\n c\r\nX-B:\0\r\nContent-Length: 3\r\n\r\n# A", statuses=frozenset({200, 400})),
    _raw("another protocol asked for", f"{_HEAD}Upgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\nContent-Length: 3\r\n\r\n# A", closes=False, statuses=frozenset({200, 400, 426})),
    _raw("a whole address as path", "GET http://CANARY/ HTTP/1.1\r\nHost: CANARY\r\nConnection: close\r\n\r\n", statuses=frozenset({400, 404})),
    _raw("a tunnel asked for", "CONNECT CANARY HTTP/1.1\r\nHost: CANARY\r\nConnection: close\r\n\r\n", statuses=frozenset({400, 404, 405})),
    Case("chunks without end", raw=_chunks_until_refused, statuses=frozenset({413})),
    Case("a byte at a time", raw=_slowly, statuses=frozenset({408})),
    _leaving("a client that leaves in its body", _half_a_body),
    _leaving("a client that leaves in its render", _a_whole_deck),
    _leaving("a client that leaves in chunks", lambda: (piece for n, piece in enumerate(_chunks_without_end()) if n < 20)),
)  # fmt: skip
