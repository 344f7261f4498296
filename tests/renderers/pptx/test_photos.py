"""Where pictures stand in their boxes, what of them is read, and how vectors are cleaned."""

from __future__ import annotations

import base64

import pytest
from PIL import Image

from renderers.model.assets import MemoryAssets, asset
from renderers.model.layout import Rect
from renderers.model.origin import DECK_URL
from renderers.pptx.images import Images
from renderers.pptx.photos import clipped, fitted, layer_rect
from renderers.pptx.vectors import read_vectors
from tests.renderers.pptx.decks import painted

BOX = Rect(10, 20, 200, 200)
WIDE = (400, 200)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'


@pytest.mark.parametrize(
    ("fit", "position", "rect", "crop"),
    [
        ("fill", "50% 50%", BOX, (0, 0, 0, 0)),
        ("contain", "50% 50%", Rect(10, 70, 200, 100), (0, 0, 0, 0)),
        ("contain", "0% 100%", Rect(10, 120, 200, 100), (0, 0, 0, 0)),
        ("contain", "0px 7px", Rect(10, 27, 200, 100), (0, 0, 0, 0)),
        ("cover", "50% 50%", BOX, (0.25, 0, 0.25, 0)),
        ("cover", "0% 0%", BOX, (0, 0, 0.5, 0)),
        ("none", "50% 50%", BOX, (0.25, 0, 0.25, 0)),
        ("scale-down", "50% 50%", Rect(10, 70, 200, 100), (0, 0, 0, 0)),
    ],
)
def test_pictures_fit_their_boxes(fit: str, position: str, rect: Rect, crop: tuple[float, ...]) -> None:
    """By `object-fit` and `object-position`."""
    placed = fitted(BOX, WIDE, fit, position)

    assert (placed.rect, placed.crop) == (rect, crop)


@pytest.mark.parametrize("natural", [(0, 0), (0, 10)])
def test_pictures_without_size_fill_their_boxes(natural: tuple[float, float]) -> None:
    """There is nothing to keep."""
    assert fitted(BOX, natural, "cover", "50% 50%").rect == BOX


@pytest.mark.parametrize(
    ("size", "position", "rect"),
    [
        (("auto",), ("0%", "0%"), Rect(10, 20, 400, 200)),
        (("cover",), ("50%", "50%"), Rect(-90, 20, 400, 200)),
        (("contain",), ("50%", "50%"), Rect(10, 70, 200, 100)),
        (("50%",), ("0%", "0%"), Rect(10, 20, 100, 50)),
        (("auto", "50%"), ("100%", "100%"), Rect(10, 120, 200, 100)),
        (("100px", "10px"), ("5px", "-5px"), Rect(15, 15, 100, 10)),
    ],
)
def test_backgrounds_have_size_and_position(size: tuple[str, ...], position: tuple[str, str], rect: Rect) -> None:
    """By `background-size` and `background-position`."""
    assert layer_rect(BOX, WIDE, size, position) == rect


def test_a_picture_outside_its_window_has_no_room() -> None:
    """And no negative one."""
    placed = clipped(Rect(0, 0, 10, 10), Rect(100, 100, 10, 10))

    assert (placed.rect.width, placed.rect.height) == (0, 0)


def images(**files: bytes) -> Images:
    """The pictures of a deck with these files."""
    return Images(MemoryAssets(asset(name.replace("__", "."), content) for name, content in files.items()))


@pytest.mark.parametrize("url", [f"{DECK_URL}a.png", f"{DECK_URL}x/../a.png", f"{DECK_URL}a.png?v=1#f"])
def test_files_of_the_deck_are_read(url: str) -> None:
    """By the address that the page gave them."""
    loaded = images(a__png=painted()).load(url)

    assert loaded is not None
    assert (loaded.width, loaded.height) == (40, 20)


@pytest.mark.parametrize(
    "url", ["https://example.com/a.png", "file:///a.png", f"{DECK_URL}../a.png", f"{DECK_URL}b.png", "data:,", ""]
)
def test_nothing_else_is_read(url: str) -> None:
    """Neither from the network nor from elsewhere on the disk."""
    assert images(a__png=painted()).load(url) is None


def test_data_urls_hold_pictures() -> None:
    """In base 64; what is spoilt is none."""
    url = f"data:image/png;base64,{base64.b64encode(painted()).decode()}"

    assert images().load(url) is not None
    assert images().load(url[:-9] + "é") is None


