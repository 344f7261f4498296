"""What is drawn round the words: boxes, lines, gradients, shadows; and what nobody sees."""

from __future__ import annotations

import pytest

from tests.renderers.pptx.decks import Maker, place

pytestmark = pytest.mark.browser


def test_a_box_has_its_fill_line_and_corners(make: Maker) -> None:
    """In one shape behind its text."""
    css = "p { background: #aabbcc; border: 4px solid #112233; border-radius: 12px; width: 400px; height: 100px }"
    slide = make.slide("words", css=css)

    (box,) = slide.boxes
    assert slide.rgb(box, "./p:spPr/a:solidFill") == "AABBCC"
    assert slide.rgb(box, "./p:spPr/a:ln/a:solidFill") == "112233"
    assert box.find("./p:spPr/a:ln/@w") == ["38100"]
    assert box.find("./p:spPr/a:prstGeom/@prst") == ["roundRect"]
    names = slide.xml.find("//p:sp/p:nvSpPr/p:cNvPr/@name")
    assert names.index("Box 1") < names.index("Body 1")


def test_a_line_on_one_side_is_a_line_there(make: Maker) -> None:
    """And not round the whole box."""
    slide = make.slide("> said", css="blockquote { border: 0; border-left: 8px solid #cc0000; background: none }")

    (line,) = slide.boxes
    assert place(line)[2] == pytest.approx(8, abs=0.1)
    assert slide.rgb(line, "./p:spPr/a:solidFill") == "CC0000"


def test_a_rule_is_a_line_across(make: Maker) -> None:
    """As thick as it is, in a colour of its own."""
    slide = make.slide("above\n\n<hr>\n\nbelow", css="hr { background: #00cc00; height: 4px; border: 0 }")

    (rule,) = slide.boxes
    assert place(rule)[2] > 1000
    assert slide.rgb(rule, "./p:spPr/a:solidFill") == "00CC00"


@pytest.mark.parametrize(("css", "angle"), [("to right", "0"), ("180deg", "5400000"), ("to bottom right", "2700000")])
def test_a_gradient_behind_a_slide_is_its_background(make: Maker, css: str, angle: str) -> None:
    """With its stops and its direction."""
    deck = make("# a", css=f"section {{ background: linear-gradient({css}, #ff0000 20%, #0000ff) }}")

    behind = deck.file.part("ppt/slideLayouts/slideLayout1.xml").find("//p:bg//a:gradFill")
    assert len(behind) == 1
    assert [stop.get("pos") for stop in behind[0].iter("{*}gs")] == ["20000", "100000"]
    assert behind[0].find("{*}lin").get("ang") == angle


def test_a_shadow_is_a_shadow(make: Maker) -> None:
    """The first one outside the box."""
    css = "p { background: white; box-shadow: inset 0 0 9px red, 6px 8px 10px rgba(0, 0, 0, .5) }"
    (box,) = make.slide("words", css=css).boxes

    (shadow,) = box.find("./p:spPr/a:effectLst/a:outerShdw")
    assert (int(shadow.get("dist")), int(shadow.get("blurRad"))) == (10 * 9525, 10 * 9525)
    assert shadow.xpath(".//@val")[-1] == "50000"


def test_a_box_that_is_seen_through_is(make: Maker) -> None:
    """Its colour and its parents' opacity are multiplied."""
    (box,) = make.slide("words", css="p { background: rgba(255, 0, 0, .5); opacity: .5 }").boxes

    assert int(box.find("./p:spPr/a:solidFill//a:alpha/@val")[0]) == pytest.approx(25_000, abs=300)


def test_what_a_style_draws_is_drawn(make: Maker) -> None:
    """Boxes before and after elements, without words."""
    css = "h1::before { content: ''; position: absolute; left: 10px; top: 20px; padding: 20px 15px; background: #f0f }"
    slide = make.slide("# Title", css=css)

    (box,) = slide.boxes
    assert place(box) == (10, 20, 30, 40)
    assert slide.rgb(box, "./p:spPr/a:solidFill") == "FF00FF"


