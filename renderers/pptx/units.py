"""Lengths: CSS pixels to EMU and centipoints."""

from __future__ import annotations

from renderers.model.layout import Rect
from renderers.pptx.presentation import Frame

EMU_A_PIXEL = 9525
# Programs hold a length in 32 bits.
_LIMIT = 2_000_000_000
_CENTIPOINTS_A_PIXEL = 75


def emu(pixels: float) -> int:
    """CSS pixels in EMU (1/914,400 inch)."""
    return round(min(max(pixels * EMU_A_PIXEL, -_LIMIT), _LIMIT))


def centipoints(pixels: float) -> int:
    """CSS pixels in hundredths of a point."""
    return round(min(max(pixels * _CENTIPOINTS_A_PIXEL, -_LIMIT), _LIMIT))


def frame(rect: Rect) -> Frame:
    """A rectangle in CSS pixels as one in EMU; no side is shorter than nothing."""
    return Frame(emu(rect.x), emu(rect.y), max(emu(rect.width), 0), max(emu(rect.height), 0))
