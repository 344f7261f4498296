"""Simple formulas as runs of text, which every program shows and which flow with the words around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from renderers.pptx.formula import Call, Letters, Row, Script, Scripts, Tinted, Weight
from renderers.pptx.mathml_signs import is_relation
from renderers.pptx.presentation import Color, Link, Run, TextStyle

_WORDS = "Cambria"
"""The face of letters: that of formulas sets lines of text apart, and has no italics."""

_LOWERED, _RAISED = -0.25, 0.3
_BINARY = frozenset("+−-±∓×÷⋅∗*∘∪∩∧∨⊕⊗∖·")
_OPENS = frozenset("([{⟨⌊⌈|‖,;:")
_PRIMES = frozenset("′″‴⁗")
_BLANK = "\u00a0"
"""No line breaks at it: a formula in a line stays whole."""

_MOST_LETTERS = 60
_PIECES = re.compile(r"[^\W\d_]+|[\d.,]+|\s+|.", re.DOTALL)
_IN_WORDS = re.compile("[\u0020-\u007e\u00a0-\u024f\u0370-\u03ff\u1e00-\u1eff\u2010-\u2027\u2212]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    is_italic: bool = False
    is_bold: bool = False
    baseline: float | None = None
    rgb: str = ""


def runs_of(row: Row, style: TextStyle, link: Link | None) -> tuple[Run, ...] | None:
    """A formula as runs; None for one that is more than a line of letters, with some of them lower or higher."""
    pieces = _pieces(row)
    if pieces is None or not pieces or sum(len(piece.text) for piece in pieces) > _MOST_LETTERS:
        return None
    return tuple(_run(piece, style, link) for piece in _merged(_spaced(pieces)))


def _pieces(row: Row, baseline: float | None = None, rgb: str = "") -> list[_Piece] | None:
    found: list[_Piece] = []
    for part in row:
        made: list[_Piece] | None = None
        match part:
            case Letters():
                made = [replace(piece, baseline=baseline, rgb=rgb) for piece in _letters(part)]
            case Scripts(is_before=False) if baseline is None:
                made = _scripts(part, rgb)
            case Call(name=name, argument=argument):
                called, inner = _pieces(name, baseline, rgb), _pieces(argument, baseline, rgb)
                is_open = inner is not None and inner[:1] and inner[0].text[:1] in {"(", "["}
                blank = [] if is_open else [_Piece(_BLANK, baseline=baseline)]
                made = None if called is None or inner is None else [*called, *blank, *inner]
            case Tinted(body=body, rgb=own):
                made = _pieces(body, baseline, own)
        if made is None:
            return None
        found += made
    return found


def _scripts(part: Scripts, rgb: str) -> list[_Piece] | None:
    """A base with one script; two would stand over each other."""
    if part.lower is not None and part.upper is not None:
        return None
    base = _pieces(part.base, None, rgb)
    script = _pieces(part.lower or (), _LOWERED, rgb) if part.upper is None else _pieces(part.upper, _RAISED, rgb)
    if not base or script is None or any(piece.baseline is not None for piece in base):
        return None
    if all(piece.text in _PRIMES for piece in script):
        # These stand high by themselves.
        script = [replace(piece, baseline=None) for piece in script]
    return [*base, *script]


def _letters(letters: Letters) -> Iterator[_Piece]:
    if letters.is_text:
        yield _Piece(re.sub(r"\s", _BLANK, letters.text))
        return
    is_bold = letters.weight in {Weight.BOLD, Weight.BOLD_ITALIC}
    is_italic = letters.weight in {Weight.ITALIC, Weight.BOLD_ITALIC}
    # The letters of alphabets that a run has words for; others stay the characters that they are.
    is_plain = letters.script in {None, Script.ROMAN}
    text = unicodedata.normalize("NFKC", letters.text) if letters.weight and is_plain else letters.text
    for found in _PIECES.findall(text):
        leans = is_italic if letters.weight else found.isalpha() and is_plain
        yield _Piece(_room(found) if found.isspace() else found, is_italic=leans, is_bold=is_bold)


def _room(blanks: str) -> str:
    """Blanks as those at which no line breaks; four are as wide as a letter is high."""
    width = sum({"\u2003": 4, "\u2002": 2}.get(blank, 1) for blank in blanks)
    return _BLANK * min(width, 8)


def _spaced(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Signs with blanks around them, but for those before a number or a letter."""
    before = ""
    for index, piece in enumerate(pieces):
        text, last = piece.text, before[-1:]
        follows = index + 1 < len(pieces)
        if piece.baseline is None and follows and before.strip(_BLANK):
            is_between = not (last in _OPENS or last in _BINARY or is_relation(last))
            if is_relation(text) or (text in _BINARY and is_between):
                text = f"{'' if last == _BLANK else _BLANK}{text}{_BLANK}"
            elif text in {",", ";"} and not pieces[index + 1].text.startswith(_BLANK):
                text = f"{text}{_BLANK}"
        elif piece.baseline is None and follows and is_relation(text):
            text = f"{text}{_BLANK}"
        before = text if piece.baseline is None else "x"
        yield replace(piece, text=text)


def _merged(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    waiting: _Piece | None = None
    for piece in pieces:
        if waiting is not None and replace(piece, text="") == replace(waiting, text=""):
            waiting = replace(waiting, text=waiting.text + piece.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _run(piece: _Piece, style: TextStyle, link: Link | None) -> Run:
    is_in_words = _IN_WORDS.fullmatch(piece.text) is not None
    face = _WORDS if is_in_words else style.latin
    look = replace(
        style,
        latin=face,
        east_asian=face,
        italic=piece.is_italic,
        bold=True if piece.is_bold else style.bold,
        baseline=piece.baseline if piece.baseline is not None else style.baseline,
        color=Color(piece.rgb) if piece.rgb else style.color,
    )
    return Run(piece.text, look, link)
