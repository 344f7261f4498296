"""Decks with pictures and fonts from the network, in every format."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from collections.abc import AsyncIterator

import pytest

from renderers.browser.options import BrowserOptions
from renderers.browser.pool import BrowserPool
from renderers.errors import RenderTimeout
from renderers.model.diagnostic import Code
from renderers.model.output import Rendering, RenderOptions
from renderers.model.remote import Fetcher
from renderers.model.source import Source
from renderers.pipeline import Renderer
from renderers.theme.theme_set import ThemeSet
from tests.renderers.browser.decks import BLUE, GREEN, RED, first_page, picture, pixel, png
from tests.renderers.remote.fonts import square_font
from tests.renderers.remote.server import Names, Server, fetcher_for, silent

pytestmark = [pytest.mark.anyio, pytest.mark.browser]


@pytest.fixture
async def pool() -> AsyncIterator[BrowserPool]:
    """A browser."""
    pool = BrowserPool(BrowserOptions(slots=1))
    yield pool
    await pool.stop()


def deck(server: Server) -> str:
    """A slide with three pictures side by side: in Markdown, as a background, in CSS."""
    red, green = server.sends("/red.png", png("#f00")), server.sends("/a b/green.png?x&y", png("#008000"))
    server.sends("/a%20b/green.png?x&y", png("#008000"))
    blue = server.sends("/blue.png", png("#00f"))
    return (
        f"<style>\nsection {{ padding: 0; }}\n"
        f"section div {{ position: absolute; left: 200px; top: 0; width: 100px; height: 100px;\n"
        f"background: url('{blue}') center / cover; }}\n"
        "img { position: absolute; left: 0; top: 0; width: 100px; height: 100px; }\n</style>\n\n"
        f"![]({red}) <div></div>\n\n![bg right:50%](<{green}>)\n"
    )


async def rendered(text: str, pool: BrowserPool, fetcher: Fetcher | None, *formats: str, **more: float) -> Rendering:
    """The deck in these formats."""
    options = RenderOptions(formats=formats, **more)  # type: ignore[arg-type]
    return await Renderer(pool, ThemeSet.built_in(), fetcher).render(Source(text), options)


async def test_every_format_shows_what_was_fetched(server: Server, pool: BrowserPool) -> None:
    """Each file is fetched once for all of them; what a user receives names no host and no name of ours."""
    rendering = await rendered(deck(server), pool, fetcher_for(server), "pdf", "png", "html", "pptx")

    assert [one.code for one in rendering.report.diagnostics if one.code.startswith("asset")] == []
    files = {artifact.format: artifact.files[0] for artifact in rendering.artifacts}
    for shown in (first_page(files["pdf"]), picture(files["png"])):
        assert [pixel(shown, x) for x in (50, 250, 960)] == [RED, BLUE, GREEN]
    html = files["html"].decode()
    assert all(b64encode(png(colour)).decode() in html for colour in ("#f00", "#008000", "#00f"))
    assert ".remote/" not in html
    with zipfile.ZipFile(io.BytesIO(files["pptx"])) as archive:
        media = [archive.read(name) for name in archive.namelist() if "/media/" in name]
        assert not any(b"example.test" in archive.read(name) for name in archive.namelist() if ".rels" in name)
    assert {png("#f00"), png("#008000"), png("#00f")} <= set(media)
    assert len(server.heads) == 3
    assert "fetch" in rendering.report.seconds


async def test_a_render_with_fetched_files_gives_the_same_bytes_again(server: Server, pool: BrowserPool) -> None:
    """Nothing of a connection is in the output."""
    text = deck(server)

    first, second = [await rendered(text, pool, fetcher_for(server), "pdf", "pptx", "html") for _ in range(2)]

    assert first.artifacts == second.artifacts


async def test_what_fails_is_told_with_its_line(server: Server, pool: BrowserPool) -> None:
    """In the words of the deck, with the reason, once for each place; the rest is shown."""
    red = server.sends("/red.png", png("#f00"))
    text = f"![]({red})\n\n![]({server.url('/no.png')})\n\n![]({server.url('/in.png', 'in.example.test')})\n"
    names = Names({"in.example.test": [["10.0.0.1"]]})

    rendering = await rendered(text, pool, fetcher_for(server, names), "pdf", "html")

    told = [(one.code, one.line, one.message) for one in rendering.report.diagnostics]
    assert told == [
        (Code.ASSET_MISSING, 3, f"'{server.url('/no.png')}' could not be fetched: its server answered 404."),
        (
            Code.ASSET_MISSING,
            5,
            f"'{server.url('/in.png', 'in.example.test')}' could not be fetched: its server could not be reached.",
        ),
    ]
    html = rendering.artifacts[1].files[0].decode()
    assert server.url("/no.png") in html
    assert ".remote/" not in html


async def test_a_host_that_is_not_listed_is_not_asked(server: Server, pool: BrowserPool) -> None:
    """And what a listed one sends is a picture or a font, or nothing: no style sheet."""
    server.sends("/a.css", b"section{background:red}", "text/css")
    other = server.url("/a.png", "elsewhere.test")
    text = f"---\nstyle: \"@import url('{server.url('/a.css')}');\"\n---\n\n![]({other})\n"

    rendering = await rendered(text, pool, fetcher_for(server), "pdf", "html")

    [of_style, of_picture] = sorted(rendering.report.diagnostics, key=lambda one: one.code, reverse=True)
    assert (of_style.code, of_picture.code, of_picture.line) == (Code.ASSET_MISSING, Code.ASSET_BLOCKED, 5)
    assert "it is neither a picture nor a font" in of_style.message
    assert "this service fetches pictures and fonts by https from the hosts on its list" in of_picture.message
    assert len(server.heads) == 1


async def test_without_a_fetcher_nothing_is_asked(server: Server, pool: BrowserPool) -> None:
    """Nothing is fetched by default, and each reference says so."""
    rendering = await rendered(deck(server), pool, None, "pdf", "html", "pptx")

    assert server.connections == 0
    assert {one.code for one in rendering.report.diagnostics if one.code.startswith("asset")} == {Code.ASSET_BLOCKED}


async def test_the_browser_connects_to_nobody_itself(server: Server, pool: BrowserPool) -> None:
    """All requests that arrive are the fetcher's own."""
    await rendered(deck(server), pool, fetcher_for(server), "pdf")

    assert {line for head in server.heads for line in head.split("\r\n") if line.startswith("User-Agent")} == {
        "User-Agent: marpd"
    }


