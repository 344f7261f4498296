"""Presentations to write, and what is read from the files."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from renderers.pptx.presentation import (
    About,
    Align,
    Anchor,
    Borders,
    Cell,
    CharBullet,
    Color,
    Crop,
    Dash,
    Frame,
    Geometry,
    Gradient,
    Image,
    Insets,
    Item,
    Layout,
    Line,
    LineBreak,
    Link,
    Master,
    NoBullet,
    NumberBullet,
    Outline,
    Paragraph,
    Picture,
    PictureFill,
    Placeholder,
    PlaceholderKind,
    Presentation,
    Row,
    Run,
    Shadow,
    Shape,
    Slide,
    Stop,
    Table,
    Text,
    TextStyle,
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
THEME = Theme(
    name="Gallery",
    colors={"dk1": "202020", "lt1": "FFFFFF", "accent1": "0a66c2", "hlink": "0A66C2"},
    heading_latin="Georgia",
    text_latin="Arial",
    heading_east_asian="Yu Mincho",
    text_east_asian="Yu Gothic",
)
ACCENT, INK, WHITE = Color("0A66C2", scheme="accent1"), Color("202020", scheme="dk1"), Color("FFFFFF", scheme="lt1")
STYLE = TextStyle(size=1800, color=INK, latin="+mn-lt", east_asian="+mn-ea", complex_script="+mn-cs", language="en-US")


def frame(x: float, y: float, width: float, height: float, rotation: float = 0.0) -> Frame:
    """A frame in CSS pixels."""
    return Frame(round(x * PX), round(y * PX), round(width * PX), round(height * PX), rotation)


def plain(text: str) -> Text:
    """One paragraph of one run."""
    return Text(paragraphs=(Paragraph(runs=(Run(text, STYLE),)),))


def titled(text: str) -> Shape:
    """A slide's title."""
    holder = Placeholder(PlaceholderKind.TITLE)
    style = TextStyle(size=3600, bold=True, color=ACCENT, latin="+mj-lt", east_asian="+mj-ea", language="en-US")
    body = Text(paragraphs=(Paragraph(runs=(Run(text, style),), line_spacing=1.0, end=style),))
    return Shape(name="Title", frame=frame(60, 30, 1160, 70), placeholder=holder, text=body)


def small_placeholders() -> tuple[Shape, ...]:
    """Footer and slide number."""
    number = Run("1", TextStyle(size=1200), is_slide_number=True)
    return (
        Shape(
            name="Footer",
            frame=frame(60, 670, 600, 30),
            placeholder=Placeholder(PlaceholderKind.FOOTER, 11),
            text=plain("Footer"),
        ),
        Shape(
            name="Slide number",
            frame=frame(1180, 670, 60, 30),
            placeholder=Placeholder(PlaceholderKind.SLIDE_NUMBER, 12),
            text=Text(paragraphs=(Paragraph(runs=(number,), align=Align.RIGHT),)),
        ),
    )


def body_holder() -> Shape:
    """A layout's place for text."""
    levels = tuple(
        Paragraph(
            runs=(Run(f"Level {level + 1}"),),
            level=level,
            margin_left=(level + 1) * 30 * PX,
            indent=-30 * PX,
            bullet=CharBullet("•"),
            end=TextStyle(size=2000 - 200 * level, color=INK),
        )
        for level in range(3)
    )
    holder = Placeholder(PlaceholderKind.BODY, 1)
    return Shape(name="Text", frame=frame(60, 120, 1160, 520), placeholder=holder, text=Text(paragraphs=levels))


def master() -> Master:
    """A master with all placeholders and a bar."""
    bar = Shape(name="Bar", frame=frame(0, 0, 1280, 12), fill=ACCENT)
    title = Paragraph(end=TextStyle(size=3600, bold=True, color=ACCENT), space_before=0)
    body = tuple(
        Paragraph(margin_left=level * 30 * PX, indent=0, end=TextStyle(size=2000, color=INK)) for level in range(2)
    )
    return Master(
        background=WHITE, title=title, body=body, items=(bar, titled("Title"), body_holder(), *small_placeholders())
    )


