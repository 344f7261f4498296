"""The file as a whole: valid, readable, the same every time, and nothing in it that leads where it should not."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from renderers.pptx.presentation import (
    About,
    Image,
    Link,
    Paragraph,
    Picture,
    Presentation,
    Run,
    Shape,
    Slide,
    Text,
    Theme,
)
from renderers.pptx.write import write
from tests.parity.shared import SHARED
from tests.renderers.pptx.gallery import gallery
from tests.renderers.pptx.opened import ORANGE, SQUARE, TEAL, opened, presentation_of, said

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = SHARED / "parity" / "xsd" / "presentation.xsd"
HASH = """
import hashlib
from renderers.pptx.write import write
from tests.renderers.pptx.gallery import gallery
print(hashlib.sha256(write(gallery())).hexdigest())
"""


def picture(image: Image) -> Picture:
    """An image as an item."""
    return Picture(name="Picture", frame=SQUARE, image=image)


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schemas are not here")
@pytest.mark.parametrize("presentation", [gallery(), presentation_of(), presentation_of(Slide(layout=0))])
def test_every_part_is_valid(presentation: Presentation) -> None:
    """ISO 29500 has nothing to say against any part of a full file, one without slides, or one with an empty slide."""
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    file = opened(presentation)

    for name in file.names():
        if name.startswith("ppt/") and name.endswith(".xml"):
            root = file.part(name).root
            for extensions in root.iter("{*}extLst"):
                del extensions[:]
            assert schema.validate(root), f"{name}: {schema.error_log}"


def test_python_pptx_reads_it() -> None:
    """Another program finds slides, placeholders, the table, pictures and notes."""
    deck = pptx.Presentation(BytesIO(write(gallery())))

    first, second, third, _ = deck.slides
    assert (deck.slide_width, deck.slide_height) == (12_192_000, 6_858_000)
    assert first.shapes.title.text == "Text <&> “quotes”"
    assert [holder.placeholder_format.idx for holder in first.placeholders] == [0, 1, 11, 12]
    assert first.notes_slide.notes_text_frame.text == "First line\n\nThird line <&>"
    assert [shape.image.content_type for shape in second.shapes if hasattr(shape, "image")] == ["image/png"] * 5
    assert [cell.text for row in third.shapes[1].table.rows for cell in row.cells][:4] == ["A", "B", "C", "wide"]
    assert [layout.name for layout in deck.slide_layouts] == ["Title only", "Title & text", "Dark"]


def test_python_pptx_adds_a_slide_that_looks_like_the_layout() -> None:
    """Layouts are good for new slides: their placeholders are taken over."""
    deck = pptx.Presentation(BytesIO(write(gallery())))

    slide = deck.slides.add_slide(deck.slide_layouts[1])

    assert [holder.placeholder_format.type.name for holder in slide.placeholders] == ["TITLE", "BODY"]


def test_the_same_presentation_gives_the_same_bytes() -> None:
    """Twice in one process and once in another."""
    result = subprocess.run([sys.executable, "-c", HASH], cwd=ROOT, capture_output=True, text=True, check=True)

    assert write(gallery()) == write(gallery())
    assert result.stdout.strip() == hashlib.sha256(write(gallery())).hexdigest()


def test_one_presentation_leaves_nothing_in_the_next() -> None:
    """A small file is the same before and after a large one."""
    small = presentation_of(Slide(layout=0, items=(picture(ORANGE),)))
    before = write(small)
    write(gallery())

    assert write(small) == before


def test_entries_have_one_stamp_and_come_in_order() -> None:
    """Content types first, as some readers want it, and no time of day."""
    entries = ZipFile(BytesIO(write(gallery()))).infolist()

    assert [entry.filename for entry in entries][:3] == ["[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml"]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}
    assert len({entry.filename for entry in entries}) == len(entries)


def test_the_same_image_is_one_part() -> None:
    """Equal bytes are stored once, on whatever slide they are; their vectors are a part of their own."""
    again = replace(TEAL, content=bytes(bytearray(TEAL.content)))
    file = opened(
        presentation_of(
            Slide(layout=0, items=(picture(ORANGE), picture(TEAL))),
            Slide(layout=0, items=(picture(again), picture(again))),
        )
    )

    media = [name for name in file.names() if name.startswith("ppt/media/")]
    assert media == ["ppt/media/image1.png", "ppt/media/image2.png", "ppt/media/image3.svg"]
    assert file.bytes_of("ppt/media/image2.png") == TEAL.content
    assert file.bytes_of("ppt/media/image3.svg") == TEAL.svg
    assert file.targets("ppt/slides/slide2.xml") == {
        "rId1": "../slideLayouts/slideLayout1.xml",
        "rId2": "../media/image2.png",
        "rId3": "../media/image3.svg",
    }


@pytest.mark.parametrize(("media_type", "extension"), [("image/jpeg", "jpg"), ("image/gif", "gif")])
def test_images_keep_their_kind(media_type: str, extension: str) -> None:
    """A picture's bytes are taken as they are, with their media type, and not compressed again."""
    file = opened(presentation_of(Slide(layout=0, items=(picture(Image(b"pixels", media_type)),))))

    name = f"ppt/media/image1.{extension}"
    kinds = {el.get("Extension"): el.get("ContentType") for el in file.part("[Content_Types].xml").find("//ct:Default")}
    assert file.bytes_of(name) == b"pixels"
    assert kinds[extension] == media_type
    assert ZipFile(BytesIO(file.content)).getinfo(name).compress_type == ZIP_STORED


