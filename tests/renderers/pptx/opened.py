"""What is read from a written file, and the least of a file to write."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from renderers.pptx.presentation import (
    Color,
    Frame,
    Image,
    Item,
    Layout,
    LineBreak,
    Master,
    Paragraph,
    Presentation,
    Run,
    Shape,
    Slide,
    Text,
    Theme,
)
from renderers.pptx.write import write

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "ahyp": "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
}
PX = 9525


@dataclass(frozen=True)
class Element:
    """A part's element tree, asked by XPath."""

    root: etree._Element

    def find(self, path: str) -> list:
        """What an XPath finds: elements, or the strings of attributes and text."""
        return self.root.xpath(path, namespaces=NAMESPACES)

    def spelled(self, path: str) -> list[str]:
        """The elements that an XPath finds as XML, without declarations of namespaces."""
        texts = [etree.tostring(found, encoding="unicode", with_tail=False) for found in self.find(path)]
        for prefix, name in NAMESPACES.items():
            texts = [text.replace(f' xmlns:{prefix}="{name}"', "") for text in texts]
        return texts


@dataclass(frozen=True)
class File:
    """The parts of a written file."""

    content: bytes

    def names(self) -> list[str]:
        """All entries, in order."""
        return ZipFile(BytesIO(self.content)).namelist()

    def bytes_of(self, name: str) -> bytes:
        """An entry's content."""
        return ZipFile(BytesIO(self.content)).read(name)

    def part(self, name: str) -> Element:
        """An entry as XML."""
        return Element(etree.fromstring(self.bytes_of(name)))

    def slide(self, number: int = 1) -> Element:
        """A slide, from 1."""
        return self.part(f"ppt/slides/slide{number}.xml")

    def targets(self, name: str) -> dict[str, str]:
        """Where a part's relationships lead, by id."""
        folder, _, base = name.rpartition("/")
        relations = self.part(f"{folder}/_rels/{base}.rels").find("//rel:Relationship")
        return {relation.get("Id"): relation.get("Target") for relation in relations}


def png(red: int, green: int, blue: int, side: int = 8) -> bytes:
    """A square of one colour with a white corner."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    pixel = bytes((red, green, blue))
    rows = [b"\0" + (b"\xff\xff\xff" + pixel * (side - 1) if row < side // 2 else pixel * side) for row in range(side)]
    header = side.to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


ORANGE = Image(png(230, 120, 20), "image/png")
TEAL = Image(png(0, 128, 128), "image/png", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>')


def frame(x: float, y: float, width: float, height: float, rotation: float = 0.0) -> Frame:
    """A frame in CSS pixels."""
    return Frame(round(x * PX), round(y * PX), round(width * PX), round(height * PX), rotation)


SQUARE = frame(10, 20, 100, 100)


def presentation_of(*slides: Slide) -> Presentation:
    """The least that has these slides."""
    return Presentation(
        width=1280 * PX,
        height=720 * PX,
        theme=Theme(name="Least", colors={}),
        master=Master(background=Color("FFFFFF")),
        layouts=(Layout(name="Blank"),),
        slides=slides,
    )


def opened(presentation: Presentation) -> File:
    """A presentation, written and opened."""
    return File(write(presentation))


def drawn(*items: Item) -> Element:
    """Items written on a slide, and the slide."""
    return opened(presentation_of(Slide(layout=0, items=items))).slide()


def said(*runs: Run | LineBreak, **paragraph: object) -> Element:
    """Runs written as one paragraph in a box, and the slide."""
    return drawn(box(Paragraph(runs=runs, **paragraph)))


def box(*paragraphs: Paragraph, **settings: object) -> Shape:
    """A box of text."""
    return Shape(name="Box", frame=SQUARE, text=Text(paragraphs=paragraphs, **settings))
