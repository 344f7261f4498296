"""Tables: the grid, cells and what they span, borders and fills."""

from __future__ import annotations

from dataclasses import replace

import pytest

from renderers.pptx.presentation import (
    Anchor,
    Borders,
    Cell,
    Color,
    Dash,
    Gradient,
    Insets,
    Line,
    Paragraph,
    Row,
    Run,
    Stop,
    Table,
    Text,
)
from tests.renderers.pptx.opened import SQUARE, drawn

BLACK = Color("000000")


def cell(text: str = "", **settings: object) -> Cell:
    """A cell of one word."""
    return Cell(text=Text(paragraphs=(Paragraph(runs=(Run(text),)),), **settings))


def table(*rows: Row, columns: int = 2, **settings: object) -> Table:
    """A table of equal columns."""
    return Table(name="Table", frame=SQUARE, columns=(1000,) * columns, rows=rows, **settings)


def test_a_table_is_a_table() -> None:
    """Columns and rows with their sizes, and every cell's text in its place."""
    slide = drawn(table(Row(300, (cell("a"), cell("b"))), Row(400, (cell("c"), cell("<d>"))), alt="Four letters"))

    assert slide.find("//a:graphicData/@uri") == ["http://schemas.openxmlformats.org/drawingml/2006/table"]
    assert slide.find("//p:graphicFrame//p:cNvPr/@descr") == ["Four letters"]
    assert slide.spelled("//p:xfrm") == [
        '<p:xfrm><a:off x="95250" y="190500"/><a:ext cx="952500" cy="952500"/></p:xfrm>'
    ]
    assert slide.find("//a:gridCol/@w") == ["1000", "1000"]
    assert slide.find("//a:tr/@h") == ["300", "400"]
    assert slide.find("//a:tc//a:t/text()") == ["a", "b", "c", "<d>"]


@pytest.mark.parametrize(("has_header", "attributes"), [(True, ' firstRow="1"'), (False, "")])
def test_a_header_is_marked(has_header: bool, attributes: str) -> None:
    """The first row is the header's; the style draws nothing of its own."""
    slide = drawn(table(has_header=has_header))

    assert slide.spelled("//a:tblPr") == [
        f"<a:tblPr{attributes}><a:tableStyleId>{{2D5ABB26-0587-4C30-8999-92F81FD0307C}}</a:tableStyleId></a:tblPr>"
    ]


def test_every_side_of_a_cell_is_said() -> None:
    """A side without a line has none, whatever the table's style; then comes the fill."""
    lines = Borders(left=Line(BLACK, 5), bottom=Line(BLACK, 6, Dash.DASH))
    slide = drawn(table(Row(1, (replace(cell(), borders=lines, fill=BLACK),)), columns=1))

    assert slide.find("//a:tcPr/a:lnL/@w") == ["5"]
    assert slide.spelled("//a:tcPr/a:lnR | //a:tcPr/a:lnT") == [
        "<a:lnR><a:noFill/></a:lnR>",
        "<a:lnT><a:noFill/></a:lnT>",
    ]
    assert slide.find("//a:tcPr/a:lnB/a:prstDash/@val") == ["dash"]
    assert slide.spelled("//a:tcPr/a:solidFill") == ['<a:solidFill><a:srgbClr val="000000"/></a:solidFill>']


def test_cells_are_filled_with_gradients_or_nothing() -> None:
    """A cell without a fill lets the slide through."""
    gradient = Gradient((Stop(0, BLACK), Stop(1, Color("FFFFFF"))))
    slide = drawn(table(Row(1, (replace(cell(), fill=gradient), cell()))))

    assert [len(slide.find(f"//a:tcPr/a:{kind}")) for kind in ("gradFill", "noFill")] == [1, 1]


def test_room_anchor_and_direction_are_the_cell_s() -> None:
    """In a table they are written on the cell, not on its text."""
    settings = {"insets": Insets(1, 2, 3, 4), "anchor": Anchor.MIDDLE, "is_vertical": True}
    slide = drawn(table(Row(1, (cell("x", **settings),)), columns=1))

    assert dict(slide.find("//a:tcPr")[0].attrib) == {
        "marL": "1",
        "marR": "3",
        "marT": "2",
        "marB": "4",
        "vert": "eaVert",
        "anchor": "ctr",
    }
    assert slide.spelled("//a:bodyPr") == ["<a:bodyPr/>"]


def test_a_cell_over_rows_and_columns() -> None:
    """Covered cells stay in the grid; those beside and below repeat the span, as PowerPoint writes it."""
    beside, below = Cell(is_covered_by_column=True), Cell(is_covered_by_row=True)
    both = Cell(is_covered_by_column=True, is_covered_by_row=True)
    wide = replace(cell("wide"), columns=2, rows=2)
    slide = drawn(table(Row(1, (wide, beside)), Row(1, (below, both))))

    assert [dict(found.attrib) for found in slide.find("//a:tc")] == [
        {"rowSpan": "2", "gridSpan": "2"},
        {"rowSpan": "2", "hMerge": "1"},
        {"gridSpan": "2", "vMerge": "1"},
        {"hMerge": "1", "vMerge": "1"},
    ]
    assert slide.spelled("//a:tc[position() > 1 or ../preceding-sibling::a:tr]//a:p") == ["<a:p/>"] * 3


def test_an_incomplete_table_is_refused() -> None:
    """PowerPoint cannot open a table whose rows have too few or too many cells."""
    with pytest.raises(ValueError, match="every row of table 'Table' needs a cell for each of 2 columns"):
        drawn(table(Row(1, (cell(),))))
