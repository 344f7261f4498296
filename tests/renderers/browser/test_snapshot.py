"""A recorded answer of Chromium, read: which boxes there are, where their lines stand, what their texts were."""

from __future__ import annotations

import itertools
import json
from functools import cache
from pathlib import Path

import pytest

from renderers.browser.snapshot import STYLES, Metrics, Snapshot, styles_of
from renderers.model.layout import Box, SlideLayout

RECORDED = Path(__file__).with_name("recorded") / "page.json"


@cache
def page() -> Snapshot:
    """The recorded page, its styles in the order that is asked for now."""
    recorded = json.loads(RECORDED.read_text("utf-8"))
    layout = recorded["answer"]["documents"][0]["layout"]
    layout["styles"] = [
        [values[recorded["styles"].index(name)] if name in recorded["styles"] and values else -1 for name in STYLES]
        for values in layout["styles"]
    ]
    return Snapshot(recorded["answer"])


@cache
def slides() -> tuple[SlideLayout, ...]:
    """Its slides, with fonts 17 above and 5 below the line and words of ten pixels a letter."""
    pieces = [piece for some in page().pieces.values() for piece in some]
    heights = {piece.font: (17.0, 5.0) for piece in pieces}
    return page().slides(Metrics(heights, {(piece.font, piece.word): 10.0 * len(piece.word) for piece in pieces}), 1280)


def box(name: str, slide: int = 1) -> Box:
    """The first box of a name on a slide."""
    return next(one for one in slides()[slide - 1].root.walk() if one.name == name)


def test_slides_are_told_apart() -> None:
    """Each begins at the upper left of its own."""
    assert [one.number for one in slides()] == [1, 2]
    assert [(one.root.rect.x, one.root.rect.y) for one in slides()] == [(0, 0), (0, 0)]
    assert (box("p", 2).rect.x, box("p", 2).rect.y) == (50, 50)


def test_boxes_know_the_tokens_they_were_made_from() -> None:
    """By the mark, which is no attribute for anybody else; what is no number is no mark."""
    assert (box("p").node, dict(box("p").attributes)) == (7, {})
    assert box("p", 2).node is None


def test_lines_cover_a_text_without_a_gap() -> None:
    """And stand one below the other."""
    text = [one for one in box("p").walk() if one.name == "#text"][-1]

    assert len(text.fragments) == 2
    joined = " ".join(text.text[one.start : one.end] for one in text.fragments)
    assert joined.split() == ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    baselines = [one.baseline for one in text.fragments]
    assert [below - above for above, below in itertools.pairwise(baselines)] == [30]


def test_a_line_knows_the_word_it_begins_with() -> None:
    """Which says how much room would have kept it on the line above."""
    text = [one for one in box("p").walk() if one.name == "#text"][-1]
    second = text.fragments[1]

    word = text.text[second.start :].split()[0]
    assert second.word == pytest.approx(10 * len(word), abs=10)


def test_characters_are_counted_as_python_does() -> None:
    """Chromium counts an emoji as two."""
    text = next(one for one in box("p", 2).walk() if "🚀" in one.text)

    assert text.text[text.fragments[-1].start : text.fragments[-1].end].strip().endswith("ON")
    assert max(one.end for one in text.fragments) <= len(text.text)


def test_a_text_is_kept_as_it_was_written() -> None:
    """Beside what its style made of it."""
    text = next(one for one in box("p", 2).walk() if "🚀" in one.text)

    assert text.text.startswith("STRASSE")
    assert text.source.startswith("Strasse")


def test_what_a_style_writes_is_a_box_of_its_own() -> None:
    """Which knows the element that it belongs to."""
    before = box("::before", 2)

    assert [one.text for one in before.children] == ["* "]
    assert before.owner == box("p", 2).key


def test_markers_are_boxes() -> None:
    """With what they show."""
    assert [one.text for one in box("::marker", 2).children] == ["• "]


def test_what_is_not_laid_out_is_no_box() -> None:
    """`display: none`."""
    assert not any(one.name == "i" or "unseen" in one.text for one in slides()[1].root.walk())


def test_styles_are_by_name() -> None:
    """As computed."""
    assert (box("p").style["font-size"], box("b").style["font-weight"]) == ("20px", "700")


def test_reading_is_pure() -> None:
    """The same answer gives equal slides."""
    recorded = page().slides(Metrics({}, {}), 1280)

    assert recorded == page().slides(Metrics({}, {}), 1280)


def test_a_page_without_diagrams_is_not_asked_for_their_paint() -> None:
    """Each value takes time on every box, and a rule about diagrams is none."""
    plain = styles_of("<style>svg[data-marp-mermaid] {}</style><svg></svg>")
    drawn = styles_of('<svg data-marp-mermaid="flowchart-v2"></svg>')

    assert set(drawn) - set(plain) == {"fill", "stroke", "stroke-width", "stroke-dasharray"}
    assert drawn[: len(plain)] == plain
