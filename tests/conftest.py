"""What tests of every room share."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run on asyncio, which Playwright needs."""
    return "asyncio"
