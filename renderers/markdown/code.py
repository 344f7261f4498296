"""Code blocks: the language as a class, words coloured, emoji drawn, scaled where the theme allows it (section 20)."""

from __future__ import annotations

import time
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml, unescapeAll
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from renderers.markdown.emoji_rule import code_html
from renderers.markdown.highlight import highlighted
from renderers.markdown.rule import mark_of, notebook, scaling_mark
from renderers.model.markup import Scaling

MOST_COLOURED = 500_000
"""Characters of code in one deck that are coloured; what comes after them is plain."""

MOST_SECONDS = 4.0
"""Processor time that colouring one deck may take. Only code made to be slow to read needs as much."""


def install(md: MarkdownIt) -> None:
    """Render fences and indented code alike (M-264, M-273)."""
    md.add_render_rule("fence", _render)
    md.add_render_rule("code_block", _render)


def language(token: Token) -> str:
    """The language of a fence: the first word of its info (M-264); indented code has none (M-270)."""
    words = unescapeAll(token.info).split(maxsplit=1)
    return words[0] if words else ""


def _render(_: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    name = language(token)
    css_class = f' class="language-{escapeHtml(name)}"' if name else ""
    code = code_html(_coloured(token.content, name, env), env)
    marked = f' class="{token.meta["class"]}"' if "class" in token.meta else ""
    return f"<pre{marked}{mark_of(token)}{scaling_mark(Scaling.CODE, 'pre')}><code{css_class}>{code}</code></pre>\n"


def _coloured(code: str, name: str, env: EnvType) -> str:
    """The code as HTML. After a deck's share of colours it is plain."""
    book = notebook(env)
    if not name or book.coloured_characters > MOST_COLOURED or book.colouring_seconds > MOST_SECONDS:
        return escapeHtml(code)
    book.coloured_characters += len(code)
    start = time.thread_time()
    html = highlighted(code, name)
    book.colouring_seconds += time.thread_time() - start
    return escapeHtml(code) if html is None else html
