"""Code in colours: the classes that highlight.js writes, which themes for Marp colour (M-265 to M-267)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markdown_it.common.utils import escapeHtml

from renderers.markdown.highlight_languages import lexer_name

LONGEST_CODE = 5_000
"""Characters of one block of code that is coloured. No slide shows as many."""

LONGEST_LINE = 1_000
"""Characters of one of its lines. Lexers are regular expressions, and some take the square of a line's length."""

_KEPT = 4_000


def highlighted(code: str, language: str) -> str | None:
    """The code as HTML, with a span around each word that has a meaning; None if it is to be shown plain.

    That is so in a language that nobody knows by this name, and where colouring might take too long.
    """
    lexer = lexer_name(language)
    if lexer is None or len(code) > LONGEST_CODE or max(map(len, code.split("\n"))) > LONGEST_LINE:
        return None
    return (_cached if len(code) <= _KEPT else _highlighted)(code, lexer)


def _highlighted(code: str, lexer: str) -> str:
    from renderers.markdown.highlight_tokens import Highlighter

    return _html(Highlighter(code, lexer).pieces())


_cached = lru_cache(maxsize=512)(_highlighted)


def _html(pieces: Iterable[tuple[tuple[str, ...], str]]) -> str:
    """Spans around the pieces; what a piece has in common with the one before it stays open."""
    html: list[str] = []
    opened: tuple[str, ...] = ()
    for path, text in pieces:
        common = 0
        while common < min(len(opened), len(path)) and opened[common] == path[common]:
            common += 1
        html.append("</span>" * (len(opened) - common))
        html += (f'<span class="hljs-{scope}">' for scope in path[common:])
        html.append(escapeHtml(text))
        opened = path
    html.append("</span>" * len(opened))
    return "".join(html)
