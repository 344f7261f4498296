"""What the rewriting of one formula works on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from renderers.markdown.tex.macros import Macros
from renderers.markdown.tex.reader import Reader
from renderers.markdown.tex.special import Specials


@dataclass(slots=True)
class Formula:
    r"""A formula while it is rewritten: what is still to be read, what is written, and what holds in it.

    `knows_color` tells whether the engine knows a colour by a name. `tag` is what `\\tag` puts beside a whole formula.
    """

    reader: Reader
    macros: Macros
    knows_color: Callable[[str], bool]
    is_display: bool = False
    specials: Specials = field(default_factory=Specials)
    written: list[str] = field(default_factory=list)
    tag: list[str] | None = None
    environments: list[str] = field(default_factory=list)


Command = Callable[[Formula], Iterable[str]]
"""Reads what a command is given; gives tokens to be read in its place, or writes some itself."""

Commands = Mapping[str, Command]


def group(special: str, content: Iterable[str]) -> list[str]:
    """The group that becomes a special element."""
    return ["{", special, *content, "}"]
