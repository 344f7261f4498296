"""Claims about laying out, printing and capturing in the real browser."""

from __future__ import annotations

import base64
import re
import time
from dataclasses import replace
from pathlib import Path

import anyio
import pypdfium2
import pytest

from renderers.browser.pool import BrowserPool
from renderers.model.assets import Asset, asset
from renderers.model.geometry import Size
from renderers.model.laid_out_deck import Refusal, RefusedRequest
from tests.renderers.browser.decks import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    block,
    deck,
    first_page,
    layout_of,
    picture,
    pixel,
    png,
)

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

# Any font will do whose name tells it from others.
FONT = next(Path("/usr/share/fonts").rglob("LiberationMono-Regular.ttf"))


class SlowAssets:
    """Assets that take a while to read, as from a slow disk."""

    def __init__(self, **contents: bytes) -> None:
        self._assets = {name.replace("__", "."): content for name, content in contents.items()}

    def read(self, path: str) -> Asset | None:
        """The asset, after a while."""
        time.sleep(0.2)
        return asset(path, self._assets[path]) if path in self._assets else None


async def test_a_page_is_printed_for_each_slide(pool: BrowserPool):
    """Slides become pages, in order and of the slide's size in points."""
    async with pool.open(deck("<h1>One</h1>", "<h1>Two</h1>", "<h1>Three</h1>")) as laid_out:
        pdf = pypdfium2.PdfDocument(await laid_out.print())

    assert [page.get_textpage().get_text_bounded() for page in pdf] == ["One", "Two", "Three"]
    assert {page.get_size() for page in pdf} == {(960, 540)}


@pytest.mark.parametrize("size", [Size(960, 720), Size(1920, 1080), Size(300, 500)])
async def test_slides_keep_their_own_size(pool: BrowserPool, size: Size):
    """A size other than the usual one is that of pages and pictures."""
    async with pool.open(deck(block("background:red"), block("background:blue"), size=size)) as laid_out:
        pdf = pypdfium2.PdfDocument(await laid_out.print())
        last = picture(await laid_out.capture(2))

    # Chromium rounds to the dots of a printer, 300 an inch.
    for page in pdf:
        assert page.get_size() == pytest.approx((size.width * 0.75, size.height * 0.75), abs=0.24)
    assert last.size == (size.width, size.height)
    assert pixel(last) == BLUE


async def test_the_outline_holds_the_headings(pool: BrowserPool):
    """A reader of the PDF can go to a heading."""
    async with pool.open(deck("<h1>One</h1>", "<h2>Two</h2>")) as laid_out:
        pdf = pypdfium2.PdfDocument(await laid_out.print())

    assert [entry.get_title() for entry in pdf.get_toc()] == ["One", "Two"]


async def test_assets_are_served_under_their_names(pool: BrowserPool):
    """A picture, a background and a style sheet come from the assets, however their URLs spell the names."""
    document = deck(
        '<img src="a%20b.png" width=100 height=100>',
        block("background:url('sub/../blue.png?v=1#x')"),
        '<div class="green"></div>',
        head='<link rel="stylesheet" href="style.css">',
        **{
            "a b__png": png("red"),
            "blue__png": png("blue"),
            "style__css": b".green{width:100px;height:100px;background:url(green.png)}",
            "green__png": png("green"),
        },
    )

    async with pool.open(document) as laid_out:
        pictures = [picture(await laid_out.capture(number)) for number in (1, 2, 3)]
        page = first_page(await laid_out.print())

    assert [pixel(one) for one in pictures] == [RED, BLUE, GREEN]
    assert pixel(page) == RED
    assert laid_out.refused == ()


async def test_fonts_and_pictures_are_waited_for(pool: BrowserPool):
    """What a slow disk gives late is there in the print, also what only a late style sheet asks for."""
    document = replace(
        deck(
            f'{block("")}<p style="font-family:Own">Text</p>',
            head='<style>@font-face{font-family:Own;src:url(own.ttf)}</style><link rel="stylesheet" href="late.css">',
        ),
        assets=SlowAssets(
            own__ttf=FONT.read_bytes(),
            late__css=b"div{background:url(red.png)!important}",
            red__png=png("red"),
        ),
    )

    async with pool.open(document) as laid_out:
        pdf = await laid_out.print()

    assert b"LiberationMono" in pdf
    assert pixel(first_page(pdf)) == RED
    assert laid_out.refused == ()


async def test_backgrounds_are_waited_for(pool: BrowserPool):
    """However late the news of them comes: a page has asked for them when it is laid out, and has got them."""
    style = "<style>div,p{background:url(a.png)}p{height:50px;background-image:url(b.png)}</style>"

    for _ in range(15):
        async with pool.open(
            deck(f"{block('')}<p></p>", head=style, a__png=png("red"), b__png=png("blue"))
        ) as laid_out:
            image = picture(await laid_out.capture(1))

        colours = {colour for _, colour in image.convert("RGB").getcolors() or ()}
        assert colours >= {RED, BLUE}


async def test_monospace_is_as_wide_as_courier_new(pool: BrowserPool):
    """As to the reference: what the system calls its monospace font says nothing."""
    lines = "".join(f"<p style='font-family:{family}'>Hamburg</p>" for family in ("Courier New", "monospace"))

    async with pool.open(deck(lines)) as laid_out:
        pdf = await laid_out.print()

    assert len(set(re.findall(rb"/FontName /\w+\+(\S+)", pdf))) == 1


