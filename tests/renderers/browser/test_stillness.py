"""Claims about what moves: nothing does, so that the moment of a print does not matter."""

from __future__ import annotations

import base64
import wave
from io import BytesIO
from pathlib import Path

import anyio
import pytest
from PIL import Image

from renderers.browser.pool import BrowserPool
from renderers.model.laid_out_deck import Refusal
from tests.renderers.browser.decks import BLUE, GREEN, RED, block, deck, first_page, picture, pixel

pytestmark = [pytest.mark.anyio, pytest.mark.browser]


def data_url(svg: str) -> str:
    """A vector picture inside an address."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


# Two seconds that change colour five times a second from red on, drawn on a canvas and recorded by Chromium (VP8).
FILM = Path(__file__).with_name("film.webm").read_bytes()
OF_HTML = "<marquee>moves</marquee><progress></progress><blink>blinks</blink>"
SPIN = "<style>@keyframes spin{to{transform:rotate(360deg)}}.spin{animation:spin 1s linear infinite}</style>"
SMIL = '<animate attributeName="x" from="0" to="200" dur="1.3s" repeatCount="indefinite"/>'
MOVING_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
    "<style>@keyframes m{to{transform:translateX(90px)}}.m{animation:m .7s linear infinite}</style>"
    f'<rect class="m" width="10" height="50"/><rect y="50" width="10" height="50" fill="red">{SMIL}</rect></svg>'
)
MOVING_HTML_IN_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><foreignObject width="300" height="200">'
    f'<div xmlns="http://www.w3.org/1999/xhtml">{OF_HTML}</div></foreignObject></svg>'
)
URL = data_url(MOVING_SVG)
NESTED_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:s="http://www.w3.org/2000/svg" width="300" height="200">'
    f'<image href="{URL}" width="300" height="100"/>'
    f'<s:rect y="150" width="30" height="30">{SMIL.replace("<animate", "<s:animate")}</s:rect></svg>'
)
ON_SCROLL = "<style>@keyframes grow{to{width:500px;background:red}}p{animation:grow linear both;animation-timeline:"
MOVING = {
    "endless animation": f'<p class="spin" style="width:99px;background:red">x</p>{SPIN}',
    "animation of a pseudo-element": f"<style>p::after{{content:'x';animation:spin 1s infinite}}</style><p>x</p>{SPIN}",
    "drawing in the deck": MOVING_SVG,
    "vector picture": '<img src="moving.svg">',
    "vector picture behind": '<p style="background:url(moving.svg);height:300px">x',
    "film frames": '<img src="moving.gif"><p style="background:url(moving.gif)">x',
    "film frames in other formats": '<img src="moving.png"><img src="moving.webp">',
    "film": '<video controls src="film.webm" width="300"></video>',
    "film that begins by itself": '<video autoplay loop muted src="film.webm" width="300"></video>',
    "film of several sources": '<video controls><source src="gone.mp4"><source src="film.webm"></video>',
    "film that is not there": '<video controls height="300" src="gone.mp4"></video>',
    "film that is none": '<video controls src="moving.png"></video>',
    "film from elsewhere": '<video controls height="300"><source src="https://example.com/gone.mp4"></video>',
    "film of nothing": '<video controls></video><video controls src=""></video><video><source src=""></video>',
    "film that waits": '<video controls preload="none" src="film.webm"></video>',
    "films in number": '<video controls src="film.webm" width="200"></video>' * 9,
    "sound": '<audio controls autoplay src="hum.wav"></audio>',
    "sound that is not there": '<audio controls src="gone.mp3"></audio>',
    "html in a picture": '<img src="html.svg">',
    "vector picture in the text": f'<img src="{URL}"><p style="background:url({URL})">x',
    "vector picture in a picture": '<img src="nested.svg">',
    "animation on scrolling": f"{ON_SCROLL}scroll(root)}}</style><p>x",
    "animation on sight": f"{ON_SCROLL}view()}}</style><p>x",
    "transition": "<style>p{transition:margin 1s}@media print{p{margin:50px}}</style><p>x",
}


def film(*colours: str, kind: str = "GIF") -> bytes:
    """A picture that changes colour ten times a second."""
    first, *others = [Image.new("RGB", (100, 100), colour) for colour in colours]
    file = BytesIO()
    first.save(file, kind, save_all=True, append_images=others, duration=100, loop=0)
    return file.getvalue()


def hum() -> bytes:
    """A tenth of a second of sound."""
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(range(100)) * 8)
    return file.getvalue()


COLOURS = ("red", "green", "blue")
ASSETS = {
    "moving__svg": MOVING_SVG.encode(),
    "nested__svg": NESTED_SVG.encode(),
    "html__svg": MOVING_HTML_IN_SVG.encode(),
    "moving__gif": film(*COLOURS),
    "moving__png": film(*COLOURS, kind="PNG"),
    "moving__webp": film(*COLOURS, kind="WEBP"),
    "film__webm": FILM,
    "hum__wav": hum(),
}


@pytest.mark.parametrize("html", MOVING.values(), ids=MOVING.keys())
async def test_the_moment_of_a_print_does_not_matter(pool: BrowserPool, html: str):
    """Two decks, printed at different times after they were laid out, look the same."""
    pages, pictures = [], []
    document = deck(html, "<p>Another slide</p>", **ASSETS)

    for seconds in (0, 0.35):
        async with pool.open(document) as laid_out:
            await anyio.sleep(seconds)
            # The other slide first, or last.
            pictures.append(
                [await laid_out.capture(slide) for slide in ((1, 2) if seconds else (2, 1))][:: 1 if seconds else -1]
            )
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


async def test_a_film_shows_its_first_picture(pool: BrowserPool):
    """However it begins, a film that was sent along stands at its beginning, and has no buttons unasked."""
    html = '<video autoplay muted src="film.webm" width="100" height="75"></video>'

    async with pool.open(deck(html, film__webm=FILM)) as laid_out:
        await anyio.sleep(0.3)
        page, image = first_page(await laid_out.print()), picture(await laid_out.capture(1))

    assert {pixel(image, 50, y)[0] > 240 and pixel(image, 50, y)[1] < 15 for y in (5, 40, 70)} == {True}
    assert pixel(page, 50, 70)[0] > 240


async def test_films_that_did_not_come_are_told(pool: BrowserPool):
    """Each source that was tried, whether it is missing or from elsewhere."""
    html = (
        '<video src="https://example.com/a.mp4"></video><audio><source src="https://example.com/b.mp3"></audio>'
        '<video><source src="https://example.com/c.mp4"><source src="d.webm"><source src="film.webm"></video>'
    )

    async with pool.open(deck(html, film__webm=FILM)) as laid_out:
        refused = {request.url: request.refusal for request in laid_out.refused}

    assert refused == {
        "https://example.com/a.mp4": Refusal.BLOCKED,
        "https://example.com/b.mp3": Refusal.BLOCKED,
        "https://example.com/c.mp4": Refusal.BLOCKED,
        "d.webm": Refusal.MISSING,
    }
