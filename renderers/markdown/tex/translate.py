"""The formulas of one deck, from first to last: what one defines, those after it know, and no other deck."""

from __future__ import annotations

import re
from dataclasses import dataclass

from math_core import LatexError, LatexToMathML

from renderers.markdown.tex.mathml import cleaned


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as MathML. If it cannot be read, `mathml` is empty and `reason` says why."""

    mathml: str = ""
    reason: str = ""


LONGEST_FORMULA = 10_000
"""Characters of one formula that is read."""

MOST_COMMANDS = 1_000
"""Commands, groups and scripts in one formula. The engine recurses over nested ones, and 2,000 fit into its stack."""

_NESTING = re.compile(r"\\[A-Za-z]+|[{^_]")


class Translator:
    """Reads the formulas of one deck in their order."""

    def __init__(self) -> None:
        self._engine = LatexToMathML(xml_namespace=True, fancy_error=False, global_group=True)

    def translate(self, tex: str, *, is_display: bool) -> Formula:
        """One formula, as it stands between its dollar signs."""
        if len(tex) > LONGEST_FORMULA or len(_NESTING.findall(tex)) > MOST_COMMANDS:
            return Formula(reason="it is too long")
        try:
            return Formula(cleaned(self._engine.convert_with_global_state(tex, displaystyle=is_display)))
        except (LatexError, ValueError) as error:
            return Formula(reason=str(error).partition(": ")[2] or str(error))