@pytest.mark.parametrize(("turn", "size"), [(1, (40, 20)), (3, (40, 20)), (6, (20, 40)), (8, (20, 40)), (99, (40, 20))])
def test_photos_are_turned_upright(turn: int, size: tuple[int, int]) -> None:
    """As the note of the camera says."""
    exif = Image.Exif()
    exif[0x0112] = turn
    loaded = images(a__jpg=painted(40, 20, "JPEG", exif=exif)).load(f"{DECK_URL}a.jpg")

    assert loaded is not None
    assert (loaded.width, loaded.height) == size


@pytest.mark.parametrize("kind", ["TIFF", "PPM", "PCX", "TGA", "EPS"])
def test_forms_that_no_browser_shows_are_not_read(kind: str) -> None:
    """Some run other programs."""
    assert images(a__png=painted(40, 20, kind)).load(f"{DECK_URL}a.png") is None


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="20" height="10"', (20, 10)),
        ('width="1in" height="72pt"', (96, 96)),
        ('viewBox="0 0 30 15"', (30, 15)),
        ('width="60" viewBox="0 0 30 15"', (60, 30)),
        ('height="30" viewBox="0,0,30,15"', (60, 30)),
        ('width="100%" height="50%" viewBox="0 0 3 2"', (3, 2)),
        ("", (0, 0)),
        ('viewBox="0 0 -3 0"', (0, 0)),
        ('viewBox="1.2.3 - 5 6"', (5, 6)),
        ('width="1e999" height="2"', (0, 2)),
        ('width="1.2.3" height="...."', (0, 0)),
    ],
)
def test_vectors_have_a_natural_size(attributes: str, size: tuple[float, float]) -> None:
    """From what they say, or the shape of their view; 0 where they say nothing."""
    found = read_vectors(SVG.format(attributes, "").encode())

    assert found is not None
    assert (found.width, found.height) == pytest.approx(size)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        "<g><a:script xmlns:a='http://www.w3.org/2000/svg'>x()</a:script></g>",
        "<rect onclick='x()' ONLOAD='x()'/>",
        "<a xlink:href='javascript:x()'><rect/></a>",
        "<image href='https://example.com/x.png'/>",
        "<image xlink:href='//example.com/x.png'/>",
        "<use href='file:///x#y'/>",
        "<rect fill='url(https://example.com/x#y)'/>",
        "<rect style='fill:url(\"//example.com/x\")'/>",
        "<animate attributeName='href' to='javascript:x()'/><set attributeName='x'/>",
        "<iframe src='x'/><audio/><video/>",
    ],
)
def test_vectors_are_cleaned(inside: str) -> None:
    """Of what runs, moves or reaches out; the rest stays."""
    found = read_vectors(SVG.format('width="1" height="1"', f"{inside}<circle r='1'/>").encode())

    assert found is not None
    assert found.content is not None
    assert b"<circle" in found.content
    assert not any(
        word in found.content.lower().replace(b"http://www.w3.org", b"")
        for word in (b"script", b"x()", b"example", b"file:", b"animate", b"<set", b"iframe", b"audio")
    )


@pytest.mark.parametrize(
    "content",
    [
        SVG.format("", "<foreignObject><p/></foreignObject>"),
        SVG.format("", "<style>@import 'x'; rect { fill: red }</style>"),
        SVG.format("", "<style>rect { fill: url(https://example.com/x) }</style>"),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("", "<text>&a;</text>"),
        SVG.format("", "<rect/>" * 400_000),
    ],
    ids=["html", "import", "style", "entity", "huge"],
)
def test_vectors_that_cannot_be_cleaned_are_drawn_instead(content: str) -> None:
    """Their size is all that is known."""
    found = read_vectors(content.encode())

    assert found is not None
    assert found.content is None


@pytest.mark.parametrize("content", [b"", b"<svg", b"<html/>", b"\xff\xfe", b"<!-- x -->"])
def test_what_is_no_svg_is_none(content: bytes) -> None:
    """Nor is it an error."""
    assert read_vectors(content) is None


def test_references_inside_vectors_stay() -> None:
    """And pictures that they hold."""
    inside = "<use href='#a'/><rect fill='url(#b)'/><image href='data:image/png;base64,AA=='/>"
    found = read_vectors(SVG.format("", inside).encode())

    assert found is not None
    assert found.content is not None
    assert all(word in found.content for word in (b"#a", b"url(#b)", b"data:image/png"))
