"""Formulas of decks in PowerPoint: equations, words, and what stands for them elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PIL import ImageChops, ImageStat

from renderers.model.diagnostic import Code
from tests.renderers.pptx.decks import Deck, Maker, Slide, place
from tests.renderers.pptx.omml import NAMES, faults
from tests.renderers.pptx.opened import NAMESPACES, Element

pytestmark = pytest.mark.browser

ALL = {**NAMESPACES, **NAMES, "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006"}
DISPLAYED = "# Title\n\n$$\\frac{a}{\\sqrt{b}} = \\sum_{i=0}^n i$$\n"


def alternatives(slide: Slide) -> list[Element]:
    """What is there in two forms."""
    return [Element(found) for found in slide.xml.root.xpath("//mc:AlternateContent", namespaces=ALL)]


def equations(slide: Slide) -> list:
    """The formulas that programs with equations show."""
    return slide.xml.root.xpath("//mc:Choice//m:oMath", namespaces=ALL)


def remarks(deck: Deck) -> Iterator[tuple[Code, int | None, str]]:
    """What is said of formulas: code, line, words."""
    for one in deck.report.diagnostics:
        if one.code.value.startswith("pptx") and "formula" in one.message:
            yield one.code, one.line, one.message


def test_displayed_formulas_are_equations(make: Maker) -> None:
    """A formula by itself is an equation in a frame of its own, and nobody has to hear of it."""
    deck = make(DISPLAYED)

    (equation,) = equations(deck.slides[0])
    assert equation.getparent().tag == f"{{{ALL['m']}}}oMathPara"
    assert list(faults(equation.getparent())) == []
    assert list(remarks(deck)) == []


def test_programs_without_equations_show_a_picture(make: Maker) -> None:
    """What stands for an equation shows it in the same place, and says its source."""
    deck = make(DISPLAYED)

    (either,) = alternatives(deck.slides[0])
    (frame,) = either.root.xpath("./mc:Choice/p:sp", namespaces=ALL)
    (picture,) = either.root.xpath("./mc:Fallback/p:pic", namespaces=ALL)
    assert place(Element(frame)) == place(Element(picture))
    assert picture.xpath("string(./p:nvPicPr/p:cNvPr/@descr)", namespaces=ALL).startswith("\\frac{a}")
    drawn = deck.pixels(Element(picture)).convert("L").histogram()
    assert sum(drawn[:100]) > 100


def test_equations_stand_where_their_ink_is(make: Maker) -> None:
    """The frame is as large as the formula, not as wide as the slide."""
    (either,) = alternatives(make.slide(DISPLAYED))
    (frame,) = either.root.xpath("./mc:Choice/p:sp", namespaces=ALL)

    x, _, width, height = place(Element(frame))
    assert 50 < width < 400
    assert 30 < height < 150
    assert abs(x + width / 2 - 640) < 5


def test_equations_have_the_colour_and_size_of_their_slide(make: Maker) -> None:
    """On a dark slide a formula is as light as its words, also its lines."""
    slide = make.slide("<!-- _class: invert -->\n" + DISPLAYED + "\nWords\n")
    (equation,) = equations(slide)

    (words,) = slide.said("Words").xml.xpath(".//a:rPr", namespaces=ALL)
    looks = equation.xpath(".//a:rPr", namespaces=ALL)
    assert {slide.rgb(look) for look in looks} == {slide.rgb(words)}
    assert {look.get("sz") for look in looks} == {"2306"}


def test_simple_formulas_in_a_line_are_words(make: Maker) -> None:
    """Letters, some lower or higher, are runs of the paragraph, each said to be so."""
    deck = make("# Title\n\nWords $E=mc^2$ and $\\alpha_i$ go on.\n")

    paragraph = deck.slides[0].said("Words")
    assert paragraph.text == "Words E\u00a0=\u00a0mc2 and αi go on."
    assert paragraph.xml.xpath("./a:r[a:t='mc']/a:rPr[@i='1']", namespaces=ALL)
    assert paragraph.xml.xpath("./a:r[a:t='2']/a:rPr[@baseline='30000'][@i='0']", namespaces=ALL)
    assert paragraph.xml.xpath("./a:r[a:t='i']/a:rPr[@baseline='-25000'][@i='1']", namespaces=ALL)
    assert not equations(deck.slides[0])
    assert [(code, line) for code, line, _ in remarks(deck)] == [(Code.PPTX_APPROXIMATED, 3)]


def test_other_formulas_in_a_line_stand_over_room_for_them(make: Maker) -> None:
    """A fraction among words is an equation over a blank as wide, and the list that it is in stays whole."""
    deck = make("# Title\n\n- one $\\frac{a}{b}$ more\n- two $\\sqrt{x}$ more\n- three\n")

    slide = deck.slides[0]
    assert len(equations(slide)) == 2
    assert slide.said("one").text == "one \u00a0 more"
    body = slide.shape("three").root
    assert len(body.xpath(".//a:p", namespaces=ALL)) == 3
    assert [(code, line) for code, line, _ in remarks(deck)] == [(Code.PPTX_APPROXIMATED, line) for line in (3, 4)]


def test_formulas_of_a_paragraph_are_all_of_one_kind(make: Maker) -> None:
    """Where one stands over room, the others do too, for words would move the room away from under it."""
    slide = make.slide("# Title\n\nWords $x$ and $\\frac{a}{b}$ here.\n\nOthers with $x$ alone.\n")

    assert slide.said("Words").text == "Words \u00a0 and \u00a0 here."
    assert slide.said("Others").text == "Others with x alone."
    assert len(equations(slide)) == 2


def test_titles_and_cells_hold_no_equations(make: Maker) -> None:
    """Where PowerPoint refuses equations there is a blank, and the equation stands over it."""
    deck = make("# On $\\frac{1}{2}$\n\n| a | $x^2$ |\n|---|---|\n| $\\frac{1}{2}$ | b |\n")

    slide = deck.slides[0]
    assert len(equations(slide)) == 2
    assert not slide.xml.root.xpath("//a:tbl//m:oMath | //p:sp[.//p:ph]//m:oMath", namespaces=ALL)
    tree = list(slide.xml.root.xpath("//p:spTree", namespaces=ALL)[0])
    table = next(index for index, one in enumerate(tree) if one.tag.endswith("graphicFrame"))
    over = [index for index, one in enumerate(tree) if one.tag.endswith("AlternateContent")]
    assert any(index > table for index in over)


def test_links_keep_the_formulas_in_them(make: Maker) -> None:
    """A link goes on over a formula, whether that is words or an equation."""
    slide = make.slide(
        "# Title\n\n[link $x$ here](https://a.example/)\n\n[more $\\frac{a}{b}$ there](https://b.example/)\n"
    )

    for words in ("link x here", "more \u00a0 there"):
        linked = slide.said(words).xml.xpath("./a:r[a:rPr/a:hlinkClick]/a:t/text()", namespaces=ALL)
        assert "".join(linked) == words
    (either,) = alternatives(slide)
    assert either.root.xpath("./mc:Choice/p:sp/p:nvSpPr/p:cNvPr/a:hlinkClick", namespaces=ALL)


def test_what_nests_too_deep_is_a_picture(make: Maker) -> None:
    """A formula that no program would read as an equation is drawn, and said to be."""
    deck = make("# Title\n\n$$" + "\\sqrt{" * 45 + "x" + "}" * 45 + "$$\n")

    assert not equations(deck.slides[0])
    assert len(deck.slides[0].pictures) == 1
    assert [(code, line) for code, line, _ in remarks(deck)] == [(Code.PPTX_PICTURE, 3)]


def test_formulas_are_written_alike_each_time(make: Maker) -> None:
    """The same deck with formulas gives the same bytes."""
    assert make(DISPLAYED).content == make.again(DISPLAYED).content


def test_the_font_of_formulas_is_not_reported(make: Maker) -> None:
    """Equations are set in a font that PowerPoint has, whatever drew them on the page."""
    deck = make(DISPLAYED)

    assert not [one for one in deck.report.diagnostics if one.code is Code.FONT_FALLBACK and "Math" in one.message]


def test_other_readers_open_decks_with_formulas(make: Maker) -> None:
    """python-pptx finds all words around formulas."""
    deck = make("# Title\n\nWords $\\frac{a}{b}$ here.\n\n$$x$$\n")

    texts = [shape.text_frame.text for shape in deck.pptx.slides[0].shapes if shape.has_text_frame]
    assert texts == ["Title", "Words \u00a0 here."]


def test_formulas_drawn_together_look_as_each_by_itself(make: Maker) -> None:
    """Many formulas are drawn from copies on one sheet, and come out as one does in its place."""
    alone = make("<!-- _class: invert -->\n# Title\n\n$$\\frac{a}{\\sqrt{b}} = \\sum_{i=0}^n i$$\n")
    together = make(
        "<!-- _class: invert -->\n# Title\n\n$$\\frac{a}{\\sqrt{b}} = \\sum_{i=0}^n i$$\n\n$$\\int x$$\n\n"
        "On $\\frac12$.\n"
    )

    first, second = (
        deck.pixels(Element(alternatives(deck.slides[0])[0].root.xpath(".//p:pic", namespaces=ALL)[0])).convert("L")
        for deck in (alone, together)
    )
    assert abs(first.width - second.width) <= 1
    assert abs(first.height - second.height) <= 1
    size = min(first.width, second.width), min(first.height, second.height)
    apart = ImageChops.difference(first.crop((0, 0, *size)), second.crop((0, 0, *size)))
    assert ImageStat.Stat(apart).mean[0] < 6
    assert ImageStat.Stat(first).stddev[0] > 30


def test_pictures_of_formulas_hold_their_accents(make: Maker) -> None:
    """An arrow over a letter has no width of its own, and is in its picture, but not in its neighbour's."""
    deck = make("# Title\n\n$$D$$\n\n$$\\vec{D}$$\n\n$$\\underline{D}$$\n")

    plain, arrow, line = (
        deck.pixels(Element(one.root.xpath(".//p:pic", namespaces=ALL)[0])) for one in alternatives(deck.slides[0])
    )
    assert plain.height + 10 < arrow.height
    assert plain.height + 3 < line.height
    top = arrow.convert("L").crop((0, 0, arrow.width, arrow.height - plain.height))
    assert top.getextrema()[0] < 150


@pytest.mark.parametrize("environment", ["align", "align*", "equation", "gather", "multline"])
def test_environments_that_take_all_of_the_room_are_seen(make: Maker, environment: str) -> None:
    """Equations that are as wide as their room, for their numbers, are as large as others."""
    deck = make(
        f"# Title\n\n$$\\begin{{{environment}}} a = b \\\\ c = d \\end{{{environment}}}$$\n".replace(
            "\\\\" if environment == "equation" else "~~", ""
        )
    )

    (equation,) = equations(deck.slides[0])
    assert {look.get("sz") for look in equation.xpath(".//a:rPr", namespaces=ALL)} == {"2306"}
    assert list(remarks(deck)) == []
