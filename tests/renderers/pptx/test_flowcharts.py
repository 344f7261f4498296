"""Flowcharts as shapes and connectors that move as one; other diagrams as pictures."""

from __future__ import annotations

import pytest

from renderers.pptx.drawn_paths import corners, polygon, steps
from renderers.pptx.flow_edges import edge
from renderers.pptx.presentation import Color, Connector, Freeform, Line, Route, Shape
from renderers.pptx.units import EMU_A_PIXEL
from tests.renderers.pptx.decks import Maker

FLOW = """\
flowchart LR
  accTitle: The way
  A([Start]) -->|yes| B{Is it so?}
  B -.-> C((circle))
  subgraph S[Sub]
    C --> D[(Store)]
  end
  B ==> E[Two<br/>lines]
"""
INK = Line(Color("000000"), 9525)


def deck(source: str, before: str = "") -> str:
    """A slide with one diagram."""
    return f"{before}# Title\n\n```mermaid\n{source}```\n"


@pytest.mark.browser
def test_a_flowchart_is_one_group_of_shapes_with_text(make: Maker) -> None:
    """Nodes, the box around some, and labels are shapes with their words; no picture, and nothing to report."""
    made = make(deck(FLOW))

    (group,) = made.slides[0].xml.find("//p:grpSp")
    words = {"".join(part.text or "" for part in shape.iter("{*}t")) for shape in group.iter("{*}sp")}
    assert words >= {"Start", "yes", "Is it so?", "circle", "Sub", "Store", "Twolines"}
    assert made.slides[0].xml.find("//p:pic") == []
    assert [one.code for one in made.report.diagnostics] == []
    assert made.slides[0].xml.find("//p:grpSp/p:nvGrpSpPr/p:cNvPr/@descr") == ["The way"]


@pytest.mark.browser
def test_edges_hold_on_to_their_shapes(make: Maker) -> None:
    """Each is a connector that begins and ends at the shapes it joins."""
    slide = make(deck(FLOW)).slides[0].xml

    ids = {
        "".join(part.text or "" for part in shape.iter("{*}t")): shape.find(".//{*}cNvPr").get("id")
        for shape in slide.find("//p:grpSp/p:sp")
    }
    ends = {(one.find(".//{*}stCxn").get("id"), one.find(".//{*}endCxn").get("id")) for one in slide.find("//p:cxnSp")}
    assert ends == {
        (ids["Start"], ids["Is it so?"]),
        (ids["Is it so?"], ids["circle"]),
        (ids["circle"], ids["Store"]),
        (ids["Is it so?"], ids["Twolines"]),
    }


@pytest.mark.browser
def test_ids_on_a_slide_are_unique(make: Maker) -> None:
    """Also with two groups on one slide."""
    text = deck(FLOW) + f"\n```mermaid\n{FLOW}```\n"

    ids = make(text).slides[0].xml.find("//p:cNvPr/@id")

    assert len(ids) == len(set(ids)) > 20


@pytest.mark.browser
def test_shapes_stand_where_the_browser_set_them(make: Maker) -> None:
    """The group is the drawing's place, and all is in it."""
    slide = make(deck(FLOW)).slides[0].xml

    (frame,) = slide.find("//p:grpSp/p:grpSpPr/a:xfrm")
    left, top = (int(frame.find("{*}off").get(side)) for side in "xy")
    right, bottom = left + int(frame.find("{*}ext").get("cx")), top + int(frame.find("{*}ext").get("cy"))
    assert frame.find("{*}off").attrib == frame.find("{*}chOff").attrib
    assert frame.find("{*}ext").attrib == frame.find("{*}chExt").attrib
    for place in slide.find("//p:grpSp/p:sp/p:spPr/a:xfrm"):
        x, y = (int(place.find("{*}off").get(side)) for side in "xy")
        width, height = (int(place.find("{*}ext").get(side)) for side in ("cx", "cy"))
        assert left - 9525 <= x + width / 2 <= right + 9525
        assert top - 9525 <= y + height / 2 <= bottom + 9525


@pytest.mark.browser
@pytest.mark.parametrize(
    ("before", "text"),
    [("", "1F2328"), ("<!-- class: invert -->\n\n", "F0F6FC"), ("<!-- color: '#7a1f3d' -->\n\n", "7A1F3D")],
)
def test_words_have_the_slides_colour(make: Maker, before: str, text: str) -> None:
    """As on the page."""
    made = make(deck("flowchart LR\n  A[words] --> B\n", before))

    (run,) = made.slides[0].xml.find("//p:grpSp//a:r[a:t='words']/a:rPr")
    assert made.slides[0].rgb(run) == text


