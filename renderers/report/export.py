"""A look at the laid-out deck, for those who want to know how it is and no file of it."""

from __future__ import annotations

from renderers.model.format import Exported, ExportOptions
from renderers.model.laid_out_deck import LaidOutDeck
from renderers.model.work import Workers


async def export_report(laid_out: LaidOutDeck, options: ExportOptions, workers: Workers) -> Exported:
    """No file: the report belongs to the whole rendering, and whoever hands that out writes it down."""
    del options, workers
    return Exported((), laid_out.refused)
