"""What a page with formulas needs: the style, and the letters of the font that they use.

The font is STIX Two Math (OFL 1.1), as the package `ziamath` brings it. It travels in the page, so that every output
has the same letters, whatever is installed.
"""

from __future__ import annotations

import re
from base64 import b64encode
from bisect import bisect
from collections.abc import Iterable
from functools import cache, lru_cache
from html import unescape
from importlib import resources
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_STYLE = resources.files("renderers.html").joinpath("formulas.css").read_text("utf-8")
_TAG = re.compile(r"<[^>]*>")
_DIGITS, _CAPITALS, _SMALL = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
# What nearly every formula has. With it in every font, decks share one more often.
_USUAL = frozenset(_DIGITS + _CAPITALS + _SMALL + "+-−=<>≤≥≠≈·×/()[]{}|,.;:!'′…⋯ ∑∫∏√∂∞∈→\u2061\u2062\u2063")
_LETTERS = (*range(0x1D434, 0x1D468), 0x210E, *range(0x391, 0x3AA), *range(0x3B1, 0x3CA), *range(0x1D6FC, 0x1D71C))
_FEATURES = ["ss01", "ssty", "dtls", "flac", "ccmp", "mark", "mkmk"]


def has_formulas(html: str) -> bool:
    """Whether a page shows formulas."""
    return "<math" in html


def formula_style(html: str) -> str:
    """The `<style>` for the formulas of a page."""
    characters = frozenset(character for piece in _texts(html) for character in piece)
    font = b64encode(_font(characters | _common())).decode()
    face = f'@font-face{{font-family:"marpd math";src:url(data:font/woff2;base64,{font}) format("woff2")}}'
    return f"<style>{face}\n{_style()}</style>\n"


@cache
def _style() -> str:
    return re.sub(r"/\*.*?\*/|\n\s*", "", _STYLE, flags=re.DOTALL)


def _texts(html: str) -> Iterable[str]:
    """What the formulas of a page say. An empty one is a tag that ends itself."""
    for piece in html.split("<math")[1:]:
        tag, _, rest = piece.partition(">")
        if not tag.endswith("/"):
            yield unescape(_TAG.sub("", rest.partition("</math>")[0]))


@cache
def _common() -> frozenset[str]:
    return _USUAL | frozenset(map(chr, _LETTERS))


@lru_cache(maxsize=32)
def _font(characters: frozenset[str]) -> bytes:
    """The font with these characters and all that they stretch to, as WOFF2."""
    from fontTools import subset

    options = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=_FEATURES,
        name_IDs=[],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    font = subset.load_font(BytesIO(_whole_font()), options)
    _mend_arrows(font)
    _mend_roots(font)
    _mend_accents(font)
    _mend_marks(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(map(ord, characters)))
    subsetter.subset(font)
    file = BytesIO()
    subset.save_font(font, file, options)
    return file.getvalue()


def _mend_arrows(font: TTFont) -> None:
    """Let arrows grow to the right: the font tells at the wrong end of their heads where they may be joined."""
    for construction in font["MATH"].table.MathVariants.HorizGlyphConstruction:
        parts = construction.GlyphAssembly.PartRecords if construction.GlyphAssembly else ()
        if parts and not parts[-1].StartConnectorLength:
            head = parts[-1]
            head.StartConnectorLength, head.EndConnectorLength = head.EndConnectorLength, 0


def _mend_accents(font: TTFont) -> None:
    """Let accents grow that the font has in all widths, but not for the characters that browsers stretch."""
    variants = font["MATH"].table.MathVariants
    glyphs, constructions = variants.HorizGlyphCoverage.glyphs, variants.HorizGlyphConstruction
    for stretched, combining in _ACCENTS:
        construction = constructions[glyphs.index(combining)]
        at = bisect([font.getGlyphID(glyph) for glyph in glyphs], font.getGlyphID(stretched))
        glyphs.insert(at, stretched)
        constructions.insert(at, construction)
    variants.HorizGlyphCount = len(constructions)


_ACCENTS = (("tilde", "uni0303"), ("caron", "uni030C"))


def _mend_marks(font: TTFont) -> None:
    """Give marks the width that they have: without one they stand to the left of the middle of what they are over."""
    for name in _MARKS:
        glyph = font["glyf"][name]
        left = glyph.xMin
        glyph.coordinates.translate((-left, 0))
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (glyph.xMax, 0)


_MARKS = ("uni0303", "uni030C", "uni20D0", "uni20D1", "uni20D6", "uni20D7", "uni20DB", "uni20DC")
"""Those that formulas put over letters: wide accents while they are narrow, arrows, and rows of dots."""


def _mend_roots(font: TTFont) -> None:
    """Let all signs of roots be as wide as the smallest: Chromium leaves as much room as the widest would take."""
    from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

    for name in _ROOTS:
        advance, _ = font["hmtx"][name]
        glyph = font["glyf"][name]
        glyph.coordinates = GlyphCoordinates([(_mended(x, advance, name), y) for x, y in glyph.coordinates])
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (_ROOT_WIDTH, glyph.xMin)


def _mended(x: int, advance: int, name: str) -> int:
    """Where a point of a root's sign goes. Upright strokes keep their thickness, and all their place at the right."""
    if name not in _ROOT_PARTS:
        return round(x * _ROOT_WIDTH / advance)
    moved = advance - _ROOT_WIDTH
    return x - moved if x >= _ROOT_STROKE else round(x * (_ROOT_STROKE - moved) / _ROOT_STROKE)


_ROOT_WIDTH = 820
"""In thousandths of an em."""

_ROOT_PARTS = ("uni221A.s4", "uni221A.x", "uni221A.t")
"""The bottom, the middle and the top of a sign of any height."""

_ROOT_STROKE = 845
"""Where the upright stroke of the parts begins, in thousandths of an em."""

_ROOTS = ("uni221A", "uni221A.s1", "uni221A.s2", "uni221A.s3", *_ROOT_PARTS)


@cache
def _whole_font() -> bytes:
    # Where the package is, without importing it: of all that it does, only the font is wanted.
    package = find_spec("ziamath")
    places = package.submodule_search_locations if package else None
    if not places:
        raise FileNotFoundError("ziamath")
    return Path(places[0], "fonts", "STIXTwoMath-Regular.ttf").read_bytes()
