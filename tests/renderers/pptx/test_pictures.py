"""Pictures of a deck: in the text, behind it, as vectors, and those that cannot be shown."""

from __future__ import annotations

import zlib

import pytest
from PIL import Image

from tests.renderers.pptx.decks import Maker, colors_of, painted, place

pytestmark = pytest.mark.browser

RED = painted(400, 200)
BLUE = painted(100, 100, color="#0000ff")
CIRCLE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" onload="alert(1)"><script>alert(2)</script>'
    b'<circle cx="50" cy="50" r="40" fill="#00f"/><image href="https://example.com/a.png"/></svg>'
)


def crop(picture) -> tuple[int, ...]:
    """What is cut off left, top, right and bottom, in percent."""
    (found,) = picture.find(".//a:srcRect") or [{}]
    return tuple(round(int(found.get(side, 0)) / 1000) for side in "ltrb")


def test_a_picture_is_a_picture(make: Maker) -> None:
    """With its own bytes, its size and place, and what it shows in words."""
    deck = make("![A red box w:200](a.png)", a__png=RED)

    (picture,) = deck.slides[0].pictures
    assert deck.file.bytes_of(deck.target(picture)) == RED
    assert place(picture)[2:] == (200, 100)
    assert picture.find(".//p:cNvPr/@descr") == ["A red box"]


def test_one_file_is_held_once(make: Maker) -> None:
    """However often it is shown."""
    deck = make("![a](a.png)\n\n---\n\n![b](a.png)\n\n---\n\n![bg](a.png)", a__png=RED)

    assert [name for name in deck.file.names() if "/media/" in name] == ["ppt/media/image1.png"]


def test_a_picture_without_words_is_decoration(make: Maker) -> None:
    """Readers for the blind pass it over."""
    (picture,) = make.slide("![](a.png)", a__png=RED).pictures

    assert picture.find(".//adec:decorative/@val") == ["1"]


def test_a_picture_leads_where_its_link_does(make: Maker) -> None:
    """A click on it opens the address."""
    deck = make("[![a](a.png)](https://example.com/)", a__png=RED)

    assert deck.target(deck.slides[0].pictures[0], ".//a:hlinkClick/@r:id") == "https://example.com/"


@pytest.mark.parametrize(
    ("words", "rect", "cut"),
    [
        ("bg", (0, 0, 1280, 720), (6, 0, 6, 0)),
        ("bg cover", (0, 0, 1280, 720), (6, 0, 6, 0)),
        ("bg contain", (0, 40, 1280, 640), (0, 0, 0, 0)),
        ("bg fit", (0, 40, 1280, 640), (0, 0, 0, 0)),
        ("bg auto", (440, 260, 400, 200), (0, 0, 0, 0)),
        ("bg 50%", (320, 200, 640, 320), (0, 0, 0, 0)),
        ("bg left contain", (0, 200, 640, 320), (0, 0, 0, 0)),
        ("bg right:25%", (960, 0, 320, 720), (39, 0, 39, 0)),
    ],
)
def test_backgrounds_stand_as_marp_sets_them(
    make: Maker, words: str, rect: tuple[int, ...], cut: tuple[int, ...]
) -> None:
    """Covering or contained, as large as asked, in their half of the slide, cropped and not squeezed."""
    (picture,) = make.slide(f"![{words}](a.png)\n\n# Title", a__png=RED).pictures

    assert place(picture) == pytest.approx(rect, abs=1)
    assert crop(picture) == pytest.approx(cut, abs=1)


@pytest.mark.parametrize(
    ("first", "second"), [((0, 0, 640, 720), (640, 0, 640, 720)), ((0, 0, 1280, 360), (0, 360, 1280, 360))]
)
def test_several_backgrounds_share_the_slide(make: Maker, first: tuple[int, ...], second: tuple[int, ...]) -> None:
    """Side by side, or one above the other."""
    word = "vertical" if first[3] == 360 else ""
    slide = make.slide(f"![bg {word}](a.png)\n![bg](b.png)\n\n# Title", a__png=RED, b__png=BLUE)

    assert [place(picture) for picture in slide.pictures] == [pytest.approx(first, abs=1), pytest.approx(second, abs=1)]


def test_a_background_is_behind_and_may_have_words(make: Maker) -> None:
    """It comes first, and says what it shows if the author did."""
    slide = make.slide("# Title\n\n![bg a red wall](a.png)", a__png=RED)

    first = slide.xml.find("//p:spTree/p:pic | //p:spTree/p:sp")[0]
    assert first.tag.endswith("}pic")
    assert slide.pictures[0].find(".//p:cNvPr/@descr") == ["a red wall"]


