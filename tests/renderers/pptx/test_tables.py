"""Tables as tables, and code as one box of lines."""

from __future__ import annotations

import pytest
from pptx.table import Table

from tests.renderers.pptx.decks import Deck, Maker, place

pytestmark = pytest.mark.browser

GRID = """
| Left | Middle | Right |
|:-----|:------:|------:|
| a    | **b**  | [c](https://example.com/) |
| d    |        | f     |
"""
SPANS = """
<table>
<tr><th colspan="2">wide</th><th rowspan="2">high</th></tr>
<tr><td>a</td><td>b</td></tr>
<tr><td colspan="3">whole</td></tr>
</table>
"""
CODE = "```js\nlet a = 1; // one\n\n    indented('x')\n\ttab\n```"


def table(deck: Deck) -> Table:
    """The one table of the first slide."""
    (found,) = [shape for shape in deck.pptx.slides[0].shapes if shape.has_table]
    return found.table


def cells(deck: Deck) -> list[list[str]]:
    """What is in each cell."""
    return [[cell.text for cell in row.cells] for row in table(deck).rows]


def test_a_table_is_a_table(make: Maker) -> None:
    """With a cell for every cell, the empty ones as well, and nothing of it elsewhere."""
    deck = make(GRID)

    assert cells(deck) == [["Left", "Middle", "Right"], ["a", "b", "c"], ["d", "", "f"]]
    assert len(deck.slides[0].xml.find("//p:sp")) == 0


def test_the_first_row_is_a_header(make: Maker) -> None:
    """If its cells are; a table of plain cells has none."""
    assert table(make(GRID)).first_row
    assert not table(make("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>")).first_row


def test_columns_are_aligned(make: Maker) -> None:
    """As the row of dashes says."""
    slide = make.slide(GRID)

    assert [slide.said(word).first("./a:pPr/@algn") for word in ("a", "b", "c") if word != "a"] == ["ctr", "r"]
    assert [one.first("./a:pPr/@algn") for one in slide.paragraphs[3:6]] == ["l", "ctr", "r"]


def test_words_in_cells_keep_their_looks(make: Maker) -> None:
    """Bold and links."""
    slide = make.slide(GRID)

    bold, link = slide.paragraphs[4], slide.paragraphs[5]
    assert bold.runs()["b"].get("b") == "1"
    assert link.has(".//a:hlinkClick")


def test_cells_that_span_are_merged(make: Maker) -> None:
    """Over columns, over rows, and over all."""
    found = table(make(SPANS))

    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["wide", "", "high"],
        ["a", "b", ""],
        ["whole", "", ""],
    ]
    assert (found.cell(0, 0).span_width, found.cell(0, 0).span_height) == (2, 1)
    assert (found.cell(0, 2).span_width, found.cell(0, 2).span_height) == (1, 2)
    assert found.cell(2, 0).span_width == 3
    assert found.cell(1, 2).is_spanned


def test_a_table_is_as_large_as_in_the_browser(make: Maker) -> None:
    """Its columns fill it, and it stands inside its slide."""
    deck = make(GRID, css="table { display: table; width: 600px } td, th { padding: 10px 20px }")
    found = table(deck)

    assert sum(column.width for column in found.columns) / 9525 == pytest.approx(600, abs=2)
    assert all(row.height > 20 * 9525 for row in found.rows)


def test_room_between_cells_makes_no_more_of_them(make: Maker) -> None:
    """`border-spacing` widens cells, and does not add columns."""
    deck = make(GRID, css="table { border-collapse: separate; border-spacing: 12px 8px }")

    assert cells(deck) == [["Left", "Middle", "Right"], ["a", "b", "c"], ["d", "", "f"]]


