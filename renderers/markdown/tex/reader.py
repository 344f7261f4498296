"""Reading tokens from left to right, arguments at a time; what a macro stands for is put back to be read again."""

from __future__ import annotations

from collections.abc import Iterable

MOST_READ_AGAIN = 40_000
"""Tokens that macros and commands of one formula may put back, all together."""


class TexError(ValueError):
    """A formula that cannot be read. Its text says why."""


class Reader:
    """The tokens of one formula that are still to be read."""

    def __init__(self, tokens: Iterable[str]) -> None:
        self._rest = list(tokens)[::-1]
        self._put_back = 0

    def __bool__(self) -> bool:
        return bool(self._rest)

    def peek(self) -> str:
        """The next token, empty at the end."""
        return self._rest[-1] if self._rest else ""

    def next(self) -> str:
        """The next token, taken."""
        if not self._rest:
            raise TexError("It ends too early.")
        return self._rest.pop()

    def put_back(self, tokens: Iterable[str]) -> None:
        """Tokens to be read before the rest."""
        taken = list(tokens)
        self._put_back += len(taken)
        if self._put_back > MOST_READ_AGAIN:
            raise TexError("Its macros make too much of it.")
        self._rest.extend(reversed(taken))

    def skip_blanks(self) -> None:
        """Go on to what is no blank."""
        while self.peek() == " ":
            self._rest.pop()

    def takes(self, token: str) -> bool:
        """Whether the next token that is no blank is this one; if so it is taken."""
        self.skip_blanks()
        if self.peek() != token:
            return False
        self._rest.pop()
        return True

    def argument(self) -> list[str]:
        """What a command is given: a group without its braces, or one token."""
        self.skip_blanks()
        token = self.next()
        if token == "{":
            return self._up_to("}")
        if token == "}":
            raise TexError("An argument is missing.")
        return [token]

    def option(self) -> list[str] | None:
        """What stands in brackets, if they come next."""
        return self._up_to("]") if self.takes("[") else None

    def words(self) -> str:
        """An argument that is text: a name, a length, a colour."""
        return "".join(self.argument()).strip()

    def group_rest(self) -> list[str]:
        """What is left of the group or cell that is being read; what ends it stays."""
        return self._collect(_ENDS, takes_end=False)

    def environment(self, name: str) -> list[str]:
        """What is left of an environment, whose end is taken."""
        taken: list[str] = []
        depth = 0
        while True:
            token = self.next()
            if token in {"\\begin", "\\end"}:
                named = self.words()
                if named == name:
                    depth += 1 if token == "\\begin" else -1
                    if depth < 0:
                        return taken
                taken += (token, "{", *named, "}")
            else:
                taken.append(token)

    def _up_to(self, end: str) -> list[str]:
        return self._collect({end}, takes_end=True)

    def _collect(self, ends: set[str], *, takes_end: bool) -> list[str]:
        taken: list[str] = []
        depth = 0
        while self._rest:
            token = self._rest[-1]
            if depth == 0 and token in ends:
                if takes_end:
                    self._rest.pop()
                return taken
            if token in _OPENING:
                depth += 1
            elif token in _CLOSING:
                depth -= 1
            taken.append(self._rest.pop())
        if takes_end:
            raise TexError("A brace or bracket is not closed.")
        return taken


_OPENING = {"{", "\\begin", "\\left"}
_CLOSING = {"}", "\\end", "\\right"}
_ENDS = {"}", "&", "\\\\", "\\cr", "\\end", "\\right", "\\middle"}
