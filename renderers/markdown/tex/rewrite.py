"""TeX as decks write it, in the TeX that the engine reads: macros replaced, commands it has not in terms of others."""

from __future__ import annotations

from renderers.markdown.tex import boxes, chemistry, commands, definitions, environments
from renderers.markdown.tex.fences import with_fences_closed
from renderers.markdown.tex.macros import MOST_EXPANSIONS, PRIMITIVE
from renderers.markdown.tex.reader import TexError
from renderers.markdown.tex.state import Commands, Formula
from renderers.markdown.tex.tokens import tex_of

COMMANDS: Commands = {
    **commands.COMMANDS,
    **boxes.COMMANDS,
    **definitions.COMMANDS,
    **environments.COMMANDS,
    **chemistry.COMMANDS,
}
"""Everything that is not left to the engine."""


def rewritten(formula: Formula) -> str:
    """The formula for the engine. Raises `TexError` where it cannot be read."""
    reader, macros = formula.reader, formula.macros
    uses = 0
    while reader:
        token = reader.next()
        is_primitive = token.startswith(PRIMITIVE)
        name = token.removeprefix(PRIMITIVE)
        macro = None if is_primitive else macros.get(name)
        if macro is not None:
            uses += 1
            if uses > MOST_EXPANSIONS:
                raise TexError("Its macros do not come to an end.")
            reader.put_back(macro.expanded(reader))
        elif name in COMMANDS:
            reader.put_back(COMMANDS[name](formula))
        else:
            _scope(name, formula)
            formula.written.append(name)
    return environments.framed(formula, tex_of(with_fences_closed(formula.written, formula.specials)))


def _scope(token: str, formula: Formula) -> None:
    """What a group defines is forgotten with it."""
    if token == "{":
        formula.macros.open()
    elif token == "}":
        formula.macros.close()
