"""Where a deck asks for a URL: at the references it is known to make, else wherever its text has it."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import escape
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from renderers.model.assets import path_of
from renderers.model.deck import Deck

_ENDS = re.compile(r"\r\n?|\n")
_MOST_LINES = 20
_LONGEST_URL = 2_000
# What may stand before and after a URL in CSS, YAML and HTML, so that `a.png` is not found in `data.png`.
_BEFORE, _AFTER = r"(?<![\w./%-])(?:\./)?", r"(?![\w%/-]|\.\w)"


class Place(NamedTuple):
    """A slide and a line, both from 1; None for what no line of the deck asks for, such as a theme's picture."""

    slide: int | None = None
    line: int | None = None


class Places:
    """The places of the URLs of one deck. `text` is its source, searched for what no reference is known of."""

    def __init__(self, deck: Deck, text: str) -> None:
        self._lines = _ENDS.split(text)
        self._starts = [slide.line for slide in deck.slides]
        self._known: dict[str, list[Place]] = {}
        for slide in deck.slides:
            for reference in slide.references:
                self._known.setdefault(_key(reference.url), []).append(Place(slide.number, reference.line))

    def of(self, url: str, *, is_searched: bool = True) -> list[Place]:
        """Every place, at least one. Searching the text takes time by its length."""
        known = self._known.get(_key(url))
        if known is None and is_searched and len(url) <= _LONGEST_URL:
            known = self._found(url)
        return known or [Place()]

    def _found(self, url: str) -> list[Place]:
        spellings = {spelling for plain in (url, unquote(url)) for spelling in (plain, escape(plain, quote=False))}
        words = "|".join(map(re.escape, sorted(spellings, key=len, reverse=True)))
        pattern = re.compile(f"{_BEFORE}(?:{words}){_AFTER}")
        found = (number for number, line in enumerate(self._lines, start=1) if pattern.search(line))
        return [Place(max(bisect_right(self._starts, line), 1), line) for line in islice(found, _MOST_LINES)]


def _key(url: str) -> str:
    """The same for a URL as it is written and as a browser asks for it."""
    path = path_of(url)
    if path is not None:
        return path
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    scheme, host = parts.scheme.lower(), parts.netloc.lower()
    return f"{scheme}://{host}{unquote(parts.path) or '/'}?{unquote(parts.query)}"