@pytest.mark.browser
def test_a_node_leads_where_a_click_on_it_does(make: Maker) -> None:
    """The shape has the address of `click`."""
    made = make(deck('flowchart LR\n  A[here] --> B\n  click A "https://example.com/x"\n'))

    assert "https://example.com/x" in made.file.targets("ppt/slides/slide1.xml").values()
    assert len(made.slides[0].xml.find("//p:grpSp/p:sp/p:nvSpPr/p:cNvPr/a:hlinkClick")) == 1


@pytest.mark.browser
@pytest.mark.parametrize("source", ["pie\n  'Dogs' : 3\n", "sequenceDiagram\n  A->>B: hi\n"])
def test_another_diagram_is_a_picture_and_said_to_be_one(make: Maker, source: str) -> None:
    """With its words as alternative text."""
    made = make(deck(source.replace("'", '"')))

    (picture,) = made.slides[0].pictures
    assert picture.find(".//p:cNvPr/@descr")[0].startswith(("Pie chart: ", "Sequence diagram: "))
    assert [str(one.code) for one in made.report.diagnostics] == ["pptx-picture"]


@pytest.mark.browser
def test_what_is_only_nearly_the_same_is_said(make: Maker) -> None:
    """A cross at the end of an edge is an arrow in PowerPoint."""
    made = make(deck("flowchart LR\n  A --x B\n"))

    assert [str(one.code) for one in made.report.diagnostics] == ["pptx-approximated"]


def test_paths_are_read() -> None:
    """Moves, lines and curves; what is anything else is not guessed at."""
    assert steps("M1,2L3,4 5,6Q7 8 9 10Z") == [
        ("M", ((1.0, 2.0),)),
        ("L", ((3.0, 4.0),)),
        ("L", ((5.0, 6.0),)),
        ("Q", ((7.0, 8.0), (9.0, 10.0))),
        ("Z", ()),
    ]
    assert steps("M0,0 a5,5 0 0 1 10,0") is None
    assert steps("M1") is None
    assert steps("") is None
    assert polygon("0,0 -1.5,2e1") == [(0.0, 0.0), (-1.5, 20.0)]


def test_rounded_corners_are_corners() -> None:
    """A line that turns twice has four points, wherever its engine set others."""
    assert corners("M0,0L0,5L0,10Q0,20 10,20L40,20Q50,20 50,30L50,60") == [(0, 0), (0, 20), (50, 20), (50, 60)]
    assert corners("M0,0C1,1 2,2 3,3") is None


@pytest.mark.parametrize(
    ("points", "route", "mirrored", "upside_down", "rotation"),
    [
        ([(0, 0), (10, 5)], Route.STRAIGHT, False, False, 0),
        ([(10, 5), (0, 0)], Route.STRAIGHT, True, True, 0),
        ([(0, 0), (4, 0), (4, 8), (10, 8)], Route.STEP, False, False, 0),
        ([(0, 8), (4, 8), (4, 0), (10, 0)], Route.STEP, False, True, 0),
        ([(0, 0), (0, 4), (8, 4), (8, 10)], Route.STEP, False, True, 90),
        ([(8, 0), (8, 4), (0, 4), (0, 10)], Route.STEP, False, False, 90),
        ([(0, 0), (10, 0), (10, 10)], Route.ELBOW, False, False, 0),
        ([(0, 0), (0, 10), (10, 10)], Route.ELBOW, False, True, 90),
    ],
)
def test_a_line_becomes_the_connector_that_runs_so(
    points: list[tuple[float, float]], route: Route, mirrored: bool, upside_down: bool, rotation: int
) -> None:
    """Straight, an elbow or a step, mirrored and turned; its middle stays where it was."""
    made = edge("Edge", points, INK, (), ())

    assert isinstance(made, Connector)
    assert (made.route, made.is_mirrored, made.is_upside_down) == (route, mirrored, upside_down)
    assert made.frame.rotation == rotation
    middle = made.frame.x + made.frame.width / 2, made.frame.y + made.frame.height / 2
    (x0, y0), (x1, y1) = points[0], points[-1]
    assert middle == ((x0 + x1) / 2 * EMU_A_PIXEL, (y0 + y1) / 2 * EMU_A_PIXEL)


def test_a_line_of_many_bends_is_a_form_of_its_own() -> None:
    """No connector runs so."""
    made = edge("Edge", [(0, 0), (0, 5), (5, 5), (5, 9), (9, 9)], INK, (), ())

    assert isinstance(made, Shape)
    assert isinstance(made.outline, Freeform)
    assert made.outline.is_open


def test_an_edge_that_leaves_a_diamond_aslant_is_a_step() -> None:
    """Its slanting piece is short; it begins under the diamond instead."""
    made = edge("Edge", [(40, 20), (50, 10), (70, 10), (70, 60), (90, 60)], INK, (), ())

    assert isinstance(made, Connector)
    assert made.route is Route.STEP
    assert (made.frame.x, made.frame.width) == (30 * EMU_A_PIXEL, 60 * EMU_A_PIXEL)
