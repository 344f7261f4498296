"""`:root` is the slide, and stronger than `section` (M-183)."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.theme.selectors import root_length
from renderers.theme.sheet import Edit, Sheet
from renderers.theme.tokens import Token

ROOT = r":where(section):not([\20 root])"
"""Always matches a slide; the attribute that no element has gives it the weight of `:root`."""

_BEFORE = frozenset({">", "+", "~", ",", "||"})


def root(sheet: Sheet) -> Iterator[Edit]:
    """`:root` and `section:root` as a selector for the slide, wherever a compound begins. Nested rules too."""
    for placed in sheet.walk():
        if placed.rule.at in (None, "scope"):
            yield from _replaced(sheet, placed.rule.prelude)


def _replaced(sheet: Sheet, tokens: tuple[Token, ...]) -> Iterator[Edit]:
    for index, token in enumerate(tokens):
        if token.kind in ("function", "() block"):
            yield from _replaced(sheet, sheet.source.inside(token))
        elif index == 0 or _may_begin_after(tokens[index - 1]):
            length = root_length(tokens[index : index + 3])
            if length:
                yield Edit(token.start, tokens[index + length - 1].end, ROOT)


def _may_begin_after(token: Token) -> bool:
    return token.is_blank or (token.kind == "literal" and token.node.value in _BEFORE)
