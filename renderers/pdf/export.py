"""A deck as PDF."""

from __future__ import annotations

from renderers.model.format import Exported, ExportOptions
from renderers.model.laid_out_deck import LaidOutDeck
from renderers.model.work import Workers
from renderers.pdf.finish import finish


async def export_pdf(laid_out: LaidOutDeck, options: ExportOptions, workers: Workers) -> Exported:
    """One page a slide, tagged, with outline and metadata. Raises `RenderFailed` if the pages are not the slides."""
    printed = await laid_out.print()
    finished = await workers.run(finish, printed, laid_out.document.bare, options.date)
    return Exported((finished,), laid_out.refused)
