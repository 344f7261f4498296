"""A browser for all tests of PowerPoint files, which stays open while they run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from anyio.from_thread import start_blocking_portal

from renderers import BrowserOptions, build_renderer
from tests.renderers.pptx.decks import Maker


@pytest.fixture(scope="session")
def make() -> Iterator[Maker]:
    """Renders Markdown to files."""
    with start_blocking_portal("asyncio") as portal:
        renderer = build_renderer(BrowserOptions(slots=1))
        portal.call(renderer.start)
        yield Maker(portal, renderer)
        portal.call(renderer.stop)