@pytest.mark.parametrize("words", ["bg grayscale", "bg blur:8px", "grayscale", "sepia:50%"])
def test_filters_are_in_the_pixels(make: Maker, words: str) -> None:
    """PowerPoint has other filters: what the browser drew is the picture."""
    deck = make(f"![{words}](a.png)\n\n# Title", a__png=RED)

    (picture,) = deck.slides[0].pictures
    shown = deck.pixels(picture)
    middle = shown.getpixel((shown.width // 2, shown.height // 2))
    assert deck.file.bytes_of(deck.target(picture)) != RED
    assert (middle[:3] != (255, 0, 0)) == ("blur" not in words)


def test_vectors_stay_vectors(make: Maker) -> None:
    """Beside a picture of them for programs that know none, and without what runs or reaches out."""
    deck = make("![A circle](a.svg)", a__svg=CIRCLE)

    (picture,) = deck.slides[0].pictures
    vectors = deck.file.bytes_of(deck.target(picture, ".//asvg:svgBlip/@r:embed"))
    assert b"<circle" in vectors
    assert not any(word in vectors for word in (b"script", b"onload", b"example.com"))
    assert (0, 0, 255, 255) in colors_of(deck.pixels(picture))


def test_vectors_on_a_gradient_have_holes(make: Maker) -> None:
    """Where nothing was drawn one sees what is behind."""
    css = "section { background: linear-gradient(red, green) }"
    deck = make("![A circle](a.svg)", css=css, a__svg=CIRCLE)

    assert colors_of(deck.pixels(deck.slides[0].pictures[0])) == {(0, 0, 255, 255), (255, 255, 255, 0)}


def test_vectors_without_size_are_shown(make: Maker) -> None:
    """As large as the browser makes them."""
    deck = make("![w:300](a.svg)", a__svg=CIRCLE.replace(b'width="200" height="100"', b'viewBox="0 0 200 100"'))

    assert place(deck.slides[0].pictures[0])[2:] == pytest.approx((300, 150), abs=1)


@pytest.mark.parametrize(("kind", "suffix"), [("WEBP", "webp"), ("GIF", "gif"), ("BMP", "bmp"), ("AVIF", "avif")])
def test_pictures_of_other_forms_are_turned_into_known_ones(make: Maker, kind: str, suffix: str) -> None:
    """PowerPoint reads PNG, JPEG and GIF wherever it runs."""
    deck = make(f"![a](a.{suffix})", **{f"a__{suffix}": painted(40, 20, kind)})

    (picture,) = deck.slides[0].pictures
    assert deck.target(picture).rsplit(".", 1)[1] in {"png", "jpg", "gif"}
    assert deck.pixels(picture).getpixel((20, 10))[0] > 240
    assert place(picture)[2:] == pytest.approx((40, 20), abs=1)


def test_a_photo_that_lies_on_its_side_stands(make: Maker) -> None:
    """Cameras turn photos by a note in the file, which PowerPoint does not read."""
    exif = Image.Exif()
    exif[0x0112] = 6
    deck = make("![a](a.jpg)", a__jpg=painted(400, 200, "JPEG", exif=exif))

    (picture,) = deck.slides[0].pictures
    assert deck.pixels(picture).size == (200, 400)
    assert place(picture)[2:] == pytest.approx((200, 400), abs=1)


@pytest.mark.parametrize(
    "content", [b"", b"no picture", RED[:40], b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"<svg", b"<html/>"]
)
def test_what_is_no_picture_leaves_its_words(make: Maker, content: bytes) -> None:
    """Its room says what should be there, and the report that it is not."""
    deck = make("![What it shows](a.png)", a__png=content)

    assert deck.slides[0].pictures == []
    assert deck.slides[0].xml.find("//p:cNvPr/@descr") == ["What it shows"]
    assert "pptx-dropped" in {one.code.value for one in deck.report.diagnostics}


def test_a_picture_that_ends_early_breaks_nothing(make: Maker) -> None:
    """What of it can be shown may be."""
    assert make("![a](a.jpg)\n\n# Title", a__jpg=painted(400, 200, "JPEG")[:-200]).slides[0].said("Title")


def test_a_picture_of_too_many_pixels_breaks_nothing(make: Maker) -> None:
    """It is not even decoded, and its words are kept."""
    vast = RED.replace((400).to_bytes(4) + (200).to_bytes(4), (60_000).to_bytes(4) * 2)
    vast = vast[:29] + zlib.crc32(vast[12:29]).to_bytes(4) + vast[33:]
    deck = make("![Vast](a.png)", a__png=vast)

    assert deck.slides[0].xml.find("//p:cNvPr/@descr") == ["Vast"]


@pytest.mark.parametrize("words", ["bg", "bg left", "a"])
def test_a_missing_picture_is_named(make: Maker, words: str) -> None:
    """In the report, and the rest of the slide is there."""
    deck = make(f"![{words}](nowhere.png)\n\n# Title")

    assert deck.slides[0].said("Title")
    assert "asset-missing" in {one.code.value for one in deck.report.diagnostics}


def test_a_picture_in_a_round_frame_is_round(make: Maker) -> None:
    """Its corners are the shape's, and it can still be exchanged."""
    slide = make.slide("![a](a.png)", css="img { border-radius: 50% }", a__png=BLUE)

    assert slide.pictures[0].find("./p:spPr/a:prstGeom/@prst") == ["ellipse"]


def test_a_picture_that_is_cut_by_its_box_is_cropped(make: Maker) -> None:
    """By `object-fit`, as the browser shows it."""
    css = "img { width: 200px; height: 200px; object-fit: cover; object-position: left }"
    (picture,) = make.slide("![a](a.png)", css=css, a__png=RED).pictures

    assert crop(picture) == (0, 0, 50, 0)
    assert place(picture)[2:] == pytest.approx((200, 200), abs=1)


def test_a_heading_of_nothing_but_an_emoji_is_a_picture(make: Maker) -> None:
    """Fitted to its slide it is large, and a letter would be lost where there is no colour font."""
    slide = make.slide("# <!-- fit --> :+1:")

    (picture,) = slide.pictures
    assert picture.find(".//p:cNvPr/@descr") == ["\U0001f44d"]
    assert place(picture)[2] > 300
