"""The diagrams of one deck, from first to last, within what one deck may take."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import lru_cache

from renderers.markdown.diagrams.clean import cleaned
from renderers.markdown.diagrams.dress import dress
from renderers.markdown.diagrams.engine import NotDrawn, TooLarge, is_installed, svg_of
from renderers.markdown.diagrams.words import described

LONGEST_SOURCE = 10_000
"""Characters of one source that is drawn."""

MOST_AMPERSANDS = 200
"""`a & b --> c & d` links each with each, so that a short source may ask for a million links."""

LARGEST_DRAWING = 2_000_000
"""Characters of one drawing. No slide shows as many."""

MOST_DIAGRAMS = 200
"""Diagrams of one deck that are drawn."""

MOST_CHARACTERS = 8_000_000
"""Characters of all drawings of one deck."""

MOST_SECONDS = 4.0
"""Processor time that the diagrams of one deck may take. An honest one takes milliseconds."""

_MOST_LINES = 400
_SEARCH_SECONDS = 1.0
_PLACEHOLDER = "Diagram0"


@dataclass(frozen=True, slots=True)
class Diagram:
    """A diagram as an `<svg>`, its size in its own units, in which text is 16 high, a text for who cannot see it, and
    what kind it is.

    If it cannot be drawn, `svg` is empty and `reason` says why; `line` is that of the source, from 1, if it is known.
    """

    svg: str = ""
    width: float = 0.0
    height: float = 0.0
    alt: str = ""
    kind: str = ""
    reason: str = ""
    line: int | None = None


class Draughtsman:
    """Draws the diagrams of one deck in their order, and numbers them."""

    def __init__(self) -> None:
        self._count = 0
        self._characters = 0
        self._seconds = 0.0

    @property
    def can_draw(self) -> bool:
        """Whether the engine is there."""
        return is_installed()

    def draw(self, source: str) -> Diagram:
        """One diagram."""
        if len(source) > LONGEST_SOURCE:
            return Diagram(reason=f"it is longer than {LONGEST_SOURCE} characters")
        if source.count("&") > MOST_AMPERSANDS:
            return Diagram(reason="it links too many nodes at once")
        if self._count >= MOST_DIAGRAMS or self._characters > MOST_CHARACTERS or self._seconds > MOST_SECONDS:
            return Diagram(reason="the diagrams before it took all that one deck may take")
        self._count += 1
        start = time.thread_time()
        diagram = _drawn(source)
        self._seconds += time.thread_time() - start
        svg = diagram.svg.replace(_PLACEHOLDER, f"Diagram{self._count}")
        self._characters += len(svg)
        return replace(diagram, svg=svg)


@lru_cache(maxsize=64)
def _drawn(source: str) -> Diagram:
    dressed = dress(source)
    try:
        svg = svg_of(dressed.text, LARGEST_DRAWING)
        drawing = cleaned(svg, _PLACEHOLDER, is_own=dressed.is_own)
    except TooLarge as problem:
        return Diagram(reason=str(problem))
    except NotDrawn as problem:
        return Diagram(reason=str(problem), line=_line_of_error(source, str(problem)))
    except ValueError as problem:
        return Diagram(reason=str(problem))
    return Diagram(drawing.svg, drawing.width, drawing.height, described(drawing), drawing.kind)


def _line_of_error(source: str, reason: str) -> int | None:
    """The line on which reading stops; the engine does not tell.

    It is the first at which what stands up to there is refused for the same reason, after the last that can be drawn.
    """
    lines = source.split("\n")
    if len(lines) > _MOST_LINES:
        return None
    end = time.thread_time() + _SEARCH_SECONDS
    found = None
    for count in range(len(lines), 0, -1):
        if time.thread_time() > end:
            return None
        why = _refusal("".join(f"{line}\n" for line in lines[:count]))
        if why is None:
            break
        if why == reason:
            found = count
    return found


def _refusal(source: str) -> str | None:
    try:
        svg_of(dress(source).text, LARGEST_DRAWING)
    except NotDrawn as problem:
        return str(problem)
    return None
