"""A formula as PowerPoint's equations are built: rows of letters and of structures that hold rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum


class Script(StrEnum):
    """OMML's words for alphabets of mathematics."""

    ROMAN = "roman"
    SCRIPT = "script"
    FRAKTUR = "fraktur"
    DOUBLE_STRUCK = "double-struck"
    SANS_SERIF = "sans-serif"
    MONOSPACE = "monospace"


class Weight(StrEnum):
    """OMML's words for how letters stand. Without one they are italic, and digits and signs upright."""

    UPRIGHT = "p"
    BOLD = "b"
    ITALIC = "i"
    BOLD_ITALIC = "bi"


@dataclass(frozen=True, slots=True)
class Letters:
    """Characters of one look. `is_text` are words, which are no mathematics and keep their blanks."""

    text: str
    weight: Weight | None = None
    script: Script | None = None
    is_text: bool = False


class Tab(StrEnum):
    """Where the lines of an `Array` meet: at every odd one they are aligned, every even one parts two columns."""

    MARK = "&"


class Bar(StrEnum):
    """OMML's words for what parts the two halves of a fraction."""

    LINE = "bar"
    SLANTED = "skw"
    NONE = "noBar"


@dataclass(frozen=True, slots=True)
class Fraction:
    """One row over another."""

    top: Row
    bottom: Row
    bar: Bar = Bar.LINE


@dataclass(frozen=True, slots=True)
class Root:
    """A root; without a `degree` a square root."""

    body: Row
    degree: Row = ()


@dataclass(frozen=True, slots=True)
class Scripts:
    """A base with what stands lower and higher behind it, or if `is_before` in front of it. None is not there."""

    base: Row
    lower: Row | None = None
    upper: Row | None = None
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A base with something above it, or if `is_below` under it."""

    base: Row
    limit: Row
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """A large operator with its limits, above and below or if `is_beside` behind it, and what it works on."""

    sign: str
    lower: Row | None
    upper: Row | None
    body: Row
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """Parts between brackets as high as they are. An empty bracket is not drawn."""

    parts: tuple[Row, ...]
    opening: str
    closing: str
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """The name of a function, and what it is of."""

    name: Row
    argument: Row


@dataclass(frozen=True, slots=True)
class Accent:
    """A base under an accent, which is a combining character."""

    base: Row
    mark: str


LINE = "\u0332"
"""What stands for a line over or under letters where characters are counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """A base under a line, or if `is_below` on one."""

    base: Row
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A base with a sign as wide above it, or if `is_below` under it. If `is_sign` the sign is what stands in the line,
    and the base its label.
    """

    base: Row
    sign: str
    is_below: bool = False
    is_sign: bool = False


class Column(StrEnum):
    """OMML's words for how a column of a matrix stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of cells."""

    rows: tuple[tuple[Row, ...], ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Array:
    """Equations under one another, aligned at their tabs."""

    rows: tuple[Row, ...]


class Edge(StrEnum):
    """OMML's words for the lines of a frame: those at its sides that may be hidden, and those through it."""

    TOP = "hideTop"
    BOTTOM = "hideBot"
    LEFT = "hideLeft"
    RIGHT = "hideRight"
    ACROSS = "strikeH"
    DOWN = "strikeV"
    RISING = "strikeBLTR"
    FALLING = "strikeTLBR"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A row with lines around or through it."""

    body: Row
    edges: frozenset[Edge]


@dataclass(frozen=True, slots=True)
class Phantom:
    """Room for what is not shown."""

    body: Row


@dataclass(frozen=True, slots=True)
class Tinted:
    """A row in a colour of its own, six hexadecimal digits."""

    body: Row
    rgb: str


Structure = (
    Fraction
    | Root
    | Scripts
    | Limit
    | Sum
    | Fence
    | Call
    | Accent
    | Line
    | Group
    | Matrix
    | Array
    | Enclosure
    | Phantom
    | Tinted
)
Part = Letters | Tab | Structure
Row = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A whole formula. `losses` says what its look lacks as an equation."""

    row: Row
    is_display: bool
    losses: tuple[str, ...] = ()


def characters(value: object) -> Iterator[str]:
    """The texts that a row shows, or that anything in one does."""
    match value:
        case Letters(text=text):
            yield text
        case Line(base=base):
            yield LINE
            yield from characters(base)
        case Tinted(body=body):
            yield from characters(body)
        case StrEnum() | frozenset() | None | bool():
            return
        case str():
            yield value
        case tuple():
            for one in value:
                yield from characters(one)
        case _:
            for one in fields(value):  # type: ignore[arg-type]  # all that is left are dataclasses
                yield from characters(getattr(value, one.name))
