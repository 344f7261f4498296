"""A deck as it was laid out, read off the page."""

from __future__ import annotations

from renderers.model.laid_out_deck import LaidOutDeck
from renderers.model.layout import LayoutSnapshot


async def measure(tab: LaidOutDeck) -> LayoutSnapshot:
    """All that is on the slides of a deck that has been laid out."""
    raise NotImplementedError
