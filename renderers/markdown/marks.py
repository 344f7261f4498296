"""Marks: which element was made from which token, written into the tag of each element that stands for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from renderers.markdown import math, mermaid
from renderers.markdown.code import language
from renderers.markdown.places import line_of
from renderers.markdown.rule import Notebook, mark_of, notebook, token_mark
from renderers.model.tokens import Kind
from renderers.model.tokens import Token as Meant

KINDS: Mapping[str, Kind] = {
    "heading_open": Kind.HEADING,
    "paragraph_open": Kind.PARAGRAPH,
    "bullet_list_open": Kind.LIST,
    "ordered_list_open": Kind.LIST,
    "list_item_open": Kind.ITEM,
    "blockquote_open": Kind.QUOTE,
    "table_open": Kind.TABLE,
    "th_open": Kind.CELL,
    "td_open": Kind.CELL,
    "fence": Kind.CODE,
    "code_block": Kind.CODE,
    mermaid.DIAGRAM: Kind.DIAGRAM,
    "hr": Kind.RULE,
    "image": Kind.IMAGE,
    math.INLINE: Kind.FORMULA,
    math.BLOCK: Kind.FORMULA,
    "html_block": Kind.HTML,
    "html_inline": Kind.HTML,
}
"""markdown-it's tokens that are marked. Raw HTML is one for each tag in it, and none for text."""

_NAME = re.compile("(?<=<)([a-z][a-z0-9]*)")
"""The name in an opening tag of sanitised HTML, where every other `<` is escaped."""

_BREAKS = {"br", "wbr"}
"""Tags that are part of the text around them."""

_PLAIN = RendererHTML()


class MarkingRenderer(RendererHTML):
    """markdown-it's own renderer, which also writes the marks of tokens that no rule of ours renders."""

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802  # markdown-it's name
        """The attributes of a tag, and its mark."""
        return RendererHTML.renderAttrs(token) + mark_of(token)


def mark(tokens: list[Token], options: OptionsDict, env: EnvType) -> tuple[Meant, ...]:
    """Mark the tokens of one block, which are about to be rendered, and say what each is.

    What is never rendered has no mark: rulers, paragraphs of tight lists, those that hold nothing to see. The line of
    a tag in raw HTML is as good as its line breaks: it leaves out those in comments and between attributes before it.
    """
    book = notebook(env)
    meant: list[Meant] = []
    for token, line in _shown(tokens, book):
        kind = KINDS[token.type]
        if kind is Kind.HTML:
            meant.extend(_marked_tags(token, line, book))
            continue
        token.meta["mark"] = number = book.new_token()
        meant.append(Meant(number, kind, line, _text(token, kind, options, env), token.meta.get("mathml", "")))
    return tuple(meant)


def _shown(tokens: list[Token], book: Notebook) -> Iterator[tuple[Token, int]]:
    """The tokens to mark in document order, each with its line of the source."""
    line = book.first_line
    for token in tokens:
        if token.map:  # cells have none, but their rows do
            line = book.line_of(token)
        if token.type == "inline":
            yield from ((child, line_of(child)) for child in token.children or () if child.type in KINDS)
        elif token.type in KINDS and not token.hidden:
            yield token, line


def _marked_tags(token: Token, line: int, book: Notebook) -> Iterator[Meant]:
    pieces: list[str] = []
    for piece in _NAME.split(token.meta["html"]):
        pieces.append(piece)
        if len(pieces) % 2:
            line += piece.count("\n")
        elif piece not in _BREAKS:
            number = book.new_token()
            pieces[-1] = f"{piece}{token_mark(number)}"
            yield Meant(number, Kind.HTML, line, piece)
    token.meta["html"] = "".join(pieces)


def _text(token: Token, kind: Kind, options: OptionsDict, env: EnvType) -> str:
    if kind is Kind.FORMULA:
        return token.content
    if kind is Kind.CODE:
        return language(token)
    if kind is Kind.DIAGRAM:
        return mermaid.alt_of(token)
    if kind is Kind.IMAGE:
        return _PLAIN.renderInlineAsText(token.children, options, env)
    return ""
