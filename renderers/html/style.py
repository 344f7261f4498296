"""CSS from untrusted values: single declarations, and the URLs in a piece of CSS."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import tinycss2

# tinycss2 recurses over nested brackets; no honest value nests deeper.
_MOST_BRACKETS = 50


def declarations(pairs: Iterable[tuple[str, str]]) -> str:
    """A style attribute's value from names and raw values. What is no valid declaration is left out (M-086)."""
    return "".join(declaration(name, value) for name, value in pairs)


@lru_cache(maxsize=1024)
def declaration(name: str, value: str) -> str:
    """`name:value;`, with only what belongs to the one declaration; nothing if the value is no CSS (M-086)."""
    if not value.strip() or sum(value.count(bracket) for bracket in "([{") > _MOST_BRACKETS:
        return ""
    tokens = tinycss2.parse_component_value_list(value)
    kept: list[Any] = []
    for index, token in enumerate(tokens):
        if token.type == "error":
            return ""
        if token == ";":  # noqa: S105  # a CSS token
            rest = tinycss2.parse_declaration_list(tokens[index + 1 :], skip_comments=True, skip_whitespace=True)
            if any(part.type == "error" for part in rest):
                return ""
            break
        kept.append(token)
    if not name.startswith("--") and any(token.type == "{} block" for token in kept):
        return ""
    if len(kept) == len(tokens) and not any(token.type == "comment" for token in kept):
        # To the letter where nothing is taken out; serialising would spell escapes anew.
        return f"{name}:{value.strip()};"
    if not name.startswith("--"):
        kept = [token for token in kept if token.type != "comment"]
    return f"{name}:{tinycss2.serialize(kept).strip()};"


def with_urls(css: str, replaced: Callable[[str], str | None]) -> str:
    """CSS with each `url()` that `replaced` gives another URL for; the rest as it stands, to the letter."""

    def one(found: re.Match[str]) -> str:
        url = next((found[group] for group in ("double", "single", "bare") if found[group] is not None), None)
        other = replaced(_unescaped(url)) if url else None
        return found[0] if other is None else f'url("{other}")'

    return _URL.sub(one, css)


# Comments and strings are matched so that what looks like a URL in them is passed over.
_URL = re.compile(
    r"""/\*.*?(?:\*/|\Z)
    |url\(\s*(?:"(?P<double>(?:[^"\\\n]|\\.)*)"|'(?P<single>(?:[^'\\\n]|\\.)*)'|(?P<bare>(?:[^"'()\\\s]|\\.)*))\s*\)
    |"(?:[^"\\\n]|\\.)*"
    |'(?:[^'\\\n]|\\.)*'""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: _character(found[1]) if found[1] else found[2], text)


def _character(code: str) -> str:
    number = int(code, 16)
    return (
        chr(number) if 0 < number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF else "\N{REPLACEMENT CHARACTER}"
    )
