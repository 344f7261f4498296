"""Grids to tables, and listings of code to boxes with text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import floor

from renderers.model.layout import Rect
from renderers.pptx.heights import BELOW, LINE, pitch
from renderers.pptx.paragraphs import divided, paragraph
from renderers.pptx.presentation import (
    Align,
    Anchor,
    Cell,
    Insets,
    NoBullet,
    NumberBullet,
    Paragraph,
    Row,
    Run,
    Shape,
    Table,
    Text,
    TextStyle,
)
from renderers.pptx.scene import Block, Grid, GridCell, Listing
from renderers.pptx.units import centipoints, emu, frame


def table(grid: Grid, name: str) -> Table:
    """A grid as a table."""
    widths = [emu(right) - emu(left) for left, right in zip(grid.columns, grid.columns[1:], strict=False)]
    heights = [emu(below) - emu(above) for above, below in zip(grid.rows, grid.rows[1:], strict=False)]
    held: dict[tuple[int, int], Cell] = {}
    for cell in grid.cells:
        held |= dict(_spanned(cell, len(widths), len(heights)))
    rows = tuple(
        Row(height, tuple(held.get((row, column), Cell()) for column in range(len(widths))))
        for row, height in enumerate(heights)
    )
    rect = Rect(grid.columns[0], grid.rows[0], grid.columns[-1] - grid.columns[0], grid.rows[-1] - grid.rows[0])
    return Table(name=name, frame=frame(rect), columns=tuple(widths), rows=rows, has_header=grid.has_header)


def _spanned(cell: GridCell, columns: int, rows: int) -> Iterator[tuple[tuple[int, int], Cell]]:
    across, down = min(cell.columns, columns - cell.column), min(cell.rows, rows - cell.row)
    if across < 1 or down < 1:
        return
    made = _cell(cell, across, down)
    for row in range(down):
        for column in range(across):
            place = cell.row + row, cell.column + column
            if row == column == 0:
                yield place, made
            else:
                covered = Cell(
                    fill=made.fill,
                    borders=made.borders,
                    is_covered_by_column=column > 0,
                    is_covered_by_row=row > 0,
                    columns=across if column == 0 else 1,
                    rows=down if row == 0 else 1,
                )
                yield place, covered


def _cell(cell: GridCell, across: int, down: int) -> Cell:
    blocks = cell.blocks
    is_one_line = len(blocks) == 1 and len(blocks[0].words.lines) + blocks[0].words.empty_lines == 1
    top, right, bottom, left = cell.padding
    paragraphs = tuple(_cell_paragraphs(cell, is_one_line=is_one_line))
    # A middle is a middle in every program, whatever it thinks a line's height is.
    is_middle = cell.anchor is Anchor.MIDDLE or is_one_line
    slack = _slack(blocks)
    insets = Insets(
        left=emu(max(left - slack[0], 0.0)),
        top=0 if is_middle else emu(top),
        right=emu(max(right - slack[1], 0.0)),
        bottom=0 if is_middle else emu(bottom),
    )
    anchor = Anchor.MIDDLE if is_one_line and cell.anchor is not Anchor.BOTTOM and _is_centred(cell) else cell.anchor
    if is_one_line and anchor is not Anchor.MIDDLE:
        insets = replace(insets, top=emu(top), bottom=emu(bottom))
    text = Text(paragraphs=paragraphs, insets=insets, anchor=anchor)
    return Cell(text=text, fill=cell.fill, borders=cell.borders, columns=across, rows=down)


def _is_centred(cell: GridCell) -> bool:
    """Whether a line stands in the middle of its cell, which in a row of single lines it does however it is aligned."""
    line = cell.blocks[0].words.lines[0] if cell.blocks[0].words.lines else None
    if line is None:
        return True
    middle = (line.top + line.bottom) / 2
    return abs(middle - (cell.rect.y + cell.rect.height / 2)) < max(cell.rect.height * 0.1, 2.0)


def _slack(blocks: tuple[Block, ...]) -> tuple[float, float]:
    """How much of the padding, left and right, is given up lest a line that just fits be broken."""
    align = blocks[0].align if blocks else Align.LEFT
    room = 6.0
    if align is Align.CENTER:
        return room / 2, room / 2
    return (room, 0.0) if align is Align.RIGHT else (0.0, room)


def _cell_paragraphs(cell: GridCell, *, is_one_line: bool) -> Iterator[Paragraph]:
    left = cell.padding[3]
    above: Block | None = None
    for block in cell.blocks:
        made = paragraph(block, cell.rect.x + left, right=cell.rect.right - cell.padding[1])
        item = block.item
        bullet = item.bullet if item and block.begins_item else NoBullet() if item else None
        if item and isinstance(bullet, NumberBullet):
            bullet = replace(bullet, start=item.ordinal if above is None else bullet.start)
        before = 0.0
        if above is not None and above.words.lines and block.words.lines:
            gap = block.words.lines[0].baseline - above.words.lines[-1].baseline
            before = max(gap - pitch(block), 0.0)
        yield replace(
            made,
            bullet=bullet,
            margin_left=made.margin_left if item else 0,
            line_spacing=None if is_one_line else made.line_spacing,
            space_before=centipoints(before) if before else None,
        )
        above = block


def listing(code: Listing, name: str) -> list[Shape]:
    """A block of code: its box with the text in it, or the text before its box where a line is wider than that."""
    lines = code.words.lines
    size = code.words.size or 16.0
    count = len(lines) + code.words.empty_lines
    step = code.line_height or size * LINE
    if len(lines) > 1 and lines[-1].baseline > lines[0].baseline:
        step = (lines[-1].baseline - lines[0].baseline) / max(count - 1, 1)
    # In whole percents, and the rest before each line: see `spacing_of`.
    spacing = floor(step / (LINE * size) * 100 + 0.01) / 100
    rest = step - spacing * LINE * size
    paragraphs = tuple(
        Paragraph(
            runs=runs,
            align=code.align,
            line_spacing=spacing,
            space_before=centipoints(rest) if number else None,
            end=_end(runs, code),
        )
        for number, runs in enumerate(divided(code.words.pieces))
    )
    step -= rest
    first = lines[0] if lines else None
    top = first.baseline - (step - BELOW * size) if first else code.rect.y
    left = min((line.left for line in lines), default=code.rect.x)
    left = left if code.align is Align.LEFT else code.rect.x
    widest = max((line.right for line in lines), default=left)
    needed = left + (widest - left) * 1.02 + 2
    panel = code.panel
    box = panel.rect if panel else code.rect
    if panel is None or needed > box.right or top < box.y:
        rect = Rect(left, top, max(needed, code.rect.right) - left, max(count, 1) * (step + rest))
        text = Shape(name=name, frame=frame(rect), text=Text(paragraphs=paragraphs))
        behind = [] if panel is None else [_panel(code, f"{name} box")]
        return [*behind, text]
    insets = Insets(left=emu(left - box.x), top=emu(top - box.y))
    return [replace(_panel(code, name), text=Text(paragraphs=paragraphs, insets=insets))]


def _panel(code: Listing, name: str) -> Shape:
    panel = code.panel
    if panel is None:
        return Shape(name=name, frame=frame(code.rect))
    return Shape(
        name=name,
        frame=frame(panel.rect),
        fill=panel.fill,
        line=panel.line,
        shadow=panel.shadow,
        outline=panel.outline,
    )


def _end(runs: tuple[Run, ...], code: Listing) -> TextStyle:
    if runs:
        return replace(runs[-1].style, highlight=None)
    for piece in code.words.pieces:
        if isinstance(piece, Run):
            return replace(piece.style, highlight=None)
    return TextStyle()