@given(st.text(st.characters()))
@settings(deadline=None)
def test_any_text_makes_a_file(text: str) -> None:
    """Whatever an author writes, wherever: each part can be read, and says what XML can say of it."""
    speaking = Shape(name=text, frame=SQUARE, alt=text, text=Text(paragraphs=(Paragraph(runs=(Run(text),)),)))
    about = About(title=text, author=text, description=text, keywords=(text,), language=text)
    deck = presentation_of(Slide(layout=0, items=(speaking,), notes=text, name=text))
    file = opened(replace(deck, about=about, theme=Theme(name=text, colors={}, text_latin=text)))

    kept = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
    assert all(file.part(name) for name in file.names() if name.endswith((".xml", ".rels")))
    assert file.slide().find("//p:sp//p:cNvPr/@descr") == ([kept] if text else [])


def test_nothing_but_links_leads_outside() -> None:
    """The only external relationships are hyperlinks."""
    file = opened(gallery())

    outside = [
        relation.get("Type").rpartition("/")[2]
        for name in file.names()
        if name.endswith(".rels")
        for relation in file.part(name).find("//rel:Relationship[@TargetMode='External']")
    ]
    assert outside == ["hyperlink", "hyperlink"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", " JavaScript:x", "other/page.html", "", "data:text/html,x"]
)
def test_unsafe_links_are_refused(url: str) -> None:
    """A link may open a page, a message or a call; for anything else there is no file."""
    with pytest.raises(ValueError, match="a link must lead to http, https, mailto, tel, not to"):
        said(Run("click", link=Link(url=url)))


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("HTTPS://example.com/a b", "HTTPS://example.com/a%20b"),
        ("http://example.com/\x00\ud800日本", "http://example.com/%00日本"),
        ('tel:"1<2>"', "tel:%221%3C2%3E%22"),
        ("mailto:a@example.com?subject=A&body=%20", "mailto:a@example.com?subject=A&body=%20"),
    ],
)
def test_addresses_are_spelled_as_addresses(url: str, target: str) -> None:
    """What an address cannot hold is escaped, what is escaped stays."""
    file = opened(presentation_of(Slide(layout=0, items=(replace(picture(ORANGE), link=Link(url=url)),))))

    assert target in file.targets("ppt/slides/slide1.xml").values()


@pytest.mark.parametrize("slide", [0, 2])
def test_links_to_missing_slides_are_refused(slide: int) -> None:
    """A jump to a slide that is not there would break the file."""
    with pytest.raises(ValueError, match=rf"slide1.xml refers to /ppt/slides/slide{slide}.xml, which is not there"):
        said(Run("click", link=Link(slide=slide)))


def test_slides_of_missing_layouts_are_refused() -> None:
    """The layout has to be one of the presentation's."""
    with pytest.raises(ValueError, match=r"slide1.xml refers to /ppt/slideLayouts/slideLayout2.xml"):
        write(presentation_of(Slide(layout=1)))


def test_a_chain_of_links_over_many_slides_is_no_burden() -> None:
    """Each of two thousand slides links to the next."""
    count = 2000
    links = [replace(picture(ORANGE), link=Link(slide=number % count + 1)) for number in range(1, count + 1)]

    file = opened(presentation_of(*(Slide(layout=0, items=(link,)) for link in links)))

    assert file.targets("ppt/slides/slide1999.xml")["rId2"] == "slide2000.xml"


def test_shapes_are_numbered_on_each_part() -> None:
    """No part has two shapes of one number, and 1 is the tree's."""
    file = opened(gallery())

    for name in file.names():
        ids = file.part(name).find("//p:cNvPr/@id") if name.endswith(".xml") else []
        assert ids == [str(number) for number in range(1, len(ids) + 1)]


def test_every_reference_is_defined() -> None:
    """The ids in a part are those of its relationships, all of them."""
    file = opened(gallery())

    for name in (name for name in file.names() if name.endswith(".xml") and name.startswith("ppt/")):
        used = set(file.part(name).find("//@r:id | //@r:embed"))
        folder, _, base = name.rpartition("/")
        defined = set(file.targets(name)) if f"{folder}/_rels/{base}.rels" in file.names() else set()
        assert used <= defined
