"""Claims about hostile decks: they reach nothing, run nothing and lead nowhere."""

from __future__ import annotations

import pytest

from renderers.browser.pool import BrowserPool
from tests.renderers.browser.conftest import Canary
from tests.renderers.browser.decks import RED, block, deck, first_page, pixel

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

SAFE = block("background:red")
HOSTILE = {
    "picture": '<img src="URL">',
    "picture by name": '<img src="http://localhost:PORT/">',
    "picture at another spelling": '<img src="http://127.1:PORT/"><img src="http://2130706433:PORT/">',
    "picture at IPv6": '<img src="http://[::1]:PORT/"><img src="http://[::ffff:127.0.0.1]:PORT/">',
    "picture of a set": '<img srcset="URL 1x"><picture><source srcset="URL"><img></picture>',
    "picture in SVG": '<svg><image href="URL"/><image xlink:href="URL"/><use href="URL#a"/></svg>',
    "background": '<p style="background:url(URL)">x',
    "image set": "<p style=\"background:image-set('URL' 1x)\">x",
    "cursor": '<p style="cursor:url(URL),auto">x',
    "list style": '<ul style="list-style-image:url(URL)"><li>x</ul>',
    "generated content": "<style>p::after{content:url(URL)}</style><p>x",
    "filter": '<p style="filter:url(URL#f);mask:url(URL);clip-path:url(URL#c)">x',
    "shape": '<p style="float:left;shape-outside:url(URL)">x',
    "style sheet": '<link rel="stylesheet" href="URL">',
    "import": "<style>@import 'URL';</style>",
    "nested import": '<link rel="stylesheet" href="data:text/css,@import%20%22URL%22">',
    "font": "<style>@font-face{font-family:F;src:url(URL)}p{font-family:F}</style><p>x",
    "script": '<script src="URL"></script>',
    "inline script": "<script>fetch('URL');new WebSocket('ws://127.0.0.1:PORT');document.body.innerHTML=''</script>",
    "event handler": "<img src=x onerror=\"fetch('URL');document.body.remove()\">",
    "handler in SVG": "<svg onload=\"fetch('URL');document.body.remove()\"><script>fetch('URL')</script></svg>",
    "javascript link": "<a href=\"javascript:fetch('URL')\" autofocus>x</a>",
    "module preload": '<link rel="modulepreload" href="URL">',
    "preload": '<link rel="preload" as="image" href="URL">',
    "prefetch": '<link rel="prefetch" href="URL"><link rel="prerender" href="URL">',
    "preconnect": '<link rel="preconnect" href="URL"><link rel="dns-prefetch" href="URL">',
    "icon": '<link rel="icon" href="URL"><link rel="manifest" href="URL">',
    "speculation": '<script type="speculationrules">{"prefetch":[{"urls":["URL"]}]}</script>',
    "frame": '<iframe src="URL"></iframe>',
    "frame with a page in it": "<iframe srcdoc=\"<img src='URL'><script>fetch('URL')</script>\"></iframe>",
    "object": '<object data="URL"></object><embed src="URL">',
    "film": '<video src="URL" poster="URL" autoplay></video><audio src="URL" autoplay></audio>',
    "subtitles": '<video src="x.mp4"><track default src="URL"></video>',
    "form": '<form id=f action="URL"><input autofocus></form><button form=f formaction="URL">x</button>',
    "ping": '<a href="#1" ping="URL">x</a>',
    "refresh": '<meta http-equiv="refresh" content="0;url=URL">',
    "refresh to nothing": '<meta http-equiv="refresh" content="0;url=about:blank">',
    "refresh to data": '<meta http-equiv="refresh" content="0;url=data:text/html,x">',
    "base": '<base href="URL"><img src="a.png"><a href="b">x</a>',
    "foreign policy": '<meta http-equiv="Content-Security-Policy" content="img-src *; report-uri URL">',
    "own files": '<img src="file:///etc/passwd"><iframe src="file:///etc/passwd"></iframe>',
    "own pages": '<img src="chrome://version"><iframe src="chrome://crash"></iframe>'
    '<iframe src="about:blank"></iframe>',
    "view source": '<iframe src="view-source:URL"></iframe><img src="filesystem:URL"><img src="ftp://127.0.0.1:PORT/x">',
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
async def test_a_hostile_deck_is_shown_and_reaches_nothing(pool: BrowserPool, canary: Canary, html: str):
    """Whatever a deck asks for, nobody hears of it, and its slide is printed all the same."""
    attack = html.replace("URL", f"http://127.0.0.1:{canary.port}/x").replace("PORT", str(canary.port))

    async with pool.open(deck(f"{SAFE}{attack}")) as laid_out:
        page = first_page(await laid_out.print())
        await laid_out.capture(1)

    assert pixel(page) == RED
    assert canary.heard == []


async def test_nothing_in_a_vector_picture_gets_out(pool: BrowserPool, canary: Canary):
    """An SVG asset runs no script and loads nothing."""
    url = f"http://127.0.0.1:{canary.port}/x"
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100">'
        f"<?xml-stylesheet href='{url}'?><rect width='100' height='100' fill='red'/><image href='{url}'/>"
        f"<style>@import '{url}';</style><script>fetch('{url}')</script>"
        f"<foreignObject><img xmlns='http://www.w3.org/1999/xhtml' src='{url}'/></foreignObject></svg>"
    )

    async with pool.open(deck('<img src="a.svg">', a__svg=svg.encode())) as laid_out:
        page = first_page(await laid_out.print())

    assert pixel(page) == RED
    assert canary.heard == []


async def test_an_asset_that_is_a_page_is_not_shown_as_one(pool: BrowserPool):
    """HTML among the assets is neither framed nor gone to."""
    attack = '<iframe src="a.html" style="position:absolute;inset:0;border:0"></iframe>'
    refresh = '<meta http-equiv="refresh" content="0;url=a.html">'
    html = b"<body style='background:blue'>"

    async with pool.open(deck(f"{SAFE}{attack}{refresh}", a__html=html)) as laid_out:
        page = first_page(await laid_out.print())

    assert pixel(page) == RED
