"""The page number is the slide's own affair: a theme may style it, not replace it by something else (M-184)."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.theme.selectors import Selector, are_about_slide, is_slide, pseudo_element, split
from renderers.theme.sheet import Declaration, Edit, Placed, Sheet

NUMBER = "attr(data-marpit-pagination)"


def pagination(sheet: Sheet) -> Iterator[Edit]:
    """`content` without the page number, commented out in rules about the `::after` of a slide."""
    for placed in sheet.walk():
        contents = [one for one in placed.rule.declarations if one.name == "content" and not _has_number(sheet, one)]
        if contents and placed.style_rules and _is_about_number(placed):
            yield from (_commented_out(sheet, one) for one in contents)


def _is_about_number(placed: Placed) -> bool:
    *outer, rule = placed.style_rules
    is_in_slide = are_about_slide(tuple(outer))
    return any(_is_number(selector, is_in_slide=is_in_slide) for selector in split(rule.prelude))


def _is_number(selector: Selector, *, is_in_slide: bool) -> bool:
    begin, name = pseudo_element(selector)
    return name == "after" and is_slide(selector[:begin], is_in_slide=is_in_slide)


def _has_number(sheet: Sheet, declaration: Declaration) -> bool:
    return NUMBER in sheet.text(declaration.value)


def _commented_out(sheet: Sheet, declaration: Declaration) -> Edit:
    text = sheet.css[declaration.start : declaration.end].replace("*/", "* /").rstrip(";").rstrip()
    return Edit(declaration.start, declaration.end, f"/* {text}; */")
