"""How one deck compares: slides and notes that are the same, and what differs in the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from renderers.prepare import Prepared
from tests.parity.shared import dom

FAMILIAR = re.compile(r"\d+|\"[^\"]*\"|(?<=>)[^<]+")
"""What differs from deck to deck in one kind of difference: numbers, attribute values, text."""

LONGEST = 160

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
"""What the comparing tool's tree cannot hold."""


@dataclass(frozen=True, slots=True)
class Result:
    """One deck. `differences` has a text for each slide that is not the same."""

    name: str
    slides: int
    same: int
    same_notes: int
    differences: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether every slide and every note is the reference's."""
        return self.same == self.slides == self.same_notes


def compare(
    name: str,
    html: list[str],
    comments: list[list[str]],
    engine: Callable[[], Prepared],
    page: Callable[[str], str] = str,
) -> Result:
    """The reference's slides and notes beside the engine's (HTML through `page`); none are the same if it fails."""
    try:
        prepared = engine()
    except Exception as error:  # whatever it is, it is what this deck gives
        return Result(name, len(comments), 0, 0, (f"the engine raised {type(error).__name__}: {error}",))
    reference = {"html": [_without_controls(slide) for slide in html]}
    same, slides, differences = dom().compare(reference, _without_controls(page(prepared.plain.html)))
    pairs = list(zip_longest(comments, [list(slide.notes) for slide in prepared.deck.slides]))
    wrong = tuple(
        f"notes of slide {number}\n-{want}\n+{got}" for number, (want, got) in enumerate(pairs, 1) if want != got
    )
    return Result(name, slides, same, len(pairs) - len(wrong), (*differences, *wrong))


def _without_controls(html: str) -> str:
    return CONTROLS.sub("\ufffd", html)


def kinds(results: Iterable[Result]) -> list[tuple[int, str, str]]:
    """Kinds of differences, most frequent first: how often, what changed, and where for example."""
    found: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for result in results:
        for difference in result.differences:
            for kind in _kinds(difference):
                found[kind] += 1
                examples.setdefault(kind, f"{result.name}, {difference.splitlines()[0]}")
    return [(count, kind, examples[kind]) for kind, count in found.most_common()]


def _kinds(difference: str) -> Iterator[str]:
    """The changed lines of a diff, one kind for each run of them, without what is particular."""
    run: list[str] = []
    lines = [line for line in difference.splitlines()[1:] if not line.startswith(("---", "+++"))]
    for line in [*lines, ""]:
        if line.startswith(("-", "+")):
            run.append(line[0] + FAMILIAR.sub("…", line[1:])[:LONGEST])
        elif run:
            yield "\n      ".join(run[:4])
            run = []
    if len(lines) == 0:
        yield difference[:LONGEST]
