"""The formulas of one deck, from first to last: what one defines, those after it know, and no other deck."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from math_core import LatexError, LatexToMathML

from renderers.markdown.tex.macros import Macros
from renderers.markdown.tex.mathml import cleaned
from renderers.markdown.tex.reader import Reader
from renderers.markdown.tex.rewrite import rewritten
from renderers.markdown.tex.special import PRIVATE, Specials
from renderers.markdown.tex.state import Formula as Draft
from renderers.markdown.tex.tokens import tokens_of


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as MathML. If it cannot be read, `mathml` is empty and `reason` says why."""

    mathml: str = ""
    reason: str = ""


LONGEST_FORMULA = 10_000
"""Characters of one formula that is read, as it is written and again when its macros are replaced."""

MOST_COMMANDS = 1_000
"""Commands, groups and scripts in one formula. The engine recurses over nested ones, and 2,000 fit into its stack."""

MOST_PRIMES = 500
"""Primes in one formula. Each becomes fifty characters of MathML."""

MOST_CHARACTERS = 400_000
"""Characters of formulas in one deck that are read, their macros replaced."""

_NESTING = re.compile(r"\\[A-Za-z]+|[{^_]")


class Translator:
    """Reads the formulas of one deck in their order."""

    def __init__(self) -> None:
        self._macros = Macros()
        self._characters = 0

    def translate(self, tex: str, *, is_display: bool) -> Formula:
        """One formula, as it stands between its dollar signs."""
        if len(tex) > LONGEST_FORMULA:
            return Formula(reason="It is too long.")
        specials = Specials()
        draft = Draft(
            reader=Reader(tokens_of(PRIVATE.sub("\N{REPLACEMENT CHARACTER}", tex))),
            macros=self._macros,
            knows_color=knows_color,
            is_display=is_display,
            specials=specials,
        )
        try:
            written = rewritten(draft)
            self._characters += len(written)
            if _is_too_long(written):
                return Formula(reason="It is too long.")
            if self._characters > MOST_CHARACTERS:
                return Formula(reason="The deck has too many formulas.")
            return Formula(cleaned(_read(written, is_display=is_display), specials))
        except LatexError as error:
            return Formula(reason=str(error).partition(": ")[2] or str(error))
        except ValueError as error:
            return Formula(reason=str(error))
        finally:
            self._macros.close_all()


def _is_too_long(written: str) -> bool:
    return (
        len(written) > LONGEST_FORMULA
        or len(_NESTING.findall(written)) > MOST_COMMANDS
        or written.count("'") > MOST_PRIMES
    )


def _read(tex: str, *, is_display: bool) -> str:
    return _engine().convert_with_local_state(tex, displaystyle=is_display)


@cache
def _engine() -> LatexToMathML:
    """The engine keeps nothing of a formula: macros are ours."""
    return LatexToMathML(xml_namespace=True, fancy_error=False)


@lru_cache(maxsize=1024)
def knows_color(name: str) -> bool:
    """Whether the engine has a colour by this name."""
    try:
        _read(f"\\textcolor{{{name}}}{{x}}", is_display=False)
    except LatexError:
        return False
    return True
