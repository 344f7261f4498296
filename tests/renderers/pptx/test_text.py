"""Text that a theme laid out, as paragraphs and runs."""

from __future__ import annotations

import pytest

from tests.renderers.pptx.decks import Maker, place

pytestmark = pytest.mark.browser

LONG = "Every line of this paragraph breaks where the window of the browser made it break, and yet it is one. " * 4
WORDS = """
Plain **bold** *italic* ~~struck~~ `code` [link](https://example.com/a?b=1&c=2) H<sub>low</sub>
x<sup>high</sup> <u>lined</u> <span class="red">red</span> <span class="wide">wide</span> <small>small</small>
<mark>marked</mark> <span class="caps">caps</span> <span class="faint">faint</span>
"""
LOOKS = """
section { background: white; color: #112233 } .red { color: rgb(200, 10, 20) } .wide { letter-spacing: 4px }
.caps { text-transform: uppercase } .faint { color: rgba(0, 0, 0, .5) } mark { background: #ffee00; color: #332211 }
"""


def test_a_paragraph_that_wraps_is_one(make: Maker) -> None:
    """Its lines are not cut into paragraphs, and no break is written where the browser broke."""
    slide = make.slide(f"# Title\n\n{LONG}")

    assert slide.texts == ["Title", LONG.strip()]
    assert not slide.said("Every line").has(".//a:br")


def test_a_box_is_as_wide_as_breaks_its_lines_alike(make: Maker) -> None:
    """Between the widest line and where another word would fit."""
    slide = make.slide("word " * 40, css="p { width: 600px }")

    _, _, width, _ = place(slide.shape("word"))
    assert 540 < width < 600 + 68


def test_breaks_of_the_author_are_breaks(make: Maker) -> None:
    """And do not begin a paragraph."""
    slide = make.slide("one<br>two<br><br>four")

    assert slide.texts == ["one\ntwo\n\nfour"]


def test_words_keep_how_they_look(make: Maker) -> None:
    """Bold, italic, struck, underlined, raised, lowered, marked, in code, in capitals: each is a run of its own."""
    runs = make.slide(WORDS, css=LOOKS).said("Plain").runs()

    assert runs["bold"].get("b") == "1"
    assert runs["italic"].get("i") == "1"
    assert runs["struck"].get("strike") == "sngStrike"
    assert runs["lined"].get("u") == "sng"
    assert int(runs["low"].get("baseline")) < 0 < int(runs["high"].get("baseline"))
    assert runs["low"].get("sz") == runs["Plain"].get("sz")
    assert int(runs["small"].get("sz")) < int(runs["Plain"].get("sz"))
    assert runs["wide"].get("spc") == "300"
    assert runs["code"].get("noProof") == "1"
    assert runs["caps"].get("cap") == "all"


@pytest.mark.parametrize(("word", "rgb"), [("red", "C80A14"), ("marked", "332211")])
def test_words_keep_their_colour(make: Maker, word: str, rgb: str) -> None:
    """As it is, or as a colour of the theme."""
    slide = make.slide(WORDS, css=LOOKS)

    assert slide.rgb(slide.said("Plain").runs()[word]) == rgb


def test_faint_words_look_the_same_on_their_ground(make: Maker) -> None:
    """What is seen through is mixed with what is behind it."""
    slide = make.slide(WORDS, css=LOOKS)

    style = slide.said("Plain").runs()["faint"]
    assert style.xpath(".//*[local-name()='alpha']") == []
    assert slide.rgb(style) == "808080"


def test_marked_words_are_highlighted(make: Maker) -> None:
    """And stay in their paragraph."""
    slide = make.slide(WORDS, css=LOOKS)

    assert slide.rgb(slide.said("Plain").runs()["marked"], "./a:highlight") == "FFEE00"


def test_what_a_style_writes_before_words_is_text(make: Maker) -> None:
    """Generated content is in the file as the browser shows it."""
    slide = make.slide('<p class="tip">careful</p>', css='.tip::before { content: "Tip: " }')

    assert slide.texts == ["Tip: careful"]


