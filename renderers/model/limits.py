"""What an operator allows one deck to have and to become."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most slides of a deck, and the most bytes of all that is made of it in one render."""

    slides: int = 1000
    output_bytes: int = 256 * 1024 * 1024
