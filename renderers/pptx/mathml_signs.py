"""What signs of mathematics are, and how elements of MathML are looked at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lxml import etree

from renderers.pptx.formula import LINE, Script, Weight

APPLY = "\u2061"
"""What stands between a function and what it is of."""

INVISIBLE = frozenset("\u2061\u2062\u2063\u2064\u200b\u2060")
LARGE = frozenset("∑∏∐∫∬∭⨌∮∯∰∱∲∳⋀⋁⋂⋃⨀⨁⨂⨃⨄⨅⨆")
"""Large operators, which have limits and something that they work on."""

OPENING = dict(zip("([{⟨⌊⌈⟦⟮⎰", ")]}⟩⌋⌉⟧⟯⎱", strict=True))
CLOSING = frozenset(OPENING.values())
BARS = frozenset("|‖∣∥")
FENCES = frozenset(OPENING) | CLOSING | BARS | frozenset("/\\↑↓↕⇑⇓⇕⌜⌝⌞⌟")

# Above or below a base. Each is written as the combining character that Office knows it by.
ACCENTS = {
    **dict.fromkeys("ˆ^\u0302", "\u0302"),
    **dict.fromkeys("˜~\u0303", "\u0303"),
    **dict.fromkeys("˙.\u0307", "\u0307"),
    **dict.fromkeys("¨\u0308", "\u0308"),
    **dict.fromkeys("⃛", "\u20db"),
    **dict.fromkeys("⃜", "\u20dc"),
    **dict.fromkeys("ˇ\u030c", "\u030c"),
    **dict.fromkeys("˘\u0306", "\u0306"),
    **dict.fromkeys("´ˊ\u0301", "\u0301"),
    **dict.fromkeys("`ˋ\u0300", "\u0300"),
    **dict.fromkeys("˚°\u030a", "\u030a"),
    **dict.fromkeys("\u20d7", "\u20d7"),
    **dict.fromkeys("\u20d6", "\u20d6"),
}
MACRON = "\u0305"
LINES = frozenset("¯‾_ˉ―\u0305\u0332\u0304")
"""Signs that are a line over or under a base."""

_RELATIONS = re.compile(
    "[=<>≔≕∈-∍∝∣-∦∴-∷∻-≨≪-⊑⊒⊢-⊩⊰-⊸⋈⋍⋐⋑⋔-⋭\u2190-\u21ff\u27f0-\u27ff\u2900-\u297f⟂⊥⪅-⪻⫅⫆]",
)
_PARTS = frozenset(",;:.")
_LETTER = re.compile("LATIN|GREEK|MATHEMATICAL|DOUBLE-STRUCK|SCRIPT|BLACK-LETTER|PLANCK|DOTLESS|ANGSTROM|KELVIN")
_SELECTORS = re.compile("[\ufe00-\ufe0f]")
_WIDTH = re.compile(r"\s*(-?\d*\.?\d+)(em|ex|px|pt|mu)?\s*")
_EMS = {"em": 1.0, None: 1.0, "ex": 0.45, "px": 1 / 20, "pt": 1 / 15, "mu": 1 / 18}
_NAMED = {
    "thinmathspace": 3 / 18,
    "mediummathspace": 4 / 18,
    "thickmathspace": 5 / 18,
    "veryverythinmathspace": 1 / 18,
    "verythinmathspace": 2 / 18,
    "verythickmathspace": 6 / 18,
    "veryverythickmathspace": 7 / 18,
}
_BLANKS = ((1.0, "\u2003"), (0.5, "\u2002"), (1 / 3, "\u2004"), (0.25, "\u2005"), (1 / 6, "\u2006"), (1 / 12, "\u200a"))
_SCRIPTS = (
    ("DOUBLE-STRUCK", Script.DOUBLE_STRUCK),
    ("FRAKTUR", Script.FRAKTUR),
    ("BLACK-LETTER", Script.FRAKTUR),
    ("SCRIPT", Script.SCRIPT),
    ("SANS-SERIF", Script.SANS_SERIF),
    ("MONOSPACE", Script.MONOSPACE),
)


def name(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def inner(element: etree._Element) -> list[etree._Element]:
    """The elements in an element."""
    return [child for child in element if name(child)]


def text(element: etree._Element) -> str:
    """The characters of an element, blanks around them left out."""
    return " ".join("".join(element.itertext()).split(" ")).strip(" \t\r\n")


def sign(element: etree._Element) -> str:
    """What an operator shows; empty for one that shows nothing, and for all that is no operator."""
    return "".join(one for one in text(element) if one not in INVISIBLE) if name(element) == "mo" else ""


def core(element: etree._Element) -> etree._Element:
    """The one thing in an element that only groups; else the element itself."""
    while name(element) in {"mrow", "mstyle", "mpadded"}:
        told = [child for child in inner(element) if not is_empty(child)]
        if len(told) != 1:
            return element
        element = told[0]
    return element


def is_empty(element: etree._Element) -> bool:
    """Whether an element shows nothing and takes no room."""
    match name(element):
        case "mspace":
            return ems(element) <= 0
        case "mrow" | "mstyle" | "mpadded" | "none":
            return all(is_empty(child) for child in inner(element))
        case "mo":
            return not sign(element)
    return False


def is_relation(character: str) -> bool:
    """Whether a sign relates what is before it to what comes after."""
    return len(character) == 1 and _RELATIONS.match(character) is not None


def ends_terms(element: etree._Element) -> bool:
    """Whether what a large operator works on ends before an element."""
    match name(element):
        case "mo":
            shown = sign(element)
            return is_relation(shown) or shown in _PARTS
        case "mtext":
            return True
        case "mspace":
            return ems(element) >= 1
    return False


def ems(element: etree._Element) -> float:
    """How wide a blank is, in font sizes; less than nothing for one that draws together."""
    width = element.get("width", "")
    if width in _NAMED:
        return _NAMED[width]
    found = _WIDTH.fullmatch(width)
    return float(found[1]) * _EMS[found[2]] if found else 0.0


def blanks(width: float) -> str:
    """Blanks that are together nearly as wide, in font sizes."""
    found, left = "", min(width, 20.0)
    for size, blank in _BLANKS:
        while left >= size - 0.03:
            found, left = found + blank, left - size
    return found


def look(characters: str, variant: str = "") -> tuple[Weight | None, Script | None]:
    """How letters stand, by the alphabet that they are of or the `mathvariant` that they have."""
    if variant and variant != "normal":
        called = (
            variant.upper()
            .replace("-", " ")
            .replace("SANS SERIF", "SANS-SERIF")
            .replace("DOUBLE STRUCK", "DOUBLE-STRUCK")
        )
    else:
        called = next((unicodedata.name(one, "") for one in characters), "")
        if len(characters) == 1 and "MATHEMATICAL" not in called and _script(called) is None:
            return (Weight.UPRIGHT if variant else None), None
    is_bold, is_italic = "BOLD" in called, "ITALIC" in called
    weight = Weight.BOLD if is_bold else Weight.UPRIGHT
    if is_italic:
        weight = Weight.BOLD_ITALIC if is_bold else Weight.ITALIC
    return weight, _script(called)


def _script(called: str) -> Script | None:
    return next((script for word, script in _SCRIPTS if word in called), None)


def is_word(characters: str) -> bool:
    """Whether letters are of no script that mathematics has alphabets of."""
    return any(one.isalpha() and not _LETTER.match(unicodedata.name(one, "")) for one in characters)


def folded(texts: Iterable[str]) -> Iterator[str]:
    """Characters that can be seen, those of one meaning as one."""
    for one in _SELECTORS.sub("", "".join(texts)):
        if one.isspace() or one in INVISIBLE:
            continue
        yield LINE if one in LINES else ACCENTS.get(one, one)
