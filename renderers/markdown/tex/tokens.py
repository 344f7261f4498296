"""TeX as tokens: control sequences and single characters. A run of blanks is one blank, comments are gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TOKEN = re.compile(
    r"""(?P<verb>\\verb\*?(?P<bar>[^A-Za-z*\s])(?P<words>.*?)(?P=bar))
    |(?P<word>\\[A-Za-z@]+)\s*
    |(?P<symbol>\\.)
    |(?P<comment>%[^\n]*\n?\s*)
    |(?P<blank>\s+)
    |(?P<other>.)""",
    re.DOTALL | re.VERBOSE,
)
_WORD = re.compile(r"\\[A-Za-z@]+")
VERBATIM = "\\verb"
"""The token before one that is text to the letter, of any length."""


def tokens_of(tex: str) -> list[str]:
    r"""The tokens of a formula. Blanks after a control word are gone; `\\` and a line break is `\\` and a blank."""
    return list(_tokens(tex))


def _tokens(tex: str) -> Iterator[str]:
    for found in _TOKEN.finditer(tex):
        kind = found.lastgroup
        if kind == "verb":
            yield VERBATIM
            yield found["words"]
        elif kind == "word":
            yield found["word"]
        elif kind == "symbol":
            yield "\\ " if found["symbol"][1].isspace() else found["symbol"]
        elif kind == "blank":
            yield " "
        elif kind == "other":
            yield found["other"]


def is_control(token: str) -> bool:
    """Whether a token is a control sequence."""
    return token.startswith("\\")


def tex_of(tokens: Iterable[str]) -> str:
    """The TeX that has these tokens."""
    pieces: list[str] = []
    was_word = False
    for token in tokens:
        if was_word and token[:1].isalpha():
            pieces.append(" ")
        pieces.append(token)
        was_word = _WORD.fullmatch(token) is not None
    return "".join(pieces)
