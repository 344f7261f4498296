"""Boxes of text from the browser's lines: how wide, how far apart, and which share one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from renderers.pptx.frames import breaks, frame_of, frames
from renderers.pptx.heights import pitch, spacing_of
from renderers.pptx.inline import Words
from renderers.pptx.lines import Line
from renderers.pptx.presentation import Align, NoBullet, NumberBullet, Run, TextStyle
from renderers.pptx.scene import Block, Item, Role

SIZE = 20.0


def block(*lines: tuple[float, float], word: float = 50.0, left: float = 100.0, **settings: object) -> Block:
    """A paragraph of lines that reach from `left` to an edge, each with its baseline."""
    made = tuple(
        Line(left, right, baseline - 15, baseline + 5, baseline, SIZE, word if number else 0.0)
        for number, (right, baseline) in enumerate(lines)
    )
    words = Words(pieces=(Run("words", TextStyle(size=1500)),), lines=made, size=SIZE, largest=SIZE)
    return replace(Block(words=words, left=100.0, right=500.0, line_height=24.0, align=Align.LEFT), **settings)


def item(number: int, baseline: float, *, list_key: int = 1, begins: bool = True) -> Block:
    """A numbered item of one line."""
    of = Item(level=0, bullet=NumberBullet(start=1), ordinal=number, list_key=list_key, key=number * 10 + list_key)
    return block((300, baseline), item=of, begins_item=begins)


def starts(*blocks: Block) -> list[int | None]:
    """Where each paragraph's number says that its list begins."""
    bullets = [paragraph.bullet for paragraph in frame_of(blocks).text.paragraphs]
    return [bullet.start if isinstance(bullet, NumberBullet) else None for bullet in bullets]


def test_a_width_breaks_lines_where_the_browser_did() -> None:
    """Each line fits, and the first word of the next does not."""
    found = breaks(block((480, 20), (470, 44), (300, 68)))

    assert (found.least, found.most) == (480, 520)


def test_a_box_is_in_the_middle_of_what_is_possible() -> None:
    """So that other programs' letters may be a little wider or narrower."""
    made = frame_of([block((480, 20), (470, 44), (300, 68))])

    assert (made.rect.x, made.rect.right) == (100, 500)


def test_lines_that_the_author_ended_set_no_limit() -> None:
    """Nothing would move up from the next."""
    one = block((300, 20), (280, 44))
    ended = replace(
        one, words=replace(one.words, lines=(replace(one.words.lines[0], is_ended=True), one.words.lines[1]))
    )

    assert breaks(ended).most == float("inf")
    assert breaks(one).most == 350


@pytest.mark.parametrize(
    ("align", "edges"), [(Align.CENTER, (190.0, 215.0)), (Align.RIGHT, (400.0, 450.0)), (Align.LEFT, (480.0, 530.0))]
)
def test_widths_are_measured_from_where_lines_are_fixed(align: Align, edges: tuple[float, float]) -> None:
    """From the axis of what is centred, the right edge of what ends there."""
    found = breaks(block((480, 20), (300, 44), align=align))

    assert (found.least, found.most) == edges


def test_one_line_has_room_to_spare() -> None:
    """It must not break where letters are wider."""
    made = frame_of([block((498, 20))])

    assert made.rect.right > 498 + 10


def test_a_paragraph_without_lines_is_no_error() -> None:
    """Letters may have no width at all."""
    assert frame_of([block()]).rect.height == 1.0


@pytest.mark.parametrize(("line_height", "share"), [(24.0, 1.0), (36.0, 1.5), (24.1, 1.0), (24.2, 1.0), (24.3, 1.01)])
def test_one_line_is_spaced_in_whole_percents_and_never_too_far(line_height: float, share: float) -> None:
    """The rest is made up by what stands before it."""
    assert spacing_of(block((300, 20), line_height=line_height)) == share


def test_lines_are_as_far_apart_as_they_were_measured() -> None:
    """Whatever the style says."""
    one = block((480, 20), (470, 50), (300, 80))

    assert pitch(one) == 30
    assert spacing_of(one) == 1.25


def test_paragraphs_stand_where_they_stood() -> None:
    """The room between them is what baselines leave."""
    paragraphs = frame_of([block((300, 20)), block((300, 64))]).text.paragraphs

    assert [one.space_before for one in paragraphs] == [0, 1500]


def test_room_that_is_too_little_is_taken_from_the_next() -> None:
    """There is no negative room."""
    paragraphs = frame_of([block((300, 20)), block((300, 34)), block((300, 78))]).text.paragraphs

    assert [one.space_before for one in paragraphs] == [0, 0, 750]


def test_paragraphs_one_below_the_other_share_a_box() -> None:
    """If they are of one kind and no box parts them."""
    assert [len(one.blocks) for one in frames([block((300, 20)), block((300, 60)), block((300, 100))])] == [3]


@pytest.mark.parametrize(
    "change",
    [
        {"group": 7},
        {"align": Align.CENTER},
        {"right": 600.0},
        {"left": 150.0},
        {"is_vertical": True},
    ],
)
def test_paragraphs_of_another_kind_do_not(change: dict[str, object]) -> None:
    """Another box around, another edge, another direction."""
    assert len(list(frames([block((300, 20)), replace(block((300, 60)), **change)]))) == 2


def test_paragraphs_side_by_side_do_not() -> None:
    """What begins above the end of the last is not below it."""
    assert len(list(frames([block((300, 20), (300, 44)), block((300, 20))]))) == 2


def test_paragraphs_that_no_width_suits_do_not() -> None:
    """One that has to break before where another has to reach."""
    assert len(list(frames([block((300, 20), (250, 44)), block((480, 80), (300, 104))]))) == 2


def test_a_centred_heading_stays_apart() -> None:
    """From the text below it."""
    heading = block((300, 20), role=Role.HEADING, align=Align.CENTER)

    assert len(list(frames([heading, block((300, 60), align=Align.CENTER)]))) == 2


def test_numbers_say_where_their_list_began() -> None:
    """All the same."""
    assert starts(item(3, 20), item(4, 44), item(5, 68)) == [3, 3, 3]


def test_numbers_go_on_after_what_has_none() -> None:
    """A second paragraph of an item ends PowerPoint's count."""
    assert starts(item(1, 20), item(1, 44, begins=False), item(2, 68), item(3, 92)) == [1, None, 2, 2]


def test_numbers_that_skip_or_count_down_say_so() -> None:
    """Each that is not the last and one begins a list."""
    assert starts(item(3, 20), item(2, 44), item(7, 68), item(8, 92)) == [3, 2, 7, 7]


def test_a_second_list_has_a_box_of_its_own() -> None:
    """Some programs would go on counting."""
    assert len(list(frames([item(1, 20), item(2, 44), item(1, 68, list_key=2)]))) == 2


def test_what_is_no_item_says_so() -> None:
    """A placeholder's master may have bullets."""
    assert frame_of([block((300, 20))]).text.paragraphs[0].bullet == NoBullet()


def test_thousands_of_paragraphs_take_no_time() -> None:
    """A box for all of them."""
    assert [len(one.blocks) for one in frames([item(number, number * 30.0) for number in range(1, 5001)])] == [5000]
