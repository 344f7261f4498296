"""Environments that the engine has not, or has under another name, and lines outside any."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from renderers.markdown.tex.boxes import css_em, em
from renderers.markdown.tex.commands import text_tokens
from renderers.markdown.tex.macros import Environment as Own
from renderers.markdown.tex.reader import Reader, TexError
from renderers.markdown.tex.state import Command, Commands, Formula
from renderers.markdown.tex.tokens import tex_of, tokens_of

_MOST_COLUMNS = 60
_OPENING, _CLOSING = {"{", "\\begin", "\\left"}, {"}", "\\end", "\\right"}


def _begin(formula: Formula) -> Iterable[str]:
    reader = formula.reader
    name = reader.words()
    own = formula.macros.environments.get(name)
    if own is not None:
        return _opened(own, reader.environment(name))
    if name in ENVIRONMENTS:
        return ENVIRONMENTS[name](formula, reader.environment(name))
    formula.environments.append(name)
    formula.macros.open()
    formula.written += ("\\begin", "{", *name, "}")
    if name == "array":
        reader.option()
        formula.written += ("{", *_preamble(Reader(reader.argument())), "}")
    return ()


def _preamble(reader: Reader) -> Iterator[str]:
    """The columns of an array as the engine knows them: sides and lines, without what stands between or before."""
    found = 0
    while reader:
        token = reader.next()
        if token in "@!><":
            reader.argument()
        elif token == "*":
            times, columns = reader.words(), reader.argument()
            reader.put_back(columns * min(int(times) if times.isdecimal() else 0, _MOST_COLUMNS))
        elif token in "pmb":
            reader.argument()
            yield "l"
        elif token in "lcr|:":
            yield token
        found += token in "lcrpmb"
        if found > _MOST_COLUMNS:
            raise TexError("The array is too wide.")
    if not found:
        yield "c"


def _line_break(formula: Formula) -> Iterable[str]:
    """The end of a row. The engine knows no distance after it; something that is not seen keeps it."""
    reader = formula.reader
    reader.takes("*")
    if reader.peek() == "[":
        words = "".join(reader.option() or [])
        try:
            distance = em(words)
        except TexError:
            # No distance: what begins the next row.
            reader.put_back(("[", *words, "]"))
        else:
            if distance > 0:
                formula.written.append(formula.specials.leaf("mspace", depth=css_em(distance + _DEPTH)))
    formula.written.append("\\\\")
    return ()


_DEPTH = 0.3
"""What rows reach below their line by themselves, in em."""


def _rule(name: str) -> Command:
    """A line between rows. The engine takes one where one is enough."""

    def command(formula: Formula) -> Iterable[str]:
        while formula.reader.takes("\\hline") or formula.reader.takes("\\hdashline"):
            pass
        formula.written += (name, " ")
        return ()

    return command


def _opened(own: Own, content: list[str]) -> Iterator[str]:
    """An environment of the deck's, whose beginning may take arguments from its content."""
    rest = Reader(content)
    yield from own.opening.expanded(rest)
    yield from _rest(rest)
    yield from own.closing


def _end(formula: Formula) -> Iterable[str]:
    name = formula.reader.words()
    if formula.environments:
        formula.environments.pop()
    formula.macros.close()
    _drop_last_break(formula.written)
    formula.written += ("\\end", "{", *name, "}")
    return ()


def _drop_last_break(written: list[str]) -> None:
    """What ends the last row begins no other."""
    while written and written[-1] == " ":
        written.pop()
    if written and written[-1] == "\\\\":
        written.pop()


Environment = Callable[[Formula, list[str]], Iterable[str]]


def _renamed(name: str, *, arguments: int = 0) -> Environment:
    def environment(_: Formula, content: list[str]) -> Iterable[str]:
        reader = Reader(content)
        reader.option()
        for _unused in range(arguments):
            reader.argument()
        return (*tokens_of(f"\\begin{{{name}}}"), *_rest(reader), *tokens_of(f"\\end{{{name}}}"))

    return environment


def _numbered(plain: str, tagged: str, *, arguments: int = 0) -> Environment:
    r"""Rows that have numbers in LaTeX. Marp's have none but those that `\\tag` gives."""

    def environment(formula: Formula, content: list[str]) -> Iterable[str]:
        has_tags = "\\tag" in content and formula.is_display and not formula.environments
        return _renamed(tagged if has_tags else plain, arguments=arguments)(formula, content)

    return environment


def _array(columns: str) -> Environment:
    def environment(_: Formula, content: list[str]) -> Iterable[str]:
        return (*tokens_of(f"\\begin{{array}}{{{columns}}}"), *content, *tokens_of(r"\end{array}"))

    return environment


def _aligned_matrix(left: str, right: str) -> Environment:
    """A matrix with a star, whose columns may stand left or right."""

    def environment(_: Formula, content: list[str]) -> Iterable[str]:
        reader = Reader(content)
        side = "".join(reader.option() or ["c"]).strip()
        rest = list(_rest(reader))
        columns = (side if side in {"l", "c", "r"} else "c") * _columns(rest)
        table = (*tokens_of(f"\\begin{{array}}{{{columns}}}"), *rest, *tokens_of(r"\end{array}"))
        return ("\\left", left, *table, "\\right", right) if left else table

    return environment


def _small(formula: Formula, content: list[str]) -> Iterable[str]:
    special = formula.specials.table(displaystyle="false", scriptlevel="1")
    return ("{", special, *tokens_of(r"\begin{matrix}"), *content, *tokens_of(r"\end{matrix}"), "}")


def _columns(content: list[str]) -> int:
    return min(_MOST_COLUMNS, max(row.count("&") + 1 for row in _split(content, "\\\\")))


