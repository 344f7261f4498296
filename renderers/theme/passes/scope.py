"""Scoped styles: for one slide only (M-168, M-169, M-171)."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.theme.passes.anchor import scope_root
from renderers.theme.selectors import Selector, root_length, split
from renderers.theme.sheet import Edit, Sheet


def scope(sheet: Sheet, key: str) -> Iterator[Edit]:
    """The slide's attribute in every selector that is not nested in another, in whatever at-rule it stands."""
    attribute = f"[data-marpit-scope-{key}]"
    for rule, outer in sheet.walk():
        if any(one.at in (None, "scope") for one in outer):
            continue
        prelude = rule.prelude if rule.at is None else scope_root(sheet, rule.prelude) if rule.at == "scope" else ()
        for selector in split(prelude):
            yield _scoped(selector, attribute)


def _scoped(selector: Selector, attribute: str) -> Edit:
    length = root_length(selector) or int(selector[0].is_ident("section"))
    if length:
        end = selector[length - 1].end
        return Edit(end, end, attribute)
    start = selector[0].start
    return Edit(start, start, f"section{attribute} ")