async def test_the_deadline_of_the_render_covers_fetching(server: Server, pool: BrowserPool) -> None:
    """And its error names the phase."""
    server.answers["/slow.png"] = silent
    await pool.start()

    with pytest.raises(RenderTimeout) as ended:
        await rendered(
            f"![]({server.url('/slow.png')})", pool, fetcher_for(server, seconds=600), "pdf", deadline_seconds=1.0
        )

    assert ended.value.phase == "fetch"


async def test_a_font_is_fetched_for_the_style_that_names_it(server: Server, pool: BrowserPool) -> None:
    """The page has it before it is printed."""
    font = square_font()
    text = (
        f"<style>\n@font-face {{ font-family: Fetched; src: url({server.sends('/f.ttf', font, 'font/ttf')}); }}\n"
        "section { font-family: Fetched, monospace; }\n</style>\n\nABC\n"
    )

    rendering = await rendered(text, pool, fetcher_for(server), "pdf")

    assert [one.code for one in rendering.report.diagnostics] == []
    assert _fonts_of(rendering.artifacts[0].files[0]) == {"MarpdTest"}


def _fonts_of(pdf: bytes) -> set[str]:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            str(font.BaseFont).rpartition("+")[2]
            for page in document.pages
            for font in page.Resources.get("/Font", {}).values()
        }
