"""A deck's layout as a value: one snapshot of everything on the page, fonts and words measured beside it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from renderers.browser.painted import Ask, painted_faces
from renderers.browser.snapshot import STYLES, Metrics, Snapshot
from renderers.model.geometry import Size
from renderers.model.layout import LayoutSnapshot

_METRICS = resources.files("renderers.browser").joinpath("metrics.js").read_text("utf-8")


async def measure(ask: Ask, size: Size) -> LayoutSnapshot:
    """What stands on the page now: slides of `size`. `ask` passes a command to Chromium."""
    answer = await ask("DOMSnapshot.captureSnapshot", {"computedStyles": STYLES, "includePaintOrder": True})
    page = await asyncio.to_thread(_read, answer)
    metrics, painted = await asyncio.gather(_metrics(ask, page), painted_faces(ask, page.samples()))
    slides = await asyncio.to_thread(page.slides, metrics, size.width)
    return LayoutSnapshot(size=size, slides=slides, painted=painted)


def _read(answer: Mapping[str, Any]) -> Snapshot:
    page = Snapshot(dict(answer))
    # Found once, here off the event loop.
    _ = page.pieces
    return page


async def _metrics(ask: Ask, page: Snapshot) -> Metrics:
    pieces = [piece for some in page.pieces.values() for piece in some]
    fonts = list(dict.fromkeys(piece.font for piece in pieces))
    words = sorted({(piece.font, piece.word) for piece in pieces if piece.word}, key=lambda word: fonts.index(word[0]))
    numbers = {font: number for number, font in enumerate(fonts)}
    asked = ([[font.css, font.spacing] for font in fonts], [[numbers[font], text] for font, text in words])
    arguments = ", ".join(json.dumps(each, ensure_ascii=False) for each in asked)
    answer = await ask("Runtime.evaluate", {"expression": f"({_METRICS})({arguments})", "returnByValue": True})
    heights, widths = answer["result"]["value"]
    return Metrics(
        heights={font: (above, below) for font, (above, below) in zip(fonts, heights, strict=True)},
        words=dict(zip(words, widths, strict=True)),
    )
