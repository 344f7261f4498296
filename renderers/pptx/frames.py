"""Blocks of text to text boxes that break their lines and set their baselines where the browser did.

Facts: docs/explanation/pptx-fidelity.md. A line is as high as its spacing times 1.2 times the font size, and its
letters stand 0.2 times the font size above its lower edge. Lines are not pinned: a box is given the width at which a
viewer, breaking by itself, breaks in the same places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from renderers.model.layout import Rect
from renderers.pptx.heights import BELOW, ascent, first_baseline, size_of
from renderers.pptx.lines import Line
from renderers.pptx.paragraphs import bullets, marker_right, paragraph
from renderers.pptx.presentation import (
    Align,
    NumberBullet,
    Paragraph,
    Run,
    Text,
)
from renderers.pptx.scene import Block, Role

_SAME = 1.5
_NARROWEST_CHOICE = 3.0


@dataclass(frozen=True, slots=True)
class Interval:
    """Widths, or half widths, at which lines break where they should: from `least` up to, but without, `most`."""

    least: float
    most: float

    def with_(self, other: Interval) -> Interval:
        """What suits both."""
        return Interval(max(self.least, other.least), min(self.most, other.most))

    @property
    def room(self) -> float:
        """How much choice there is."""
        return self.most - self.least


_ANY = Interval(0.0, float("inf"))


@dataclass(frozen=True, slots=True)
class TextFrame:
    """Blocks that share a text box, and where it stands in CSS pixels."""

    blocks: tuple[Block, ...]
    rect: Rect
    text: Text

    @property
    def letters(self) -> int:
        """How much there is to read."""
        return sum(len(piece.text) for block in self.blocks for piece in block.words.pieces if isinstance(piece, Run))


def frames(blocks: Sequence[Block]) -> Iterator[TextFrame]:
    """Blocks, one after the other on the slide, in as few boxes as keep them in their places."""
    waiting: list[Block] = []
    interval = _ANY
    for block in blocks:
        joined = interval.with_(breaks(block))
        if waiting and (joined.room < _NARROWEST_CHOICE or not _may_join(waiting, block)):
            yield frame_of(waiting)
            waiting, joined = [], breaks(block)
        waiting.append(block)
        interval = joined
    if waiting:
        yield frame_of(waiting)


def _may_join(blocks: list[Block], block: Block) -> bool:
    last, first = blocks[-1], blocks[0]
    if (block.group, block.align, block.is_vertical) != (last.group, last.align, last.is_vertical):
        return False
    if Role.HEADING in {last.role, block.role} and last.role != block.role and last.align is not Align.LEFT:
        return False
    if abs(block.right - first.right) > _SAME or (block.item is None and abs(block.left - _left(blocks)) > _SAME):
        return False
    if not block.words.lines or not last.words.lines or block.words.lines[0].top < last.words.lines[-1].top + 1:
        return False
    return not _is_second_list(blocks, block)


def _left(blocks: Iterable[Block]) -> float:
    """The left edge of what is in no list, else of the outermost list."""
    return next((block.left for block in blocks if block.item is None), -1.0)


def _is_second_list(blocks: list[Block], block: Block) -> bool:
    """LibreOffice goes on counting where a second numbered list begins in a box."""
    item = block.item
    if item is None or not isinstance(item.bullet, NumberBullet):
        return False
    if item.level or any(other.item and other.item.list_key == item.list_key for other in reversed(blocks)):
        return False
    return any(other.item and isinstance(other.item.bullet, NumberBullet) and other.item.level == 0 for other in blocks)


def breaks(block: Block) -> Interval:
    """Where the far edge of a box may stand for the lines of a block to break as they do.

    From the left edge of the page for text that begins left, to its right edge for text that ends right, from the axis
    for what is centred.
    """
    least, most = 0.0, float("inf")
    lines = block.words.lines
    if not lines:
        return _ANY
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        reach = _reach(line, block)
        least = max(least, reach)
        if following is not None and not line.is_ended:
            share = 0.5 if block.align is Align.CENTER else 1.0
            most = min(most, reach + following.word * share)
    return Interval(least, most)


def _reach(line: Line, block: Block) -> float:
    if block.align is Align.CENTER:
        return (line.right - line.left) / 2
    if block.align is Align.RIGHT:
        return block.right - line.left
    return line.right


def frame_of(blocks: Sequence[Block]) -> TextFrame:
    """One box for these blocks."""
    left, right = _edges(blocks)
    first, last = blocks[0], blocks[-1]
    top = first_baseline(first) - ascent(first)
    bottom = last.words.lines[-1].baseline + BELOW * size_of(last) if last.words.lines else top
    rect = Rect(left, top, right - left, max(bottom - top, 1.0))
    return TextFrame(tuple(blocks), rect, Text(paragraphs=tuple(_paragraphs(blocks, left, right))))


def _edges(blocks: Sequence[Block]) -> tuple[float, float]:
    interval = breaks(blocks[0])
    for block in blocks[1:]:
        interval = interval.with_(breaks(block))
    first = blocks[0]
    lefts = [block.left for block in blocks]
    lefts += [block.item.marker_left for block in blocks if block.item and block.item.marker_left is not None]
    left, right = min(lefts), max(block.right for block in blocks)
    # A browser counts the room after a line's last letter, LibreOffice does not.
    after = _letter_spacing(first)
    if first.align is Align.CENTER:
        axis = (first.left + first.right - after) / 2
        half = _chosen(interval, (first.right - first.left) / 2)
        return axis - half, axis + half
    if first.align is Align.RIGHT:
        ends = [right - after, *(marker_right(block) for block in blocks if block.is_right_to_left)]
        return right - after - _chosen(interval, right - left), max(ends)
    return left, max(_chosen(interval, right, from_=left), left + 1)


def _letter_spacing(block: Block) -> float:
    runs = (piece for piece in block.words.pieces if isinstance(piece, Run))
    return next(((run.style.spacing or 0) / 75 for run in runs), 0.0)


def _chosen(interval: Interval, natural: float, *, from_: float = 0.0) -> float:
    """The middle of what is possible; with nothing to break, the room that there is, and a little to spare."""
    if interval.most == float("inf"):
        return max(natural, from_ + (interval.least - from_) * 1.04 + 4)
    if interval.room <= 0:
        return interval.least + 0.5
    return interval.least + interval.room / 2


def _paragraphs(blocks: Sequence[Block], left: float, right: float) -> Iterator[Paragraph]:
    carried = 0.0
    starts = bullets(blocks)
    for index, block in enumerate(blocks):
        before = 0.0
        if index:
            above = blocks[index - 1]
            end = above.words.lines[-1].baseline + BELOW * size_of(above)
            before = first_baseline(block) - ascent(block) - end + carried
            carried = min(before, 0.0)
        yield paragraph(block, left, right=right, before=max(before, 0.0), bullet=starts[index])
