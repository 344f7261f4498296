r"""Text in formulas: `\\text{…}` and its kin, with fonts, accents, and formulas within."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from renderers.markdown.tex.reader import Reader, TexError
from renderers.markdown.tex.tokens import VERBATIM, is_control

NO_BREAK_SPACE = "\u00a0"
"""For every blank: MathML trims the others."""

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Style:
    """The look of text. Letters and digits have characters of their own in each, as Unicode has them for formulas."""

    family: str = "serif"
    is_bold: bool = False
    is_italic: bool = False


PLAIN = Style()
FONTS: Mapping[str, Callable[[Style], Style]] = {
    **dict.fromkeys(("\\text", "\\mbox", "\\hbox", "\\fbox"), lambda style: style),
    **dict.fromkeys(("\\textnormal", "\\normalfont"), lambda _: PLAIN),
    **dict.fromkeys(("\\textrm", "\\rm"), lambda style: replace(style, family="serif")),
    **dict.fromkeys(("\\textsf", "\\sf"), lambda style: replace(style, family="sans")),
    **dict.fromkeys(("\\texttt", "\\tt"), lambda style: replace(style, family="mono")),
    **dict.fromkeys(("\\textbf", "\\bf"), lambda style: replace(style, is_bold=True)),
    "\\textmd": lambda style: replace(style, is_bold=False),
    **dict.fromkeys(("\\textit", "\\textsl", "\\it"), lambda style: replace(style, is_italic=True)),
    "\\emph": lambda style: replace(style, is_italic=not style.is_italic),
    **dict.fromkeys(("\\textup", "\\textsc"), lambda style: replace(style, is_italic=False)),
}
"""Commands for fonts, and what they make of the look around them."""

COMMANDS = frozenset(name for name in FONTS if name.startswith(("\\text", "\\mbox", "\\hbox", "\\emph")))
"""Those that begin a text in a formula. The others are switches, which formulas have too."""

_SWITCHES = {"\\bf", "\\it", "\\rm", "\\sf", "\\tt", "\\normalfont"}
_ALPHABETS = {
    ("serif", True, False): (0x1D400, 0x1D41A, 0x1D7CE),
    ("serif", False, True): (0x1D434, 0x1D44E, None),
    ("serif", True, True): (0x1D468, 0x1D482, 0x1D7CE),
    ("sans", False, False): (0x1D5A0, 0x1D5BA, 0x1D7E2),
    ("sans", True, False): (0x1D5D4, 0x1D5EE, 0x1D7EC),
    ("sans", False, True): (0x1D608, 0x1D622, 0x1D7E2),
    ("sans", True, True): (0x1D63C, 0x1D656, 0x1D7EC),
    **dict.fromkeys(
        (("mono", bold, italic) for bold in (False, True) for italic in (False, True)), (0x1D670, 0x1D68A, 0x1D7F6)
    ),
}
_PLANCK = "\u210e"
_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "d": "\u0323",
    "b": "\u0331",
    "r": "\u030a",
    "k": "\u0328",
    "t": "\u0361",
}
_LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "S": "§",
    "P": "¶",
    "dag": "†",
    "ddag": "‡",
    "copyright": "©",
    "pounds": "£",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "KaTeX": "KaTeX",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textunderscore": "_",
    "textdollar": "$",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textregistered": "®",
    "textcopyright": "©",
    "texttrademark": "™",
    "textdegree": "°",
    "textsterling": "£",
    "texteuro": "€",
    "euro": "€",
    "quad": NO_BREAK_SPACE * 4,
    "qquad": NO_BREAK_SPACE * 8,
    "enspace": NO_BREAK_SPACE * 2,
    "lq": "‘",
    "rq": "’",
    "lbrack": "[",
    "rbrack": "]",
    "textbullet": "•",
    "textmu": "µ",
    "degree": "°",
    "space": NO_BREAK_SPACE,
    "nobreakspace": NO_BREAK_SPACE,
    "newline": NO_BREAK_SPACE,
    "textdagger": "†",
    "textperiodcentered": "·",
    "textohm": "Ω",
    "guillemotleft": "«",
    "guillemotright": "»",
    "thinspace": "\u2009",
    "!": "",
    ",": "\u2009",
    ":": "\u2005",
    ";": "\u2004",
    ">": "\u2005",
    "/": "",
    "\\": NO_BREAK_SPACE,
    " ": NO_BREAK_SPACE,
    "relax": "",
    "protect": "",
    "textdaggerdbl": "‡",
    "-": "",
}
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("'", "’"))

Piece = str | list[str]
"""Text, or the tokens of a formula within it."""


def pieces_of(tokens: list[str], style: Style = PLAIN) -> list[Piece]:
    """What a text holds, in order; no two texts stand side by side."""
    merged: list[Piece] = []
    for piece in _pieces(Reader(tokens), style, 0):
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        elif piece:
            merged.append(piece)
    return merged


def _pieces(reader: Reader, style: Style, depth: int) -> Iterator[Piece]:
    if depth > _DEEPEST:
        raise TexError("It nests too deeply.")
    while reader:
        token = reader.next()
        if token in {"$", "\\("}:
            yield _formula(reader, "$" if token == "$" else "\\)")
        elif token == "{":
            reader.put_back((token,))
            yield from _pieces(Reader(reader.argument()), style, depth + 1)
        elif token in _SWITCHES:
            style = FONTS[token](style)
        elif token in FONTS:
            yield from _pieces(Reader(reader.argument()), FONTS[token](style), depth + 1)
        elif is_control(token):
            yield _control(token, reader, style)
        else:
            yield styled(_characters(token, reader), style)


def _formula(reader: Reader, end: str) -> list[str]:
    taken: list[str] = []
    depth = 0
    while True:
        token = reader.next()
        if token == end and depth == 0:
            return ["{", *taken, "}"]
        depth += {"{": 1, "}": -1}.get(token, 0)
        taken.append(token)


def _control(token: str, reader: Reader, style: Style) -> Piece:
    name = token[1:]
    if token == VERBATIM:
        return styled(reader.next(), replace(PLAIN, family="mono"))
    if name in _LETTERS:
        return styled(_LETTERS[name], style)
    if name in _ACCENTS and reader.peek() not in {"", " "} and not is_control(reader.peek()):
        letters = "".join(reader.argument())
        return styled(unicodedata.normalize("NFC", letters[:1] + _ACCENTS[name] + letters[1:]), style)
    if not name.isalpha():
        return styled(name, style)
    # A command of formulas: it stays one, with what it is given.
    taken = [token]
    while reader.peek() in {"{", "[", "_", "^"}:
        taken.append(reader.next())
        if taken[-1] == "{":
            reader.put_back((taken.pop(),))
            taken += ("{", *reader.argument(), "}")
    return ["{", *taken, "}"]


def _characters(token: str, reader: Reader) -> str:
    """A character, or what it makes with those after it."""
    if token in {" ", "~"}:
        return NO_BREAK_SPACE
    for written, shown in _LIGATURES:
        if token == written[0] and len(written) > 1:
            rest = [reader.next() for _ in written[1:] if reader.peek() == token]
            if len(rest) == len(written) - 1:
                return shown
            reader.put_back(rest)
        elif token == written:
            return shown
    return token


def styled(text: str, style: Style) -> str:
    """Text in the characters that Unicode has for this look; those that it has not stay plain."""
    alphabets = _ALPHABETS.get((style.family, style.is_bold, style.is_italic))
    if alphabets is None:
        return text
    return "".join(_styled(character, *alphabets) for character in text)


def _styled(character: str, capitals: int, letters: int, digits: int | None) -> str:
    if "A" <= character <= "Z":
        return chr(capitals + ord(character) - ord("A"))
    if "a" <= character <= "z":
        made = chr(letters + ord(character) - ord("a"))
        return _PLANCK if made == "\U0001d455" else made
    if digits is not None and "0" <= character <= "9":
        return chr(digits + ord(character) - ord("0"))
    return character
