"""All text of a page by the fonts that it asks for, as the page itself tells."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from typing import Any

from renderers.browser.font_book import Look, named
from renderers.model.markup import MARK_ATTRIBUTE

# A book's worth. What is more tells nothing new of the fonts, and a hostile deck could send megabytes.
_MOST_TEXT = 500_000
_SCRIPT = resources.files("renderers.browser").joinpath("font_texts.js").read_text("utf-8")

QUESTION = f'({_SCRIPT})("{MARK_ATTRIBUTE}", {_MOST_TEXT})'
"""What the page is asked."""

_EMOJI_SELECTOR = "\ufe0f"
# Drawn as nothing, whether a font has them or not: `Default_Ignorable_Code_Point` where it is no format character.
_UNSEEN = frozenset(
    map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, *range(0xFE00, 0xFE10), 0xFFA0))
)


@dataclass(frozen=True, slots=True)
class Place:
    """Some text of a slide. `node` is the token that it was made from."""

    slide: int
    node: int | None
    text: str


@dataclass(frozen=True)
class Texts:
    """Text by how it asks for fonts, and whether each family that the deck brings, in lower case, can be used."""

    places: Mapping[Look, tuple[Place, ...]] = field(default_factory=dict)
    embedded: Mapping[str, bool] = field(default_factory=dict)

    @cached_property
    def counts(self) -> Mapping[tuple[Look, int], Counter[str]]:
        """How often each character stands on a slide, those that are asked for as emoji apart; by look and slide."""
        found: dict[tuple[Look, int], Counter[str]] = {}
        for look, places in self.places.items():
            for place in places:
                found.setdefault((look, place.slide), Counter()).update(_units(place.text))
        return found

    @cached_property
    def alphabets(self) -> Mapping[Look, tuple[str, ...]]:
        """The characters of each look that are seen, in order."""
        found: dict[Look, set[str]] = {}
        for (look, _), counts in self.counts.items():
            found.setdefault(look, set()).update(counts)
        return {look: tuple(sorted(filter(is_seen, units))) for look, units in found.items()}

    @cached_property
    def families(self) -> Mapping[Look, tuple[str, ...]]:
        """The families that each look names."""
        return {look: named(look.family) for look in self.places}

    def is_embedded(self, family: str) -> bool:
        """Whether the deck brings a family, in a file that can be used or not."""
        return family.casefold() in self.embedded

    def needs_embedded(self, look: Look) -> bool:
        """Whether a look names what the deck brings."""
        return any(map(self.is_embedded, self.families[look]))

    def first_node(self, look: Look, slide: int, characters: Iterable[str]) -> int | None:
        """The token of the first text on a slide that has one of these characters."""
        wanted = {unit[0] for unit in characters}
        places = (place for place in self.places[look] if place.slide == slide and not wanted.isdisjoint(place.text))
        return next((place.node for place in places), None)


def read(told: Mapping[str, Any]) -> Texts:
    """What the page answered."""
    places = {
        Look(*look): tuple(Place(slide, _number(mark), text) for slide, mark, text in some)
        for look, some in told["faces"]
    }
    embedded: dict[str, bool] = {}
    for family, status in told["embedded"]:
        name = family.strip("\"'").casefold()
        # One that was never loaded was not needed.
        embedded[name] = embedded.get(name, False) or status != "error"
    return Texts(places, embedded)


def is_seen(unit: str) -> bool:
    """Whether a character is drawn, and by itself: no blank, no mark on another, nothing that only directs."""
    return unit[0] not in _UNSEEN and (unicodedata.category(unit[0])[0] not in "CZM" or is_private(unit))


def is_private(unit: str) -> bool:
    """Whether a character means what some font says it does, or is younger than what Python knows of."""
    return unicodedata.category(unit[0]) in {"Co", "Cn"}


def _units(text: str) -> Iterator[str] | str:
    if _EMOJI_SELECTOR not in text:
        return text
    return (text[at : at + 1 + (text[at + 1 : at + 2] == _EMOJI_SELECTOR)] for at in range(len(text)))


def _number(mark: str | None) -> int | None:
    return int(mark) if mark is not None and mark.isdecimal() else None
