"""The pictures: size, content, and the same bytes for the same input."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image

from renderers import BrowserOptions, Renderer, RenderOptions, Source, build_renderer

pytestmark = [pytest.mark.anyio, pytest.mark.browser]


@pytest.fixture
async def renderer() -> AsyncIterator[Renderer]:
    """A renderer with the real browser."""
    renderer = build_renderer(BrowserOptions())
    yield renderer
    await renderer.stop()


async def pictures_of(renderer: Renderer, deck: str, scale: float = 1) -> list[Image.Image]:
    """Each slide as a picture."""
    rendering = await renderer.render(Source(deck), RenderOptions(formats=("png",), scale=scale))
    return [Image.open(BytesIO(file)).convert("RGB") for file in rendering.artifacts[0].files]


@pytest.mark.parametrize(("size", "scale", "expected"), [("16:9", 1, (1280, 720)), ("4:3", 2, (1920, 1440))])
async def test_size(renderer: Renderer, size: str, scale: float, expected: tuple[int, int]) -> None:
    """A picture is as large as the slide, times the scale."""
    pictures = await pictures_of(renderer, f"---\nsize: {size}\n---\nA\n\n---\nB", scale)

    assert [picture.size for picture in pictures] == [expected, expected]


async def test_each_shows_its_own_slide(renderer: Renderer) -> None:
    """Also far down a long deck, beyond what Chromium draws of a page at once."""
    colors = [(index * 7 % 256, index * 13 % 256, index * 29 % 256) for index in range(40)]
    deck = "\n\n---\n\n".join(f"<!-- _backgroundColor: rgb{color} -->" for color in colors)

    pictures = await pictures_of(renderer, deck)

    assert [picture.getpixel((640, 360)) for picture in pictures] == colors
    assert [picture.getpixel((1279, 719)) for picture in pictures] == colors


async def test_the_same_deck_is_the_same_bytes(renderer: Renderer) -> None:
    """Whatever was rendered before."""
    options = RenderOptions(formats=("png",))
    first = await renderer.render(Source("# 日本 😀\n\n```\ncode\n```"), options)
    await renderer.render(Source("something else"), options)
    second = await renderer.render(Source("# 日本 😀\n\n```\ncode\n```"), options)

    assert first.artifacts[0].files == second.artifacts[0].files