def texts() -> Slide:
    """Every look of text."""
    looks = {
        "bold ": TextStyle(size=1800, bold=True),
        "italic ": TextStyle(size=1800, italic=True),
        "underline ": TextStyle(size=1800, underline=True),
        "strike ": TextStyle(size=1800, strike=True),
        "wide ": TextStyle(size=1800, spacing=300),
        "above": TextStyle(size=1800, baseline=0.3),
        "below ": TextStyle(size=1800, baseline=-0.25),
        "marked ": TextStyle(size=1800, highlight=Color("FFFF00")),
        "capitals ": TextStyle(size=1800, all_caps=True),
        "small capitals ": TextStyle(size=1800, small_caps=True),
        "code ": TextStyle(size=1800, latin="Courier New", no_proof=True),
        "gradient ": TextStyle(size=2400, bold=True, color=GRADIENT),
        "日本語 ": TextStyle(size=1800, language="ja-JP", east_asian="Yu Gothic"),
        "half ": TextStyle(size=1800, color=Color("FF0000", alpha=0.5)),
    }
    links = (
        Run("web", STYLE, Link(url="https://example.com/?a=1&b=2")),
        Run(" "),
        Run("last slide", STYLE, Link(slide=4)),
    )
    runs = tuple(Run(text, style) for text, style in looks.items())
    numbers = [
        Paragraph(runs=(Run(text, STYLE),), margin_left=40 * PX, indent=-40 * PX, bullet=NumberBullet(start=3))
        for text in ("three", "four")
    ]
    bullet = CharBullet("§", ACCENT, "Wingdings", 0.8)
    items = Text(
        paragraphs=(
            Paragraph(runs=(Run("first", STYLE),), margin_left=40 * PX, indent=-40 * PX, bullet=CharBullet("•")),
            Paragraph(runs=(Run("second", STYLE),), level=1, margin_left=80 * PX, indent=-40 * PX, bullet=bullet),
            Paragraph(runs=(Run("not an item", STYLE),), bullet=NoBullet()),
            *numbers,
            Paragraph(runs=(Run("שלום עולם", STYLE),), align=Align.RIGHT, is_right_to_left=True),
        )
    )
    columns = Text(
        paragraphs=(Paragraph(runs=(Run("two columns of words " * 14, STYLE),), align=Align.JUSTIFY),),
        columns=2,
        insets=Insets(5 * PX, 6 * PX, 7 * PX, 8 * PX),
    )
    broken = Paragraph(
        runs=(Run("one", STYLE), LineBreak(STYLE), Run("two", STYLE)), line_spacing=1.5, space_before=1200, end=STYLE
    )
    holder = Placeholder(PlaceholderKind.BODY, 1)
    return Slide(
        layout=1,
        name="Text",
        notes="First line\n\nThird line <&>",
        items=(
            titled("Text <&> “quotes”"),
            Shape(name="Looks", frame=frame(60, 120, 700, 140), text=Text(paragraphs=(Paragraph(runs=runs),))),
            Shape(
                name="Links and breaks",
                frame=frame(60, 270, 500, 120),
                text=Text(paragraphs=(Paragraph(runs=links), broken), anchor=Anchor.MIDDLE),
            ),
            Shape(name="Body", frame=frame(60, 400, 500, 250), placeholder=holder, text=items),
            Shape(name="Columns", frame=frame(600, 400, 500, 120), line=Line(INK, PX), text=columns),
            Shape(
                name="Vertical",
                frame=frame(1140, 120, 80, 400),
                text=Text(paragraphs=plain("縦書きの日本語").paragraphs, is_vertical=True),
            ),
            *small_placeholders(),
        ),
    )


GRADIENT = Gradient((Stop(0, Color("FF0000")), Stop(0.5, ACCENT), Stop(1, Color("00AA00", alpha=0.5))), angle=45)


