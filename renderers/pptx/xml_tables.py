"""Tables in DrawingML."""

from __future__ import annotations

from collections.abc import Sequence

from renderers.pptx.escape import attributes
from renderers.pptx.parts import References
from renderers.pptx.presentation import Cell, Row, Table
from renderers.pptx.xml_fills import fill, line
from renderers.pptx.xml_text import body

# PowerPoint's built-in style "No Style, No Grid": all that is seen is written on the cells.
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"

Covered = dict[tuple[int, int], tuple[int, int]]


def table(value: Table, references: References) -> str:
    """The grid and rows of a table."""
    if any(len(row.cells) != len(value.columns) for row in value.rows):
        raise ValueError(f"every row of table {value.name!r} needs a cell for each of {len(value.columns)} columns")
    header = attributes(firstRow=value.has_header or None)
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in value.columns)
    covered = _covered(value.rows)
    rows = "".join(_row(row, number, covered, references) for number, row in enumerate(value.rows))
    style = f"<a:tblPr{header}><a:tableStyleId>{_PLAIN_STYLE}</a:tableStyleId></a:tblPr>"
    return f"<a:tbl>{style}<a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>"


def _covered(rows: Sequence[Row]) -> Covered:
    """What PowerPoint repeats of a cell's spans along the first row and column of those that it covers."""
    spans: Covered = {}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            spans |= {(number, column + step): (cell.rows, 1) for step in range(1, cell.columns)}
            spans |= {(number + step, column): (1, cell.columns) for step in range(1, cell.rows)}
    return spans


def _row(row: Row, number: int, covered: Covered, references: References) -> str:
    cells = enumerate(row.cells)
    inner = "".join(_cell(cell, covered.get((number, column)), references) for column, cell in cells)
    return f'<a:tr h="{row.height}">{inner}</a:tr>'


def _cell(cell: Cell, covered: tuple[int, int] | None, references: References) -> str:
    rows, columns = covered or (cell.rows, cell.columns)
    spans = attributes(
        rowSpan=rows if rows > 1 else None,
        gridSpan=columns if columns > 1 else None,
        hMerge=cell.is_covered_by_column or None,
        vMerge=cell.is_covered_by_row or None,
    )
    return f"<a:tc{spans}>{body(cell.text, references, 'a:txBody')}{_look(cell, references)}</a:tc>"


def _look(cell: Cell, references: References) -> str:
    insets, borders = cell.text.insets, cell.borders
    settings = attributes(
        marL=insets.left,
        marR=insets.right,
        marT=insets.top,
        marB=insets.bottom,
        vert="eaVert" if cell.text.is_vertical else None,
        anchor=cell.text.anchor.value,
    )
    sides = (("a:lnL", borders.left), ("a:lnR", borders.right), ("a:lnT", borders.top), ("a:lnB", borders.bottom))
    lines = "".join(line(side, tag) for tag, side in sides)
    return f"<a:tcPr{settings}>{lines}{fill(cell.fill, references)}</a:tcPr>"
