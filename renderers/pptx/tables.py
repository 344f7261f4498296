"""Tables: the grid of their cells, with what is in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Protocol

from renderers.model.layout import Box
from renderers.pptx.boxes import SIDES
from renderers.pptx.colors import faded, over
from renderers.pptx.css import background, border, four
from renderers.pptx.kinds import is_inline
from renderers.pptx.lists import item_of, items
from renderers.pptx.place import Place
from renderers.pptx.presentation import Anchor, Borders, Color, Line
from renderers.pptx.scene import Block, Grid, GridCell

_ANCHORS = {"top": Anchor.TOP, "bottom": Anchor.BOTTOM, "baseline": Anchor.TOP}
_SAME = 1.5
_MOST_CELLS = 20_000


class Reader(Protocol):
    """What a table needs of whoever reads the slide."""

    begun: set[int]

    def block(self, box: Box, boxes: list[Box], place: Place) -> Block | None:
        """The block that inline boxes make."""

    def aside(self, box: Box, place: Place) -> None:
        """A box that is no text."""


def read_grid(box: Box, place: Place, reader: Reader) -> Grid | None:
    """A table as a grid; None if its cells are not laid out as one."""
    rows = list(_rows(box, ()))
    found = [
        (around, cell)
        for row, *groups in rows
        for around in [(row, *groups)]
        for cell in row.children
        if _is_cell(cell)
    ]
    if not found or len(found) > _MOST_CELLS:
        return None
    # By where cells begin, for there may be room between them.
    columns = _edges([cell.rect.x for _, cell in found], max(cell.rect.right for _, cell in found))
    lines = _edges([row.rect.y for row, *_ in rows], max(cell.rect.bottom for _, cell in found))
    if len(columns) < 2 or len(lines) < 2:
        return None
    cells = tuple(_cell(cell, around, columns, lines, place, reader) for around, cell in found)
    is_head = all(cell.name == "th" for cell in rows[0][0].children if _is_cell(cell))
    return Grid(
        rect=box.rect, columns=tuple(columns), rows=tuple(lines), cells=cells, has_header=is_head, node=place.node
    )


def _is_cell(box: Box) -> bool:
    return box.style.get("display") == "table-cell"


def _rows(box: Box, groups: tuple[Box, ...]) -> Iterator[tuple[Box, ...]]:
    """The table's own rows, each with the groups around it; not those of a table in one of its cells."""
    for child in box.children:
        if child.style.get("display") == "table-row":
            yield (child, *groups)
        elif not _is_cell(child) and child.name != "#text":
            yield from _rows(child, (child, *groups) if "group" in child.style.get("display", "") else groups)


def _edges(starts: list[float], end: float) -> list[float]:
    edges: list[float] = []
    for value in (*sorted(starts), end):
        if not edges or value - edges[-1] > _SAME:
            edges.append(value)
    return edges


def _nearest(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _cell(
    cell: Box, around: Sequence[Box], columns: list[float], lines: list[float], place: Place, reader: Reader
) -> GridCell:
    left, right = _nearest(columns, cell.rect.x), _nearest(columns, cell.rect.right)
    top, bottom = _nearest(lines, cell.rect.y), _nearest(lines, cell.rect.bottom)
    inner = place.inside(cell, is_apart=True)
    behind = _fill((cell, *around), place)
    inner = replace(inner, look=inner.look.on(behind), item=None)
    drawn = [border(cell.style[side]) or _row_border(around[0], side, cell) for side in SIDES]
    below = behind or place.look.backdrop
    lines_around = [replace(one, color=_opaque(one.color, inner.look.opacity, below)) if one else None for one in drawn]
    return GridCell(
        row=top,
        column=left,
        rows=max(bottom - top, 1),
        columns=max(right - left, 1),
        rect=cell.rect,
        blocks=tuple(_blocks(cell, inner, reader)),
        fill=behind,
        borders=Borders(left=lines_around[3], right=lines_around[1], top=lines_around[0], bottom=lines_around[2]),
        anchor=_ANCHORS.get(cell.style["vertical-align"], Anchor.MIDDLE),
        padding=four(cell.style["padding"]),
    )


def _opaque(color: Color, opacity: float, below: Color | None) -> Color:
    """A border's colour on what is behind it, for LibreOffice draws no translucent ones around cells."""
    color = faded(color, opacity)
    return over(color, below) if color.alpha < 1 and below else color


def _row_border(row: Box, side: str, cell: Box) -> Line | None:
    """Where borders are joined, a cell has those of its row that it lies at."""
    if cell.style["border-collapse"] != "collapse":
        return None
    is_at_edge = (
        side in {"border-top", "border-bottom"}
        or abs((cell.rect.x - row.rect.x) if side == "border-left" else (cell.rect.right - row.rect.right)) < _SAME
    )
    return border(row.style[side]) if is_at_edge else None


def _fill(boxes: Sequence[Box], place: Place) -> Color | None:
    """The colour behind a cell: its own, on that of its row, of its group of rows, and of what is behind the table."""
    fill: Color | None = None
    for box in reversed(boxes):
        if own := background(box.style["background"]).color:
            own = faded(own, place.look.opacity)
            below = fill or place.look.backdrop
            fill = over(own, below) if own.alpha < 1 and below else own
    return fill


def _blocks(box: Box, place: Place, reader: Reader) -> Iterator[Block]:
    for inline, group in groupby(box.children, key=is_inline):
        boxes = list(group)
        if not inline:
            for child in boxes:
                yield from _inner(child, place, reader)
            continue
        block = reader.block(box, boxes, place)
        if block is None:
            continue
        for aside in block.words.asides:
            reader.aside(aside.box, replace(place, look=aside.look))
        if block.words.has_text:
            if block.item:
                reader.begun.add(block.item.key)
            yield block


def _inner(child: Box, place: Place, reader: Reader) -> Iterator[Block]:
    if child.name in {"ul", "ol"}:
        numbered = list(items(child))
        for item, ordinal in numbered:
            read = item_of(item, child, place.lists, ordinal, numbered[0][1])
            yield from _blocks(
                item, replace(place.inside(item, is_apart=False), item=read, lists=place.lists + 1), reader
            )
    elif child.name != "::marker":
        yield from _blocks(child, place.inside(child, is_apart=False), reader)
