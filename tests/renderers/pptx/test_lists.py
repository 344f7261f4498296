"""Lists as PowerPoint's own bullets and numbers."""

from __future__ import annotations

import pytest

from tests.renderers.pptx.decks import Maker, Paragraph, Slide

pytestmark = pytest.mark.browser


def marks(slide: Slide) -> list[str]:
    """The bullet, or the kind of number and its start, of every paragraph."""
    return [_mark(paragraph) for paragraph in slide.paragraphs]


def _mark(paragraph: Paragraph) -> str:
    if kind := paragraph.first("./a:pPr/a:buAutoNum/@type"):
        return f"{kind} {paragraph.first('./a:pPr/a:buAutoNum/@startAt') or 1}"
    return paragraph.first("./a:pPr/a:buChar/@char")


def levels(slide: Slide) -> list[int]:
    """How deep every paragraph is."""
    return [int(paragraph.first("./a:pPr/@lvl") or 0) for paragraph in slide.paragraphs]


def test_bullets_are_bullets(make: Maker) -> None:
    """Not letters in the text, and all items share one box."""
    slide = make.slide("- one\n- two\n- three")

    assert slide.texts == ["one", "two", "three"]
    assert marks(slide) == ["•", "•", "•"]
    assert len(slide.shape("two").find(".//a:p")) == 3


def test_nested_items_are_levels(make: Maker) -> None:
    """With the bullets that the browser shows, each further in."""
    slide = make.slide("- a\n  - b\n    - c\n- d")

    assert levels(slide) == [0, 1, 2, 0]
    assert marks(slide) == ["•", "◦", "▪", "•"]
    margins = [int(paragraph.first("./a:pPr/@marL")) for paragraph in slide.paragraphs]
    assert margins[0] == margins[3] < margins[1] < margins[2]


def test_bullets_hang(make: Maker) -> None:
    """Left of the text, by as much as in the browser."""
    paragraph = make.slide("- one").said("one")

    assert int(paragraph.first("./a:pPr/@indent")) < 0
    assert int(paragraph.first("./a:pPr/@marL")) + int(paragraph.first("./a:pPr/@indent")) >= 0


def test_numbers_count_by_themselves(make: Maker) -> None:
    """Every item says where its list starts, so that one can be put in between."""
    slide = make.slide("1. one\n2. two\n3. three")

    assert marks(slide) == ["arabicPeriod 1"] * 3


@pytest.mark.parametrize("source", ["3. three\n4. four", '<ol start="3"><li>three</li><li>four</li></ol>'])
def test_numbers_start_where_the_list_does(make: Maker, source: str) -> None:
    """In Markdown and in HTML."""
    assert marks(make.slide(source)) == ["arabicPeriod 3"] * 2


def test_numbers_go_on_after_a_second_paragraph(make: Maker) -> None:
    """Which has no number, and after which PowerPoint would begin anew."""
    slide = make.slide("1. one\n\n   more\n\n2. two\n3. three")

    assert slide.texts == ["one", "more", "two", "three"]
    assert marks(slide) == ["arabicPeriod 1", "", "arabicPeriod 2", "arabicPeriod 2"]


def test_numbers_go_on_after_a_nested_list(make: Maker) -> None:
    """Which does not end the count of the list around it."""
    slide = make.slide("1. one\n   - in\n   - in\n2. two")

    assert marks(slide) == ["arabicPeriod 1", "◦", "◦", "arabicPeriod 1"]
    assert levels(slide) == [0, 1, 1, 0]


def test_nested_numbers_count_for_themselves(make: Maker) -> None:
    """Each inner list begins with 1."""
    slide = make.slide("1. a\n   1. b\n   2. c\n2. d\n   1. e")

    assert marks(slide)[1:3] == ["romanLcPeriod 1"] * 2
    assert marks(slide)[4] == "romanLcPeriod 1"


def test_two_numbered_lists_do_not_count_on(make: Maker) -> None:
    """They stand in different boxes, for some programs would count on in one."""
    slide = make.slide("1. a\n2. two\n\nbetween\n\n1. three\n2. d")

    assert slide.shape("two").root is not slide.shape("three").root


