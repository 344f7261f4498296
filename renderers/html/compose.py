"""Deck and stylesheet to one page of HTML for the browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from renderers.directives import table
from renderers.html.escape import attributes, escape_text
from renderers.html.formulas import formula_style, has_formulas
from renderers.html.section import Ids, Margins, fill, slide_html
from renderers.model.assets import Assets
from renderers.model.deck import Deck, Slide
from renderers.model.document import HtmlDocument
from renderers.model.markup import Markup
from renderers.model.theme import Stylesheet

Inlines = Mapping[str, Markup]
"""Headers and footers by the text the deck gives them."""


def compose(
    deck: Deck,
    stylesheet: Stylesheet,
    inlines: Inlines,
    assets: Assets,
    *,
    numbers: Sequence[int] | None = None,
    marked: bool = False,
) -> HtmlDocument:
    """The deck as a page: every slide an `<svg>` in one container, and the stylesheet in the head.

    `numbers` are those of the slides to show, ascending; None is all of them. `marked` elements carry the id of the
    token they were made from; the page is the same otherwise.
    """
    numbers = range(1, len(deck.slides) + 1) if numbers is None else numbers
    # The others are composed too: which ids are taken depends on them.
    slides = tuple(_slides(deck, stylesheet, inlines, marked=marked))
    return HtmlDocument(
        html=_page(deck, stylesheet, "".join(slides[number - 1] for number in numbers)),
        slides=len(numbers),
        size=stylesheet.size,
        assets=assets,
        metadata=deck.metadata,
        sources=tuple(deck.slides[number - 1] for number in numbers),
    )


def marginal_texts(deck: Deck) -> frozenset[str]:
    """Every text that stands in a header or footer and has to be read as inline Markdown (M-111)."""
    rows = (table.HEADER, table.FOOTER)
    return frozenset(slide.directives[row] for slide in deck.slides for row in rows) - {""}


def _slides(deck: Deck, stylesheet: Stylesheet, inlines: Inlines, *, marked: bool) -> Iterator[str]:
    ids = Ids(len(deck.slides))
    for slide in deck.slides:
        content = fill(slide.markup, stylesheet, ids, marked=marked)
        yield slide_html(slide, content, _margins(slide, stylesheet, inlines), stylesheet)


def _margins(slide: Slide, stylesheet: Stylesheet, inlines: Inlines) -> Margins:
    def element(tag: str, text: str) -> str:
        if not text:
            return ""
        return f"<{tag}>{fill(inlines.get(text, ()), stylesheet, Ids(0)).html}</{tag}>\n"

    return Margins(
        header=element("header", slide.directives[table.HEADER]),
        footer=element("footer", slide.directives[table.FOOTER]),
    )


def _page(deck: Deck, stylesheet: Stylesheet, slides: str) -> str:
    return (
        f"<!DOCTYPE html>\n<html{attributes((('lang', deck.metadata.language),))}>\n<head>\n"
        '<meta charset="UTF-8">\n'
        '<meta name="viewport" content="width=device-width,height=device-height,initial-scale=1.0">\n'
        f"{''.join(_about(deck))}"
        f"{formula_style(slides) if has_formulas(slides) else ''}"
        f"<style>{stylesheet.css}</style>\n"
        f'</head>\n<body><div class="marpit">{slides}</div></body>\n</html>\n'
    )


def _about(deck: Deck) -> Iterator[str]:
    about = deck.metadata
    if about.title:
        yield f"<title>{escape_text(about.title)}</title>\n"
    named = (("author", about.author), ("description", about.description), ("keywords", ", ".join(about.keywords)))
    for name, content in named:
        if content:
            yield f"<meta{attributes((('name', name), ('content', content)))}>\n"
