"""Fonts as values: the families that a machine has, and what a deck's text was painted in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InstalledFont:
    """A font family that is installed. `scripts` are the ISO 15924 codes of those whose usual letters it has."""

    family: str
    scripts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedText:
    """What of a slide asks for the same fonts and was painted in the same one.

    `slide` is its place on the page, from 1. `asked` are the families that CSS names, in order and without generic ones
    such as `serif`; a font that is as wide counts as the one that is named. `painted` is the family that was taken,
    `place` which of those it is, None if it is none of them; `is_embedded` says that it came with the deck.
    `characters` says how many there are of which. `node` is the token that the first of it was made from, None for what
    no token stands for.
    """

    slide: int
    node: int | None
    asked: tuple[str, ...]
    painted: str
    is_embedded: bool = False
    place: int | None = None
    characters: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no font has, drawn as a box. `slide` is its place on the page, from 1."""

    character: str
    slide: int
    node: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedFonts:
    """What a deck's text was painted in, as far as can be told.

    `absent` are the families that text asks for and nobody has; `broken` those of them that the deck brings itself, but
    in no file that could be read.
    """

    texts: tuple[PaintedText, ...] = ()
    absent: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    missing: tuple[MissingGlyph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FontUse:
    """A row of the report: text that asks for one family first, and what it was painted in.

    `is_embedded` says that the painted font came with the deck. `scripts` says how many characters there are of which
    script, by ISO 15924 code; `Zyyy` are signs and digits. `slides` are the numbers of the slides where they stand.
    """

    asked: str
    painted: str
    is_embedded: bool
    characters: int
    scripts: tuple[tuple[str, int], ...]
    slides: tuple[int, ...]
