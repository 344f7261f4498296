"""What slides are made of besides their content: titles, headers, footers, numbers, notes, sizes and layouts."""

from __future__ import annotations

import pytest

from tests.renderers.pptx.decks import Maker, Slide, painted, place

pytestmark = pytest.mark.browser


def held(slide: Slide) -> dict[str, str]:
    """What stands in each kind of placeholder."""
    return {
        shape.placeholder_format.type.name: shape.text_frame.text
        for shape in slide.pptx.placeholders  # type: ignore[attr-defined]
    }


@pytest.mark.parametrize(
    "source",
    ["# Title\n\ntext", "## Title\n\ntext", "### Title\n\ntext", "## Other\n\n# Title", "# <!-- fit --> Title"],
)
def test_the_highest_heading_is_the_title(make: Maker, source: str) -> None:
    """Wherever it stands, however large it is."""
    assert held(make.slide(source))["TITLE"] == "Title"


def test_a_heading_in_a_line_is_still_the_title(make: Maker) -> None:
    """Themes set headings as boxes of a line to draw round them."""
    css = "h1 { display: inline-block; background: #ffcc00; padding: 10px }"
    slide = make.slide("# Title\n\ntext", css=css)

    assert held(slide)["TITLE"] == "Title"
    assert slide.texts.count("Title") == 1


def test_a_slide_without_headings_has_no_title(make: Maker) -> None:
    """And no empty placeholder that asks for one."""
    assert held(make.slide("just text")) == {"BODY": "just text"}


def test_a_fitted_heading_is_as_large_as_shown(make: Maker) -> None:
    """Marp scales it to the width of its slide; its letters are that large."""
    slide = make.slide("# <!-- fit --> Wide\n\ntext")

    assert int(slide.said("Wide").first(".//a:rPr/@sz")) > 10_000
    left, _, width, _ = place(slide.shape("Wide"))
    assert left >= 0
    assert left + width <= 1280


def test_the_name_of_a_slide_is_its_title(make: Maker) -> None:
    """In one line, for lists of slides."""
    assert make.slide("# One<br>two").xml.find("/p:sld/p:cSld/@name")[0].split() in (["One", "two"], ["Onetwo"])


def test_footers_and_numbers_are_placeholders(make: Maker) -> None:
    """So that one switch of PowerPoint shows and hides them; the header has no placeholder of its own."""
    slide = make.slide("---\npaginate: true\nfooter: left *slanted*\nheader: above\n---\n\n# Title\n\ntext")

    assert held(slide) == {"TITLE": "Title", "BODY": "text", "FOOTER": "left slanted", "SLIDE_NUMBER": "1"}
    assert slide.said("above")
    assert slide.said("left").runs()["slanted"].get("i") == "1"


def test_page_numbers_count_by_themselves(make: Maker) -> None:
    """They are fields."""
    deck = make("---\npaginate: true\n---\n\na\n\n---\n\nb\n\n---\n\nc")

    fields = [slide.xml.find("//a:fld[@type='slidenum']/a:t/text()") for slide in deck.slides]
    assert fields == [["1"], ["2"], ["3"]]


def test_numbers_that_powerpoint_would_count_otherwise_are_text(make: Maker) -> None:
    """After a slide that was skipped or held, most numbers would be wrong: they are what Marp shows."""
    deck = make(
        "---\npaginate: true\n---\n\na\n\n---\n\n<!-- paginate: hold -->\n\nb\n\n---\n\n<!-- paginate: skip -->\n\nc"
        "\n\n---\n\n<!-- paginate: true -->\n\nd"
    )

    numbers = [[text for text in slide.texts if text.isdecimal()] for slide in deck.slides]
    assert numbers == [["1"], ["1"], [], ["2"]]


def test_a_first_slide_without_number_may_shift_the_count(make: Maker) -> None:
    """A deck whose second slide is page 1 counts from 0, so that its numbers are fields."""
    deck = make("---\npaginate: skip\n---\n\na\n\n---\n\n<!-- paginate: true -->\n\nb\n\n---\n\nc")

    assert [slide.xml.find("//a:fld/a:t/text()") for slide in deck.slides] == [[], ["1"], ["2"]]
    assert deck.file.part("ppt/presentation.xml").find("/p:presentation/@firstSlideNum") == ["0"]


def test_decorated_numbers_keep_their_words(make: Maker) -> None:
    """Only the number is a field."""
    css = "section::after { content: 'Page ' attr(data-marpit-pagination) ' / ' attr(data-marpit-pagination-total) }"
    slide = make.slide("---\npaginate: true\n---\n\na", css=css)

    assert slide.said("Page").text == "Page 1 / 1"
    assert len(slide.said("Page").xml.findall("{*}fld")) == 1


