"""Tables in DrawingML."""

from __future__ import annotations

from renderers.pptx.escape import attributes
from renderers.pptx.parts import References
from renderers.pptx.presentation import Cell, Row, Table
from renderers.pptx.xml_fills import fill, line
from renderers.pptx.xml_text import body

# PowerPoint's built-in style "No Style, No Grid": all that is seen is written on the cells.
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def table(value: Table, references: References) -> str:
    """The grid and rows of a table."""
    if any(len(row.cells) != len(value.columns) for row in value.rows):
        raise ValueError(f"every row of table {value.name!r} needs a cell for each of {len(value.columns)} columns")
    header = attributes(firstRow=value.has_header or None)
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in value.columns)
    rows = "".join(_row(row, references) for row in value.rows)
    style = f"<a:tblPr{header}><a:tableStyleId>{_PLAIN_STYLE}</a:tableStyleId></a:tblPr>"
    return f"<a:tbl>{style}<a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>"


def _row(row: Row, references: References) -> str:
    return f'<a:tr h="{row.height}">{"".join(_cell(cell, references) for cell in row.cells)}</a:tr>'


def _cell(cell: Cell, references: References) -> str:
    spans = attributes(
        rowSpan=cell.rows if cell.rows > 1 else None,
        gridSpan=cell.columns if cell.columns > 1 else None,
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
