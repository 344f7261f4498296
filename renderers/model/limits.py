"""What an operator allows one deck to have and to become."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most slides of a deck, and the most bytes of all that is made of it in one render.

    `picture_pixels` bounds each picture of a slide. A deck that came to grief is refused at once for
    `remember_seconds`; 0 to try it each time.
    """

    slides: int = 1000
    output_bytes: int = 256 * 1024 * 1024
    picture_pixels: int = 40_000_000
    remember_seconds: float = 60
