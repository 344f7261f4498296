"""What a directive is: one row that says where it stands, how its value is read, and what it does to a slide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from renderers.model.blocks import Yaml

T = TypeVar("T")


class Scope(StrEnum):
    """`global`: the whole deck, last one wins (M-070); `local`: from this slide on, or with `_` here only (M-071)."""

    GLOBAL = "global"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A value that a directive does not take; `expected` says what it takes. The earlier value stays."""

    expected: str


def _shown(value: object) -> str:
    return str(value)


@dataclass(frozen=True, kw_only=True)
class Directive(Generic[T]):
    """One row of the directive table.

    `parse` turns the raw YAML into a typed value, or says what it expects. `text` is how the value is shown in
    `data-<name>` and `--<name>` on the slide's section (M-078), the empty text showing nothing; `is_shown` is False for
    directives that never appear there. `is_loose_in_comments` says whether its value need not be valid YAML in a
    comment (M-042); in front matter every directive's value may be loose.
    """

    name: str
    scope: Scope
    default: T
    parse: Callable[[Yaml], T | Rejected]
    summary: str
    text: Callable[[T], str] = _shown
    is_shown: bool = True
    is_loose_in_comments: bool = True

    @property
    def attribute(self) -> str:
        """The name in kebab case, as in `data-background-color`."""
        return "".join(f"-{char.lower()}" if char.isupper() else char for char in self.name)


@dataclass(frozen=True, slots=True)
class DirectiveValues:
    """Typed values by directive, in the order they were first set. A directive that was not set has its default."""

    rows: tuple[tuple[Directive[Any], Any], ...] = ()

    def __getitem__(self, directive: Directive[T]) -> T:
        for row, value in self.rows:
            if row is directive:
                return value  # type: ignore[no-any-return]  # a row is stored with a value that its own parse gave
        return directive.default

    def __contains__(self, directive: Directive[Any]) -> bool:
        return any(row is directive for row, _ in self.rows)

    def __iter__(self) -> Iterator[tuple[Directive[Any], Any]]:
        return iter(self.rows)

    def with_value(self, directive: Directive[T], value: T) -> DirectiveValues:
        """The same, with one value set: in its old place if it had one, else last (M-079)."""
        if directive in self:
            return DirectiveValues(tuple((row, value if row is directive else old) for row, old in self.rows))
        return DirectiveValues((*self.rows, (directive, value)))

    def merged(self, other: DirectiveValues) -> DirectiveValues:
        """The same, with every value of `other` set over it (M-073, M-074)."""
        merged = self
        for row, value in other:
            merged = merged.with_value(row, value)
        return merged