def _split(content: list[str], sign: str) -> list[list[str]]:
    """Content at its signs, but for those inside groups and environments."""
    parts: list[list[str]] = [[]]
    depth = 0
    for token in content:
        depth += (token in _OPENING) - (token in _CLOSING)
        if depth == 0 and token == sign:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _rest(reader: Reader) -> Iterator[str]:
    while reader:
        yield reader.next()


def _diagram(_: Formula, content: list[str]) -> Iterable[str]:
    """`CD`: objects in every second row, arrows between them and in the rows between."""
    rows = [list(_cells(Reader(row))) for row in _split(content, "\\\\")]
    width = max(map(len, rows))
    if width > _MOST_COLUMNS:
        raise TexError("The diagram is too wide.")
    made = tokens_of(f"\\begin{{array}}{{{'c' * width}}}")
    for number, row in enumerate(rows):
        made += ["\\\\"] if number else []
        for column, cell in enumerate(row):
            made += ["&"] if column else []
            made += ["{", *cell, "}"]
    return (*made, *tokens_of(r"\end{array}"))


def _cells(reader: Reader) -> Iterator[list[str]]:
    """The cells of a row; in a row of vertical arrows an empty one stands between two."""
    cell: list[str] = []
    is_vertical = False
    while reader:
        token = reader.next()
        if token != "@":
            cell.append(token)
            continue
        kind = reader.next()
        arrow = _arrow(kind, reader)
        if kind in _VERTICAL:
            if is_vertical:
                yield []
            yield arrow
            is_vertical, cell = True, []
        else:
            yield cell
            yield arrow
            cell = []
    if not is_vertical:
        yield cell


def _arrow(kind: str, reader: Reader) -> list[str]:
    if kind in _HORIZONTAL:
        above, below = _label(reader, kind), _label(reader, kind)
        return [_HORIZONTAL[kind], "[", "{", *below, "}", "]", "{", *(above or tokens_of(r"\quad")), "}"]
    if kind in _VERTICAL:
        left, right = _label(reader, kind), _label(reader, kind)
        side = tokens_of(r"\scriptstyle")
        return [
            *tokens_of(r"\mathllap"), "{", *side, *left, "}", *tokens_of(rf"\Big{_VERTICAL[kind]}"),
            *tokens_of(r"\mathrlap"), "{", *side, *right, "}",
        ]  # fmt: skip
    return tokens_of({"=": r"\xlongequal{\quad\quad}", "|": r"\Big\Vert", ".": ""}.get(kind, ""))


def _label(reader: Reader, end: str) -> list[str]:
    taken: list[str] = []
    while reader.peek() != end:
        token = reader.next()
        if token == "{":
            reader.put_back((token,))
            taken += ("{", *reader.argument(), "}")
        else:
            taken.append(token)
    reader.next()
    return taken


_HORIZONTAL = {">": "\\xrightarrow", "<": "\\xleftarrow"}
_VERTICAL = {"V": "\\downarrow", "A": "\\uparrow"}

ENVIRONMENTS: Mapping[str, Environment] = {
    "split": _renamed("aligned"),
    "alignedat": _renamed("aligned", arguments=1),
    **dict.fromkeys(("alignat", "alignat*"), _numbered("aligned", "align*", arguments=1)),
    **dict.fromkeys(("align", "flalign", "flalign*"), _numbered("aligned", "align*")),
    "gather": _numbered("gathered", "gather*"),
    **dict.fromkeys(("multline", "multline*", "gathered*"), _renamed("gathered")),
    **dict.fromkeys(("eqnarray", "eqnarray*"), _array("rcl")),
    **dict.fromkeys(("math", "displaymath", "equation", "equation*"), lambda _, content: content),
    "smallmatrix": _small,
    "CD": _diagram,
    "matrix*": _aligned_matrix("", ""),
    "pmatrix*": _aligned_matrix("(", ")"),
    "bmatrix*": _aligned_matrix("[", "]"),
    "Bmatrix*": _aligned_matrix("\\{", "\\}"),
    "vmatrix*": _aligned_matrix("|", "|"),
    "Vmatrix*": _aligned_matrix("\\|", "\\|"),
}
"""What is made of environments, in terms of those the engine has."""


def _in_environment(name: str) -> Command:
    """Plain TeX's commands that take a whole table as their argument."""

    def command(formula: Formula) -> Iterable[str]:
        content = formula.reader.argument()
        return (*tokens_of(f"\\begin{{{name}}}"), *content, *tokens_of(f"\\end{{{name}}}"))

    return command


COMMANDS: Commands = {
    "\\begin": _begin,
    "\\end": _end,
    "\\\\": _line_break,
    "\\hline": _rule("\\hline"),
    "\\hdashline": _rule("\\hdashline"),
    "\\displaylines": _in_environment("gathered"),
    "\\eqalign": _in_environment("aligned"),
    "\\cases": _in_environment("cases"),
}
"""Where environments begin and end."""


def framed(formula: Formula, tex: str) -> str:
    """The formula with what only its whole can have: lines of its own, and a tag."""
    written = formula.written
    if len(_split(written, "\\\\")) > 1:
        name = "aligned" if any("&" in line for line in _split(written, "\\\\")) else "gathered"
        tex = f"\\begin{{{name}}}{tex}\\end{{{name}}}"
    if formula.tag is None:
        return tex
    words = tex_of(formula.tag)
    if formula.is_display and _PLAIN.fullmatch(words):
        return f"\\begin{{equation*}}{tex}\\tag*{{{words}}}\\end{{equation*}}"
    return f"{{{tex}}}\\qquad\\quad {tex_of(text_tokens(formula, formula.tag))}"


_PLAIN = re.compile(r"[ !-\"'-\[\]`-z|]*")
"""What the engine takes as a tag."""
