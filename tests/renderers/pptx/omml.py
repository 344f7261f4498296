"""The grammar of Office's mathematical markup, for tests that have no schema at hand (ISO/IEC 29500-4, 22.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE_2010 = "http://schemas.microsoft.com/office/drawing/2010/main"
NAMES = {"m": MATH, "a": DRAWING}

_ANY = "(?:acc|bar|borderBox|d|eqArr|f|func|groupChr|limLow|limUpp|m|nary|phant|rad|sPre|sSub|sSubSup|sSup|r) "
_PLACE = f"(?:{_ANY})*"
_ORDERS = {
    "oMathPara": "(oMathParaPr )?(oMath )+",
    "oMathParaPr": "(jc )?",
    "oMath": f"(?:{_ANY})+",
    "r": "(rPr )?a:rPr t ",
    "rPr": "(lit )?(nor |(scr )?(sty )?)",
    "acc": "accPr e ",
    "accPr": "(chr )?ctrlPr ",
    "bar": "barPr e ",
    "barPr": "(pos )?ctrlPr ",
    "borderBox": "borderBoxPr e ",
    "borderBoxPr": "(hideTop )?(hideBot )?(hideLeft )?(hideRight )?"
    "(strikeH )?(strikeV )?(strikeBLTR )?(strikeTLBR )?ctrlPr ",
    "d": "dPr (e )+",
    "dPr": "begChr (sepChr )?endChr ctrlPr ",
    "eqArr": "eqArrPr (e )+",
    "eqArrPr": "ctrlPr ",
    "f": "fPr num den ",
    "fPr": "type ctrlPr ",
    "func": "funcPr fName e ",
    "funcPr": "ctrlPr ",
    "groupChr": "groupChrPr e ",
    "groupChrPr": "chr pos vertJc ctrlPr ",
    "limLow": "limLowPr e lim ",
    "limLowPr": "ctrlPr ",
    "limUpp": "limUppPr e lim ",
    "limUppPr": "ctrlPr ",
    "m": "mPr (mr )+",
    "mPr": "plcHide mcs ctrlPr ",
    "mcs": "(mc )+",
    "mc": "mcPr ",
    "mcPr": "count mcJc ",
    "mr": "(e )+",
    "nary": "naryPr sub sup e ",
    "naryPr": "chr limLoc (subHide )?(supHide )?ctrlPr ",
    "phant": "phantPr e ",
    "phantPr": "show ctrlPr ",
    "rad": "radPr deg e ",
    "radPr": "(degHide )?ctrlPr ",
    "sPre": "sPrePr sub sup e ",
    "sPrePr": "ctrlPr ",
    "sSub": "sSubPr e sub ",
    "sSubPr": "ctrlPr ",
    "sSubSup": "sSubSupPr e sub sup ",
    "sSubSupPr": "ctrlPr ",
    "sSup": "sSupPr e sup ",
    "sSupPr": "ctrlPr ",
    "ctrlPr": "a:rPr ",
    **dict.fromkeys(("e", "num", "den", "sub", "sup", "lim", "fName", "deg"), _PLACE),
}


def read(xml: str) -> etree._Element:
    """A formula as it stands in a slide."""
    return etree.fromstring(f'<a:p xmlns:a="{DRAWING}">{xml}</a:p>')[0]


def faults(root: etree._Element) -> Iterator[str]:
    """Elements in which something stands that may not, or not there."""
    for element in root.iter():
        space, _, name = element.tag[1:].partition("}")
        if space != MATH:
            continue
        found = "".join(f"{_called(child)} " for child in element)
        order = _ORDERS.get(name, "")
        if not re.fullmatch(order, found):
            yield f"{name}: {found}"
        if name in {"chr", "begChr", "endChr", "sepChr"} and len(element.get(f"{{{MATH}}}val")) > 1:
            yield f"{name}: {element.get(f'{{{MATH}}}val')}"


def taken_out(part: etree._Element) -> list[etree._Element]:
    """The formulas of a part, which as it is changed has what programs with equations show, but no formulas."""
    for either in list(part.iter(f"{{{COMPATIBILITY}}}AlternateContent")):
        parent, (choice, *_) = either.getparent(), either
        parent.replace(either, choice[0])
    holders = list(part.iter(f"{{{OFFICE_2010}}}m"))
    formulas = [formula for holder in holders for formula in holder]
    for holder in holders:
        holder.getparent().remove(holder)
    return formulas


def _called(element: etree._Element) -> str:
    space, _, name = element.tag[1:].partition("}")
    return name if space == MATH else f"a:{name}"


def shown(root: etree._Element) -> str:
    """All characters of a formula."""
    signs = "//m:t/text() | //m:chr/@m:val | //m:begChr/@m:val | //m:endChr/@m:val | //m:sepChr/@m:val"
    return " ".join(root.xpath(signs, namespaces=NAMES))
