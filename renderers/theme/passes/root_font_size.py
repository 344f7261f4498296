"""What `rem` measures by: the font size of the slide, kept in a variable (M-185)."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.theme.passes.rem import ROOT_FONT_SIZE
from renderers.theme.selectors import Selector, are_about_slide, is_slide, last_compound, root_length, split
from renderers.theme.sheet import Declaration, Edit, Rule, Sheet


def root_font_size(sheet: Sheet) -> Iterator[Edit]:
    """After a rule that sizes the text of slides, another that keeps that size in the variable."""
    for placed in sheet.walk():
        sizes = [one for one in placed.rule.declarations if one.name == "font-size" and one.value]
        styles = placed.style_rules
        if sizes and placed.rule.at is None:
            yield from _kept_after(sheet, placed.rule, sizes, list(_selectors(sheet, styles)))
        elif sizes and are_about_slide(styles):
            yield _kept_in_place(sheet, sizes)


def _selectors(sheet: Sheet, styles: tuple[Rule, ...]) -> Iterator[str]:
    """The selectors for slides in the last of style rules nested in one another."""
    *outer, rule = styles
    is_in_slide = are_about_slide(tuple(outer))
    for selector in split(rule.prelude):
        if not outer:
            yield from _sized(sheet, selector)
        elif is_slide(selector, is_in_slide=is_in_slide):
            yield sheet.text(selector)


def _sized(sheet: Sheet, selector: Selector) -> Iterator[str]:
    """The selector for slides that goes with a selector, none if that is about elements of another kind.

    What names no element may be a section inside a slide; that is what the word `section` before it says.
    """
    begin = last_compound(selector)
    first = selector[begin] if begin < len(selector) else None
    if first is None or first.is_ident("section") or root_length(selector[begin:]):
        yield sheet.text(selector)
    elif first.kind != "ident" and not first.is_literal("&"):
        rest = sheet.css[first.end if first.is_literal("*") else first.start : selector[-1].end]
        before = sheet.css[selector[0].start : first.start]
        yield f"{before or 'section '}section{rest}"


def _kept_after(sheet: Sheet, rule: Rule, sizes: list[Declaration], selectors: list[str]) -> Iterator[Edit]:
    if selectors:
        yield Edit(rule.end, rule.end, f"\n{', '.join(selectors)} {{ {_variables(sheet, sizes)} }}")


def _kept_in_place(sheet: Sheet, sizes: list[Declaration]) -> Edit:
    """In an at-rule inside a style rule there is no selector to repeat."""
    end = sizes[-1].end
    return Edit(end, end, f"; {_variables(sheet, sizes)}")


def _variables(sheet: Sheet, sizes: list[Declaration]) -> str:
    return " ".join(f"{ROOT_FONT_SIZE}: {sheet.text(size.value)};" for size in sizes)
