"""Documents for the browser, written as `compose` writes them, and what tests read off the results."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from io import BytesIO

import pypdfium2
from PIL import Image

from renderers.model.assets import MemoryAssets, asset
from renderers.model.document import HtmlDocument
from renderers.model.geometry import Size
from renderers.model.laid_out_deck import LaidOutDeck
from renderers.model.layout import Drawing, LayoutSnapshot
from renderers.workers.in_place import InPlace

WIDE = Size(1280, 720)


def deck(*slides: str, head: str = "", size: Size = WIDE, **assets: bytes) -> HtmlDocument:
    """A document of the slides' HTML. Assets are named by keyword, with `__` for a dot: `logo__png=...`."""
    return HtmlDocument(
        html=(
            f'<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><title>Deck</title>'
            f"<style>{_style(size)}</style>{head}</head>"
            f'<body><div class="marpit">{"".join(_slide(one, size) for one in slides)}</div></body></html>'
        ),
        slides=len(slides),
        size=size,
        assets=MemoryAssets(asset(name.replace("__", "."), content) for name, content in assets.items()),
    )


def _style(size: Size) -> str:
    return (
        f"@page{{size:{size.width}px {size.height}px;margin:0}}html,body{{margin:0}}"
        f"div.marpit>svg{{display:block;width:100vw;height:100vh;break-before:page}}"
        f"section{{box-sizing:border-box;width:{size.width}px;height:{size.height}px;overflow:hidden}}p,div{{margin:0}}"
    )


def _slide(html: str, size: Size) -> str:
    return (
        f'<svg data-marpit-svg viewBox="0 0 {size.width} {size.height}">'
        f'<foreignObject width="{size.width}" height="{size.height}">'
        f"<section>{html}</section></foreignObject></svg>"
    )


def block(css: str) -> str:
    """An element 100 pixels square at the top left of its slide."""
    return f'<div style="width:100px;height:100px;{css}"></div>'


def png(colour: str, side: int = 8) -> bytes:
    """A picture of one colour."""
    file = BytesIO()
    Image.new("RGB", (side, side), colour).save(file, "PNG")
    return file.getvalue()


def picture(content: bytes) -> Image.Image:
    """A PNG, decoded."""
    return Image.open(BytesIO(content)).convert("RGB")


def first_page(pdf: bytes) -> Image.Image:
    """The first page, one pixel a CSS pixel."""
    page = pypdfium2.PdfDocument(pdf)[0]
    return page.render(scale=96 / 72).to_pil().convert("RGB")


def pixel(image: Image.Image, x: int = 50, y: int = 50) -> tuple[int, ...]:
    """The colour at a place, by default in the middle of a `block`."""
    colour = image.getpixel((x, y))
    assert isinstance(colour, tuple)
    return colour


RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)


async def layout_of(laid_out: LaidOutDeck) -> LayoutSnapshot:
    """The layout itself."""
    return await laid_out.study(_itself, InPlace())


def _itself(
    layout: LayoutSnapshot, _document: HtmlDocument
) -> Generator[Sequence[Drawing], Sequence[bytes], LayoutSnapshot]:
    yield from ()
    return layout
