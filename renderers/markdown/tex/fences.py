"""Fences that open and are never closed: signs like any other for the engine.

It looks for the end of each fence that opens, up to the end of the group, and does so anew for each after it: its time
doubles with every one.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

from renderers.markdown.tex.special import Specials

MOST_LEFT_OPEN = 6
"""Open fences that the engine may have. Formulas that people write have fewer, and stay as they are."""

_SIZES = {
    f"\\{size}{side}": em
    for size, em in (("big", "1.2em"), ("Big", "1.623em"), ("bigg", "2.047em"), ("Bigg", "2.47em"))
    for side in ("", "l", "r", "m")
}
_CLASSES = {"\\mathopen", "\\mathclose"}
_LEFT = {name for name in _SIZES if name.endswith("l")}
_RIGHT = {name for name in _SIZES if name.endswith("r")}
_OPENING = {
    "\\{": "{",
    "\\lbrace": "{",
    "\\lbrack": "[",
    "\\langle": "⟨",
    "\\lang": "⟨",
    "\\lfloor": "⌊",
    "\\lceil": "⌈",
    "\\lgroup": "⟮",
    "\\lmoustache": "⎰",
    "\\ulcorner": "⌜",
    "\\llcorner": "⌞",
    "\\llbracket": "⟦",
    "\\lBrace": "⦃",
    "\\lparen": "(",
    "\\lvert": "|",
    "\\lVert": "‖",
    "\\lAngle": "⟪",
}
_CLOSING = {
    *("\\}", "\\rbrace", "\\rbrack", "\\rangle", "\\rang", "\\rfloor", "\\rceil", "\\rgroup", "\\rmoustache"),
    *("\\urcorner", "\\lrcorner", "\\rrbracket", "\\rBrace", "\\rparen", "\\rvert", "\\rVert", "\\rAngle"),
}
_SEPARATORS = {"&", "\\\\"}


def with_fences_closed(tokens: list[str], specials: Specials) -> list[str]:
    """The same formula for a reader, and one that the engine reads in reasonable time."""
    left_open = set(_left_open(tokens))
    if len(left_open) <= MOST_LEFT_OPEN:
        return tokens
    made: list[str] = []
    for index, token in enumerate(tokens):
        if index not in left_open:
            made.append(token)
            continue
        before = made.pop() if made and (made[-1] in _SIZES or made[-1] in _CLASSES) else ""
        made += _sign(token, before, specials)
    return made


def _sign(token: str, before: str, specials: Specials) -> tuple[str, ...]:
    """A fence as a sign, as high as the command before it says."""
    if token == ".":  # the fence that is not seen
        return ()
    if len(token) > 1 and token not in _OPENING:
        # A fence by the command before it only, as an arrow.
        return (token,)
    size = {"minsize": _SIZES[before], "maxsize": _SIZES[before]} if before in _SIZES else {"stretchy": "false"}
    return (specials.leaf("mo", _OPENING.get(token, token), form="prefix", **size),)


def _left_open(tokens: list[str]) -> Iterator[int]:
    """Where fences stand that open and are not closed in their group or cell."""
    levels: list[list[int]] = [[]]
    before = ""
    for index, token in enumerate(tokens):
        if token == "{":
            levels.append([])
        elif token == "}" or token in _SEPARATORS:
            yield from levels[-1]
            levels[-1] = []
            if token == "}" and len(levels) > 1:
                levels.pop()
        elif before in {"\\left", "\\right", "\\middle"}:
            pass
        elif before in _LEFT or (_opens(token) and before not in _RIGHT):
            levels[-1].append(index)
        elif levels[-1] and (before in _RIGHT or _closes(token)):
            levels[-1].pop()
        before = token if token != " " else before
    for level in levels:
        yield from level


def _opens(token: str) -> bool:
    return token in _OPENING or (len(token) == 1 and token != "{" and category(token) == "Ps")


def _closes(token: str) -> bool:
    return token in _CLOSING or (len(token) == 1 and token != "}" and category(token) == "Pe")
