"""A running browser for the tests of a module, and a listener that must hear nothing."""

from __future__ import annotations

import socket
import threading
from collections.abc import AsyncIterator, Iterator

import pytest

from renderers.browser.options import BrowserOptions
from renderers.browser.pool import BrowserPool


@pytest.fixture(scope="module")
async def pool() -> AsyncIterator[BrowserPool]:
    """A pool that the tests of a module share, and do no harm to."""
    pool = BrowserPool(BrowserOptions())
    await pool.start()
    yield pool
    await pool.stop()


@pytest.fixture
async def own_pool() -> AsyncIterator[BrowserPool]:
    """A pool of the test's own, not started."""
    pool = BrowserPool(BrowserOptions(slots=1))
    yield pool
    await pool.stop()


class Canary:
    """A listener on the loopback that remembers who came."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.heard: list[bytes] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            with caller:
                caller.settimeout(1)
                self.heard.append(caller.recv(200))

    def close(self) -> None:
        """Listen no more."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    """A listener that no deck may reach."""
    canary = Canary()
    yield canary
    canary.close()