def test_what_lies_below_the_text_does_not_hide_it(make: Maker) -> None:
    """A box with a negative `z-index` comes before the words in the file."""
    css = (
        "section { isolation: isolate }"
        "section::before { content: ''; position: absolute; inset: 0; background: #ffeedd; z-index: -1 }"
    )
    slide = make.slide("# Title", css=css)

    names = slide.xml.find("//p:sp/p:nvSpPr/p:cNvPr/@name")
    assert names == ["Box 1", "Title 1"]


def test_what_lies_below_the_text_of_a_card_is_above_the_card(make: Maker) -> None:
    """If the card is a layer of its own."""
    css = (
        ".card { position: relative; z-index: 0; background: #111111; padding: 20px }"
        ".card::before { content: ''; position: absolute; inset: 5px; background: #222222; z-index: -1 }"
    )
    slide = make.slide('<div class="card">words</div>', css=css)

    assert [slide.rgb(box, "./p:spPr/a:solidFill") for box in slide.boxes] == ["111111", "222222"]
    assert slide.xml.find("//p:sp/p:nvSpPr/p:cNvPr/@name")[-1] == "Body 1"


def test_what_is_turned_is_a_picture_with_its_words(make: Maker) -> None:
    """PowerPoint cannot skew, and the words are its alternative text."""
    deck = make(
        '<div class="turned">Turned</div>', css=".turned { transform: skewX(20deg); width: 200px; background: red }"
    )

    (picture,) = deck.slides[0].pictures
    assert picture.find(".//p:cNvPr/@descr") == ["Turned"]
    assert "pptx-picture" in {one.code.value for one in deck.report.diagnostics}


@pytest.mark.parametrize(
    "css",
    [
        "display: none",
        "visibility: hidden",
        "opacity: 0",
        "position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0, 0, 0, 0)",
        "content-visibility: hidden",
    ],
)
def test_what_nobody_sees_is_not_there(make: Maker, css: str) -> None:
    """Neither its words nor its box nor its picture."""
    deck = make(
        '# Title\n\n<div class="unseen">secret <b>words</b></div>',
        css=f".unseen {{ background: red; {css} }}",
    )

    assert deck.slides[0].texts == ["Title"]
    assert deck.slides[0].pictures == []
    assert b"secret" not in b"".join(deck.file.bytes_of(name) for name in deck.file.names())


def test_what_is_seen_in_what_is_hidden_is_there(make: Maker) -> None:
    """`visibility` can be given back."""
    slide = make.slide("<p>hidden <b>seen</b></p>", css="p { visibility: hidden } b { visibility: visible }")

    assert slide.texts == ["seen"]


def test_scripts_and_styles_are_no_text(make: Maker) -> None:
    """What is no content of the page is none of the file; what the sanitiser makes text of is text."""
    slide = make.slide("# Title\n\n<script>alert(1)</script>", css="p { color: red }")

    assert slide.texts == ["Title", "<script>alert(1)</script>"]


def test_bands_of_a_background_are_boxes(make: Maker) -> None:
    """Gradients of one colour in a part of the slide, as themes draw bands and rules, also where CSS calculates."""
    css = (
        "section { background: linear-gradient(#f00, #f00) 64px calc(100% - 44px) / calc(100% - 128px) 2px no-repeat,"
        " linear-gradient(#00f, #00f) 0 0 / 100% 56px no-repeat, #fff }"
    )
    slide = make.slide("# Title", css=css)

    places = {slide.rgb(box, "./p:spPr/a:solidFill"): place(box) for box in slide.boxes}
    assert places == {"0000FF": (0, 0, 1280, 56), "FF0000": (64, 674, 1152, 2)}
    assert slide.pictures == []
