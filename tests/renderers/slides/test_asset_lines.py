"""Wherever a deck names a picture, it is told in which line it did so in vain."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from renderers.browser.options import BrowserOptions
from renderers.browser.pool import BrowserPool
from renderers.model.assets import MemoryAssets, asset
from renderers.model.diagnostic import Code
from renderers.model.output import RenderOptions
from renderers.model.source import Source
from renderers.pipeline import Renderer
from renderers.theme.theme_set import ThemeSet

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

DECK = """---
theme: own
backgroundImage: url(front.png)
header: '![](header.png)'
style: |
  section { border-image: url("style.png") 1; }
---

<style>
h1 {
  background: url('inner two.png');
}
</style>

# One ![](markdown.png) ![bg](bg.png)

---

<!-- _backgroundImage: "url(spot.png)" -->

# Two

<img src="html.png" srcset="html2.png 1x">
<video poster="poster&amp;.png"></video>
"""
THEME = """/* @theme own */
section { width: 1280px; height: 720px; list-style: url(theme.png) inside; }
h1 { display: list-item; }
"""
LINES = {
    "front.png": 3,
    "header.png": 4,
    "style.png": 6,
    "inner%20two.png": 11,
    "markdown.png": 15,
    "bg.png": 15,
    "spot.png": 19,
    "html2.png": 23,
    "poster&.png": 24,
    "theme.png": None,
}


@pytest.fixture
async def pool() -> AsyncIterator[BrowserPool]:
    """A browser."""
    pool = BrowserPool(BrowserOptions(slots=1))
    yield pool
    await pool.stop()


@pytest.mark.parametrize("to", ["pdf", "html"])
async def test_the_line_is_told(pool: BrowserPool, to: str) -> None:
    """For Markdown, backgrounds, CSS, directives and HTML; a theme's own picture has no line in the deck."""
    source = Source(DECK, themes=(THEME,), assets=MemoryAssets([asset("img/logo.png", b"")]))

    report = (await Renderer(pool, ThemeSet.built_in()).render(source, RenderOptions(formats=(to,)))).report

    missing = [one for one in report.diagnostics if one.code is Code.ASSET_MISSING]
    told = {one.message.split("'")[1].replace("inner two", "inner%20two"): one.line for one in missing}
    # Chromium chooses from a srcset and leaves src alone; a file for other readers has both.
    told.pop("html.png", None)
    assert told == LINES
    assert all("'img/logo.png'" in one.hint for one in missing)
