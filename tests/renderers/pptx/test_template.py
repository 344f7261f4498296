"""What stands around the slides: presentation, theme, master, layouts, notes, and what the file says about itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from renderers.pptx.presentation import (
    About,
    CharBullet,
    Color,
    Layout,
    Master,
    Paragraph,
    PictureFill,
    Placeholder,
    PlaceholderKind,
    Run,
    Shape,
    Slide,
    Text,
    TextStyle,
    Theme,
)
from tests.renderers.pptx.gallery import gallery
from tests.renderers.pptx.opened import ORANGE, SQUARE, Element, File, opened, presentation_of

DECK = presentation_of(Slide(layout=0))
MASTER = "ppt/slideMasters/slideMaster1.xml"
LAYOUT = "ppt/slideLayouts/slideLayout1.xml"


def holder(kind: PlaceholderKind, *paragraphs: Paragraph) -> Shape:
    """A placeholder with a prompt."""
    return Shape(name="Holder", frame=SQUARE, placeholder=Placeholder(kind), text=Text(paragraphs=paragraphs))


def master_of(**settings: object) -> Element:
    """The master of a file."""
    return opened(replace(DECK, master=Master(background=Color("FFFFFF"), **settings))).part(MASTER)


def children(element: Element) -> list[str]:
    """The names of a part's elements, in order."""
    return [child.tag.rpartition("}")[2] for child in element.root]


def test_slides_have_their_size_and_no_other_kind() -> None:
    """A kind beside the size would win over it."""
    presentation = opened(replace(DECK, width=1_234_567, height=7_654_321)).part("ppt/presentation.xml")

    assert presentation.spelled("//p:sldSz") == ['<p:sldSz cx="1234567" cy="7654321"/>']


def test_slides_are_listed_in_order() -> None:
    """Ids count from 256, as the schema wants it."""
    file = opened(presentation_of(Slide(layout=0), Slide(layout=0), Slide(layout=0)))

    presentation, targets = file.part("ppt/presentation.xml"), file.targets("ppt/presentation.xml")
    assert presentation.find("//p:sldId/@id") == ["256", "257", "258"]
    assert [targets[name] for name in presentation.find("//p:sldId/@r:id")] == [
        f"slides/slide{number}.xml" for number in (1, 2, 3)
    ]


@pytest.mark.parametrize(("first", "spelled"), [(1, []), (0, ["0"]), (7, ["7"]), (-2, ["0"])])
def test_slides_count_from_the_first_number(first: int, spelled: list[str]) -> None:
    """One is understood, and PowerPoint takes nothing below zero."""
    file = opened(replace(DECK, first_number=first))

    assert file.part("ppt/presentation.xml").find("/p:presentation/@firstSlideNum") == spelled


def test_the_theme_has_its_colours_and_faces() -> None:
    """Twelve colours, the missing ones filled in; faces for Latin, East Asian and Japanese text."""
    theme = Theme(name="A & B", colors={"accent3": "abcdef"}, heading_latin="Lato", heading_east_asian="Yu Mincho")
    part = opened(replace(DECK, theme=theme)).part("ppt/theme/theme1.xml")

    assert part.find("/a:theme/@name") == ["A & B"]
    assert len(part.find("//a:clrScheme/*")) == 12
    assert part.find("//a:accent3/a:srgbClr/@val") == ["ABCDEF"]
    assert part.spelled("//a:majorFont/*") == [
        '<a:latin typeface="Lato"/>',
        '<a:ea typeface="Yu Mincho"/>',
        '<a:cs typeface=""/>',
        '<a:font script="Jpan" typeface="Yu Mincho"/>',
    ]
    assert part.spelled("//a:minorFont/*") == [
        '<a:latin typeface="Arial"/>',
        '<a:ea typeface=""/>',
        '<a:cs typeface=""/>',
    ]


