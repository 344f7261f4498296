"""The deck as PDF: Chromium's own, with the deck's metadata, honest links, and nothing that changes from run to run."""

from __future__ import annotations

import asyncio

from renderers.errors import RenderFailed
from renderers.model.document import HtmlDocument
from renderers.model.format import Exported, ExportOptions
from renderers.model.laid_out_deck import LaidOutDeck


async def export_pdf(laid_out: LaidOutDeck, options: ExportOptions) -> Exported:
    """One page a slide, tagged and outlined. Raises `RenderFailed` if the pages are not the slides."""
    printed = await laid_out.print()
    # In a thread: other renders go on meanwhile.
    pdf = await asyncio.to_thread(finished, printed, laid_out.document, options)
    return Exported((pdf,), laid_out.refused)


def finished(printed: bytes, document: HtmlDocument, options: ExportOptions) -> bytes:
    """Chromium's PDF made ours, the same bytes for the same input."""
    from renderers.pdf.finish import finish

    pages, pdf = finish(printed, document.metadata, options.date)
    if pages != document.slides:
        raise RenderFailed(
            f"The deck has {document.slides} slides, but {pages} pages were printed.",
            hint="Look for CSS that sets `break-before`, `display` or `@page` on slides, and take it out.",
            phase="pdf",
        )
    return pdf