async def test_what_is_not_among_the_assets_is_missing(pool: BrowserPool):
    """A name without an asset is told as the deck wrote it, once."""
    document = deck(
        '<img src="gone.png"><img src="gone.png"><img src="../above.png"><img src="/root.png"><img src="a%20b.png?c">'
    )

    async with pool.open(document) as laid_out:
        await laid_out.print()

    assert sorted(request.url for request in laid_out.refused) == [
        "../above.png",
        "/root.png",
        "a%20b.png?c",
        "gone.png",
    ]
    assert {request.refusal for request in laid_out.refused} == {Refusal.MISSING}


async def test_what_is_elsewhere_is_blocked(pool: BrowserPool):
    """URLs of other places are told as they are."""
    document = deck(
        '<img src="https://example.com/a.png"><img src="//example.com/b.png"><img src="file:///etc/hostname">'
        '<img src="data:image/png;base64,broken">'
    )

    async with pool.open(document) as laid_out:
        await laid_out.print()

    assert sorted(laid_out.refused, key=lambda one: one.url) == [
        RefusedRequest("file:///etc/hostname", Refusal.BLOCKED),
        RefusedRequest("https://example.com/a.png", Refusal.BLOCKED),
        RefusedRequest("https://example.com/b.png", Refusal.BLOCKED),
    ]


async def test_pictures_in_the_text_need_no_asset(pool: BrowserPool):
    """A `data:` URL is shown."""
    url = f"data:image/png;base64,{base64.b64encode(png('green')).decode()}"

    async with pool.open(deck(f'<img width=100 height=100 src="{url}">')) as laid_out:
        image = picture(await laid_out.capture(1))

    assert pixel(image) == GREEN


async def test_pictures_have_the_scale_asked_for(pool: BrowserPool):
    """A picture has `scale` device pixels for each CSS pixel, in both directions, and shows the same."""
    async with pool.open(deck("", block("background:red"))) as laid_out:
        small, large = [picture(await laid_out.capture(2, scale=scale)) for scale in (0.5, 2)]

    assert (small.size, large.size) == ((640, 360), (2560, 1440))
    assert pixel(small, 25, 25) == pixel(large, 100, 100) == RED
    assert pixel(small, 60, 60) == pixel(large, 240, 240) == WHITE


async def test_the_last_of_many_slides_is_captured(pool: BrowserPool):
    """Slides are captured also where the page is taller than Chromium can draw at once."""
    document = deck(*[block("background:red")] * 60, block("background:blue"))

    async with pool.open(document) as laid_out:
        last = picture(await laid_out.capture(61))

    assert pixel(last) == BLUE
    assert pixel(last, 50, 300) == WHITE


async def test_paper_is_what_is_shown(pool: BrowserPool):
    """Pictures, like pages, show what styles ask for on paper, and backgrounds with it."""
    head = "<style>div{background:blue}@media print{div{background:red}}</style>"

    async with pool.open(deck(block(""), head=head)) as laid_out:
        page, image = first_page(await laid_out.print()), picture(await laid_out.capture(1))

    assert pixel(page) == pixel(image) == RED


async def test_decks_laid_out_at_once_do_not_mix(pool: BrowserPool):
    """Two decks that use the same names for different assets each get their own."""
    colours = {}

    async def lay_out(colour: str) -> None:
        html = f'<img src="a.png" width=100 height=100><img src="{colour}.png">'
        async with pool.open(deck(html, a__png=png(colour))) as laid_out:
            page = first_page(await laid_out.print())
            colours[colour] = pixel(page), [request.url for request in laid_out.refused]

    async with anyio.create_task_group() as group:
        for colour in ("red", "green", "blue"):
            group.start_soon(lay_out, colour)

    assert colours == {"red": (RED, ["red.png"]), "green": (GREEN, ["green.png"]), "blue": (BLUE, ["blue.png"])}


async def test_nothing_of_a_deck_is_left_for_the_next(pool: BrowserPool):
    """A deck cannot see what an earlier one loaded."""
    async with pool.open(deck('<img src="secret.png">', secret__png=png("red"))) as before:
        await before.print()

    async with pool.open(deck('<img src="secret.png">')) as after:
        await after.print()

    assert [request.url for request in after.refused] == ["secret.png"]


async def test_names_in_a_deck_do_not_hide_the_browsers_own(pool: BrowserPool):
    """Elements named like properties of the document change nothing."""
    names = ("readyState", "fonts", "documentElement", "getAnimations", "querySelectorAll", "close", "body")
    elements = "".join(f'<img name="{name}"><form name="{name}" id="{name}"></form>' for name in names)

    async with pool.open(deck(f"{block('background:red')}{elements}")) as laid_out:
        page = first_page(await laid_out.print())

    assert pixel(page) == RED


@pytest.mark.parametrize("attributes", ["", "loading=lazy"])
async def test_pictures_are_there_when_a_deck_is_measured(pool: BrowserPool, attributes: str):
    """With their size, every time, and also on slides that nobody has scrolled to."""
    slide = f'<img {attributes} src="a.png">'
    widths = set()
    for _ in range(6):
        async with pool.open(deck(slide, "", "", "", "", "", "", slide, a__png=png("red", 40))) as laid_out:
            layout = await layout_of(laid_out)
        boxes = [box for one in layout.slides for box in one.root.walk() if box.name == "img"]
        widths.update(box.rect.width for box in boxes)

    assert len(boxes) == 2
    assert widths == {40}


async def test_measuring_asks_for_nothing(pool: BrowserPool):
    """Chromium reads the page again to tell of its styles and fonts; no author is told of that."""
    async with pool.open(deck("<h1>One</h1>")) as laid_out:
        await layout_of(laid_out)

    assert laid_out.refused == ()
