"""Claims about what moves: nothing does, so that the moment of a print does not matter."""

from __future__ import annotations

import base64
from io import BytesIO

import anyio
import pytest
from PIL import Image

from renderers.browser.pool import BrowserPool
from tests.renderers.browser.decks import BLUE, GREEN, RED, block, deck, first_page, picture, pixel

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

SPIN = "<style>@keyframes spin{to{transform:rotate(360deg)}}.spin{animation:spin 1s linear infinite}</style>"
SMIL = '<animate attributeName="x" from="0" to="200" dur="1.3s" repeatCount="indefinite"/>'
MOVING_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
    "<style>@keyframes m{to{transform:translateX(90px)}}.m{animation:m .7s linear infinite}</style>"
    f'<rect class="m" width="10" height="50"/><rect y="50" width="10" height="50" fill="red">{SMIL}</rect></svg>'
)
MOVING = {
    "endless animation": f'<p class="spin" style="width:99px;background:red">x</p>{SPIN}',
    "animation of a pseudo-element": f"<style>p::after{{content:'x';animation:spin 1s infinite}}</style><p>x</p>{SPIN}",
    "drawing in the deck": MOVING_SVG,
    "vector picture": '<img src="moving.svg">',
    "vector picture behind": '<p style="background:url(moving.svg);height:300px">x',
    "film frames": '<img src="moving.gif"><p style="background:url(moving.gif)">x',
    "transition": "<style>p{transition:margin 1s}@media print{p{margin:50px}}</style><p>x",
}


def film(*colours: str) -> bytes:
    """A picture that changes colour ten times a second."""
    first, *others = [Image.new("RGB", (100, 100), colour) for colour in colours]
    file = BytesIO()
    first.save(file, "GIF", save_all=True, append_images=others, duration=100, loop=0)
    return file.getvalue()


@pytest.mark.parametrize("html", MOVING.values(), ids=MOVING.keys())
async def test_the_moment_of_a_print_does_not_matter(pool: BrowserPool, html: str):
    """Two decks, printed at different times after they were laid out, look the same."""
    pages, pictures = [], []
    document = deck(html, moving__svg=MOVING_SVG.encode(), moving__gif=film("red", "green", "blue"))

    for seconds in (0, 0.35):
        async with pool.open(document) as laid_out:
            await anyio.sleep(seconds)
            pictures.append(await laid_out.capture(1))
            pages.append(first_page(await laid_out.print()).tobytes())

    assert pages[0] == pages[1]
    assert pictures[0] == pictures[1]


async def test_an_animation_is_shown_at_its_end(pool: BrowserPool):
    """What fades in is there."""
    style = "<style>@keyframes in{from{opacity:0}}div{animation:in 5s both;background:green}</style>"

    async with pool.open(deck(block(""), head=style)) as laid_out:
        page, image = first_page(await laid_out.print()), picture(await laid_out.capture(1))

    assert pixel(page) == pixel(image) == GREEN


async def test_an_endless_animation_is_shown_at_its_start(pool: BrowserPool):
    """What has no end looks as if it had not begun."""
    style = "<style>@keyframes blink{to{background:red}}div{animation:blink 1s infinite;background:blue}</style>"

    async with pool.open(deck(block(""), head=style)) as laid_out:
        page = first_page(await laid_out.print())

    assert pixel(page) == BLUE


async def test_a_film_shows_its_first_frame(pool: BrowserPool):
    """An animated picture stands at its beginning."""
    url = f"data:image/gif;base64,{base64.b64encode(film('red', 'green', 'blue')).decode()}"

    async with pool.open(deck(f'<img src="{url}">')) as laid_out:
        await anyio.sleep(0.25)
        image = picture(await laid_out.capture(1))

    assert pixel(image) == RED
