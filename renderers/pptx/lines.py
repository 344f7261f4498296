"""The lines that the browser made of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from renderers.model.layout import Box, Fragment


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in CSS pixels. `is_ended` by the author; `word` is what cannot be broken at its start."""

    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    word: float = 0.0
    is_ended: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of text, how many empty ones stand between them, and whether lines without text are left out around."""

    lines: tuple[Line, ...]
    empty: int
    has_lead: bool
    has_trail: bool


def read_lines(fragments: Sequence[tuple[Box, Fragment] | None]) -> Lines:
    """Fragments in document order as lines; None ends a line. Lines before the first text and after the last are not
    the paragraph's: they hold pictures, or nothing.
    """
    lines: list[list[tuple[Box, Fragment]]] = []
    ended: set[int] = set()
    is_new = True
    for one in fragments:
        if one is None:
            if is_new:
                lines.append([])
            ended.add(len(lines) - 1)
            is_new = True
            continue
        if is_new or not is_beside(lines[-1], one[1]):
            lines.append([])
        lines[-1].append(one)
        is_new = False
    told = [number for number, line in enumerate(lines) if any(_is_read(box) for box, _ in line)]
    if not told:
        return Lines((), 0, has_lead=False, has_trail=False)
    between = range(told[0], told[-1] + 1)
    return Lines(
        tuple(_line(lines[number], is_ended=number in ended) for number in told),
        len(between) - len(told),
        has_lead=told[0] > 0,
        has_trail=told[-1] < len(lines) - 1,
    )


def _is_read(box: Box) -> bool:
    # Of formulas only those come here that are words.
    return box.name in {"#text", "math"} or "emoji" in box.attributes.get("class", "").split()


def is_beside(line: list[tuple[Box, Fragment]], fragment: Fragment) -> bool:
    """Whether a fragment stands on the same line."""
    top = min(one.rect.y for _, one in line)
    bottom = max(one.rect.bottom for _, one in line)
    shared = min(bottom, fragment.rect.bottom) - max(top, fragment.rect.y)
    return shared > 0.4 * min(bottom - top, fragment.rect.height)


def _line(line: list[tuple[Box, Fragment]], *, is_ended: bool) -> Line:
    texts = [one for one in line if one[0].name == "#text"] or line
    largest = max(texts, key=lambda one: (one[1].rect.height, one[1].end - one[1].start))
    first = line[0][1]
    return Line(
        left=min(one.rect.x for _, one in line),
        right=max(one.rect.right for _, one in line),
        top=min(one.rect.y for _, one in line),
        bottom=max(one.rect.bottom for _, one in line),
        baseline=largest[1].baseline,
        size=largest[1].rect.height,
        word=first.word or first.rect.width,
        is_ended=is_ended,
    )
