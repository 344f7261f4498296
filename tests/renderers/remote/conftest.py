"""A server that runs, for every test of the room."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.renderers.remote.server import Server, serving


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """A server on loopback."""
    async with serving() as running:
        yield running