def test_cells_have_their_colours_and_lines(make: Maker) -> None:
    """Those of their rows, where they have none of their own."""
    css = "tr { background: #fff } tbody tr { background: #abcdef } td, th { border: 2px solid #123456 }"
    slide = make.slide(GRID, css=css)

    cell = slide.xml.find("//a:tr[2]/a:tc[1]/a:tcPr")[0]
    assert slide.rgb(cell) == "ABCDEF"
    assert slide.rgb(cell, "./a:lnL/a:solidFill") == "123456"
    assert cell.find("{*}lnL").get("w") == "19050"


def test_lists_in_cells_are_lists(make: Maker) -> None:
    """Each item a paragraph with a bullet."""
    slide = make.slide("<table><tr><td><ul><li>one</li><li>two</li></ul></td><td>x</td></tr></table>")

    assert [one.text for one in slide.paragraphs if one.has("./a:pPr/a:buChar")] == ["one", "two"]


def test_a_table_in_a_cell_is_not_lost(make: Maker) -> None:
    """PowerPoint has no tables in cells; the words are there, once each."""
    slide = make.slide("<table><tr><td>out</td><td><table><tr><td>in</td></tr></table></td></tr></table>")

    assert sorted(slide.texts) == ["in", "out"]


def test_a_table_of_one_cell_is_one(make: Maker) -> None:
    """However little there is in it."""
    assert cells(make("<table><tr><td>alone</td></tr></table>")) == [["alone"]]


def test_a_caption_is_text_beside_its_table(make: Maker) -> None:
    """Above it, for PowerPoint's tables have none."""
    slide = make.slide("<table><caption>What it is</caption><tr><td>a</td><td>b</td></tr></table>")

    assert slide.shape("What it is").find(".//a:tbl") == []


def test_code_is_one_box_of_lines(make: Maker) -> None:
    """One paragraph a line, the empty ones too, with what indents them, and none for the end of the last."""
    slide = make.slide(CODE)

    (shape,) = slide.xml.find("//p:sp")
    lines = ["".join(line.itertext("{*}t")) for line in shape.iter("{*}p")]
    assert lines == ["let a = 1; // one", "", "    indented('x')", "    tab"]


def test_code_has_its_face(make: Maker) -> None:
    """Whose letters are all as wide, and which nobody checks for spelling."""
    slide = make.slide(f"{'word ' * 40}\n\n{CODE}")

    first = slide.said("let")
    assert {run.find("{*}latin").get("typeface") for run in first.runs().values()} == {"Courier New"}
    assert {run.get("noProof") for run in first.runs().values()} == {"1"}


def test_code_stands_in_its_box(make: Maker) -> None:
    """The box has the background, and its text is set in."""
    css = "pre { background: #eeeedd; padding: 20px; border-radius: 10px } pre code { background: none }"
    slide = make.slide(CODE, css=css)

    shape = slide.shape("let")
    assert slide.rgb(shape, "./p:spPr/a:solidFill") == "EEEEDD"
    assert shape.find("./p:spPr/a:prstGeom/@prst") == ["roundRect"]
    assert float(shape.find(".//a:bodyPr/@lIns")[0]) / 9525 == pytest.approx(20, abs=2)


def test_a_long_line_of_code_is_not_broken(make: Maker) -> None:
    """Its box is wide enough for it, though it leaves the slide."""
    slide = make.slide(f"<pre>short\n{'x' * 200}</pre>", css="pre { font-size: 20px; padding: 0 }")

    shape = slide.shape("short")
    assert len(shape.find(".//a:p")) == 2
    assert slide.said("short").first(".//a:rPr/@sz") == "1500"
    assert place(shape)[2] >= 200 * 12


def test_code_that_was_scaled_down_is_small(make: Maker) -> None:
    """Marp makes code fit the slide; its letters are as small as they came out."""
    slide = make.slide(f"```\n{'x' * 200}\n```\n")

    small = int(slide.said("xxx").first(".//a:rPr/@sz"))
    assert 100 * 0.75 < small < 1500
    left, _, width, _ = place(slide.shape("xxx"))
    assert left + width < 1280


def test_empty_code_is_no_text(make: Maker) -> None:
    """And no error."""
    assert make.slide("```\n```").texts == []