def test_the_master_says_how_text_looks() -> None:
    """Levels that are not given look like the last that is; the theme's faces stand in for missing ones."""
    master = master_of(
        title=Paragraph(line_spacing=0.9, end=TextStyle(size=4400, bold=True)),
        body=(
            Paragraph(margin_left=100, bullet=CharBullet("•"), end=TextStyle(size=2400)),
            Paragraph(margin_left=200, end=TextStyle(size=2000, latin="Courier New")),
        ),
    )

    assert master.find("//p:titleStyle/a:lvl1pPr/a:defRPr/@sz") == ["4400"]
    assert master.find("//p:titleStyle//a:latin/@typeface") == ["+mj-lt"]
    assert master.find("//p:titleStyle//a:spcPct/@val") == ["90000"]
    assert master.find("//p:bodyStyle/*/@marL") == ["100"] + ["200"] * 8
    assert master.find("//p:bodyStyle//a:latin/@typeface") == ["+mn-lt"] + ["Courier New"] * 8
    assert master.find("//p:bodyStyle/a:lvl1pPr/a:buChar/@char") == ["•"]


def test_a_master_always_has_a_title_and_a_body() -> None:
    """Layouts inherit from them; one that is given is not given twice."""
    bare, titled = master_of(), master_of(items=(holder(PlaceholderKind.TITLE),))

    assert bare.find("//p:ph/@type") == ["title", "body"]
    assert titled.find("//p:ph/@type") == ["title", "body"]
    assert titled.find("//p:cNvPr/@name") == ["", "Holder", "Text"]


@pytest.mark.parametrize(
    ("kinds", "off"),
    [
        ((), {"sldNum": "0", "hdr": "0", "ftr": "0", "dt": "0"}),
        ((PlaceholderKind.FOOTER, PlaceholderKind.SLIDE_NUMBER), {"hdr": "0", "dt": "0"}),
    ],
)
def test_new_slides_get_the_small_placeholders_that_there_are(
    kinds: tuple[PlaceholderKind, ...], off: dict[str, str]
) -> None:
    """What the master does not have is off."""
    master = master_of(items=tuple(holder(kind) for kind in kinds))

    assert dict(master.find("//p:hf")[0].attrib) == off


def test_master_and_layouts_have_ids_of_their_own() -> None:
    """They share one range, from 2147483648."""
    file = opened(replace(DECK, layouts=(Layout(name="One"), Layout(name="Two <&>"))))

    assert file.part("ppt/presentation.xml").find("//p:sldMasterId/@id") == ["2147483648"]
    assert file.part(MASTER).find("//p:sldLayoutId/@id") == ["2147483649", "2147483650"]
    assert file.part("ppt/slideLayouts/slideLayout2.xml").find("/p:sldLayout/p:cSld/@name") == ["Two <&>"]


def test_a_layout_s_placeholder_passes_its_look_on() -> None:
    """Slides inherit from a list style, not from a prompt's runs; so the look is there, and the prompt is plain."""
    first = Paragraph(runs=(Run("Click", TextStyle(size=3000)), Run("7", is_slide_number=True)), bullet=CharBullet("•"))
    second = Paragraph(runs=(Run("here"),), level=1, end=TextStyle(italic=True))
    layout = Layout(name="Layout", items=(holder(PlaceholderKind.BODY, first, second),))
    part = opened(replace(DECK, layouts=(layout,))).part(LAYOUT)

    assert part.find("//a:lstStyle/a:lvl1pPr/a:defRPr/@sz") == ["3000"]
    assert part.find("//a:lstStyle/a:lvl1pPr/a:buChar/@char") == ["•"]
    assert part.find("//a:lstStyle/a:lvl2pPr/a:defRPr/@i") == ["1"]
    assert part.find("//p:txBody/a:p[1]/a:r/a:rPr/@*") == []
    assert part.spelled("//p:txBody/a:p")[1] == '<a:p><a:pPr lvl="1"/><a:r><a:rPr/><a:t>here</a:t></a:r></a:p>'
    assert part.find("//a:fld/@type") == ["slidenum"]


def test_backgrounds_are_the_slide_s_the_layout_s_or_the_master_s() -> None:
    """Each part has the background that it is given, and none that it is not."""
    file = opened(
        replace(
            DECK,
            layouts=(Layout(name="Picture", background=PictureFill(ORANGE)),),
            slides=(Slide(layout=0), Slide(layout=0, background=Color("123456"))),
        )
    )

    assert file.part(MASTER).find("/p:sldMaster/p:cSld/p:bg//a:srgbClr/@val") == ["FFFFFF"]
    assert file.part(LAYOUT).find("//p:bgPr/a:blipFill/a:blip/@r:embed") == ["rId2"]
    assert file.slide(1).find("//p:bg") == []
    assert file.slide(2).find("//p:bgPr/a:solidFill/a:srgbClr/@val") == ["123456"]


