"""Elements that the auto-scaling script may have replaced by elements of its own (M-195, M-275)."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.theme.sheet import Edit, Sheet
from renderers.theme.tokens import Token

REPLACEABLE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "span", "pre"})

_TAKES_SELECTORS = frozenset({
    "any", "cue", "current", "has", "host", "host-context", "is", "matches", "not", "nth-child", "nth-last-child",
    "slotted", "where", "-moz-any", "-webkit-any",
})  # fmt: skip


def custom_elements(sheet: Sheet) -> Iterator[Edit]:
    """`h1` as `:is(h1, marp-h1)`, which weighs the same, wherever a selector names such an element."""
    for placed in sheet.walk():
        if placed.rule.at is None:
            yield from _widened(sheet, placed.rule.prelude)
        elif placed.rule.at == "scope":
            for block in placed.rule.prelude:
                yield from _widened(sheet, sheet.source.inside(block) if block.kind == "() block" else ())


def _widened(sheet: Sheet, tokens: tuple[Token, ...]) -> Iterator[Edit]:
    for index, token in enumerate(tokens):
        if token.kind == "function" and token.node.lower_name in _TAKES_SELECTORS:
            yield from _widened(sheet, sheet.source.inside(token))
        elif token.kind == "ident" and token.node.lower_value in REPLACEABLE and _is_type(tokens, index):
            name = sheet.css[token.start : token.end]
            yield Edit(token.start, token.end, f":is({name}, marp-{name})")


def _is_type(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether an identifier is an element's name: no class, no pseudo name, none that a namespace goes with."""
    before = tokens[index - 1] if index else None
    return before is None or not (before.kind == "literal" and before.node.value in (".", ":", "|"))
