"""`rem` measures by the slide's font size, not by the page's (M-186)."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.theme.sheet import Edit, Rule, Sheet
from renderers.theme.tokens import Token

ROOT_FONT_SIZE = "--marpit-root-font-size"

_LEFT_ALONE = frozenset({"attr", "url", "var"})
_NO_ELEMENT = frozenset({"counter-style", "font-face", "font-palette-values", "page", "property", "view-transition"})


def rem(sheet: Sheet) -> Iterator[Edit]:
    """Every length in `rem` as a calculation, negative ones too. Where no element is meant there are no variables."""
    if "rem" in sheet.css:
        for rule in _all_rules(sheet):
            for declaration in rule.declarations:
                yield from _calculated(sheet, declaration.value)


def _all_rules(sheet: Sheet) -> Iterator[Rule]:
    pending = list(sheet.rules)
    while pending:
        rule = pending.pop()
        if rule.at not in _NO_ELEMENT:
            yield rule
            pending += rule.rules


def _calculated(sheet: Sheet, tokens: tuple[Token, ...]) -> Iterator[Edit]:
    for token in tokens:
        if token.kind == "dimension" and token.node.unit == "rem":
            number = token.node.representation
            yield Edit(token.start, token.end, f"calc(var({ROOT_FONT_SIZE}, 1rem) * {number})")
        elif _may_hold_lengths(token):
            yield from _calculated(sheet, sheet.source.inside(token))


def _may_hold_lengths(token: Token) -> bool:
    return token.kind.endswith("block") or (token.kind == "function" and token.node.lower_name not in _LEFT_ALONE)
