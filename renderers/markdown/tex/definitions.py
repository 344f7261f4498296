"""Commands that define commands."""

from __future__ import annotations

from collections.abc import Iterable

from renderers.markdown.tex.macros import PRIMITIVE, Environment, Macro, parameters
from renderers.markdown.tex.reader import TexError
from renderers.markdown.tex.state import Command, Commands, Formula
from renderers.markdown.tex.tokens import is_control

_MOST_PARAMETERS = 9


def _define(*, is_global: bool, is_expanded: bool = False) -> Command:
    def command(formula: Formula) -> Iterable[str]:
        reader = formula.reader
        name = _name(formula)
        pattern: list[str] = []
        while reader.peek() != "{":
            pattern.append(reader.next())
        body = reader.argument()
        if is_expanded:
            body = _expanded(formula, body)
        formula.macros.define(name, Macro(parameters(body), parameters(pattern)), is_global=is_global)
        return ()

    return command


def _expanded(formula: Formula, body: list[str]) -> list[str]:
    """A body in which what takes no arguments is replaced by what it stands for now."""
    made: list[str] = []
    for token in body:
        macro = formula.macros.get(token)
        made += macro.body if macro is not None and not macro.pattern else (token,)
        if len(made) > _LONGEST_BODY:
            raise TexError("A macro is too long.")
    return made


_LONGEST_BODY = 2_000
"""Tokens of a body in which others are replaced. It may double with each that is defined."""


def _name(formula: Formula) -> str:
    """The control sequence to be defined, with or without braces around it."""
    formula.reader.skip_blanks()
    names = formula.reader.argument()
    if len(names) != 1 or not is_control(names[0]) or names[0] in _UNTOUCHABLE:
        raise TexError(f"{''.join(names)[:20]} cannot be defined.")
    return names[0]


_UNTOUCHABLE = {"\\begin", "\\end", "\\left", "\\right", "\\\\"}


def _new_command(*, only_if_new: bool = False) -> Command:
    def command(formula: Formula) -> Iterable[str]:
        reader = formula.reader
        reader.takes("*")
        name = _name(formula)
        macro = _numbered(formula)
        if not (only_if_new and name in formula.macros):
            formula.macros.define(name, macro)
        return ()

    return command


def _numbered(formula: Formula) -> Macro:
    """`[number][default]{body}`."""
    pattern, default = _signature(formula)
    return Macro(parameters(formula.reader.argument()), pattern, default)


def _signature(formula: Formula) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    number = "".join(formula.reader.option() or ["0"]).strip()
    if not number.isdecimal() or int(number) > _MOST_PARAMETERS:
        raise TexError(f"A macro cannot have {number[:20]} parameters.")
    default = formula.reader.option() if int(number) else None
    return tuple(f"#{index + 1}" for index in range(int(number))), None if default is None else tuple(default)


def _let(formula: Formula) -> Iterable[str]:
    reader = formula.reader
    name = _name(formula)
    reader.takes("=")
    reader.skip_blanks()
    target = reader.next()
    macro = formula.macros.get(target)
    if macro is None:
        macro = Macro((PRIMITIVE + target,) if is_control(target) else (target,))
    formula.macros.define(name, macro)
    return ()


def _operator(formula: Formula) -> Iterable[str]:
    star = ["*"] if formula.reader.takes("*") else []
    name = _name(formula)
    body = ("\\operatorname", *star, "{", *formula.reader.argument(), "}")
    formula.macros.define(name, Macro(body))
    return ()


def _delimiters(formula: Formula) -> Iterable[str]:
    r"""`\\DeclarePairedDelimiter`; with a star, its command stretches."""
    name = _name(formula)
    left, right = formula.reader.argument(), formula.reader.argument()
    formula.macros.define(name, Macro(("\\marpdpaired", "{", *left, "}", "{", *right, "}")))
    return ()


def _paired(formula: Formula) -> Iterable[str]:
    reader = formula.reader
    left, right = reader.argument(), reader.argument()
    stretches = reader.takes("*")
    size = reader.option() or []
    content = reader.argument()
    if stretches:
        return ("\\left", *left, *content, "\\right", *right)
    return (*size, *left, *content, *size, *right)


def _environment(formula: Formula) -> Iterable[str]:
    reader = formula.reader
    reader.takes("*")
    name = reader.words()
    opening = _numbered(formula)
    closing = reader.argument()
    if len(formula.macros.environments) < _MOST_ENVIRONMENTS:
        formula.macros.environments[name] = Environment(opening, tuple(closing))
    return ()


_MOST_ENVIRONMENTS = 100


def _global(formula: Formula) -> Iterable[str]:
    formula.reader.skip_blanks()
    name = formula.reader.next()
    return (_GLOBAL.get(name, name),)


_GLOBAL = {"\\def": "\\gdef", "\\edef": "\\xdef"}


def _expand_after(formula: Formula) -> Iterable[str]:
    """The token after the next is replaced by what it stands for, before the next is read."""
    first, second = formula.reader.next(), formula.reader.next()
    macro = formula.macros.get(second)
    return (first, second) if macro is None else (first, *macro.expanded(formula.reader))


COMMANDS: Commands = {
    "\\def": _define(is_global=False),
    "\\gdef": _define(is_global=True),
    "\\edef": _define(is_global=False, is_expanded=True),
    "\\xdef": _define(is_global=True, is_expanded=True),
    "\\global": _global,
    "\\long": lambda _: (),
    "\\let": _let,
    "\\newcommand": _new_command(),
    "\\renewcommand": _new_command(),
    "\\providecommand": _new_command(only_if_new=True),
    "\\DeclareMathOperator": _operator,
    "\\DeclarePairedDelimiter": _delimiters,
    "\\marpdpaired": _paired,
    "\\newenvironment": _environment,
    "\\renewenvironment": _environment,
    "\\expandafter": _expand_after,
    "\\noexpand": lambda _: (),
    "\\relax": lambda _: (),
}
"""Commands that define others, or say how those are read."""
