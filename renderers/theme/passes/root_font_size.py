"""What `rem` measures by: the font size of the slide, kept in a variable (M-185)."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.theme.passes.rem import ROOT_FONT_SIZE
from renderers.theme.selectors import Selector, is_about_slide, is_slide, last_compound, root_length, split
from renderers.theme.sheet import Declaration, Edit, Placed, Sheet


def root_font_size(sheet: Sheet) -> Iterator[Edit]:
    """After a rule that sizes the text of slides, another that keeps that size in the variable."""
    for placed in sheet.walk():
        sizes = [one for one in placed.rule.declarations if one.name == "font-size" and one.value]
        styles = placed.style_rules
        if not sizes or not styles:
            continue
        if placed.rule.at is not None:
            yield from _kept_in_place(sheet, placed, sizes)
        elif len(styles) > 1:
            is_in_slide = is_about_slide(Placed(styles[-2], styles[:-2]))
            slides = [one for one in split(placed.rule.prelude) if is_slide(one, is_in_slide=is_in_slide)]
            yield from _kept_after(sheet, placed, sizes, [sheet.text(one) for one in slides])
        else:
            texts = [_sized(sheet, selector) for selector in split(placed.rule.prelude)]
            yield from _kept_after(sheet, placed, sizes, [text for text in texts if text])


def _sized(sheet: Sheet, selector: Selector) -> str:
    """The selector for slides that goes with a selector, "" if that is about elements of another kind.

    What names no element may be a section inside a slide; that is what the word `section` before it says.
    """
    begin = last_compound(selector)
    first = selector[begin] if begin < len(selector) else None
    if first is None or first.is_ident("section") or root_length(selector[begin:]):
        return sheet.text(selector)
    if first.kind == "ident" or first.is_literal("&"):
        return ""
    rest = sheet.css[first.end if first.is_literal("*") else first.start : selector[-1].end]
    before = sheet.css[selector[0].start : first.start]
    return f"{before or 'section '}section{rest}"


def _kept_after(sheet: Sheet, placed: Placed, sizes: list[Declaration], selectors: list[str]) -> Iterator[Edit]:
    if selectors:
        end = placed.rule.end
        yield Edit(end, end, f"\n{', '.join(selectors)} {{ {_variables(sheet, sizes)} }}")


def _kept_in_place(sheet: Sheet, placed: Placed, sizes: list[Declaration]) -> Iterator[Edit]:
    """In an at-rule inside a style rule there is no selector to repeat."""
    if is_about_slide(placed):
        end = sizes[-1].end
        yield Edit(end, end, f"; {_variables(sheet, sizes)}")


def _variables(sheet: Sheet, sizes: list[Declaration]) -> str:
    return " ".join(f"{ROOT_FONT_SIZE}: {sheet.text(size.value)};" for size in sizes)
