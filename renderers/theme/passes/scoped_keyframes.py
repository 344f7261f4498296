"""Keyframes of a scoped style are for its slide only (M-170)."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from renderers.theme.sheet import Edit, Rule, Sheet, is_keyframes, trimmed
from renderers.theme.tokens import Token

_NAMING = frozenset({"animation", "animation-name"})


def keyframe_names(sheet: Sheet) -> frozenset[str]:
    """The names that the `@keyframes` of a stylesheet define."""
    return frozenset(name.node.value for rule in _rules(sheet) for name in _name(rule))


def scoped_keyframes(sheet: Sheet, key: str, names: AbstractSet[str]) -> Iterator[Edit]:
    """The key behind those names, where they are defined and wherever an animation uses them."""
    for rule in _rules(sheet):
        used = (token for one in rule.declarations if _unprefixed(one.name) in _NAMING for token in one.value)
        for token in (*_name(rule), *used):
            if token.kind in ("ident", "string") and token.node.value in names:
                end = token.end - (1 if token.kind == "string" else 0)
                yield Edit(end, end, f"-{key}")


def _rules(sheet: Sheet) -> Iterator[Rule]:
    pending = list(sheet.rules)
    while pending:
        rule = pending.pop()
        yield rule
        pending += rule.rules


def _name(rule: Rule) -> tuple[Token, ...]:
    tokens = trimmed(rule.prelude)
    return tokens if is_keyframes(rule) and len(tokens) == 1 and tokens[0].kind in ("ident", "string") else ()


def _unprefixed(name: str) -> str:
    return name.lower().removeprefix("-webkit-").removeprefix("-moz-").removeprefix("-o-")
