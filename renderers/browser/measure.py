"""A deck's layout as a value: one snapshot of everything on the page, fonts and words measured beside it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, TypeVar

from renderers.browser.painted import Ask, Chosen, chosen_samples, painted_faces
from renderers.browser.snapshot import Font, Metrics, Snapshot, styles_of
from renderers.model.document import HtmlDocument
from renderers.model.geometry import Size
from renderers.model.layout import Drawing, Face, LayoutSnapshot, Script

T = TypeVar("T")

Painted = Mapping[Face, Mapping[Script, str]]

_METRICS = resources.files("renderers.browser").joinpath("metrics.js").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a snapshot does not tell of its text: how high fonts and how wide words are, and what painted samples."""

    fonts: tuple[Font, ...]
    words: tuple[tuple[Font, str], ...]
    samples: Chosen


async def snapshot(ask: Ask, html: str) -> Mapping[str, Any]:
    """What stands on the page of `html` now, as Chromium tells it. `ask` passes a command to it."""
    return await ask("DOMSnapshot.captureSnapshot", {"computedStyles": styles_of(html), "includePaintOrder": True})


def studied(
    answer: Mapping[str, Any],
    document: HtmlDocument,
    study: Callable[..., Generator[Sequence[Drawing], Sequence[bytes], T]],
    arguments: tuple[Any, ...],
    named: Mapping[str, Any],
) -> Generator[Inquiry | Sequence[Drawing], Any, T]:
    """What a study makes of a snapshot. Asks for what the page alone can tell, and then what the study asks for."""
    layout = yield from read_layout(answer, document.size)
    return (yield from study(layout, document, *arguments, **named))


def read_layout(answer: Mapping[str, Any], size: Size) -> Generator[Inquiry, tuple[Metrics, Painted], LayoutSnapshot]:
    """A snapshot as a value: slides of `size`."""
    page = Snapshot(dict(answer))
    metrics, painted = yield _inquiry(page)
    return LayoutSnapshot(size=size, slides=page.slides(metrics, size.width), painted=painted)


async def inquire(ask: Ask, inquiry: Inquiry) -> tuple[Metrics, Painted]:
    """The page's answer to an inquiry."""
    return await asyncio.gather(_metrics(ask, inquiry), painted_faces(ask, inquiry.samples))


def _inquiry(page: Snapshot) -> Inquiry:
    pieces = [piece for some in page.pieces.values() for piece in some]
    fonts = tuple(dict.fromkeys(piece.font for piece in pieces))
    numbers = {font: number for number, font in enumerate(fonts)}
    words = sorted({(piece.font, piece.word) for piece in pieces if piece.word}, key=lambda word: numbers[word[0]])
    return Inquiry(fonts, tuple(words), chosen_samples(page.samples()))


async def _metrics(ask: Ask, inquiry: Inquiry) -> Metrics:
    fonts, words = inquiry.fonts, inquiry.words
    numbers = {font: number for number, font in enumerate(fonts)}
    asked = ([[font.css, font.spacing] for font in fonts], [[numbers[font], text] for font, text in words])
    arguments = ", ".join(json.dumps(each, ensure_ascii=False) for each in asked)
    answer = await ask("Runtime.evaluate", {"expression": f"({_METRICS})({arguments})", "returnByValue": True})
    heights, widths = answer["result"]["value"]
    return Metrics(
        heights={font: (above, below) for font, (above, below) in zip(fonts, heights, strict=True)},
        words=dict(zip(words, widths, strict=True)),
    )
