"""List markers as PowerPoint's bullets and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renderers.model.layout import Box
from renderers.pptx.colors import color
from renderers.pptx.css import px
from renderers.pptx.presentation import Bullet, CharBullet, NoBullet, NumberBullet
from renderers.pptx.scene import Item

_SCHEMES = {
    "decimal": "arabic",
    "decimal-leading-zero": "arabic",
    "lower-alpha": "alphaLc",
    "lower-latin": "alphaLc",
    "upper-alpha": "alphaUc",
    "upper-latin": "alphaUc",
    "lower-roman": "romanLc",
    "upper-roman": "romanUc",
}
_EAST_ASIAN_SCHEMES = {
    "cjk-decimal": "ea1JpnKorPlain",
    "cjk-ideographic": "ea1JpnChsDbPeriod",
    "japanese-informal": "ea1JpnKorPeriod",
    "simp-chinese-informal": "ea1ChsPeriod",
    "trad-chinese-informal": "ea1ChtPeriod",
    "hiragana": "hindiAlphaPeriod",
}
# As large as Chromium draws them, from the glyphs of Arial: its discs are 0.31 of the font size across.
_SYMBOLS = {"disc": ("•", 1.15), "circle": ("◦", 1.25), "square": ("▪", 1.25)}
# What Chromium draws for them; anything else is a style's own.
_DRAWN = {"•", "◦", "■"}
_DEEPEST = 8
_LONGEST_MARKER = 2
_LARGEST = 4.0
_DIGITS = re.compile(r"-?\d+")


def marker_of(box: Box) -> Box | None:
    """The marker of a list item: what the browser made, or a pseudo-element that a theme put in its place."""
    for child in box.children:
        if child.name == "::marker":
            return next((part for part in child.children if part.text.strip()), None)
    return None


def items(box: Box) -> Iterator[tuple[Box, int]]:
    """The items of a list with their numbers."""
    here = [child for child in box.children if child.style.get("display") == "list-item" or child.name == "li"]
    is_reversed = "reversed" in box.attributes
    number = _whole(box.attributes.get("start", ""), len(here) if is_reversed else 1)
    for child in here:
        number = _whole(child.attributes.get("value", ""), number)
        yield child, number
        number += -1 if is_reversed else 1


def item_of(box: Box, parent: Box, level: int, ordinal: int, first: int) -> Item:
    """What a list item's paragraphs have to know of it. `first` is the number of its list's first item."""
    marker = marker_of(box)
    return Item(
        level=min(level, _DEEPEST),
        bullet=_bullet(box, marker, first, is_numbered=parent.name == "ol"),
        ordinal=ordinal,
        list_key=parent.key,
        key=box.key,
        marker_left=marker.fragments[0].rect.x if marker and marker.fragments else None,
        marker_right=marker.fragments[-1].rect.right if marker and marker.fragments else None,
    )


def _bullet(box: Box, marker: Box | None, first: int, *, is_numbered: bool) -> Bullet:
    kind = box.style["list-style"].split(" ", 2)[-1]
    if marker is None:
        # A picture is drawn as one; `none` shows nothing.
        return CharBullet("•") if " url(" in box.style["list-style"] else NoBullet()
    drawn, text = color(marker.style["color"]), marker.text.strip()
    if kind in _SYMBOLS and text in _DRAWN:
        character, size = _SYMBOLS[kind]
        return CharBullet(character, drawn, "Arial", min(size * (_size(box, marker) or 1.0), _LARGEST))
    if kind in _EAST_ASIAN_SCHEMES:
        return NumberBullet(_EAST_ASIAN_SCHEMES[kind], first, drawn, size=_size(box, marker))
    if (kind in _SCHEMES and text[:1].isalnum()) or (is_numbered and _DIGITS.search(text)):
        ending = "ParenR" if text.endswith(")") else "Period"
        return NumberBullet(f"{_SCHEMES.get(kind, 'arabic')}{ending}", first, drawn, size=_size(box, marker))
    if len(text) <= _LONGEST_MARKER:
        return CharBullet(text, drawn, None, _size(box, marker))
    return CharBullet(text[:1], drawn, None, _size(box, marker))


def _size(box: Box, marker: Box) -> float | None:
    own, around = px(marker.style["font-size"]), px(box.style["font-size"])
    share = own / around if own and around else 1.0
    return None if abs(share - 1) < 0.02 else min(max(share, 0.25), 4.0)


def _whole(text: str, otherwise: int) -> int:
    found = _DIGITS.fullmatch(text.strip())
    return int(text) if found and len(text) < 6 else otherwise
