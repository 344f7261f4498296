"""Sizes on a slide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in CSS pixels (1/96 inch)."""

    width: float
    height: float


def css_number(value: float) -> str:
    """A number as CSS and SVG print it: the shortest digits that read back the same, no trailing `.0` (M-349)."""
    return str(int(value)) if value == int(value) else repr(value)
