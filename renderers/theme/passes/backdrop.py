"""`::backdrop` is what surrounds a slide on a screen of another shape (M-187)."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.theme.selectors import Selector, is_compound, pseudo_element, split
from renderers.theme.sheet import Edit, Rule, Sheet


def backdrop(sheet: Sheet) -> Iterator[Edit]:
    """After a rule for the `::backdrop` of slides, a copy for the picture that holds the slide, on screens only."""
    for rule, outer in sheet.walk():
        if rule.at is None and all(one.at is not None for one in outer):
            holders = [holder for selector in split(rule.prelude) for holder in _holders(sheet, selector)]
            yield from _copied(sheet, rule, holders)


def _holders(sheet: Sheet, selector: Selector) -> Iterator[str]:
    begin, name = pseudo_element(selector)
    slide = selector[:begin]
    if name != "backdrop" or not is_compound(slide):
        return
    if slide and slide[0].is_ident("section"):
        slide = slide[1:]
    if not slide or slide[0].kind != "ident":
        yield f":marpit-container > svg[data-marpit-svg]{sheet.text(slide).replace(':root', '')}"


def _copied(sheet: Sheet, rule: Rule, holders: list[str]) -> Iterator[Edit]:
    if holders and rule.opening is not None:
        body = sheet.css[rule.opening : rule.end]
        yield Edit(rule.end, rule.end, f"\n@media screen {{ {', '.join(holders)} {body} }}")
