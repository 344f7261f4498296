"""The arrow: source to deck to page, page to layout, layout to files. Nothing is remembered between renders."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from renderers.errors import BrowserCrashed, RenderTimeout, ThemeUnknown
from renderers.formats import format_named
from renderers.html.compose import Inlines, compose, marginal_texts
from renderers.html.remote import with_local_names
from renderers.markdown.read import read, read_inline
from renderers.model.assets import Assets
from renderers.model.clock import Clock
from renderers.model.deck import Deck, Slide
from renderers.model.diagnostic import Diagnostic
from renderers.model.document import HtmlDocument
from renderers.model.fonts import InstalledFont, PaintedFonts
from renderers.model.format import Exported, ExportOptions, Format, FromDocument, FromLayout
from renderers.model.laid_out_deck import Browser, BrowserStatus
from renderers.model.output import Artifact, Rendering, RenderOptions, Report
from renderers.model.overflow import Overflow
from renderers.model.remote import Fetched, Fetcher, RemoteHosts, explained, with_fetched
from renderers.model.source import Source
from renderers.model.theme import Stylesheet, ThemeCard
from renderers.slides.assemble import assemble
from renderers.slides.assets import missing_assets
from renderers.slides.fonts import font_diagnostics, font_uses
from renderers.slides.metadata import date_of
from renderers.slides.overflow import overflow_diagnostics
from renderers.theme.pack import pack
from renderers.theme.theme_set import ThemeSet

DEFAULT_THEME = "default"
_NEWS_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that is known before the browser: the deck, its stylesheet, the numbers of the slides to show, and the page.

    `plain` is the page that a user receives, `marked` the same with the marks of tokens, for the browser. Each is there
    if a format asked for is made from it. `authored` is all CSS that is not a built-in theme's.
    """

    deck: Deck
    stylesheet: Stylesheet
    numbers: tuple[int, ...]
    plain: HtmlDocument | None = None
    marked: HtmlDocument | None = None
    authored: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[Slide, ...]:
        """The slides on the page."""
        return tuple(self.deck.slides[number - 1] for number in self.numbers)

    @property
    def remote(self) -> tuple[str, ...]:
        """What the page refers to on the network and may have, in order."""
        documents = (document for document in (self.plain, self.marked) if document)
        return tuple(dict.fromkeys(url for document in documents for url in document.remote.values()))

    def with_fetched(self, fetched: Fetched) -> Prepared:
        """The same with the files that were fetched among the assets."""
        plain, marked = (document and with_fetched(document, fetched) for document in (self.plain, self.marked))
        return replace(self, plain=plain, marked=marked)


@dataclass(frozen=True, slots=True)
class Made:
    """What the exporters gave, in the order of the formats, what does not fit on its slide, and the fonts.

    These are known only where the browser has laid the deck out.
    """

    exported: tuple[Exported, ...]
    overflows: tuple[Overflow, ...] = ()
    fonts: PaintedFonts = field(default_factory=PaintedFonts)


def prepare(source: Source, options: RenderOptions, themes: ThemeSet, hosts: RemoteHosts | None = None) -> Prepared:
    """Source to page: synchronous and pure. `hosts` are those that may be fetched from.

    Raises `FormatUnknown`, `ThemeInvalid`, `ThemeUnknown` or `OptionInvalid` for what the request asked for.
    """
    for css in source.themes:
        themes = themes.with_theme(css)
    if options.theme is not None and options.theme not in themes:
        raise ThemeUnknown(options.theme, themes.names)
    reading = read(source.text)
    deck = assemble(reading, themes=themes.names, theme=options.theme)
    numbers = options.pages.of(len(deck.slides))
    stylesheet = pack(themes, deck.theme or DEFAULT_THEME, styles=deck.styles, size_name=deck.size or None)
    inlines = {text: read_inline(text, reading.link_references) for text in marginal_texts(deck)}
    page = partial(_page, deck, stylesheet, inlines, source.assets, hosts, numbers=numbers)
    makers = {type(format_named(name).exporter) for name in options.formats}
    return Prepared(
        deck,
        stylesheet,
        numbers,
        plain=page(marked=False) if FromDocument in makers else None,
        marked=page(marked=True) if FromLayout in makers else None,
        authored=(
            *(style.css for style in deck.styles),
            *(theme.css for theme in themes.themes if not theme.is_built_in),
        ),
    )


def _page(
    deck: Deck,
    stylesheet: Stylesheet,
    inlines: Inlines,
    assets: Assets,
    hosts: RemoteHosts | None,
    *,
    numbers: tuple[int, ...],
    marked: bool,
) -> HtmlDocument:
    document = compose(deck, stylesheet, inlines, assets, numbers=numbers, marked=marked)
    return document if hosts is None else with_local_names(document, hosts)


