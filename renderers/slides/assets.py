"""What the deck asked for and did not get, said to its author with the line that asks."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import islice

from renderers.model.assets import path_of
from renderers.model.deck import Deck
from renderers.model.diagnostic import Code, Diagnostic, Severity
from renderers.model.laid_out_deck import Refusal, RefusedRequest
from renderers.model.source import Source
from renderers.slides.places import Places

MOST_MISSING = 200
"""Nobody reads more; a hostile deck could ask for a million."""

_LONGEST_URL = 200
# The first so many are looked for in the text, and have their names compared: it takes time by the deck's length.
_MOST_SEARCHED = 50
_MOST_NAMES = 500
_SHOWN_NAMES = 5
_NOTHING = "nothing is fetched from the network or from outside the deck's folder"
_SOME = "this service fetches pictures and fonts by https from the hosts on its list, and nothing else"
_COPY = "Put a copy beside the deck and refer to that."


def missing_assets(
    deck: Deck,
    refused: Iterable[RefusedRequest],
    source: Source,
    *,
    numbers: Collection[int] | None = None,
    may_fetch: bool = False,
) -> tuple[Diagnostic, ...]:
    """A diagnostic for each URL the output had to do without, at every line that asks for it.

    `numbers` are the slides that were shown, None for all; the lines of others are told only where none of these asks.
    `may_fetch` tells whether some of the network is open to decks.
    """
    told = list(islice(_all(deck, refused, source, numbers, may_fetch=may_fetch), MOST_MISSING + 1))
    if len(told) <= MOST_MISSING:
        return tuple(told)
    more = Diagnostic(code=told[-1].code, severity=Severity.ERROR, message="There are more like these.")
    return (*told[:MOST_MISSING], more)


def _all(
    deck: Deck,
    refused: Iterable[RefusedRequest],
    source: Source,
    numbers: Collection[int] | None,
    *,
    may_fetch: bool,
) -> Iterator[Diagnostic]:
    places, names = Places(deck, source.text), source.assets.names()
    for number, request in enumerate(refused):
        is_early = number < _MOST_SEARCHED
        code, message, hint = _words(request, names if is_early else (), may_fetch=may_fetch)
        found = places.of(request.url, is_searched=is_early)
        for place in [one for one in found if numbers is None or one.slide in numbers] or found:
            yield Diagnostic(
                code=code, severity=Severity.ERROR, message=message, hint=hint, slide=place.slide, line=place.line
            )


def _words(request: RefusedRequest, names: Sequence[str], *, may_fetch: bool) -> tuple[Code, str, str]:
    url = request.url if len(request.url) <= _LONGEST_URL else f"{request.url[:_LONGEST_URL]}…"
    if request.reason:
        return Code.ASSET_MISSING, f"'{url}' could not be fetched: {request.reason}.", _COPY
    if request.refusal is Refusal.MISSING and not url.startswith("../"):
        hint = f"Send it along under just this name.{_among(path_of(request.url) or '', names)}"
        return Code.ASSET_MISSING, f"'{url}' is not among the assets of the deck.", hint
    return Code.ASSET_BLOCKED, f"'{url}' was not loaded: {_SOME if may_fetch else _NOTHING}.", _COPY


def _among(path: str, names: Sequence[str]) -> str:
    """What came instead: the name that is nearly the one asked for, or the first few."""
    known = [name for name in names[:_MOST_NAMES] if len(name) <= _LONGEST_URL]
    if not known or len(path) > _LONGEST_URL:
        return ""
    last = posixpath.basename(path).lower()
    alike = [name for name in known if posixpath.basename(name).lower() == last] or get_close_matches(path, known, n=1)
    if alike:
        return f" Did you mean '{alike[0]}'?"
    more = len(names) - _SHOWN_NAMES
    shown = ", ".join(f"'{name}'" for name in known[:_SHOWN_NAMES])
    return f" These came: {shown}{f' and {more} more' if more > 0 else ''}."
