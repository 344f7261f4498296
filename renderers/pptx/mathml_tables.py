"""Tables of MathML: matrices, and equations under one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from renderers.pptx.formula import Array, Column, Letters, Matrix, Row, Tab
from renderers.pptx.mathml_signs import inner, name

_QUAD = Letters("\u2003", is_text=True)
_ALIGNMENTS = {"left": Column.LEFT, "right": Column.RIGHT, "center": Column.CENTER}
_PAIR = (Column.RIGHT, Column.LEFT)
_MOST_COLUMNS = 64

Reading = Callable[[Sequence[etree._Element]], Row]  # noqa: SLF001  # lxml's only name for it


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read: as an equation has it, and whether lines between its cells are lost."""

    part: Matrix | Array
    has_lines: bool


def read_table(table: etree._Element, read: Reading, *, is_display: bool) -> Table | None:
    """A table; `read` gives what is in a cell. None for one that is too large."""
    rows = [[cell for cell in inner(row) if name(cell) == "mtd"] for row in inner(table) if name(row) in _ROWS]
    count = max(map(len, rows), default=0)
    if not 0 < count <= _MOST_COLUMNS:
        return None
    is_numbered = _is_numbered(rows)
    numbers = [_number(row, read) if is_numbered else () for row in rows]
    if is_numbered:
        rows = [row[1:-1] for row in rows]
        count = max(map(len, rows), default=0)
    cells = [tuple(read(inner(cell)) for cell in row) + ((),) * (count - len(row)) for row in rows]
    columns = tuple(_column(table, rows, number) for number in range(count))
    if is_numbered or (is_display and (count == 1 or columns[:2] == _PAIR)):
        lines = (_aligned(row, columns) + number for row, number in zip(cells, numbers, strict=True))
        return Table(Array(tuple(lines)), has_lines=False)
    return Table(Matrix(tuple(cells), columns), _has_lines(rows))


_ROWS = {"mtr", "mlabeledtr"}


def as_cases(matrix: Matrix) -> Array | None:
    """Cases behind a brace: equations of which each column begins at one place. None if a matrix is none."""
    if len(matrix.columns) > 2 or any(column is not Column.LEFT for column in matrix.columns):
        return None
    return Array(tuple(_begun(row) for row in matrix.rows))


def _begun(row: Sequence[Row]) -> Row:
    """Every odd tab aligns, every even one parts."""
    found: Row = ()
    for index, cell in enumerate(row):
        found += (Tab.MARK, _QUAD, Tab.MARK, *cell) if index else (Tab.MARK, *cell)
    return found


def _aligned(row: Sequence[Row], columns: Sequence[Column]) -> Row:
    found: Row = ()
    for index, cell in enumerate(row):
        found += (Tab.MARK, *cell) if index else cell
    return found if columns[:2] == _PAIR else tuple(part for part in found if part is not Tab.MARK)


def _is_numbered(rows: Sequence[Sequence[etree._Element]]) -> bool:
    """Whether empty room before, and a number behind, take up what the equations leave."""
    return all(
        len(row) > 2 and "width" in row[0].get("style", "") and "width" in row[-1].get("style", "") for row in rows
    )


def _number(row: Sequence[etree._Element], read: Reading) -> Row:
    number = read(inner(row[-1]))
    return (_QUAD, *number) if number else ()


def _column(table: etree._Element, rows: Sequence[Sequence[etree._Element]], number: int) -> Column:
    for row in rows:
        if number < len(row) and (said := _said(row[number])):
            return said
    words = table.get("columnalign", "").split()
    return _ALIGNMENTS.get(words[min(number, len(words) - 1)], Column.CENTER) if words else Column.CENTER


def _said(cell: etree._Element) -> Column | None:
    for one in cell.get("style", "").split(";"):
        key, _, value = one.partition(":")
        if key.strip() == "text-align":
            return _ALIGNMENTS.get(value.strip())
    return _ALIGNMENTS.get(cell.get("columnalign", ""))


def _has_lines(rows: Sequence[Sequence[etree._Element]]) -> bool:
    return any("border" in cell.get("style", "") for row in rows for cell in row)
