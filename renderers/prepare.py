"""Source to page: everything before the browser, and what is said of the deck afterwards. Synchronous and pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from renderers.errors import SlidesTooMany, ThemeUnknown
from renderers.formats import format_named
from renderers.html.compose import Inlines, compose, marginal_texts
from renderers.html.remote import with_local_names
from renderers.markdown.read import read, read_inline
from renderers.model.assets import Assets
from renderers.model.deck import Deck, Slide
from renderers.model.diagnostic import Diagnostic
from renderers.model.document import HtmlDocument
from renderers.model.fonts import FontUse, PaintedFonts
from renderers.model.format import FromDocument, FromLayout
from renderers.model.laid_out_deck import RefusedRequest
from renderers.model.limits import Limits
from renderers.model.output import RenderOptions
from renderers.model.overflow import Overflow
from renderers.model.remote import Fetched, RemoteHosts, with_fetched
from renderers.model.sealed import Sealed
from renderers.model.source import Source
from renderers.model.theme import Stylesheet
from renderers.slides.assemble import assemble
from renderers.slides.assets import missing_assets
from renderers.slides.fonts import font_diagnostics, font_uses
from renderers.slides.overflow import overflow_diagnostics
from renderers.theme.pack import pack
from renderers.theme.theme_set import ThemeSet

DEFAULT_THEME = "default"


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

    def with_assets(self, assets: Assets) -> Prepared:
        """The same with the deck's assets, which stay with whoever has them."""
        plain, marked = (page and replace(page, assets=assets) for page in (self.plain, self.marked))
        return replace(self, plain=plain, marked=marked)


def prepare(
    source: Source,
    options: RenderOptions,
    themes: ThemeSet,
    hosts: RemoteHosts | None = None,
    limits: Limits | None = None,
) -> Prepared:
    """Source to page: synchronous and pure. `hosts` are those that may be fetched from.

    Raises `FormatUnknown`, `ThemeInvalid`, `ThemeUnknown` or `OptionInvalid` for what the request asked for, and
    `SlidesTooMany`.
    """
    for css in source.themes:
        themes = themes.with_theme(css)
    if options.theme is not None and options.theme not in themes:
        raise ThemeUnknown(options.theme, themes.names)
    reading = read(source.text)
    deck = assemble(reading, themes=themes.names, theme=options.theme)
    if limits and len(deck.slides) > limits.slides:
        raise SlidesTooMany(slides=len(deck.slides), limit=limits.slides)
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


def prepare_to_travel(
    source: Source, options: RenderOptions, themes: ThemeSet, hosts: RemoteHosts | None, limits: Limits
) -> Prepared:
    """The same for a source without assets, as a value that is light to hand on: its slides are sealed."""
    prepared = prepare(source, options, themes, hosts, limits)
    shown = Sealed(prepared.shown)
    plain, marked = (page and replace(page, sources=shown) for page in (prepared.plain, prepared.marked))
    deck = replace(prepared.deck, slides=Sealed(prepared.deck.slides))
    # The CSS is in the page.
    stylesheet = replace(prepared.stylesheet, css="")
    return replace(prepared, deck=deck, stylesheet=stylesheet, plain=plain, marked=marked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is known only where a deck was laid out: what it did not get, what does not fit, and its fonts."""

    refused: tuple[RefusedRequest, ...] = ()
    overflows: tuple[Overflow, ...] = ()
    fonts: PaintedFonts = field(default_factory=PaintedFonts)


@dataclass(frozen=True, slots=True)
class Remarks:
    """What there is to say of that."""

    diagnostics: tuple[Diagnostic, ...] = ()
    fonts: tuple[FontUse, ...] = ()


def remarks(prepared: Prepared, source: Source, found: Found, *, may_fetch: bool) -> Remarks:
    """What there is to say of a deck once it was laid out. `may_fetch` tells whether some of the network is open."""
    slides = prepared.shown
    return Remarks(
        (
            *missing_assets(prepared.deck, found.refused, source, numbers=prepared.numbers, may_fetch=may_fetch),
            *overflow_diagnostics(slides, found.overflows),
            *font_diagnostics(slides, found.fonts, prepared.authored),
        ),
        font_uses(slides, found.fonts),
    )
