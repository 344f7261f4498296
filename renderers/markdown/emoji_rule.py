"""Emoji in text: short codes and characters become pictures that need no network (section 18)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from renderers.markdown.emoji import Emoji, emoji_html, replace_in_html, split_emoji, split_shortcodes
from renderers.markdown.rule import inline_runs, notebook

MOST_PICTURE_BYTES = 16 * 1024 * 1024
"""Each emoji brings its picture; beyond this the font draws them, or a short deck of flags would fill the memory."""

EMOJI = "emoji"
"""The type of an emoji's token; its content is the character."""


def install(md: MarkdownIt) -> None:
    """Characters first, while one that was written as a reference is still apart (M-245); short codes last (M-005)."""
    md.core.ruler.before("linkify", "emoji characters", _replace_characters)
    md.core.ruler.push("emoji short codes", _replace_shortcodes)
    md.add_render_rule(EMOJI, _render)
    md.add_render_rule("code_inline", _render_code)


def _replace_characters(state: StateCore) -> None:
    _replace(state, split_emoji, in_links=True)


def _replace_shortcodes(state: StateCore) -> None:
    _replace(state, split_shortcodes, in_links=False)


def _replace(state: StateCore, split: Callable[[str], tuple[str | Emoji, ...]], *, in_links: bool) -> None:
    for _, run in inline_runs(state.tokens):
        run.children = list(_replaced(run.children or [], split, in_links=in_links))


def _replaced(
    tokens: list[Token], split: Callable[[str], tuple[str | Emoji, ...]], *, in_links: bool
) -> Iterator[Token]:
    autolinks = 0
    for token in tokens:
        if token.info == "auto":
            autolinks += token.nesting
        if token.type != "text" or (autolinks and not in_links):
            yield token
            continue
        pieces = split(token.content)
        if len(pieces) <= 1 and not any(isinstance(piece, Emoji) for piece in pieces):
            yield token
            continue
        for piece in pieces:
            yield token.copy(content=piece) if isinstance(piece, str) else _emoji(token, piece)


def _emoji(token: Token, emoji: Emoji) -> Token:
    return Token(EMOJI, "", 0, content=emoji.text, level=token.level, markup=token.content[:0])


def code_html(html: str, env: EnvType) -> str:
    """The HTML of code with its emoji drawn."""
    return replace_in_html(html, lambda emoji: _drawn(emoji, env))


def _drawn(emoji: str, env: EnvType) -> str:
    book = notebook(env)
    html = emoji_html(emoji, draw=book.picture_bytes < MOST_PICTURE_BYTES)
    book.picture_bytes += len(html)
    return html


def _render(_: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    return _drawn(tokens[index].content, env)


def _render_code(_: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    return f"<code>{code_html(escapeHtml(tokens[index].content), env)}</code>"
