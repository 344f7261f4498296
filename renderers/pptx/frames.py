"""Blocks of text to text boxes that break their lines and set their baselines where the browser did.

Facts: docs/explanation/pptx-fidelity.md. A line is as high as its spacing times 1.2 times the font size, and its
letters stand 0.2 times the font size above its lower edge. Lines are not pinned: a box is given the width at which a
viewer, breaking by itself, breaks in the same places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor

from renderers.model.layout import Rect
from renderers.pptx.inline import Gap, Line
from renderers.pptx.presentation import (
    Align,
    Bullet,
    LineBreak,
    NoBullet,
    NumberBullet,
    Paragraph,
    Run,
    Text,
    TextStyle,
)
from renderers.pptx.scene import Block, Role
from renderers.pptx.units import centipoints, emu

_LINE = 1.2
"""How high a line is at 100 %, in font sizes, whatever the font."""
_BELOW = 0.2
"""How far above the lower edge of its line a letter stands, in font sizes."""
_SAME = 1.5
_NARROWEST_CHOICE = 3.0
_BLANK = 0.278
"""The width of a blank in Arial, in font sizes."""


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


def pitch(block: Block) -> float:
    """The distance of a block's lines."""
    lines = block.words.lines
    count = len(lines) + block.words.empty_lines
    if count > 1 and len(lines) > 1 and lines[-1].baseline > lines[0].baseline:
        return (lines[-1].baseline - lines[0].baseline) / (count - 1)
    if block.line_height:
        return block.line_height
    return max((line.bottom - line.top for line in lines), default=block.words.size * _LINE)


def spacing_of(block: Block) -> float:
    """The line spacing of a block as a share of 100 %, in the whole percents that LibreOffice keeps.

    What a single line lacks is made up by the space before it, so it is never more than it should be.
    """
    share = pitch(block) / (_LINE * size_of(block)) * 100
    return (round(share) if len(block.words.lines) > 1 else floor(share + 0.01)) / 100


def _height(block: Block) -> float:
    """How high a block's lines come out."""
    return spacing_of(block) * _LINE * size_of(block)


def size_of(block: Block) -> float:
    """The font size that decides how high a block's lines are: a viewer makes them as high as the largest letters."""
    return block.words.largest or 16.0


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
    top = _first_baseline(first) - _ascent(first)
    bottom = last.words.lines[-1].baseline + _BELOW * size_of(last) if last.words.lines else top
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
        return right - _chosen(interval, right - left), max(right, *map(_marker_right, blocks))
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


def _first_baseline(block: Block) -> float:
    lines = block.words.lines
    return lines[0].baseline if lines else 0.0


def _ascent(block: Block) -> float:
    """From the upper edge of a block's first line to where its letters stand."""
    return _height(block) - _BELOW * size_of(block)


def _paragraphs(blocks: Sequence[Block], left: float, right: float) -> Iterator[Paragraph]:
    carried = 0.0
    starts = _starts(blocks)
    for index, block in enumerate(blocks):
        before = 0.0
        if index:
            above = blocks[index - 1]
            end = above.words.lines[-1].baseline + _BELOW * size_of(above)
            before = _first_baseline(block) - _ascent(block) - end + carried
            carried = min(before, 0.0)
        yield paragraph(block, left, right=right, before=max(before, 0.0), bullet=starts[index])


def _starts(blocks: Sequence[Block]) -> list[Bullet]:
    """Each block's bullet. Numbers say where their list began, or where it goes on after something stood between."""
    found: list[Bullet] = []
    begun: dict[int, tuple[int, int, int]] = {}
    for block in blocks:
        item = block.item
        if item is None or not block.begins_item:
            # Said of every paragraph, for a placeholder's master may have bullets.
            found.append(NoBullet())
            # What has no number ends the count of its own and all deeper levels.
            level = item.level if item else -1
            begun = {key: count for key, count in begun.items() if count[2] < level}
            continue
        bullet = item.bullet
        if isinstance(bullet, NumberBullet):
            start, count, _ = begun.get(item.list_key, (item.ordinal, 0, 0))
            if start + count != item.ordinal:
                # Counted backwards, or with a number of its own.
                start, count = item.ordinal, 0
            begun[item.list_key] = start, count + 1, item.level
            bullet = replace(bullet, start=start)
        found.append(bullet)
    return found


