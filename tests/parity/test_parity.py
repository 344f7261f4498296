"""The harness itself: what it counts, and when it fails."""

from __future__ import annotations

import pytest

from renderers.model.output import RenderOptions
from renderers.model.source import Source
from renderers.prepare import Prepared, prepare
from renderers.theme.theme_set import ThemeSet
from tests.parity.floors import verdict
from tests.parity.golden import Case, deliberate, read_cases, run_case
from tests.parity.result import Result, compare, kinds

CASES, _ = read_cases()


def prepared(markdown: str) -> Prepared:
    """A deck as the engine prepares it."""
    return prepare(Source(markdown), RenderOptions(formats=("html",)), ThemeSet.built_in())


def test_a_number_below_its_floor_fails() -> None:
    """One number below its floor is enough, and it is named."""
    is_fine, lines = verdict({"slides": 9, "notes": 5}, {"slides": 10, "notes": 5})

    assert not is_fine
    assert lines == ["slides: 9 is below its floor of 10"]


def test_a_number_above_its_floor_asks_for_a_higher_one() -> None:
    """Progress passes, and says how to keep it."""
    is_fine, lines = verdict({"slides": 11}, {"slides": 10})

    assert is_fine
    assert "--raise" in lines[0]


def test_an_engine_is_the_same_as_itself() -> None:
    """A deck compared with its own output has every slide and every note the same."""
    deck = prepared("# A\n\n<!-- note -->\n\n---\n\n![bg](x.png)")
    result = compare("deck", [deck.plain.html], [["note"], []], lambda: deck)

    assert result.is_same
    assert result.slides == 2


def test_a_slide_and_a_note_that_differ_are_counted() -> None:
    """Each slide counts by itself, and notes apart from slides."""
    deck = prepared("# A\n\n---\n\n# B")
    result = compare("deck", [prepared("# A\n\n---\n\n# C").plain.html], [[], ["lost"]], lambda: deck)

    assert (result.slides, result.same, result.same_notes) == (2, 1, 1)
    assert not result.is_same
    assert len(result.differences) == 2


def test_an_engine_that_fails_has_nothing_the_same() -> None:
    """What the engine raises is a difference, not the end of the measurement."""
    result = compare("deck", [prepared("# A").plain.html], [[]], lambda: prepared(None))  # type: ignore[arg-type]

    assert (result.slides, result.same, result.same_notes) == (1, 0, 0)


def test_differences_of_one_kind_are_counted_together() -> None:
    """Numbers, attribute values and text do not make a kind of difference another one."""
    results = [
        Result("one", 1, 0, 0, ('slide 1\n-<h1 id="a">\n+<h1 id="b">',)),
        Result("two", 1, 0, 0, ('slide 7\n-<h2 id="c">\n+<h2 id="d">',)),
    ]

    assert kinds(results) == [(2, "-<h… id=…>\n      +<h… id=…>", "one, slide 1")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_recorded_deck_is_the_same_here(case: Case) -> None:
    """Slides and notes are the reference's, but for the cases that differ on purpose, and those do differ."""
    result = run_case(case)

    if result is not None:
        assert result.is_same is (case.index not in deliberate()), "\n".join(result.differences)
