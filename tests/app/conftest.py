"""The service with a fake renderer: in memory, and on a socket."""

from __future__ import annotations

import asyncio
import io
import logging
import os
import socket
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from httpx import ASGITransport, AsyncClient

from app.cli import main
from app.cli.http_protocol import Protocol
from app.main import create_app
from app.settings import Settings
from tests.app.fake_renderer import FakeRenderer

ClientMaker = Callable[..., Awaitable[AsyncClient]]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine reaches a test."""
    for name in list(os.environ):
        if name.startswith("MARPD_") or name in {"SOURCE_DATE_EPOCH", "NO_COLOR"}:
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """Commands set up the logging of their process; a test's process is not theirs."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def renderer() -> FakeRenderer:
    """The one that the service and the commands of a test use."""
    return FakeRenderer()


@pytest.fixture
async def make_client(renderer: FakeRenderer) -> AsyncIterator[ClientMaker]:
    """A client of the service with the settings that a test gives."""
    async with AsyncExitStack() as ends:

        async def make(**settings: object) -> AsyncClient:
            app = create_app(Settings.load(**settings), renderer)
            await ends.enter_async_context(app.router.lifespan_context(app))
            transport = ASGITransport(app)
            return await ends.enter_async_context(AsyncClient(transport=transport, base_url="http://marpd"))

        yield make


@pytest.fixture
async def client(make_client: ClientMaker) -> AsyncClient:
    """A client of the service as it is without settings."""
    return await make_client()


@dataclass
class Live:
    """The service on a socket, with the fake renderer."""

    port: int
    renderer: FakeRenderer
    loop: asyncio.AbstractEventLoop

    def connect(self) -> socket.socket:
        """A new connection to it."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def gate(self) -> None:
        """Holds all renders from now on."""
        self.renderer.gate = asyncio.Event()

    def open_gate(self) -> None:
        """Lets them go."""
        assert self.renderer.gate
        self.loop.call_soon_threadsafe(self.renderer.gate.set)


@pytest.fixture
def make_live(renderer: FakeRenderer) -> Iterator[Callable[..., Live]]:
    """The service on a socket, with the settings that a test gives."""
    ends: list[Callable[[], None]] = []

    def make(**settings: object) -> Live:
        listener = socket.create_server(("127.0.0.1", 0))
        app = create_app(Settings.load(**settings), renderer)
        server = uvicorn.Server(
            uvicorn.Config(app, http=Protocol, log_config=None, ws="none", timeout_graceful_shutdown=1)
        )
        loops: list[asyncio.AbstractEventLoop] = []
        is_up = threading.Event()

        async def serve() -> None:
            loops.append(asyncio.get_running_loop())
            asyncio.get_running_loop().call_later(0.01, is_up.set)
            await server.serve(sockets=[listener])

        thread = threading.Thread(target=asyncio.run, args=(serve(),))
        thread.start()
        is_up.wait(10)

        def end() -> None:
            server.should_exit = True
            thread.join(10)
            listener.close()

        ends.append(end)
        return Live(listener.getsockname()[1], renderer, loops[0])

    yield make
    for end in ends:
        end()


@pytest.fixture
def live(make_live: Callable[..., Live]) -> Live:
    """The service on a socket, as it is without settings."""
    return make_live()


class Ended:
    """How a command ended, and what it wrote."""

    def __init__(self, status: object, out: bytes, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err


@pytest.fixture
def run(
    tmp_path: Path,
    renderer: FakeRenderer,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Callable[..., Ended]:
    """Runs a command in an empty folder that has talk.md, with the fake renderer and `stdin`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talk.md").write_text("# Café", encoding="utf-8")

    def run_command(*arguments: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main(arguments, make_renderer=lambda _: renderer)
        out, err = capfdbinary.readouterr()
        return Ended(ended.value.code or 0, out, err.decode())

    return run_command
