"""MathML that may stand in a page: well-formed, and of no element or attribute that is not listed here."""

from __future__ import annotations

import re
from html.entities import html5

from lxml import etree

from renderers.markdown.tex.special import Specials

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

ELEMENTS = frozenset(
    {
        *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mstyle", "mpadded", "mphantom", "menclose"),
        *("mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover"),
        *("mmultiscripts", "mprescripts", "mtable", "mtr", "mtd"),
    }
)
"""All that formulas are made of. Nothing in it loads, links or runs."""

_LENGTH = re.compile(r"-?\d{0,3}(?:\.\d{1,8})?(?:em|ex|px|pt|%|rem)?")
_WORD = re.compile(r"[a-z]{1,20}(?: [a-z]{1,20}){0,3}")
_CLASS = re.compile(r"[a-z-]{1,40}")
_ATTRIBUTES = {
    **dict.fromkeys(("accent", "accentunder", "display", "displaystyle", "form", "mathvariant", "notation"), _WORD),
    **dict.fromkeys(("stretchy", "symmetric", "movablelimits", "largeop", "fence", "separator"), _WORD),
    **dict.fromkeys(("width", "height", "depth", "voffset", "lspace", "rspace", "linethickness"), _LENGTH),
    **dict.fromkeys(("minsize", "maxsize"), _LENGTH),
    "scriptlevel": re.compile(r"[+-]?\d"),
    "class": _CLASS,
}
_PROPERTIES = {
    **dict.fromkeys(("text-align", "justify-items"), re.compile("left|right|center|start|end")),
    **dict.fromkeys(("padding-left", "padding-right", "padding-top", "padding-bottom"), _LENGTH),
    **dict.fromkeys(("width", "margin-left", "font-size"), _LENGTH),
    **dict.fromkeys(
        ("border-left", "border-right", "border-top", "border-bottom"),
        re.compile(r"0\.05em (?:solid|dashed) currentcolor"),
    ),
    **dict.fromkeys(("color", "background-color"), re.compile("#[0-9A-Fa-f]{3,8}|[a-z]{3,30}")),
    "padding": _LENGTH,
    "border": re.compile("0\\.05em solid (?:#[0-9A-Fa-f]{3,8}|[a-z]{3,30})"),
    "math-shift": re.compile("compact"),
}
_OVER_AND_UNDER = tuple(f"{{{NAMESPACE}}}{name}" for name in ("munder", "mover", "munderover"))
_WITH_SCRIPTS = tuple(f"{{{NAMESPACE}}}{name}" for name in ("msub", "msup", "msubsup"))
_LETTERS = tuple(f"{{{NAMESPACE}}}{name}" for name in ("mi", "mo"))
_TABLE = f"{{{NAMESPACE}}}mtable"
_WIDE_ACCENTS = {"\u02dc", "\u02c7", "\u0330"}
_CALLIGRAPHIC, _SCRIPT = "\ufe00", "\ufe01"
_PRIMES = "\u2032\u2033\u2034\u2057\u2035"
_ARROW = re.compile("[\u2190-\u21ff\u27f0-\u27ff\u2900-\u297f]")
_ENTITY = re.compile("&([A-Za-z][A-Za-z0-9]*);")
_XML = {"lt", "gt", "amp", "quot", "apos"}


def cleaned(html: str, specials: Specials) -> str:
    """A `<math>` element as an engine wrote it, with its special elements, as XML of what is allowed only.

    Raises `ValueError`.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_ENTITY.sub(_character, html), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("It nests too deeply.") from error
    if specials:
        specials.put_into(root)
    for element in root.iter():
        _clean(element)
    for element in root.iter(*_OVER_AND_UNDER):
        _stretch(element[0])
        if element[-1].text in _WIDE_ACCENTS:
            element.set("accentunder" if element.tag.endswith("munder") else "accent", "true")
    for element in root.iter(*_WITH_SCRIPTS):
        _let_grow(element)
    for element in root.iter(*_LETTERS):
        _mark_letters(element)
    for element in root.iter(_TABLE):
        _close_lines(element)
    return str(etree.tostring(root, encoding="unicode"))


def _clean(element: etree._Element) -> None:
    name = etree.QName(element)
    if name.namespace != NAMESPACE or name.localname not in ELEMENTS:
        raise ValueError(f"It makes an element that is not allowed: {name.localname}.")
    for attribute, value in element.items():
        if attribute == "style":
            element.set(attribute, _style(value))
            continue
        allowed = _ATTRIBUTES.get(attribute)
        if allowed is None or not allowed.fullmatch(value):
            del element.attrib[attribute]


def _stretch(base: etree._Element) -> None:
    """An arrow is as long as what stands over or under it. Chromium's own list has not all of them."""
    if base.tag == f"{{{NAMESPACE}}}mo" and _ARROW.fullmatch(base.text or ""):
        base.set("stretchy", "true")


def _let_grow(scripts: etree._Element) -> None:
    """A fence of a size of its own that bears a script: Chromium makes fences grow in rows only."""
    base = scripts[0]
    if base.tag == f"{{{NAMESPACE}}}mo" and base.get("minsize"):
        row = etree.Element(f"{{{NAMESPACE}}}mrow")
        scripts.replace(base, row)
        base.set("stretchy", "true")
        row.append(base)


def _mark_letters(element: etree._Element) -> None:
    """Classes for letters that the font has more than one form of. Its variation selectors are not the engine's."""
    text = element.text or ""
    if _SCRIPT in text:
        element.set("class", "script")
    elif text and text[0] in _PRIMES:
        element.set("class", "prime")
    if _SCRIPT in text or _CALLIGRAPHIC in text:
        element.text = text.replace(_SCRIPT, "").replace(_CALLIGRAPHIC, "")


def _close_lines(table: etree._Element) -> None:
    """A table with lines keeps a distance from them. The line at its end is an empty row for the engine."""
    rows = list(table)
    if not any("border" in one.get("style", "") for one in (table, *(cell for row in rows for cell in row))):
        return
    table.set("class", "lined")
    if len(rows) > 1 and len(rows[-1]) == 1 and not len(rows[-1][0]) and "border-top" in rows[-1][0].get("style", ""):
        line = rows[-1][0].get("style", "").partition("border-top:")[2].partition(";")[0]
        for cell in rows[-2]:
            cell.set("style", f"{cell.get('style', '')}border-bottom:{line};")
        table.remove(rows[-1])


def _style(value: str) -> str:
    pairs = (part.partition(":") for part in value.split(";"))
    kept = ((name.strip(), text.strip()) for name, _, text in pairs)
    return "".join(
        f"{name}:{text};" for name, text in kept if name in _PROPERTIES and _PROPERTIES[name].fullmatch(text)
    )


def _character(found: re.Match[str]) -> str:
    """The character of an entity that HTML has and XML has not."""
    name = found[1]
    return found[0] if name in _XML else html5.get(f"{name};", "\N{REPLACEMENT CHARACTER}")
