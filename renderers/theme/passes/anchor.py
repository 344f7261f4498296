"""Anchoring: every selector holds inside a slide only (M-179 to M-182)."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.theme.selectors import Selector, begins_with_slide, split
from renderers.theme.sheet import Edit, Placed, Sheet
from renderers.theme.tokens import Token

CONTAINER = "div.marpit"
SLIDE_PARENT = f"{CONTAINER} > svg > foreignObject"


def anchor(sheet: Sheet) -> Iterator[Edit]:
    """The path from the page down to the slide, before every selector that is not nested in another.

    The rules of an `@scope` stay as they are, because their selectors begin at its root: the root is anchored instead.
    """
    for placed in sheet.walk():
        for selector in split(_anchored_part(sheet, placed)):
            yield from _anchored(selector)


def _anchored_part(sheet: Sheet, placed: Placed) -> tuple[Token, ...]:
    rule, outer = placed
    if any(one.at in (None, "scope") for one in outer):
        return ()
    if rule.at == "scope":
        return scope_root(sheet, rule.prelude)
    return rule.prelude if rule.at is None else ()


def scope_root(sheet: Sheet, prelude: tuple[Token, ...]) -> tuple[Token, ...]:
    """The selectors between the first parentheses of an `@scope`."""
    first = next((token for token in prelude if not token.is_blank), None)
    return sheet.source.inside(first) if first and first.kind == "() block" else ()


def _anchored(selector: Selector) -> Iterator[Edit]:
    start = selector[0].start
    own = _own_pseudo(selector)
    if own == "marpit-container":
        yield Edit(start, selector[1].end, CONTAINER)
    elif own == "marpit-slide":
        yield Edit(start, selector[1].end, f"{SLIDE_PARENT} > section")
    elif begins_with_slide(selector):
        yield Edit(start, start, f"{SLIDE_PARENT} > ")
    else:
        yield Edit(start, start, f"{SLIDE_PARENT} > section ")


def _own_pseudo(selector: Selector) -> str:
    """The name of the pseudo-class at the very start, if there is one."""
    is_pseudo = len(selector) > 1 and selector[0].is_literal(":") and selector[1].kind == "ident"
    return str(selector[1].node.value) if is_pseudo else ""
