r"""Chemistry: `\ce` with formulas and reactions, `\pu` with numbers and units, as the package mhchem reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from renderers.markdown.tex.state import Commands, Formula
from renderers.markdown.tex.tokens import tex_of, tokens_of

_ARROWS = {
    "->": r"\xrightarrow",
    "<-": r"\xleftarrow",
    "<->": r"\xleftrightarrow",
    "<-->": r"\xrightleftarrows",
    "<=>": r"\xrightleftharpoons",
    "<=>>": r"\xrightleftharpoons",
    "<<=>": r"\xrightleftharpoons",
    "→": r"\xrightarrow",
    "←": r"\xleftarrow",
    "⇌": r"\xrightleftharpoons",
    "↔": r"\xleftrightarrow",
}
_BONDS = {
    "-": "{-}",
    "1": "{-}",
    "=": "{=}",
    "2": "{=}",
    "#": r"{\equiv}",
    "3": r"{\equiv}",
    "~": r"{\sim}",
    "...": r"{\cdots}",
    "....": r"{\cdots}",
    "->": r"{\rightarrow}",
    "<-": r"{\leftarrow}",
    "~-": r"{\simeq}",
}
_TOKEN = re.compile(
    r"""(?P<arrow><<=>|<=>>|<=>|<-->|<->|->|<-|→|←|⇌|↔)
    |(?P<math>\$[^$]*\$)
    |(?P<bond>\\bond\s*\{(?P<kind>[^}]*)\})
    |(?P<gas>(?<![^\s])\^(?=\s|$)|(?<=\s)\\uparrow)
    |(?P<falls>(?<![^\s])v(?=\s|$))
    |(?P<command>\\[A-Za-z]+\s*|\\.)
    |(?P<script>[_^])
    |(?P<letters>[A-Z][a-z]?|[A-Z]|[α-ω]|[a-z]+)
    |(?P<number>\d+(?:[.,]\d+)?(?:/\d+)?)
    |(?P<blank>\s+)
    |(?P<group>\{)
    |(?P<other>.)""",
    re.DOTALL | re.VERBOSE,
)
_DEEPEST = 20


@dataclass(slots=True)
class _Text:
    """A text that is read from left to right."""

    text: str
    at: int = 0

    def next(self) -> re.Match[str] | None:
        found = _TOKEN.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    @property
    def rest(self) -> str:
        return self.text[self.at :]

    def group(self) -> str:
        """What is inside a group whose brace was read."""
        depth, start = 1, self.at
        while self.at < len(self.text) and depth:
            depth += {"{": 1, "}": -1}.get(self.text[self.at], 0)
            self.at += 2 if self.text[self.at] == "\\" else 1
        return self.text[start : self.at - (not depth)]

    def bracket(self) -> str:
        """What stands in brackets, if they come next."""
        if not self.rest.startswith("["):
            return ""
        depth, start = 0, self.at + 1
        while self.at < len(self.text):
            depth += {"[": 1, "]": -1}.get(self.text[self.at], 0)
            self.at += 1
            if not depth:
                break
        return self.text[start : self.at - 1]

    def script(self) -> str:
        """What is raised or lowered: a group, a formula, or what stands together."""
        if self.rest.startswith("{"):
            self.at += 1
            return self.group()
        found = re.compile(r"\$[^$]*\$|\\[A-Za-z]+|[0-9]+[+-]?|[+-]|[A-Za-z]+[+-]?|.", re.DOTALL).match(
            self.text, self.at
        )
        if not found:
            return ""
        self.at = found.end()
        return found[0]


def _reaction(words: str, depth: int = 0) -> str:
    """A reaction as TeX."""
    return "".join(_pieces(_Text(words), depth)) if depth < _DEEPEST else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a piece stands: right after an atom, at the start of a word, so deep in groups."""

    follows: bool
    is_start: bool
    depth: int


def _pieces(text: _Text, depth: int) -> Iterator[str]:
    follows, is_start = False, True
    while (found := text.next()) is not None:
        kind, word = found.lastgroup or "", found[0]
        kind = "bond" if kind == "kind" else kind
        yield _SIGNS.get(kind) or _piece(kind, found, text, _Place(follows, is_start, depth))
        ends_atom = kind in _ATOMS or (kind == "other" and word in ")]")
        # Numbers and charges belong to the atom that they follow.
        follows = ends_atom or (follows and (kind == "number" or word in {"+", "-"}))
        is_start = kind in {"blank", "arrow"} or (is_start and kind == "number")


_ATOMS = {"letters", "script", "group", "bond"}
_SIGNS = {"gas": "\\uparrow ", "falls": "\\downarrow ", "blank": "\\,"}


def _piece(kind: str, found: re.Match[str], text: _Text, place: _Place) -> str:
    word = found[0]
    match kind:
        case "arrow":
            return _arrow(word, text, place.depth)
        case "script":
            return _scripts(word, text, has_base=place.follows)
        case "letters":
            return _letters(word, text, is_alone=place.is_start)
        case "number":
            return f"_{{{word}}}" if place.follows else _amount(word)
        case "group":
            return f"{{{_reaction(text.group(), place.depth + 1)}}}"
        case "math":
            return f"{{{word[1:-1]}}}"
        case "bond":
            return _BONDS.get((found["kind"] or "").strip(), "{-}")
        case "command":
            return _command(word, text)
        case _:
            return _sign(word, text, follows=place.follows)


def _arrow(word: str, text: _Text, depth: int) -> str:
    above, below = (_reaction(text.bracket(), depth + 1) for _ in range(2))
    option = f"[{{{below}}}]" if below else ""
    return f"\\mathrel{{{_ARROWS[word]}{option}{{\\quad {above}\\quad}}}}"


def _command(word: str, text: _Text) -> str:
    """A command of formulas with what it is given."""
    made = word.strip() + (" " if word.strip()[1:].isalpha() else "")
    while text.rest.startswith("{"):
        text.at += 1
        content = text.group()
        made += f"{{{content}}}"
    return made


def _scripts(word: str, text: _Text, *, has_base: bool) -> str:
    content = text.script()
    inner = content.strip("$") if content.startswith("$") else _script_text(content, is_upper=word == "^")
    return f"{'' if has_base else '{}'}{word}{{{inner}}}"


def _script_text(content: str, *, is_upper: bool) -> str:
    made = []
    for piece in re.findall(r"\$[^$]*\$|\\[A-Za-z]+\s*|[A-Za-z]+|.", content, re.DOTALL):
        if piece.startswith("$"):
            made.append(f"{{{piece[1:-1]}}}")
        elif piece[0].isalpha():
            is_variable = len(piece) == 1 and piece.islower() and not is_upper
            made.append(piece if is_variable or (len(piece) == 1 and piece.islower()) else f"\\mathrm{{{piece}}}")
        elif piece in {"+", "-"}:
            made.append(f"{{{piece}}}")
        elif piece == "*":
            made.append(r"{\ast}")
        elif piece == "." and is_upper:
            made.append(r"{\bullet}")
        else:
            made.append(piece)
    return "".join(made)


def _letters(word: str, text: _Text, *, is_alone: bool) -> str:
    """An element is upright; a small letter by itself before one is a number that is not known."""
    is_variable = (
        is_alone and len(word) == 1 and word.islower() and (text.rest[:1] in {"", " "} or text.rest[:1].isupper())
    )
    return word if is_variable or not word.isascii() else f"\\mathrm{{{word}}}"


def _amount(word: str) -> str:
    above, slash, below = word.partition("/")
    return f"\\tfrac{{{above}}}{{{below}}}\\," if slash else f"{word}\\,"


def _sign(word: str, text: _Text, *, follows: bool) -> str:
    after = text.rest[:1]
    if word in "+-" and follows and not (word == "-" and (after.isalnum() or after == "\\")):
        # A charge.
        return f"^{{{word}}}"
    if word in "*.":
        return r"\cdot "
    if word in _BONDS and (follows or word in "=#"):
        return _BONDS[word]
    return {"+": "{}+{}", "-": "-", "(": "(", "&": "", "%": r"\%"}.get(word, word)


_UNIT = re.compile(
    r"(?P<letters>\\?[A-Za-zµμΩ°%Å]+)\s*(?:\^?\{?(?P<power>[+-]?\d+)\}?)?|(?P<over>//)|(?P<other>.)", re.DOTALL
)
_NUMBER = re.compile(r"\s*([+-]?\d[\d ]*(?:[.,]\d+)?)(?:\s*([eE]|[x*]\s*10\^?)\{?([+-]?\d+)\}?)?\s*")


def _quantity(words: str) -> str:
    """A number with its unit as TeX."""
    found = _NUMBER.match(words)
    made = ""
    if found:
        made = found[1].strip().replace(" ", r"\,").replace(",", "{,}")
        made += rf"\times 10^{{{found[3]}}}" if found[3] else ""
        words = words[found.end() :]
    over = words.split("//", 1)
    unit = _units(over[0]) if len(over) == 1 else rf"\frac{{{_units(over[0])}}}{{{_units(over[1])}}}"
    return made + (r"\;" if made and unit else "") + unit


def _units(words: str) -> str:
    made = []
    for found in _UNIT.finditer(words.strip()):
        if found["letters"]:
            name = found["letters"]
            made.append(f"{name} " if name.startswith("\\") else f"\\mathrm{{{name}}}".replace("%", r"\%"))
            made.append(f"^{{{found['power']}}}" if found["power"] else "")
        else:
            made.append(
                {" ": r"\,", "*": r"\cdot ", ".": r"\cdot ", "{": "", "}": ""}.get(found["other"], found["other"])
            )
    return "".join(made)


def _ce(formula: Formula) -> Iterable[str]:
    return ("{", *tokens_of(_reaction(tex_of(formula.reader.argument()))), "}")


def _pu(formula: Formula) -> Iterable[str]:
    return ("{", *tokens_of(_quantity(tex_of(formula.reader.argument()))), "}")


COMMANDS: Commands = {"\\ce": _ce, "\\cee": _ce, "\\cf": _ce, "\\pu": _pu}
"""What begins chemistry in a formula."""