@pytest.mark.parametrize(
    ("css", "scheme"),
    [
        ("lower-alpha", "alphaLcPeriod 1"),
        ("upper-alpha", "alphaUcPeriod 1"),
        ("lower-roman", "romanLcPeriod 1"),
        ("upper-roman", "romanUcPeriod 1"),
        ("decimal-leading-zero", "arabicPeriod 1"),
    ],
)
def test_kinds_of_numbers_are_kept(make: Maker, css: str, scheme: str) -> None:
    """Those that PowerPoint knows."""
    assert marks(make.slide("1. one", css=f"ol {{ list-style: {css} }}")) == [scheme]


@pytest.mark.parametrize(
    ("css", "bullet"),
    [
        ("ul { list-style: square }", "▪"),
        ('ul { list-style-type: "→" }', "→"),
        ('li::marker { content: "✔" }', "✔"),
        ("ul { list-style: none }", ""),
    ],
)
def test_bullets_are_those_of_the_style(make: Maker, css: str, bullet: str) -> None:
    """Any one character, or none."""
    assert marks(make.slide("- one", css=css)) == [bullet]


def test_bullets_have_their_own_colour(make: Maker) -> None:
    """Which is not the text's."""
    slide = make.slide("- one", css="li::marker { color: #00aa11 }")

    assert slide.rgb(slide.said("one").xml, "./a:pPr/a:buClr") == "00AA11"


def test_reversed_lists_count_as_shown(make: Maker) -> None:
    """PowerPoint has no backward count, so every item says its own number."""
    slide = make.slide("<ol reversed><li>three</li><li>two</li><li>one</li></ol>")

    assert [mark.split()[-1] for mark in marks(slide)] == ["3", "2", "1"]


def test_a_value_is_shown(make: Maker) -> None:
    """An item that has its own number, and those after it."""
    slide = make.slide('<ol><li>one</li><li value="7">seven</li><li>eight</li></ol>')

    assert [mark.split()[-1] for mark in marks(slide)] == ["1", "7", "7"]


def test_boxes_to_tick_are_text(make: Maker) -> None:
    """Marp knows no task lists; the brackets stay as they were written."""
    slide = make.slide("- [ ] open\n- [x] done")

    assert slide.texts == ["[ ] open", "[x] done"]


def test_lists_from_right_to_left_are_so(make: Maker) -> None:
    """Aligned to the right, with the bullet there."""
    slide = make.slide("- שלום\n- עולם", css="section { direction: rtl }")

    assert [one.first("./a:pPr/@rtl") for one in slide.paragraphs] == ["1", "1"]
    assert [one.first("./a:pPr/@algn") for one in slide.paragraphs] == ["r", "r"]
    assert int(slide.said("שלום").first("./a:pPr/@indent")) < 0


def test_definitions_are_paragraphs(make: Maker) -> None:
    """Term and meaning, without bullets."""
    slide = make.slide("<dl><dt>term</dt><dd>meaning</dd></dl>")

    assert slide.texts == ["term", "meaning"]
    assert marks(slide) == ["", ""]


def test_an_item_may_hold_code_and_go_on(make: Maker) -> None:
    """The code stands in a box of its own, the rest in the list."""
    slide = make.slide("1. one\n\n   ```\n   code\n   ```\n\n2. two")

    assert slide.texts[0] == "one"
    assert set(slide.texts) == {"one", "code", "two"}
    assert _mark(slide.said("two")) == "arabicPeriod 2"


def test_a_list_deeper_than_powerpoint_knows_is_kept(make: Maker) -> None:
    """Nine levels are all there are; what is deeper stands on the last."""
    slide = make.slide("".join(f"<ul><li>d{depth}" for depth in range(12)) + "</li></ul>" * 12)

    assert levels(slide) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8]


def test_items_of_a_flex_list_keep_their_bullets_or_none(make: Maker) -> None:
    """A menu in a row is no list that runs down, and each word is there once."""
    slide = make.slide("- one\n- two", css="ul { display: flex; gap: 40px; list-style: none }")

    assert sorted(slide.texts) == ["one", "two"]
