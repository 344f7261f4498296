"""What a deck defines: commands and environments, and the scopes in which they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from renderers.markdown.tex.reader import Reader, TexError

MOST_EXPANSIONS = 1_000
"""Uses of macros in one formula."""

MOST_MACROS = 2_000
"""Definitions of one deck."""

PRIMITIVE = "\0"
"""Before a control sequence that means what it meant before anybody defined it anew."""


@dataclass(frozen=True, slots=True)
class Macro:
    r"""What a control sequence stands for.

    `pattern` is what `\\def` has between the name and the body: parameters are `#1` to `#9`, all else stands between
    the arguments. `default` is the first argument where it is left out.
    """

    body: tuple[str, ...]
    pattern: tuple[str, ...] = ()
    default: tuple[str, ...] | None = None

    def expanded(self, reader: Reader) -> list[str]:
        """The body, with the arguments that are read next."""
        arguments = list(self._arguments(reader))
        made: list[str] = []
        for token in self.body:
            if _is_parameter(token):
                made += arguments[int(token[1]) - 1] if int(token[1]) <= len(arguments) else ()
            else:
                made.append("#" if token == "##" else token)
        return made

    def _arguments(self, reader: Reader) -> Iterator[list[str]]:
        for index, part in enumerate(self.pattern):
            following = self.pattern[index + 1] if index + 1 < len(self.pattern) else None
            if not _is_parameter(part):
                if not reader.takes(part) and part != " ":
                    raise TexError("A macro is not used as it was defined.")
            elif self.default is not None and part == "#1":
                option = reader.option()
                yield list(self.default) if option is None else option
            elif following is None or _is_parameter(following):
                yield reader.argument()
            else:
                yield list(_delimited(reader, following))


@dataclass(frozen=True, slots=True)
class Environment:
    """What an environment of a deck puts before and after its content."""

    opening: Macro
    closing: tuple[str, ...]


class Macros:
    """The definitions of one deck. Those in a group are forgotten with it."""

    def __init__(self, macros: dict[str, Macro] | None = None) -> None:
        self._macros: dict[str, Macro] = macros if macros is not None else {}
        self.environments: dict[str, Environment] = {}
        self._undo: list[list[tuple[str, Macro | None]]] = []

    def __contains__(self, name: object) -> bool:
        return name in self._macros

    def get(self, name: str) -> Macro | None:
        """What a control sequence was defined as."""
        return self._macros.get(name)

    def define(self, name: str, macro: Macro, *, is_global: bool = False) -> None:
        """From now on the name stands for this: in its group, or everywhere."""
        if len(self._macros) >= MOST_MACROS:
            raise TexError("The deck defines too many macros.")
        if self._undo and not is_global:
            self._undo[-1].append((name, self._macros.get(name)))
        self._macros[name] = macro

    def open(self) -> None:
        """A group begins."""
        self._undo.append([])

    def close(self) -> None:
        """A group ends, and what was defined in it."""
        for name, before in reversed(self._undo.pop() if self._undo else []):
            if before is None:
                self._macros.pop(name, None)
            else:
                self._macros[name] = before

    def close_all(self) -> None:
        """The formula ends, with whatever was left open in it."""
        while self._undo:
            self.close()


def parameters(tokens: Iterable[str]) -> tuple[str, ...]:
    """Tokens in which `#` and a digit are one."""
    made: list[str] = []
    for token in tokens:
        if made and made[-1] == "#":
            made[-1] = "#" + token
        else:
            made.append(token)
    return tuple(made)


def _is_parameter(token: str) -> bool:
    return len(token) == len("#1") and token[0] == "#" and token[1] in "123456789"


def _delimited(reader: Reader, end: str) -> Iterator[str]:
    depth = 0
    while True:
        token = reader.peek()
        if depth == 0 and token == end:
            return
        depth += {"{": 1, "}": -1}.get(token, 0)
        yield reader.next()
