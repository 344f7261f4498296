"""The deck as pictures: each slide as it is laid out for print, so that they show what the PDF shows."""

from __future__ import annotations

from renderers.model.format import Exported, ExportOptions
from renderers.model.laid_out_deck import LaidOutDeck


async def export_png(laid_out: LaidOutDeck, options: ExportOptions) -> Exported:
    """One PNG a slide, `options.scale` times its size in CSS pixels."""
    slides = range(1, laid_out.document.slides + 1)
    # One after the other: they share a page, which has to be scrolled to each.
    pictures = [await laid_out.capture(slide, scale=options.scale) for slide in slides]
    return Exported(tuple(pictures), laid_out.refused)