def shapes() -> Slide:
    """Every look of shapes and pictures."""
    radial = Gradient((Stop(0, WHITE), Stop(1, Color("000000"))), is_radial=True)
    shadow = Shadow(Color("000000", alpha=0.4), 12 * PX, 6 * PX, 45)
    rounded, ellipse = Outline(Geometry.ROUNDED, 0.2), Outline(Geometry.ELLIPSE)
    red = Color("CC0000")
    return Slide(
        layout=2,
        background=GRADIENT,
        items=(
            Shape(name="Plain", frame=frame(40, 40, 180, 120), fill=Color("FFFF00", alpha=0.5)),
            Shape(name="Rounded", frame=frame(260, 40, 180, 120), outline=rounded, fill=ACCENT, shadow=shadow),
            Shape(name="Ellipse", frame=frame(480, 40, 180, 120), outline=ellipse, line=Line(red, 4 * PX, Dash.DASH)),
            Shape(name="Turned", frame=frame(700, 40, 180, 120, 15), fill=radial, text=plain("turned")),
            Shape(
                name="Filled", frame=frame(920, 40, 180, 120), fill=PictureFill(ORANGE, Crop(left=0.25, bottom=-0.5))
            ),
            Shape(
                name="Linked",
                frame=frame(40, 200, 180, 120),
                line=Line(red, 6 * PX, Dash.DOT),
                alt="A linked box",
                link=Link(url="mailto:a@example.com"),
            ),
            Picture(name="Picture", frame=frame(260, 200, 120, 120), image=ORANGE, alt='An "orange" <square>'),
            Picture(
                name="Cropped", frame=frame(420, 200, 120, 120), image=ORANGE, crop=Crop(0.5, 0, 0, 0.5), shadow=shadow
            ),
            Picture(name="Vectors", frame=frame(580, 200, 120, 120), image=TEAL, outline=rounded, opacity=0.5),
            Picture(
                name="Round",
                frame=frame(740, 200, 120, 120, -30),
                image=ORANGE,
                outline=ellipse,
                line=Line(INK, 3 * PX),
                link=Link(slide=1),
            ),
            Picture(name="With room", frame=frame(900, 200, 160, 120), image=ORANGE, crop=Crop(-0.2, 0, -0.2, 0)),
        ),
    )


def table() -> Table:
    """A table with a header, borders, fills and spans."""
    thin = Line(Color("888888"), PX)
    lines = Borders(thin, thin, thin, thin)
    header = [Cell(text=plain(text), fill=ACCENT, borders=Borders(bottom=Line(INK, 3 * PX))) for text in "ABC"]
    wide = (
        Cell(text=plain("wide"), columns=2, borders=lines, fill=GRADIENT),
        Cell(is_covered_by_column=True, borders=lines),
        Cell(
            text=Text(paragraphs=plain("tall").paragraphs, anchor=Anchor.MIDDLE, insets=Insets(9 * PX, 0, 9 * PX, 0)),
            rows=2,
            borders=lines,
        ),
    )
    last = (
        Cell(text=plain("D"), borders=lines),
        Cell(text=plain("E"), borders=lines),
        Cell(is_covered_by_row=True, borders=lines),
    )
    rows = (Row(40 * PX, tuple(header)), Row(60 * PX, wide), Row(60 * PX, last))
    return Table(
        name="Table",
        frame=frame(60, 140, 600, 160),
        columns=(200 * PX,) * 3,
        rows=rows,
        has_header=True,
        alt="Letters",
    )


@pytest.fixture
def gallery() -> Presentation:
    """A presentation that uses everything there is."""
    holders = (titled("Title"), body_holder(), *small_placeholders())
    stripe = Shape(name="Stripe", frame=frame(0, 700, 1280, 20), fill=ACCENT)
    return Presentation(
        width=1280 * PX,
        height=720 * PX,
        theme=THEME,
        master=master(),
        layouts=(
            Layout(name="Title only", items=(titled("Title"),)),
            Layout(name="Title & text", items=holders),
            Layout(name="Dark", items=(stripe,), background=INK),
        ),
        slides=(texts(), shapes(), Slide(layout=0, items=(titled("Table"), table())), Slide(layout=2)),
        about=About(
            title="A <gallery> & more",
            author="Ada",
            description="What it is",
            keywords=("one", "two"),
            language="en-GB",
            modified=1_700_000_000,
        ),
    )


def presentation_of(*slides: Slide) -> Presentation:
    """The least that has these slides."""
    return Presentation(
        width=1280 * PX,
        height=720 * PX,
        theme=Theme(name="Least", colors={}),
        master=Master(background=WHITE),
        layouts=(Layout(name="Blank"),),
        slides=slides,
    )


Deck = Callable[..., Presentation]
Written = Callable[[Presentation], File]
Drawn = Callable[..., Element]


@pytest.fixture
def deck() -> Deck:
    """Makes a presentation of slides."""
    return presentation_of


@pytest.fixture
def written() -> Written:
    """Writes a presentation, and opens the file."""
    return lambda presentation: File(write(presentation))


@pytest.fixture
def drawn() -> Drawn:
    """Writes items on a slide, and reads the slide."""

    def draw(*items: Item) -> Element:
        return File(write(presentation_of(Slide(layout=0, items=items)))).slide()

    return draw
