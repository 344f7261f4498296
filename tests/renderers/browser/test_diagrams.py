"""Diagrams on a page: as large as their room, in the slide's colours, with text that fits into its nodes."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import pytest
from PIL import Image

from renderers.browser.pool import BrowserPool
from renderers.model.layout import Box, Rect
from renderers.model.output import RenderOptions
from renderers.model.source import Source
from renderers.prepare import prepare
from renderers.theme.theme_set import ThemeSet
from tests.renderers.browser.decks import layout_of

pytestmark = [pytest.mark.browser, pytest.mark.anyio]

CHAIN = "```mermaid\nflowchart TD\n" + "".join(f"  n{i} --> n{i + 1}\n" for i in range(12)) + "```\n"
WIDE = "```mermaid\nflowchart LR\n" + "".join(f"  n{i} --> n{i + 1}\n" for i in range(12)) + "```\n"
SMALL = "```mermaid\nflowchart LR\n  A[Start here] --> B[Wonderful words to measure]\n```\n"


async def slides(pool: BrowserPool, text: str) -> list[Box]:
    """The boxes of all slides of a deck."""
    prepared = prepare(Source(text), RenderOptions(formats=("pptx",)), ThemeSet.built_in())
    assert prepared.marked
    async with pool.open(prepared.marked) as laid_out:
        return [slide.root for slide in (await layout_of(laid_out)).slides]


def drawing(slide: Box) -> Box:
    """The diagram of a slide."""
    return next(box for box in slide.walk() if "data-marp-mermaid" in box.attributes)


@pytest.mark.parametrize("theme", ["default", "gaia", "uncover"])
async def test_a_diagram_fits_its_slide(pool: BrowserPool, theme: str) -> None:
    """A tall one is as high as the room under the heading, a wide one as wide as the slide's content."""
    text = f"---\ntheme: {theme}\n---\n\n# Title\n\n{CHAIN}\n---\n\n# Title\n\n{WIDE}\n---\n\n{CHAIN}"

    for slide in await slides(pool, text):
        rect = drawing(slide).rect
        assert rect.x >= 0
        assert rect.right <= 1280
        assert rect.bottom <= 720
        assert max(rect.height / 720, rect.width / 1280) > 0.55


async def test_a_small_diagram_has_letters_of_the_slides_size(pool: BrowserPool) -> None:
    """It is not blown up to its room: it grows with the text of its slide."""
    small, large = await slides(pool, f"{SMALL}\n---\n\n<style scoped>section {{ font-size: 40px }}</style>\n\n{SMALL}")

    assert drawing(large).rect.width / drawing(small).rect.width == pytest.approx(40 / 29, abs=0.01)


@pytest.mark.parametrize("family", ["Liberation Sans", "DejaVu Sans", "Noto Serif", "Liberation Mono"])
async def test_labels_stay_in_their_nodes(pool: BrowserPool, family: str) -> None:
    """Whatever the font of the slide, no label is wider than its node, though the engine knows no font."""
    words = [
        "Wonderful words to measure",
        "MANY LARGE LETTERS HERE",
        "日本語のラベルです",
        "iiiiiiiiiiiiiii",
        "Größenordnung",
    ]
    nodes = "".join(f"  n{index}[{word}]\n" for index, word in enumerate(words))
    style = f"<style>section {{ font-family: '{family}' }}</style>"

    (slide,) = await slides(pool, f"{style}\n\n```mermaid\nflowchart TD\n{nodes}```\n")

    groups = [box for box in slide.walk() if "node" in box.attributes.get("class", "").split()]
    assert len(groups) == len(words)
    for group in groups:
        outer = next(box.rect for box in group.walk() if box.name == "rect")
        for text in (box.rect for box in group.walk() if box.name == "#text"):
            assert _holds(outer, text)


def _holds(outer: Rect, inner: Rect) -> bool:
    return outer.x <= inner.x and inner.right <= outer.right and outer.y <= inner.y and inner.bottom <= outer.bottom


COLORS: Mapping[str, tuple[str, tuple[int, int, int]]] = {
    "light": ("", (31, 35, 40)),
    "invert": ("<!-- class: invert -->", (240, 246, 252)),
    "own": ("<!-- color: '#7a1f3d' -->\n<!-- backgroundColor: '#fdf0f4' -->", (122, 31, 61)),
}


@pytest.mark.parametrize("name", COLORS)
async def test_labels_have_the_colour_of_the_slides_text(pool: BrowserPool, name: str) -> None:
    """On light and dark slides, and on those with a colour of their own."""
    directive, color = COLORS[name]
    prepared = prepare(Source(f"{directive}\n\n{SMALL}"), RenderOptions(formats=("png",)), ThemeSet.built_in())
    assert prepared.marked

    async with pool.open(prepared.marked) as laid_out:
        png = await laid_out.capture(1)
    with Image.open(io.BytesIO(png)) as picture:
        colors = {rgb for _, rgb in picture.convert("RGB").getcolors(1 << 24) or ()}

    assert color in colors


async def test_the_words_are_text_of_the_page(pool: BrowserPool) -> None:
    """They can be selected, searched and copied: the page has them as text."""
    (slide,) = await slides(pool, SMALL)

    words = " ".join(box.text for box in drawing(slide).walk() if box.name == "#text")
    assert re.sub(r"\s+", " ", words).strip() == "Start here Wonderful words to measure"
