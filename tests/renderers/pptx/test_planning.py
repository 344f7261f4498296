"""From a layout to a presentation: a pure step, with faces that readers have and the deck's own theme."""

from __future__ import annotations

import copy

import pytest

from renderers.model.assets import MemoryAssets
from renderers.model.geometry import Size
from renderers.model.layout import Box, Face, LayoutSnapshot, Rect, Script
from renderers.pptx.faces import Faces, readers_name
from renderers.pptx.images import Images
from renderers.pptx.layouts import arrange
from renderers.pptx.lists import item_of, items
from renderers.pptx.palette import Dye, theme_of
from renderers.pptx.plan import draft
from renderers.pptx.presentation import (
    CharBullet,
    Color,
    Frame,
    Link,
    NoBullet,
    NumberBullet,
    Paragraph,
    Run,
    Shape,
    Text,
    TextStyle,
)
from renderers.pptx.read import read_scene
from tests.renderers.browser.test_snapshot import slides

FACE, BOLD = Face("Sans", "400", "normal"), Face("Sans", "700", "normal")
STYLE = {"font-family": "Sans", "font-weight": "400", "font-style": "normal"}
RECT = Rect(0, 0, 10, 10)


def layout() -> LayoutSnapshot:
    """The recorded page, as the exporter gets it."""
    return LayoutSnapshot(size=Size(1280, 720), slides=slides())


def test_planning_is_pure() -> None:
    """Equal layouts give equal presentations, and are as they were afterwards."""
    given, kept = layout(), copy.deepcopy(layout())
    made = []
    for one in (given, kept):
        scene = read_scene(one, Images(MemoryAssets()), Faces({}), "en", {})
        drafts = [draft(slide, {}, 0) for slide in scene.slides]
        made.append(arrange(drafts, ["", ""]))

    assert made[0] == made[1]
    assert given == kept


def test_a_layout_is_read_without_a_browser() -> None:
    """Into paragraphs with the words that were written."""
    scene = read_scene(layout(), Images(MemoryAssets()), Faces({}), "en", {})

    words = [
        "".join(getattr(piece, "text", "") for piece in thing.words.pieces)  # type: ignore[union-attr]
        for slide in scene.slides
        for thing in slide.things
        if hasattr(thing, "words")
    ]
    assert words[0] == "one two three four five six seven eight nine ten eleven twelve"
    assert "".join(words[1:-1]) == "* Strasse 🚀🚀🚀🚀 words that go on and on"
    assert words[-1] == "item"


@pytest.mark.parametrize(
    ("painted", "written"),
    [
        ("Liberation Sans", "Arial"),
        ("Noto Sans CJK JP", "Yu Gothic"),
        ("DejaVu Sans Mono", "Consolas"),
        ("Lato", "Lato"),
    ],
)
def test_faces_are_named_as_readers_have_them(painted: str, written: str) -> None:
    """Fonts of a theme keep their names."""
    assert readers_name(painted) == written


def test_a_face_is_what_was_painted_and_not_what_was_asked_for() -> None:
    """For every script; what nobody wrote in it comes from its kin."""
    painted = {
        FACE: {Script.LATIN: "Liberation Serif", Script.EAST_ASIAN: "Noto Serif CJK JP"},
        BOLD: {Script.COMPLEX: "Noto Sans Thai UI"},
    }
    plain, bold = Faces(painted).written(STYLE), Faces(painted).written({**STYLE, "font-weight": "700"})

    assert (plain.latin, plain.east_asian) == ("Times New Roman", "Yu Mincho")
    assert (bold.latin, bold.east_asian, bold.complex_script) == ("Times New Roman", "Yu Mincho", "Leelawadee UI")


def test_a_deck_without_text_has_no_faces() -> None:
    """They are left to the theme."""
    assert Faces({}).written(STYLE).latin == ""


def test_faces_that_readers_may_lack_are_named() -> None:
    """So that the report can tell."""
    painted = {FACE: {Script.LATIN: "Lato"}, BOLD: {Script.LATIN: "Liberation Sans"}}

    assert list(Faces(painted).unknown()) == [("Lato", "Lato")]


