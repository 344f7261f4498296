"""Markdown as PowerPoint files: rendered by the real browser, opened, and what tests read off their slides."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

import pptx
from anyio.from_thread import BlockingPortal
from lxml import etree
from PIL import Image
from pptx.presentation import Presentation

from renderers.model.assets import MemoryAssets, asset
from renderers.model.output import RenderOptions, Report
from renderers.model.source import Source
from renderers.pipeline import Renderer
from tests.renderers.pptx.opened import NAMESPACES, PX, Element, File

_DECK_SECONDS = 60
_THEME_COLORS = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}


@dataclass(frozen=True)
class Paragraph:
    """One `a:p`, and what its runs say."""

    xml: etree._Element

    @property
    def text(self) -> str:
        """Its words, with a line feed for each break."""
        parts = self.xml.xpath(".//a:t | .//a:br", namespaces=NAMESPACES)
        return "".join("\n" if part.tag.endswith("}br") else part.text or "" for part in parts)

    def has(self, path: str) -> bool:
        """Whether an XPath finds anything in it."""
        return bool(self.xml.xpath(path, namespaces=NAMESPACES))

    def first(self, path: str) -> str:
        """The first string that an XPath finds; empty if none."""
        return next(iter(self.xml.xpath(path, namespaces=NAMESPACES)), "")

    def runs(self) -> dict[str, etree._Element]:
        """The properties of its runs by their text without blanks around."""
        return {
            run.findtext("a:t", "", NAMESPACES).strip(): run.find("a:rPr", NAMESPACES)
            for run in self.xml.xpath("./a:r | ./a:fld", namespaces=NAMESPACES)
        }


@dataclass(frozen=True)
class Slide:
    """A slide of a file, asked by XPath or by what it says."""

    xml: Element
    pptx: object = field(repr=False)
    theme: Element = field(repr=False)

    def rgb(self, element: Element | etree._Element, path: str = "./a:solidFill") -> str:
        """The colour of a fill in an element, whether or not it is one of the theme's."""
        root = element.root if isinstance(element, Element) else element
        (value,) = root.xpath(f"({path})/*/@val", namespaces=NAMESPACES)
        name = _THEME_COLORS.get(value, value)
        return next(iter(self.theme.find(f"//a:clrScheme/*[local-name()='{name}']/a:srgbClr/@val")), value)

    @property
    def paragraphs(self) -> list[Paragraph]:
        """All that say something, in the file's order, those of tables as well."""
        return [one for one in map(Paragraph, self.xml.find("//a:p")) if one.text.strip()]

    @property
    def texts(self) -> list[str]:
        """What its paragraphs say."""
        return [paragraph.text for paragraph in self.paragraphs]

    def said(self, text: str) -> Paragraph:
        """The paragraph with these words in it; there must be one."""
        found = [paragraph for paragraph in self.paragraphs if text in paragraph.text]
        assert len(found) == 1, self.texts
        return found[0]

    def shape(self, text: str) -> Element:
        """The shape that says this."""
        found = [
            shape for shape in self.xml.find("//p:sp") if text in "".join(shape.xpath(".//*[local-name()='t']/text()"))
        ]
        assert len(found) == 1, self.texts
        return Element(found[0])

    @property
    def pictures(self) -> list[Element]:
        """Its pictures, from back to front."""
        return [Element(picture) for picture in self.xml.find("//p:pic")]

    @property
    def boxes(self) -> list[Element]:
        """Its shapes without text."""
        return [Element(shape) for shape in self.xml.find("//p:sp[not(p:txBody//a:t)]")]


@dataclass(frozen=True)
class Deck:
    """A rendered deck."""

    content: bytes
    report: Report

    @cached_property
    def file(self) -> File:
        """Its parts."""
        return File(self.content)

    @cached_property
    def pptx(self) -> Presentation:
        """As another program reads it."""
        return pptx.Presentation(BytesIO(self.content))

    @cached_property
    def slides(self) -> list[Slide]:
        """Its slides in order."""
        theme = self.file.part("ppt/theme/theme1.xml")
        return [Slide(self.file.slide(number), slide, theme) for number, slide in enumerate(self.pptx.slides, 1)]

    def target(self, picture: Element, path: str = ".//a:blip/@r:embed", slide: int = 1) -> str:
        """The entry behind a picture, or behind another reference in a slide."""
        (name,) = picture.find(path)
        return self.file.targets(f"ppt/slides/slide{slide}.xml")[name].replace("..", "ppt")

    def pixels(self, picture: Element, slide: int = 1) -> Image.Image:
        """What a picture shows, with its holes."""
        return Image.open(BytesIO(self.file.bytes_of(self.target(picture, slide=slide)))).convert("RGBA")


@dataclass(frozen=True)
class Maker:
    """Renders decks in a browser that all tests share; one deck once."""

    portal: BlockingPortal
    renderer: Renderer
    made: dict[tuple[object, ...], Deck] = field(default_factory=dict)

    def __call__(self, text: str, *, css: str = "", themes: tuple[str, ...] = (), **assets: bytes) -> Deck:
        """A deck as a file. Assets are named by keyword, with `__` for a dot; `css` is a style of the deck's own."""
        key = (text, css, themes, *sorted(assets.items()))
        if key not in self.made:
            self.made[key] = self.again(text, css=css, themes=themes, **assets)
        return self.made[key]

    def again(self, text: str, *, css: str = "", themes: tuple[str, ...] = (), **assets: bytes) -> Deck:
        """The same, whether or not it has been rendered before."""
        named = MemoryAssets(asset(name.replace("__", "."), content) for name, content in assets.items())
        source = Source(f"{text}\n\n<style>\n{css}\n</style>\n" if css else text, assets=named, themes=themes)
        options = RenderOptions(formats=("pptx",), deadline_seconds=_DECK_SECONDS)
        rendering = self.portal.call(self.renderer.render, source, options)
        return Deck(rendering.artifacts[0].files[0], rendering.report)

    def slide(self, text: str, *, css: str = "", **assets: bytes) -> Slide:
        """The first slide of a deck."""
        return self(text, css=css, **assets).slides[0]


def place(shape: Element) -> tuple[float, float, float, float]:
    """Where a shape stands: x, y, width and height in CSS pixels."""
    (offset,), (extent,) = shape.find("(.//a:xfrm|./p:xfrm)/a:off"), shape.find("(.//a:xfrm|./p:xfrm)/a:ext")
    numbers = (offset.get("x"), offset.get("y"), extent.get("cx"), extent.get("cy"))
    x, y, width, height = (int(number) / PX for number in numbers)
    return x, y, width, height


def colors_of(picture: Image.Image) -> set[tuple[int, ...]]:
    """The colours that fill a hundredth of a picture or more, roughly: channels in steps of 17."""
    small = picture.convert("RGBA")
    found = small.getcolors(small.width * small.height) or []
    least = small.width * small.height / 100
    return {tuple(round(channel / 17) * 17 for channel in color) for count, color in found if count >= least}


def painted(width: int = 40, height: int = 20, kind: str = "PNG", color: str = "#ff0000", **settings: object) -> bytes:
    """A picture of one colour."""
    file = BytesIO()
    Image.new("RGB", (width, height), color).save(file, kind, **settings)
    return file.getvalue()
