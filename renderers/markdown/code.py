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
from renderers.markdown.highlight import LONGEST_CODE, LONGEST_LINE, highlighted
from renderers.markdown.highlight_languages import lexer_name, nearest_language
from renderers.markdown.rule import Notebook, mark_of, notebook, scaling_mark
from renderers.model.diagnostic import Code, Diagnostic, Severity
from renderers.model.markup import Scaling

MOST_COLOURED = 500_000
"""Characters of code in one deck that are coloured; what comes after them is plain."""

MOST_SECONDS = 4.0
"""Processor time that colouring one deck may take. Only code made to be slow to read needs as much."""


PLAIN = frozenset({"text", "txt", "plain", "plaintext", "none", "nohighlight", "no-highlight", "output", "mermaid"})
"""What code is called that nobody wants coloured."""

_MOST_SAID = 50


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
    code = code_html(_coloured(token, name, env), env)
    marked = f' class="{token.meta["class"]}"' if "class" in token.meta else ""
    return f"<pre{marked}{mark_of(token)}{scaling_mark(Scaling.CODE, 'pre')}><code{css_class}>{code}</code></pre>\n"


def _coloured(token: Token, name: str, env: EnvType) -> str:
    """The code as HTML. After a deck's share of colours it is plain."""
    book, code = notebook(env), token.content
    if not name or name.lower() in PLAIN:
        return escapeHtml(code)
    if book.coloured_characters > MOST_COLOURED or book.colouring_seconds > MOST_SECONDS:
        _say(book, token, "", "The deck has more code than is coloured; from here on it is plain.", "Show less of it.")
        return escapeHtml(code)
    book.coloured_characters += len(code)
    start = time.thread_time()
    html = highlighted(code, name)
    book.colouring_seconds += time.thread_time() - start
    if html is not None:
        return html
    if lexer_name(name) is None:
        nearest = nearest_language(name)
        guess = f"Did you mean {nearest!r}?" if nearest else "Code that is to be plain can be called text."
        _say(book, token, name, f"Code in {name[:40]!r} is plain: no language is known by this name.", guess)
    else:
        reason = f"it has more than {LONGEST_CODE} characters, or a line of more than {LONGEST_LINE}"
        about = f"\n{book.line_of(token)}"
        _say(book, token, about, f"The code is plain: {reason}.", "Show less of it, or break its lines.")
    return escapeHtml(code)


def _say(book: Notebook, token: Token, about: str, message: str, hint: str) -> None:
    """Once for each language, for each block that is too long, and for all that is too much."""
    if about in book.plain_code or len(book.plain_code) >= _MOST_SAID:
        return
    book.plain_code.add(about)
    book.diagnostics.append(
        Diagnostic(code=Code.CODE_PLAIN, severity=Severity.INFO, message=message, hint=hint, line=book.line_of(token))
    )
