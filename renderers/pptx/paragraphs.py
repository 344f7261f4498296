"""Blocks as paragraphs: their runs, margins and bullets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from renderers.pptx.heights import size_of, spacing_of
from renderers.pptx.pieces import Gap
from renderers.pptx.presentation import Align, Bullet, LineBreak, NoBullet, NumberBullet, Paragraph, Run, TextStyle
from renderers.pptx.scene import Block
from renderers.pptx.units import centipoints, emu

_BLANK = 0.278
"""The width of a blank in Arial, in font sizes."""


def bullets(blocks: Sequence[Block]) -> list[Bullet]:
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


def _text_left(block: Block) -> float:
    """Where an item's text begins: its box, or the first letter where that is further in."""
    return block.left


def _runs(block: Block) -> Iterator[Run | LineBreak]:
    for index, piece in enumerate(block.words.pieces):
        if isinstance(piece, Gap):
            if index == 0 and block.begins_item:
                # The bullet is as large as the first run.
                continue
            yield _room(piece if piece.style.size else replace(piece, style=_first_style(block)), size_of(block))
        elif isinstance(piece, Run) and piece.text.startswith(" ") and (link := _link_before(block, index)):
            # LibreOffice gives a link the colour of what comes after it: a blank of the link's own colour.
            yield Run(" ", replace(piece.style, color=link.style.color, highlight=None))
            yield replace(piece, text=piece.text[1:])
        else:
            yield piece


def _first_style(block: Block) -> TextStyle:
    """The style of the first words, for room before them."""
    runs = (piece for piece in block.words.pieces if isinstance(piece, Run))
    return replace(next((run.style for run in runs), TextStyle()), highlight=None, underline=None, strike=None)


def _link_before(block: Block, index: int) -> Run | None:
    """A link that ends right before a piece."""
    before, piece = block.words.pieces[index - 1] if index else None, block.words.pieces[index]
    has_ended = isinstance(before, Run) and before.link and not (isinstance(piece, Run) and piece.link == before.link)
    return before if has_ended and isinstance(before, Run) else None


def _room(gap: Gap, size: float) -> Run:
    """A blank just as wide as the room that is wanted.

    It is made narrower by a smaller font, for LibreOffice draws nothing closer together; then it has no background,
    which would be lower than that of the text beside it.
    """
    size = (gap.style.size or centipoints(size)) / 75
    if gap.width >= _BLANK * size:
        spacing = centipoints(gap.width - _BLANK * size)
        return Run("\u00a0", replace(gap.style, spacing=spacing or None, latin="Arial"), gap.link)
    small = max(centipoints(gap.width / _BLANK), 100)
    return Run("\u00a0", replace(gap.style, size=small, spacing=None, latin="Arial", highlight=None), gap.link)


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


def _hang(block: Block) -> float:
    """How far before its text an item's marker begins."""
    item = block.item
    if item is None or not block.begins_item or isinstance(item.bullet, NoBullet):
        return 0.0
    if block.is_right_to_left:
        return max(marker_right(block) - block.right, 0.0)
    return max(_text_left(block) - item.marker_left, 0.0) if item.marker_left is not None else 0.0


def marker_right(block: Block) -> float:
    """The right edge of the marker that stands right of its text; the text's own where there is none."""
    item = block.item
    return item.marker_right if item and block.is_right_to_left and item.marker_right is not None else block.right