def paragraph(
    block: Block, left: float, *, right: float = 0.0, before: float = 0.0, bullet: Bullet | None = None
) -> Paragraph:
    """A block as a paragraph of a box from `left` to `right`; text from right to left is set in from the right."""
    item = block.item
    runs = tuple(_runs(block))
    hang = _hang(block)
    margin = max(_text_left(block) - left, 0.0) if item else max(block.left - left, 0.0)
    is_left = block.align in {Align.LEFT, Align.JUSTIFY}
    if block.is_right_to_left:
        is_left = item is not None and block.align is Align.RIGHT
        margin = max(right - block.right, 0.0)
    return Paragraph(
        runs=runs,
        align=block.align,
        level=item.level if item else 0,
        margin_left=emu(margin) if is_left else 0,
        indent=-emu(hang) if is_left else 0,
        line_spacing=spacing_of(block),
        space_before=centipoints(before),
        bullet=bullet,
        is_right_to_left=block.is_right_to_left,
        end=_end(runs),
    )


def _hang(block: Block) -> float:
    """How far before its text an item's marker begins."""
    item = block.item
    if item is None or not block.begins_item or isinstance(item.bullet, NoBullet):
        return 0.0
    if block.is_right_to_left:
        return max(_marker_right(block) - block.right, 0.0)
    return max(_text_left(block) - item.marker_left, 0.0) if item.marker_left is not None else 0.0


def _marker_right(block: Block) -> float:
    """The right edge of the marker that stands right of its text; the text's own where there is none."""
    item = block.item
    return item.marker_right if item and block.is_right_to_left and item.marker_right is not None else block.right


def _text_left(block: Block) -> float:
    """Where an item's text begins: its box, or the first letter where that is further in."""
    return block.left


def _runs(block: Block) -> Iterator[Run | LineBreak]:
    for index, piece in enumerate(block.words.pieces):
        if isinstance(piece, Gap):
            if index == 0 and block.begins_item:
                # The bullet is as large as the first run.
                continue
            yield _room(piece, size_of(block))
        elif isinstance(piece, Run) and piece.text.startswith(" ") and (link := _link_before(block, index)):
            # LibreOffice gives a link the colour of what comes after it: a blank of the link's own colour.
            yield Run(" ", replace(piece.style, color=link.style.color, highlight=None))
            yield replace(piece, text=piece.text[1:])
        else:
            yield piece


def _link_before(block: Block, index: int) -> Run | None:
    before = block.words.pieces[index - 1] if index else None
    return before if isinstance(before, Run) and before.link else None


def _room(gap: Gap, size: float) -> Run:
    """A blank just as wide as the room that is wanted.

    It is made narrower by a smaller font, for LibreOffice draws nothing closer together; then it has no background,
    which would be lower than that of the text beside it.
    """
    size = (gap.style.size or centipoints(size)) / 75
    if gap.width >= _BLANK * size:
        spacing = centipoints(gap.width - _BLANK * size)
        return Run("\u00a0", replace(gap.style, spacing=spacing or None, latin="Arial"))
    small = max(centipoints(gap.width / _BLANK), 100)
    return Run("\u00a0", replace(gap.style, size=small, spacing=None, latin="Arial", highlight=None))


def _end(runs: Sequence[Run | LineBreak]) -> TextStyle | None:
    last = next((run for run in reversed(runs) if isinstance(run, Run)), None)
    if last is None:
        return None
    return replace(last.style, highlight=None, spacing=None, baseline=None, underline=None, strike=None)


def divided(pieces: Iterable[Run | LineBreak | Gap]) -> Iterator[tuple[Run, ...]]:
    """The lines that breaks make."""
    line: list[Run] = []
    for piece in pieces:
        if isinstance(piece, LineBreak):
            yield tuple(line)
            line = []
        elif isinstance(piece, Run):
            line.append(piece)
    if line:
        # What a last break ends is no line.
        yield tuple(line)


def falls(lines: Sequence[Line]) -> bool:
    """Whether each line stands below the one before."""
    return all(above.baseline < below.baseline for above, below in pairwise(lines))
