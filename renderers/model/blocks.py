"""What the markdown room makes of a source: top-level blocks, with the things in them that make slides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from renderers.model.diagnostic import Diagnostic
from renderers.model.markup import Markup
from renderers.model.tokens import Token

Yaml = str | list["Yaml"] | dict[str, "Yaml"]
"""A fail-safe YAML value: every scalar is text (M-035)."""

Settings = Mapping[str, Yaml]
"""A YAML mapping as written, before any directive reads it."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML between dashes at the top; `settings` is empty where it holds none or is broken (M-027, M-028).

    `lines` holds the line of the source, from 1, of each key that has one of its own.
    """

    settings: Settings
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment, trimmed as Marp does (M-054). `line` is where its text begins, from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Style:
    """A `<style>` element; `is_scoped` to its slide or for the whole deck (M-164). `line` is where its tag stands."""

    css: str
    line: int
    is_scoped: bool = False


class Side(StrEnum):
    """Where a split background stands (M-141)."""

    LEFT = "left"
    RIGHT = "right"


class Direction(StrEnum):
    """How several backgrounds are laid out (M-142)."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


@dataclass(frozen=True, slots=True)
class Background:
    """A picture behind a slide (M-138 to M-145). `size` and `filters` are CSS values, None where not given."""

    url: str
    line: int
    alt: str = ""
    size: str | None = None
    filters: str | None = None
    side: Side | None = None
    share: str | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading anywhere in a block: its level from 1 to 6 and its visible text."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A URL that the deck loads (a picture, say), and the line that asks for it."""

    url: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One top-level piece of the source. `line` counts from 1.

    `divides_at` is the level of a top-level heading, which may begin a slide (M-114). `is_visible` is False for what
    leaves no trace on the slide and so does not count as content before a dividing heading (M-116). `tokens` are those
    that `markup` has marks of.
    """

    line: int
    markup: Markup = ()
    is_ruler: bool = False
    is_visible: bool = True
    divides_at: int | None = None
    headings: tuple[Heading, ...] = ()
    comments: tuple[Comment, ...] = ()
    styles: tuple[Style, ...] = ()
    backgrounds: tuple[Background, ...] = ()
    references: tuple[Reference, ...] = ()
    tokens: tuple[Token, ...] = ()


LinkReferences = Mapping[str, Mapping[str, str]]
"""Link reference definitions by label, so that headers and footers can use them (M-106)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that the markdown room says about a source."""

    blocks: tuple[Block, ...] = ()
    front_matter: FrontMatter | None = None
    link_references: LinkReferences = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
