"""What the deck asked for and did not get, said to its author with the line that asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from renderers.model.deck import Deck
from renderers.model.diagnostic import Code, Diagnostic, Severity
from renderers.model.laid_out_deck import Refusal, RefusedRequest

_LONGEST_URL = 200
_NOTHING = "nothing is fetched from the network or from outside the deck's folder"
_SOME = "this service fetches pictures and fonts by https from the hosts on its list, and nothing else"


def missing_assets(deck: Deck, refused: Iterable[RefusedRequest], *, may_fetch: bool = False) -> Iterator[Diagnostic]:
    """A diagnostic for each URL the output had to do without, at every line that asks for it.

    `may_fetch` tells whether some of the network is open to decks.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for slide in deck.slides:
        for reference in slide.references:
            places.setdefault(reference.url, []).append((slide.number, reference.line))
    for request in refused:
        for slide_number, line in places.get(request.url, [(None, None)]):
            yield _diagnostic(request, slide_number, line, may_fetch=may_fetch)


def _diagnostic(request: RefusedRequest, slide: int | None, line: int | None, *, may_fetch: bool) -> Diagnostic:
    url = request.url if len(request.url) <= _LONGEST_URL else f"{request.url[:_LONGEST_URL]}…"
    if request.reason:
        return Diagnostic(
            code=Code.ASSET_MISSING,
            severity=Severity.ERROR,
            message=f"'{url}' could not be fetched: {request.reason}.",
            hint="Put a copy beside the deck and refer to that.",
            slide=slide,
            line=line,
        )
    if request.refusal is Refusal.MISSING and not url.startswith("../"):
        return Diagnostic(
            code=Code.ASSET_MISSING,
            severity=Severity.ERROR,
            message=f"'{url}' is not among the assets of the deck.",
            hint="Send it along under just this name.",
            slide=slide,
            line=line,
        )
    return Diagnostic(
        code=Code.ASSET_BLOCKED,
        severity=Severity.ERROR,
        message=f"'{url}' was not loaded: {_SOME if may_fetch else _NOTHING}.",
        hint="Put a copy beside the deck and refer to that.",
        slide=slide,
        line=line,
    )