def test_text_before_its_case_was_changed_is_kept(make: Maker) -> None:
    """Capitals are a look, and the words can be edited as they were written."""
    slide = make.slide('<p class="caps">Hello</p>', css=LOOKS)

    assert slide.texts == ["Hello"]
    assert slide.said("Hello").runs()["Hello"].get("cap") == "all"


def test_letters_of_a_gradient_have_it(make: Maker) -> None:
    """A background that is clipped to text colours the letters, and no box stands behind them."""
    css = "p { background: linear-gradient(90deg, red, blue); background-clip: text; color: transparent }"
    slide = make.slide("shiny", css=css)

    assert slide.said("shiny").has(".//a:rPr/a:gradFill")
    assert slide.boxes == []


def test_blanks_are_as_the_browser_shows_them(make: Maker) -> None:
    """Many are one, and none stand at the ends; those that cannot break stay."""
    slide = make.slide("  a   <b> b </b>  <i> c</i>\t   d&nbsp;&nbsp;e  ")

    assert slide.texts == ["a b c d\u00a0\u00a0e"]


@pytest.mark.parametrize(
    ("css", "align"), [("left", "l"), ("center", "ctr"), ("right", "r"), ("justify", "just"), ("end", "r")]
)
def test_paragraphs_are_aligned(make: Maker, css: str, align: str) -> None:
    """To the sides that the style says."""
    assert make.slide("words", css=f"p {{ text-align: {css} }}").said("words").first("./a:pPr/@algn") == align


def test_lines_are_as_far_apart_as_in_the_browser(make: Maker) -> None:
    """In shares of 1.2 times the font size."""
    slide = make.slide(LONG, css="section { font-size: 20px; line-height: 36px }")

    assert slide.said("Every line").first("./a:pPr/a:lnSpc/a:spcPct/@val") == "150000"


def test_letters_stand_where_the_browser_set_them(make: Maker) -> None:
    """The first line of a box of 20px letters with lines of 24px begins where the browser's does."""
    css = "section { padding: 100px 50px; place-content: normal; font: 20px/24px Arial }"
    left, top, _, height = place(make.slide("words", css=css).shape("words"))

    assert (left, height) == (50, pytest.approx(24, abs=1))
    assert top == pytest.approx(100, abs=2)


def test_paragraphs_next_to_one_another_share_a_box(make: Maker) -> None:
    """With the room between them as it was."""
    slide = make.slide("one\n\ntwo\n\nthree", css="section { font-size: 20px; line-height: 24px } p { margin: 12px 0 }")

    shape = slide.shape("two")
    assert len(shape.find(".//a:p")) == 3
    assert shape.find(".//a:p/a:pPr/a:spcBef/a:spcPts/@val") == ["0", "900", "900"]


def test_columns_are_boxes_of_their_own(make: Maker) -> None:
    """What stands side by side is not one text."""
    slide = make.slide(
        '<div class="row"><div>\n\nleft\n\n</div><div>\n\nright\n\n</div></div>',
        css=".row { display: flex; gap: 40px }",
    )

    left, right = place(slide.shape("left")), place(slide.shape("right"))
    assert left[0] + left[2] <= right[0] + 5


def test_a_box_without_words_keeps_its_room_in_a_line(make: Maker) -> None:
    """A theme's logo before the footer: the words begin behind it, as high as they are."""
    css = "footer::before { content: ''; display: inline-block; width: 80px; height: 20px; background: #f00 }"
    slide = make.slide("---\nfooter: Company\n---\n\n# Title", css=css)

    room, words = slide.said("Company").xml.findall("{*}r")
    assert room.findtext("{*}t") == "\u00a0"
    assert room.find("{*}rPr").get("sz") == words.find("{*}rPr").get("sz")
    assert len(slide.boxes) == 1


def test_a_word_without_letters_has_no_edge(make: Maker) -> None:
    """An empty <mark> at the start of a line leaves the words after it alone."""
    slide = make.slide("<mark></mark>words <mark></mark>", css="mark { background: #ff0; padding: 0 9px }")

    assert [text.strip("\u00a0 ") for text in slide.texts] == ["words"]
