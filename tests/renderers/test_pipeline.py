"""The arrow from source to files: which page goes where, and what the report gathers."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from renderers import formats
from renderers.errors import FormatUnknown
from renderers.model.diagnostic import Code, Diagnostic
from renderers.model.document import HtmlDocument
from renderers.model.fonts import InstalledFont, PaintedFonts
from renderers.model.format import Exported, ExportOptions, Format, FromLayout
from renderers.model.laid_out_deck import BrowserStatus, LaidOutDeck, RefusedRequest
from renderers.model.layout import LayoutSnapshot
from renderers.model.output import Rendering, RenderOptions
from renderers.model.overflow import Overflow
from renderers.model.source import Source
from renderers.model.work import Workers
from renderers.pipeline import Renderer
from renderers.prepare import Prepared, prepare
from renderers.theme.theme_set import ThemeSet

DECK = (
    "---\nheadingDivider: 1\nheader: '**h** $x$'\n---\n\n# A $y$\n\n![bg left](a.png)\n\n- b\n  - c\n\n"
    "---\n\n> d\n\n<!-- note -->\n\n# E\n\n|f|\n|-|\n\n<div>g</div>\n"
)
MARK = re.compile(r' data-marpd="(\d+)"')
NEWS = Diagnostic(code=Code.PPTX_DROPPED, message="A thing was left out.", slide=2)


@dataclass
class FakeDeck:
    """A deck that was laid out by nobody."""

    document: HtmlDocument
    refused: tuple[RefusedRequest, ...] = ()

    async def print(self) -> bytes:
        """No PDF."""
        raise NotImplementedError

    async def capture(self, slide: int, *, scale: float = 1) -> bytes:
        """Bytes that tell what was asked for."""
        return f"{slide} {scale}".encode()

    async def overflow(self) -> tuple[Overflow, ...]:
        """Everything fits."""
        return ()

    async def fonts(self) -> PaintedFonts:
        """No text."""
        return PaintedFonts()

    async def measure(self) -> LayoutSnapshot:
        """No boxes."""
        return LayoutSnapshot(size=self.document.size, slides=())


@dataclass
class FakeBrowser:
    """A browser that remembers the documents it was given."""

    opened: list[HtmlDocument] = field(default_factory=list)
    status: BrowserStatus = field(default_factory=lambda: BrowserStatus(is_ready=True))
    versions: Mapping[str, str] = field(default_factory=dict)
    fonts: tuple[InstalledFont, ...] = ()

    async def start(self) -> None:
        """Nothing to start."""

    async def stop(self) -> None:
        """Nothing to stop."""

    @asynccontextmanager
    async def open(self, document: HtmlDocument) -> AsyncIterator[LaidOutDeck]:
        """A deck, at once."""
        self.opened.append(document)
        yield FakeDeck(document)


def prepared(*names: str, text: str = DECK) -> Prepared:
    """A deck, ready for these formats."""
    return prepare(Source(text), RenderOptions(formats=names), ThemeSet.built_in())


def html_of(document: HtmlDocument | None) -> str:
    """The page, which has to be there."""
    assert document is not None
    return document.html


async def rendered(browser: FakeBrowser, *names: str) -> Rendering:
    """The deck in these formats."""
    return await Renderer(browser, ThemeSet.built_in()).render(Source(DECK), RenderOptions(formats=names))


def test_a_page_is_made_only_for_formats_that_need_it() -> None:
    """The one without marks for formats without a browser, the one with marks for the others."""
    made = [(bool(one.plain), bool(one.marked)) for one in (prepared("html"), prepared("png", "pdf"), prepared())]

    assert made == [(True, False), (False, True), (False, False)]


def test_an_unknown_format_is_refused_before_the_browser() -> None:
    """The error is the one of the format table."""
    with pytest.raises(FormatUnknown):
        prepared("html", "docx")


def test_both_pages_are_the_same_but_for_the_marks() -> None:
    """Whoever takes the marks out has the page that a user receives."""
    both = prepared("html", "png")

    assert MARK.sub("", html_of(both.marked)) == html_of(both.plain)
    assert "data-marpd" not in html_of(both.plain)


def test_ids_rise_across_slides_and_are_those_of_their_tokens() -> None:
    """Also where headings divide the deck; a slide that shows nothing has none."""
    marked = prepared("png").marked
    ids = [int(number) for number in MARK.findall(html_of(marked))]

    assert marked is not None
    assert ids == sorted(set(ids))
    assert [token.id for slide in marked.sources for token in slide.tokens] == ids
    assert [len(slide.tokens) for slide in marked.sources] == [6, 2, 4]


def test_a_page_knows_the_slides_it_was_made_from() -> None:
    """With what does not show on it: notes, lines and directives."""
    marked = prepared("png").marked

    assert marked is not None
    assert marked.sources == prepared("html").deck.slides
    assert [slide.notes for slide in marked.sources] == [(), ("note",), ()]


def test_styles_and_directives_cannot_write_marks() -> None:
    """Neither attributes of a slide nor its header may hold one."""
    text = "---\nclass: 'x\" data-marpd=\"7'\nheader: \"\\0token:7\\0 <b data-marpd='7'>\"\n---\n"

    assert MARK.findall(html_of(prepared("png", text=text).marked)) == []


@pytest.mark.anyio
async def test_the_browser_sees_marks_and_the_user_does_not() -> None:
    """Several formats of one request each get the page that is theirs."""
    browser = FakeBrowser()
    rendering = await rendered(browser, "html", "png")

    assert b"data-marpd" not in rendering.artifacts[0].files[0]
    assert [len(MARK.findall(document.html)) for document in browser.opened] == [12]


@pytest.mark.anyio
async def test_the_report_has_what_exporters_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """After what is said of the deck, and each thing once, though several formats say it."""

    async def export(_: LaidOutDeck, _options: ExportOptions, _workers: Workers) -> Exported:
        return Exported((b"",), diagnostics=(NEWS, NEWS))

    rows = [
        Format(name=name, suffix=".x", media_type="x/x", exporter=FromLayout(export), summary="") for name in ("x", "y")
    ]
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, *rows))
    report = (await rendered(FakeBrowser(), "x", "html", "y")).report

    assert [one.code for one in report.diagnostics] == [Code.ASSET_MISSING, Code.PPTX_DROPPED]