def shape(words: str, rgb: str, *, face: str = "Arial", link: Link | None = None) -> Shape:
    """Words of a colour."""
    run = Run(words, TextStyle(color=Color(rgb), latin=face), link)
    return Shape(name="x", frame=Frame(0, 0, 1, 1), text=Text(paragraphs=(Paragraph(runs=(run,)),)))


def test_a_theme_is_what_is_used_most() -> None:
    """By the number of letters, links apart."""
    slides_items = [(shape("many letters", "111111"), shape("few", "222222", face="Lato"))]
    slides_items += [(shape("a link that is long", "0000FF", link=Link(url="https://x.y")),)]
    theme = theme_of("x", [Color("FAFAFA"), Color("FAFAFA"), Color("000000")], slides_items)

    assert [theme.colors[name] for name in ("dk1", "lt1", "hlink")] == ["111111", "FAFAFA", "0000FF"]
    assert theme.text_latin == "Arial"
    assert len(set(theme.colors)) == 12


def test_a_theme_of_nothing_is_whole() -> None:
    """All twelve colours are there."""
    theme = theme_of("x", [], [])

    assert len(theme.colors) == 12
    assert all(len(rgb) == 6 for rgb in theme.colors.values())


def test_words_refer_to_the_theme() -> None:
    """If they are of its colours; others keep their own, and a translucent one how much it lets through."""
    dye = Dye(theme_of("x", [Color("FFFFFF")], [(shape("letters", "111111"),)]))

    assert dye.color(Color("111111", 0.5)) == Color("111111", 0.5, "dk1")
    assert dye.color(Color("123456")) == Color("123456")


def li(text: str, *, kind: str = "disc", **attributes: str) -> Box:
    """A list item whose marker shows a text."""
    style = {"list-style": f"outside none {kind}", "display": "list-item", "font-size": "20px"}
    mark = Box(name="#text", rect=RECT, text=text, style={"color": "rgb(1, 2, 3)", "font-size": "20px"})
    inside = (Box(name="::marker", rect=RECT, children=(mark,), style={}),) if text else ()
    return Box(name="li", rect=RECT, children=inside, style=style, attributes=attributes)


@pytest.mark.parametrize(
    ("text", "kind", "bullet"),
    [
        ("• ", "disc", CharBullet("•", Color("010203"), "Arial", 1.15)),
        ("★", "disc", CharBullet("★", Color("010203"))),
        ("1. ", "decimal", NumberBullet("arabicPeriod", 4, Color("010203"))),
        ("★ ", "decimal", CharBullet("★", Color("010203"))),
        ("a) ", "lower-alpha", NumberBullet("alphaLcParenR", 4, Color("010203"))),
        ("一、", "cjk-ideographic", NumberBullet("ea1JpnChsDbPeriod", 4, Color("010203"))),
        ("", "none", NoBullet()),
    ],
)
def test_markers_are_bullets(text: str, kind: str, bullet: object) -> None:
    """What is shown decides, not what kind of list it is said to be."""
    assert item_of(li(text, kind=kind), Box(name="ol", rect=RECT), 0, 4, 4).bullet == bullet


@pytest.mark.parametrize(
    ("attributes", "values", "numbers"),
    [
        ({}, ("", "", ""), [1, 2, 3]),
        ({"start": "5"}, ("", "", ""), [5, 6, 7]),
        ({"start": "-1"}, ("", "", ""), [-1, 0, 1]),
        ({"start": "x"}, ("", "9", ""), [1, 9, 10]),
        ({"reversed": ""}, ("", "", ""), [3, 2, 1]),
        ({"start": "99999999999"}, ("", "", ""), [1, 2, 3]),
    ],
)
def test_items_have_the_numbers_that_html_gives_them(
    attributes: dict[str, str], values: tuple[str, ...], numbers: list[int]
) -> None:
    """From the list's start, backwards if it is reversed, and from what an item says itself."""
    children = tuple(li("1.", **({"value": value} if value else {})) for value in values)

    found = items(Box(name="ol", rect=RECT, attributes=attributes, children=children))
    assert [number for _, number in found] == numbers
