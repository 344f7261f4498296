"""Text to blocks: the ordered list of rules, and what is made of their tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from threading import local

from markdown_it import MarkdownIt
from markdown_it.token import Token

from renderers.markdown import (
    code,
    comments,
    compat,
    emoji_rule,
    fragments,
    headings,
    html,
    images,
    links,
    marks,
    math,
    mermaid,
    places,
    styles,
    sweep,
)
from renderers.markdown.front_matter import divide_front_matter
from renderers.markdown.places import line_of
from renderers.markdown.rule import Environment, Notebook, to_markup
from renderers.model.blocks import Block, Comment, Heading, LinkReferences, Reading, Reference, Style
from renderers.model.markup import Markup

RULES: tuple[Callable[[MarkdownIt], None], ...] = (
    compat.apply_overrides,
    comments.install,
    styles.install,
    math.install,
    places.install,
    links.install,
    headings.install,
    images.install,
    math.install_translation,
    sweep.install,
    html.install,
    emoji_rule.install,
    headings.install_names,
    code.install,
    mermaid.install,
    fragments.install,
)
"""What makes markdown-it Marp's: one file each, and what they do to inline text happens in this order."""


def read(text: str) -> Reading:
    """A deck's text as blocks. Every text is a deck: mistakes are diagnostics."""
    divided = divide_front_matter(text)
    book = Notebook(first_line=divided.line)
    env: Environment = {"marpd": book}
    parser = _parser()
    tokens = parser.parse(divided.content, env)
    return Reading(
        blocks=tuple(_block(parser, group, env) for group in _groups(tokens)),
        front_matter=divided.front_matter,
        link_references=env.get("references", {}),
        diagnostics=(*divided.diagnostics, *book.diagnostics),
    )


def read_inline(text: str, link_references: LinkReferences) -> Markup:
    """One text with inline Markdown only, as headers and footers are (M-105); link references of the deck hold."""
    env: Environment = {"references": {label: dict(target) for label, target in link_references.items()}}
    return to_markup(_parser().renderInline(text, env))


class _OfThread(local):
    """Linkify keeps the text it reads on itself, so that no two threads may share a parser."""

    def __init__(self) -> None:
        self.parser = _new_parser()


@cache
def _threads() -> _OfThread:
    return _OfThread()


def _parser() -> MarkdownIt:
    """The parser of the thread: making one takes as long as reading a slide."""
    return _threads().parser


def _new_parser() -> MarkdownIt:
    """A parser by Marp's settings (M-001, M-002, M-342)."""
    parser = MarkdownIt(
        "commonmark", {"html": True, "breaks": True, "linkify": True}, renderer_cls=marks.MarkingRenderer
    )
    parser.enable(["table", "linkify", "strikethrough"])
    if parser.linkify is not None:
        parser.linkify.set({"fuzzy_link": False})
    for install in RULES:
        install(parser)
    return parser


def _groups(tokens: list[Token]) -> Iterator[list[Token]]:
    """Tokens by the top-level block they make up."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


def _block(parser: MarkdownIt, tokens: list[Token], env: Environment) -> Block:
    book: Notebook = env["marpd"]
    first = tokens[0]
    line = book.line_of(first)
    if first.type == "hr":
        return Block(line=line, is_ruler=True)
    parts = list(_parts(tokens, book))
    marked = marks.mark(tokens, parser.options, env)
    return Block(
        line=line,
        markup=to_markup(parser.renderer.render(tokens, parser.options, env)),
        is_visible=not first.hidden or bool(first.meta.get("is_swept")),
        divides_at=int(first.tag[1]) if first.type == "heading_open" else None,
        headings=tuple(_headings(tokens)),
        comments=tuple(
            Comment(token.content, at + int(token.meta.get("skipped", 0)))
            for token, at in parts
            if token.type == comments.COMMENT
        ),
        styles=tuple(
            Style(token.content, at, bool(token.meta.get("is_scoped")))
            for token, at in parts
            if token.type == styles.STYLE and token.content
        ),
        backgrounds=tuple(images.background(token, at) for token, at in parts if token.type == images.BACKGROUND),
        references=tuple(_references(parts)),
        tokens=marked,
    )


def _parts(tokens: list[Token], book: Notebook) -> Iterator[tuple[Token, int]]:
    """The tokens that hold more than their HTML, in document order, each with its line of the source."""
    for token in tokens:
        if token.type in _PARTS:
            yield token, book.line_of(token)
        for child in token.children or []:
            if child.type in _PARTS:
                yield child, line_of(child)


_PARTS = {comments.COMMENT, styles.STYLE, images.BACKGROUND, "image", "html_block", "html_inline"}


def _headings(tokens: list[Token]) -> Iterator[Heading]:
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            yield Heading(int(token.tag[1]), headings.heading_text(tokens[index + 1]))


_HTML_SOURCE = re.compile(r'\s(?:src|poster)="([^"]+)"')


def _references(parts: list[tuple[Token, int]]) -> Iterator[Reference]:
    for token, line in parts:
        if token.type in {"image", images.BACKGROUND}:
            yield Reference(str(token.attrs.get("src", "")), line)
        elif token.type in {"html_block", "html_inline"}:
            for url in _HTML_SOURCE.findall(str(token.meta.get("html", ""))):
                yield Reference(url, line)