def test_a_slide_has_a_name() -> None:
    """For lists of slides, on one line."""
    file = opened(presentation_of(Slide(layout=0, name="A\n<title>"), Slide(layout=0)))

    assert file.slide(1).find("/p:sld/p:cSld/@name") == ["A <title>"]
    assert file.slide(2).find("/p:sld/p:cSld/@name") == []


def notes_of(notes: str) -> File:
    """A file whose second slide has notes."""
    return opened(presentation_of(Slide(layout=0), Slide(layout=0, notes=notes)))


def test_notes_are_paragraphs_a_line() -> None:
    """On a page of their own beside the slide's picture; other slides have none."""
    file = notes_of("One\r\n\r\n<two> & \x00three\rfour")

    page = file.part("ppt/notesSlides/notesSlide2.xml")
    assert [found.findtext(".//{*}t") for found in page.find("//a:p")] == ["One", None, "<two> & three", "four"]
    assert page.find("//p:ph/@type") == ["sldImg", "body"]
    assert "ppt/notesSlides/notesSlide1.xml" not in file.names()
    assert "../notesSlides/notesSlide2.xml" in file.targets("ppt/slides/slide2.xml").values()
    assert set(file.targets("ppt/notesSlides/notesSlide2.xml").values()) == {
        "../notesMasters/notesMaster1.xml",
        "../slides/slide2.xml",
    }


def test_the_notes_master_is_listed() -> None:
    """Keynote refuses a file where it is not; PowerPoint wants it between masters and slides."""
    file = notes_of("Notes")

    presentation = file.part("ppt/presentation.xml")
    listed = presentation.find("//p:notesMasterId/@r:id")
    assert children(presentation)[:3] == ["sldMasterIdLst", "notesMasterIdLst", "sldIdLst"]
    assert file.targets("ppt/presentation.xml")[listed[0]] == "notesMasters/notesMaster1.xml"
    assert file.targets("ppt/notesMasters/notesMaster1.xml") == {"rId1": "../theme/theme2.xml"}


def test_without_notes_there_is_no_notes_master() -> None:
    """Neither master, nor theme, nor list."""
    file = opened(DECK)

    assert [name for name in file.names() if "notes" in name or "theme2" in name] == []
    assert children(file.part("ppt/presentation.xml"))[:2] == ["sldMasterIdLst", "sldIdLst"]


@pytest.mark.parametrize(("width", "height"), [(12_192_000, 6_858_000), (6_858_000, 12_192_000)])
def test_the_picture_on_a_notes_page_has_the_slide_s_proportions(width: int, height: int) -> None:
    """It fits above the text, whether slides are wide or tall."""
    file = opened(replace(presentation_of(Slide(layout=0, notes="Notes")), width=width, height=height))

    size = file.part("ppt/notesMasters/notesMaster1.xml").find("//p:sp[1]//a:ext[@cx]")[0]
    across, down = int(size.get("cx")), int(size.get("cy"))
    assert across / down == pytest.approx(width / height, rel=1e-5)
    assert down <= 3_086_100


def test_the_file_says_what_it_is() -> None:
    """Title, author, subject, keywords, language and time; the application is marpd."""
    file = opened(gallery())

    facts = {found.tag.rpartition("}")[2]: found.text for found in file.part("docProps/core.xml").root}
    assert facts == {
        "title": "A <gallery> & more",
        "subject": "What it is",
        "creator": "Ada",
        "keywords": "one, two",
        "description": "What it is",
        "language": "en-GB",
        "created": "2023-11-14T22:13:20Z",
        "modified": "2023-11-14T22:13:20Z",
    }
    assert [found.text for found in file.part("docProps/app.xml").root] == ["marpd"]


def test_without_facts_there_is_only_a_fixed_date() -> None:
    """Nothing is made up, and the clock is not asked."""
    core = opened(replace(DECK, about=About())).part("docProps/core.xml")

    assert [found.text for found in core.root] == ["1980-01-01T00:00:00Z"] * 2
