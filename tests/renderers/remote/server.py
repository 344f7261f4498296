"""A server of pictures on loopback, under names that only the tests' own resolver knows, with a certificate for them.

The key and the authority in `tls/` are for these tests alone: nobody else trusts them.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from renderers.model.remote import RemoteHosts, RemoteOptions
from renderers.remote.fetch import RemoteFetcher

TLS = Path(__file__).parent / "tls"
LOOPBACK = "127.0.0.1"

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    """What it answers by path, and what it was asked: every head, whole."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)
    connections: int = 0

    def url(self, path: str, host: str = "pics.example.test") -> str:
        """A path of this server as a deck would write it."""
        return f"https://{host}:{self.port}{path}"

    def sends(self, path: str, body: bytes, content_type: str = "image/png", *headers: str) -> str:
        """The URL of a file."""
        self.answers[path] = whole(body, content_type, *headers)
        return self.url(path)

    def redirects(self, path: str, to: str) -> str:
        """A URL that leads elsewhere."""
        self.answers[path] = raw(f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())
        return self.url(path)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection with any number of requests."""
        self.connections += 1
        with suppress(OSError, EOFError, ssl.SSLError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                self.heads.append(head)
                await self.answers.get(head.split()[1], raw(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"))(writer)
                await writer.drain()
        writer.close()


def raw(content: bytes) -> Answer:
    """These bytes and nothing else."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(content)

    return answer


def whole(body: bytes, content_type: str, *headers: str) -> Answer:
    """A file."""
    lines = ["HTTP/1.1 200 OK", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", *headers]
    return raw("\r\n".join([*lines, "", ""]).encode() + body)


async def endless(writer: asyncio.StreamWriter) -> None:
    """A picture that never ends."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n")
    while True:
        writer.write(bytes(65536))
        await writer.drain()


async def silent(writer: asyncio.StreamWriter) -> None:
    """Nothing, for ever."""
    del writer
    await asyncio.sleep(3600)


async def dripping(writer: asyncio.StreamWriter) -> None:
    """A header line now and then, so that no single wait is long."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-A: b\r\n")
        await writer.drain()
        await asyncio.sleep(0.02)


@asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    """A server that runs."""
    server = Server()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(TLS / "server-with-key.pem")
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        tasks.add(task)
        await server.serve(reader, writer)

    listener = await asyncio.start_server(connected, LOOPBACK, 0, ssl=tls)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def trusting() -> ssl.SSLContext:
    """Believes the tests' authority and no other."""
    return ssl.create_default_context(cafile=TLS / "ca.pem")


def loopback_alone(address: str) -> bool:
    """What stands for the internet in these tests."""
    return address == LOOPBACK


@dataclass
class Names:
    """A name server: what it answers, one answer after the other and the last for ever, and what it was asked."""

    answers: dict[str, list[Sequence[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def resolve(self, host: str) -> Sequence[str]:
        """The addresses of a host; loopback unless the test says otherwise."""
        self.asked.append(host)
        turns = self.answers.get(host, [[LOOPBACK]])
        return turns.pop(0) if len(turns) > 1 else turns[0]


def fetcher_for(server: Server, names: Names | None = None, **limits: float) -> RemoteFetcher:
    """A fetcher that may ask this server under every name below example.test."""
    hosts = RemoteHosts.read([f"*.example.test:{server.port}"])
    options = RemoteOptions(hosts=hosts, **limits)  # type: ignore[arg-type]
    return RemoteFetcher(options, resolve=(names or Names()).resolve, is_allowed=loopback_alone, tls=trusting())
