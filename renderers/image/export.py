"""A deck as pictures."""

from __future__ import annotations

from renderers.model.format import Exported, ExportOptions
from renderers.model.laid_out_deck import LaidOutDeck


async def export_png(laid_out: LaidOutDeck, options: ExportOptions) -> Exported:
    """One PNG a slide, `scale` device pixels a CSS pixel."""
    numbers = range(1, laid_out.document.slides + 1)
    files = [await laid_out.capture(number, scale=options.scale) for number in numbers]
    return Exported(tuple(files), laid_out.refused)