class Renderer:
    """The engine: a browser, the themes that are always there, and `render`.

    Without a `fetcher` nothing is ever fetched from the network.
    """

    def __init__(self, browser: Browser, themes: ThemeSet, fetcher: Fetcher | None = None) -> None:
        self._browser = browser
        self._themes = themes
        self._fetcher = fetcher

    async def start(self) -> None:
        """Be warm before the first request. Raises `BrowserUnavailable`; may be tried again."""
        await self._browser.start()

    async def stop(self) -> None:
        """End every process that was started."""
        await self._browser.stop()

    @property
    def status(self) -> BrowserStatus:
        """How the browser is, without asking it."""
        return self._browser.status

    @property
    def themes(self) -> tuple[ThemeCard, ...]:
        """The themes that every deck can name."""
        return self._themes.cards

    @property
    def versions(self) -> Mapping[str, str]:
        """What decides the bytes of the output, besides the request. Empty before the first start."""
        versions = self._browser.versions
        return {**versions, "themes": self._themes.digest} if versions else {}

    @property
    def fonts(self) -> tuple[InstalledFont, ...]:
        """The font families that every deck can name, with the scripts they cover. Empty before the first start."""
        return self._browser.fonts

    async def render(self, source: Source, options: RenderOptions) -> Rendering:
        """Every format asked for, from one parse and one layout. Raises `MarpdError`."""
        formats = tuple(format_named(name) for name in dict.fromkeys(options.formats))
        clock = Clock()
        try:
            async with asyncio.timeout(options.deadline_seconds) as deadline:
                return await self._render(source, options, formats, clock)
        except TimeoutError:
            if not deadline.expired():
                raise
            raise RenderTimeout(phase=clock.phase, seconds=options.deadline_seconds) from None

    async def _render(
        self, source: Source, options: RenderOptions, formats: tuple[Format, ...], clock: Clock
    ) -> Rendering:
        clock.enter("parse")
        # Off the event loop: a large deck takes a while, and others want an answer meanwhile.
        hosts = self._fetcher.hosts if self._fetcher else None
        prepared = await asyncio.to_thread(prepare, source, options, self._themes, hosts)
        fetched = Fetched()
        if self._fetcher and prepared.remote:
            clock.enter("fetch")
            fetched = await self._fetcher.fetch(prepared.remote)
            prepared = prepared.with_fetched(fetched)
        export_options = ExportOptions(scale=options.scale, date=date_of(options.date, prepared.deck.metadata.date))
        try:
            made = await self._export(prepared, formats, export_options, clock)
        except BrowserCrashed:
            # Once more on a fresh browser; if that goes too, it is the deck's fault. What killed one page may have
            # killed others, and the news of them has to arrive first.
            await asyncio.sleep(_NEWS_SECONDS)
            made = await self._export(prepared, formats, export_options, clock)
        clock.enter("")
        artifacts = tuple(
            Artifact(row.name, row.media_type, row.suffix, one.files, prepared.numbers if row.is_per_slide else ())
            for row, one in zip(formats, made.exported, strict=True)
        )
        refused = explained((request for one in made.exported for request in one.refused), fetched)
        missing = missing_assets(
            prepared.deck, refused, source, numbers=prepared.numbers, may_fetch=self._fetcher is not None
        )
        return Rendering(artifacts, _report(prepared, made, missing, clock))

    async def _export(
        self, prepared: Prepared, formats: tuple[Format, ...], options: ExportOptions, clock: Clock
    ) -> Made:
        exported: dict[str, Exported] = {}
        overflows: tuple[Overflow, ...] = ()
        fonts = PaintedFonts()
        for row in formats:
            if isinstance(row.exporter, FromDocument) and prepared.plain:
                clock.enter(row.name)
                exported[row.name] = row.exporter.export(prepared.plain, options)
        if prepared.marked:
            clock.enter("layout")
            async with self._browser.open(prepared.marked) as laid_out:
                clock.enter("measure")
                overflows = await laid_out.overflow()
                for row in formats:
                    if isinstance(row.exporter, FromLayout):
                        clock.enter(row.name)
                        exported[row.name] = await row.exporter.export(laid_out, options)
                clock.enter("fonts")
                fonts = await laid_out.fonts()
                clock.enter("close")
        return Made(tuple(exported[row.name] for row in formats), overflows, fonts)


def _report(prepared: Prepared, made: Made, missing: tuple[Diagnostic, ...], clock: Clock) -> Report:
    return Report(
        slides=len(prepared.deck.slides),
        pages=prepared.numbers,
        theme=prepared.stylesheet.theme,
        title=prepared.deck.metadata.title,
        language=prepared.deck.metadata.language,
        diagnostics=(
            *prepared.deck.diagnostics,
            *prepared.stylesheet.diagnostics,
            *missing,
            *overflow_diagnostics(prepared.shown, made.overflows),
            *font_diagnostics(prepared.shown, made.fonts, prepared.authored),
            *dict.fromkeys(diagnostic for one in made.exported for diagnostic in one.diagnostics),
        ),
        fonts=font_uses(prepared.shown, made.fonts),
        seconds=clock.seconds,
    )
