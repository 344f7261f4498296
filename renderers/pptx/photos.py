"""Where pictures stand in their boxes: `object-fit`, and the size and position of backgrounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from renderers.model.layout import Rect

Sides = tuple[float, float, float, float]
NO_CROP: Sides = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture that fills `rect` once `crop` (shares of its left, top, right and bottom) is cut off."""

    rect: Rect
    crop: Sides = NO_CROP


def fitted(box: Rect, natural: tuple[float, float], fit: str, position: str) -> Placed:
    """A picture in its box by `object-fit` and `object-position`."""
    width, height = natural
    if fit == "fill" or not width or not height or not box.width or not box.height:
        return Placed(box)
    share = min(box.width / width, box.height / height)
    match fit:
        case "cover":
            share = max(box.width / width, box.height / height)
        case "none":
            share = 1.0
        case "scale-down":
            share = min(share, 1.0)
    return clipped(_positioned(box, width * share, height * share, position.split()), box)


def layer_rect(box: Rect, natural: tuple[float, float], size: Sequence[str], position: Sequence[str]) -> Rect:
    """A background image by `background-size` and `background-position`, before it is clipped."""
    width, height = natural
    if not width or not height:
        width, height = box.width, box.height
    across, down = (*size, "auto")[:2]
    if across == "cover":
        share = max(box.width / width, box.height / height)
        width, height = width * share, height * share
    elif across == "contain":
        share = min(box.width / width, box.height / height)
        width, height = width * share, height * share
    else:
        wanted = _length(across, box.width), _length(down, box.height)
        if wanted[0] is not None and wanted[1] is not None:
            width, height = wanted[0], wanted[1]
        elif wanted[0] is not None:
            width, height = wanted[0], height * wanted[0] / width
        elif wanted[1] is not None:
            width, height = width * wanted[1] / height, wanted[1]
    return _positioned(box, width, height, position)


def clipped(whole: Rect, window: Rect) -> Placed:
    """The part of a picture over `whole` that is seen in a window."""
    left, top = max(whole.x, window.x), max(whole.y, window.y)
    right, bottom = min(whole.right, window.right), min(whole.bottom, window.bottom)
    seen = Rect(left, top, max(right - left, 0.0), max(bottom - top, 0.0))
    if not whole.width or not whole.height:
        return Placed(seen)
    crop = (
        (left - whole.x) / whole.width,
        (top - whole.y) / whole.height,
        (whole.right - right) / whole.width,
        (whole.bottom - bottom) / whole.height,
    )
    return Placed(seen, tuple(round(max(share, 0.0), 5) for share in crop))  # type: ignore[arg-type]


def _positioned(box: Rect, width: float, height: float, position: Sequence[str]) -> Rect:
    x, y = (*position, "50%")[:2]
    return Rect(box.x + _offset(x, box.width - width), box.y + _offset(y, box.height - height), width, height)


_TERM = re.compile(r"(?P<sign>[+-]?)\s*(?P<number>[\d.]+)(?P<unit>%|px)")


def _offset(word: str, room: float) -> float:
    """A position; a percentage is one of the room left over."""
    terms = _TERM.findall(word)
    return _sum(terms, room) if terms else room / 2


def _length(word: str, whole: float) -> float | None:
    terms = _TERM.findall(word)
    return _sum(terms, whole) if terms else None


def _sum(terms: list[tuple[str, str, str]], whole: float) -> float:
    """Lengths and percentages of a whole, as `calc()` adds them."""
    return sum(
        (-1 if sign == "-" else 1) * float(number) * (whole / 100 if unit == "%" else 1) for sign, number, unit in terms
    )