def test_notes_are_notes(make: Maker) -> None:
    """Comments that are no directives, each slide's on its own."""
    deck = make("a\n\n<!-- first -->\n\n<!-- second\nline -->\n\n---\n\nb\n\n<!-- class: x -->")

    assert deck.pptx.slides[0].notes_slide.notes_text_frame.text == "first\n\nsecond\nline"
    assert not deck.pptx.slides[1].has_notes_slide or not deck.pptx.slides[1].notes_slide.notes_text_frame.text


@pytest.mark.parametrize(
    ("source", "size"),
    [
        ("a", (1280, 720)),
        ("---\nsize: 4:3\n---\n\na", (960, 720)),
        ("---\ntheme: own\nsize: A5\n---\n\na", (559, 794)),
    ],
)
def test_slides_are_as_large_as_the_deck_says(make: Maker, source: str, size: tuple[int, int]) -> None:
    """Also in the sizes of a theme."""
    deck = make(
        source, themes=("/* @theme own */ /* @size A5 559px 794px */ section { width: 1280px; height: 720px }",)
    )

    assert (deck.pptx.slide_width / 9525, deck.pptx.slide_height / 9525) == size
    assert all(x + width <= size[0] + 1 for x, _, width, _ in (place(deck.slides[0].shape("a")),))


def test_slides_of_one_class_have_one_layout(make: Maker) -> None:
    """Named after the class, with the background that they share."""
    deck = make(
        "# a\n\n---\n\n<!-- _class: lead -->\n\n# b\n\n---\n\n# c\n\n---\n\n<!-- _class: lead -->\n\n# d",
        css="section.lead { background: #223344 }",
    )

    names = [slide.slide_layout.name for slide in deck.pptx.slides]
    assert names == ["default", "lead", "default", "lead"]
    assert [layout.name for layout in deck.pptx.slide_layouts] == ["default", "lead"]
    assert deck.slides[1].xml.find("/p:sld/p:cSld/p:bg") == []


def test_what_slides_share_stands_on_their_layout(make: Maker) -> None:
    """Decoration behind the content is there once, and no slide repeats it."""
    deck = make("# a\n\n---\n\n# b\n\n---\n\n# c", css="section { border-top: 20px solid #ff8800 }")

    assert [slide.boxes for slide in deck.slides] == [[], [], []]
    layout = deck.file.part("ppt/slideLayouts/slideLayout1.xml")
    assert len(layout.find("//p:sp[not(.//p:ph)]")) == 1


def test_colours_and_faces_of_a_deck_are_its_theme(make: Maker) -> None:
    """What is used most is the theme's, and words refer to it, so that one change changes all."""
    css = (
        "section { color: #102030; background: #fffdf0; font-family: Arial } h1 { color: #aa0000 } a { color: #0055cc }"
    )
    deck = make(f"# Title\n\n{'word ' * 20} [link](https://example.com)", css=css)

    theme = deck.file.part("ppt/theme/theme1.xml")
    colors = {name: theme.find(f"//a:{name}/a:srgbClr/@val")[0] for name in ("dk1", "lt1", "dk2", "hlink")}
    assert colors == {"dk1": "102030", "lt1": "FFFDF0", "dk2": "AA0000", "hlink": "0055CC"}
    assert theme.find("//a:minorFont/a:latin/@typeface") == ["Arial"]
    assert deck.slides[0].said("word").xml.xpath(".//*[local-name()='schemeClr']/@val")[0] == "tx1"


def test_a_deck_of_nothing_is_a_file(make: Maker) -> None:
    """With one empty slide, as Marp has it."""
    deck = make("")

    assert len(deck.pptx.slides) == 1
    assert deck.slides[0].texts == []


def test_about_a_deck_is_in_the_file(make: Maker) -> None:
    """Title, author and language."""
    about = make("---\ntitle: A talk\nauthor: Someone\nlang: de\nkeywords: [a, b]\n---\n\nx").pptx.core_properties

    assert (about.title, about.author, about.language) == ("A talk", "Someone", "de")


def test_what_lies_over_a_picture_stays_there(make: Maker) -> None:
    """A mark that all slides share is not moved to the layout, where a picture of one slide would hide it."""
    css = "section::after { background: #0f0; content: ''; display: block; width: 50px; height: 50px }"
    text = "---\npaginate: true\n---\n\n# a\n\n---\n\n# b\n\n![bg](a.png)"
    deck = make(text, css=css, a__png=painted(1280, 720))

    _, second = deck.slides
    boxes = [place(box) for box in second.boxes]
    assert (50, 50) in [(width, height) for _, _, width, height in boxes]
    names = second.xml.find("//p:cNvPr/@name")
    assert names.index("Background 1") < next(index for index, name in enumerate(names) if name.startswith("Box"))
