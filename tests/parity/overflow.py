"""How rightly overflow is told of the corpus's 2,016 slides.

`recorded/overflow.json` holds the slides that overflow. Every slide was drawn by the reference on a canvas that does
not clip, with and without what clips inside it, with and without its header and footer. All 94 on which a pixel
differed, or lay beyond the edge, were looked at; on the others there is nothing that could be cut.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator

import renderers
from tests.parity import looks_corpus
from tests.parity.corpus import read_decks
from tests.parity.shared import RECORDED


def numbers() -> dict[str, int]:
    """Precision and recall in ten-thousandths."""
    recorded = json.loads((RECORDED / "overflow.json").read_text("utf-8"))
    expected = {(deck, slide) for deck, slides in recorded.items() for slide in slides}
    told = asyncio.run(_told())
    right = expected & told
    print(f"overflow: {len(told)} slides told, {len(expected)} overflow, {len(right)} of them told")
    for name, slides in (("not told", expected - told), ("told, and fine", told - expected)):
        for deck, slide in sorted(slides):
            print(f"        {name}: {deck}, slide {slide}")
    return {
        "overflow_precision": len(right) * 10_000 // max(len(told), 1),
        "overflow_recall": len(right) * 10_000 // len(expected),
    }


async def _told() -> set[tuple[str, int]]:
    renderer = renderers.build_renderer(renderers.BrowserOptions())
    found: set[tuple[str, int]] = set()
    try:
        for deck in read_decks():
            rendering = await renderer.render(
                looks_corpus.source_of(looks_corpus.stage(deck)), renderers.RenderOptions(deadline_seconds=120)
            )
            found |= {(deck.name, slide) for slide in _slides(rendering.report.diagnostics)}
    finally:
        await renderer.stop()
    return found


def _slides(diagnostics: Iterable[renderers.Diagnostic]) -> Iterator[int]:
    for one in diagnostics:
        if one.code is renderers.Code.OVERFLOW and one.slide is not None:
            yield one.slide
