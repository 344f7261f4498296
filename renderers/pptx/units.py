"""Lengths: CSS pixels to EMU and centipoints."""

from __future__ import annotations

from renderers.model.layout import Rect
from renderers.pptx.presentation import Frame

EMU_A_PIXEL = 9525
_CENTIPOINTS_A_PIXEL = 75


def emu(pixels: float) -> int:
    """CSS pixels in EMU (1/914,400 inch)."""
    return round(pixels * EMU_A_PIXEL)


def centipoints(pixels: float) -> int:
    """CSS pixels in hundredths of a point."""
    return round(pixels * _CENTIPOINTS_A_PIXEL)


def frame(rect: Rect) -> Frame:
    """A rectangle in CSS pixels as one in EMU; no side is shorter than nothing."""
    return Frame(emu(rect.x), emu(rect.y), max(emu(rect.width), 0), max(emu(rect.height), 0))
