"""The arrow: source to deck to page, page to layout, layout to files. Nothing is remembered between renders."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from renderers.errors import BrowserCrashed, OutputTooLarge, RenderFailed, RenderTimeout
from renderers.formats import format_named
from renderers.model.assets import Asset, MemoryAssets, WatchedAssets
from renderers.model.clock import Clock
from renderers.model.document import HtmlDocument
from renderers.model.fonts import InstalledFont, PaintedFonts
from renderers.model.format import Exported, ExportOptions, Format, FromDocument, FromLayout
from renderers.model.laid_out_deck import Browser, BrowserStatus
from renderers.model.limits import Limits
from renderers.model.output import Artifact, Rendering, RenderOptions, Report
from renderers.model.overflow import Overflow
from renderers.model.remote import Fetched, Fetcher, explained
from renderers.model.source import Source
from renderers.model.theme import ThemeCard
from renderers.model.work import Workers, WorkersStatus
from renderers.offenders import Offenders
from renderers.prepare import Found, Prepared, Remarks, prepare_to_travel, remarks
from renderers.slides.metadata import date_of
from renderers.theme.theme_set import ThemeSet
from renderers.workers.in_place import InPlace

_NEWS_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Made:
    """What the exporters gave, in the order of the formats, what does not fit on its slide, and the fonts.

    These are known only where the browser has laid the deck out.
    """

    exported: tuple[Exported, ...]
    overflows: tuple[Overflow, ...] = ()
    fonts: PaintedFonts = field(default_factory=PaintedFonts)


class Renderer:
    """The engine: a browser, the themes that are always there, and `render`.

    Without a `fetcher` nothing is ever fetched from the network. Without `workers` the work is done in this process.
    """

    def __init__(
        self,
        browser: Browser,
        themes: ThemeSet,
        fetcher: Fetcher | None = None,
        *,
        workers: Workers | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._browser = browser
        self._themes = themes
        self._fetcher = fetcher
        self._workers = workers or InPlace()
        self._limits = limits or Limits()
        self._offenders = Offenders(self._limits.remember_seconds)

    async def start(self) -> None:
        """Be warm before the first request. Raises `BrowserUnavailable` or `WorkersUnavailable`; may be tried again."""
        outcomes = await asyncio.gather(self._browser.start(), self._workers.start(), return_exceptions=True)
        for outcome in outcomes:
            if outcome is not None:
                raise outcome

    async def stop(self) -> None:
        """End every process that was started."""
        await asyncio.gather(self._browser.stop(), self._workers.stop())

    @property
    def workers(self) -> WorkersStatus:
        """How the workers are, without asking them."""
        return self._workers.status

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
        self._offenders.check(source, options)
        try:
            return await self._render_in_time(source, options, formats)
        except RenderFailed as error:
            self._offenders.add(source, options, error)
            raise

    async def _render_in_time(self, source: Source, options: RenderOptions, formats: tuple[Format, ...]) -> Rendering:
        clock, assets = Clock(), WatchedAssets(source.assets)
        try:
            async with asyncio.timeout(options.deadline_seconds) as deadline:
                return await self._render(replace(source, assets=assets), options, formats, clock)
        except TimeoutError:
            if not deadline.expired():
                raise
            pending = clock.pending or assets.pending
            raise RenderTimeout(phase=clock.phase, seconds=options.deadline_seconds, pending=pending) from None

    async def _render(
        self, source: Source, options: RenderOptions, formats: tuple[Format, ...], clock: Clock
    ) -> Rendering:
        clock.enter("parse")
        prepared = await self._prepare(source, options)
        fetched = Fetched()
        if self._fetcher and prepared.remote:
            clock.enter("fetch", pending=prepared.remote[0])
            fetched = await self._fetcher.fetch(prepared.remote)
            prepared = prepared.with_fetched(fetched)
        export_options = ExportOptions(
            scale=options.scale,
            date=date_of(options.date, prepared.deck.metadata.date),
            most_bytes=self._limits.output_bytes,
            most_pixels=self._limits.picture_pixels,
        )
        try:
            made = await self._export(prepared, formats, export_options, clock)
        except BrowserCrashed:
            # Once more on a fresh browser; if that goes too, it is the deck's fault. What killed one page may have
            # killed others, and the news of them has to arrive first.
            await asyncio.sleep(_NEWS_SECONDS)
            made = await self._export(prepared, formats, export_options, clock)
        clock.enter("")
        if sum(len(file) for one in made.exported for file in one.files) > self._limits.output_bytes:
            raise OutputTooLarge(limit_bytes=self._limits.output_bytes)
        artifacts = tuple(
            Artifact(row.name, row.media_type, row.suffix, one.files, prepared.numbers if row.is_per_slide else ())
            for row, one in zip(formats, made.exported, strict=True)
        )
        refused = explained((request for one in made.exported for request in one.refused), fetched)
        found = Found(refused=refused, overflows=made.overflows, fonts=made.fonts)
        said = await self._remarks(prepared, source, found)
        return Rendering(artifacts, _report(prepared, made, said, clock))

    async def _prepare(self, source: Source, options: RenderOptions) -> Prepared:
        text = replace(source, assets=MemoryAssets())
        hosts = self._fetcher.hosts if self._fetcher else None
        prepared = await self._workers.run(prepare_to_travel, text, options, self._themes, hosts, self._limits)
        return prepared.with_assets(source.assets)

    async def _remarks(self, prepared: Prepared, source: Source, found: Found) -> Remarks:
        if found == Found():
            return Remarks()
        names = MemoryAssets(Asset(name, b"", "") for name in source.assets.names())
        bare = replace(prepared, plain=None, marked=None)
        text, may_fetch = replace(source, assets=names), self._fetcher is not None
        return await self._workers.run(remarks, bare, text, found, may_fetch=may_fetch)

    async def _export(
        self, prepared: Prepared, formats: tuple[Format, ...], options: ExportOptions, clock: Clock
    ) -> Made:
        exported: dict[str, Exported] = {}
        overflows: tuple[Overflow, ...] = ()
        fonts = PaintedFonts()
        for row in formats:
            if isinstance(row.exporter, FromDocument) and prepared.plain:
                clock.enter(row.name)
                exported[row.name] = await self._export_document(row.exporter, prepared.plain, options)
        if prepared.marked:
            clock.enter("layout")
            async with self._browser.open(prepared.marked) as laid_out:
                clock.enter("measure")
                overflows = await laid_out.overflow()
                for row in formats:
                    if isinstance(row.exporter, FromLayout):
                        clock.enter(row.name)
                        exported[row.name] = await row.exporter.export(laid_out, options, self._workers)
                clock.enter("fonts")
                fonts = await laid_out.fonts()
                clock.enter("close")
        return Made(tuple(exported[row.name] for row in formats), overflows, fonts)

    async def _export_document(
        self, exporter: FromDocument, document: HtmlDocument, options: ExportOptions
    ) -> Exported:
        async def found(paths: Sequence[str]) -> Sequence[Asset | None]:
            # In a thread, for it may be files on a slow disk.
            return await asyncio.to_thread(lambda: [document.assets.read(path) for path in paths])

        bare = replace(document, assets=MemoryAssets())
        return await self._workers.converse(exporter.ask_and_export, found, bare, options)


def _report(prepared: Prepared, made: Made, said: Remarks, clock: Clock) -> Report:
    return Report(
        slides=len(prepared.deck.slides),
        pages=prepared.numbers,
        theme=prepared.stylesheet.theme,
        title=prepared.deck.metadata.title,
        language=prepared.deck.metadata.language,
        diagnostics=(
            *prepared.deck.diagnostics,
            *prepared.stylesheet.diagnostics,
            *said.diagnostics,
            *dict.fromkeys(diagnostic for one in made.exported for diagnostic in one.diagnostics),
        ),
        fonts=said.fonts,
        seconds=clock.seconds,
    )
