"""A whole presentation before export: slides with their directives, backgrounds and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from renderers.model.blocks import Background, Reference
from renderers.model.diagnostic import Diagnostic
from renderers.model.directive import DirectiveValues
from renderers.model.markup import Markup
from renderers.model.theme import ScopedStyle
from renderers.model.tokens import Token


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number a slide shows, and the last one of the deck (M-097, M-098)."""

    number: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One screen of the deck. `number` and `line` count from 1; `scope` is the key of its own styles, if it has any.

    `tokens` are those that `markup` has marks of.
    """

    number: int
    line: int
    markup: Markup = ()
    directives: DirectiveValues = DirectiveValues()
    backgrounds: tuple[Background, ...] = ()
    notes: tuple[str, ...] = ()
    page: PageNumber | None = None
    scope: str | None = None
    references: tuple[Reference, ...] = ()
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the output says about itself. `language` is a BCP 47 tag: the deck's own, or inferred from its script."""

    title: str = ""
    author: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    language: str | None = None
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """The slides in order, what holds for all of them, and what the author should know.

    `theme` and `size` are names, empty where the deck does not choose.
    """

    slides: Sequence[Slide]
    theme: str = ""
    size: str = ""
    styles: tuple[ScopedStyle, ...] = ()
    metadata: Metadata = Metadata()
    diagnostics: tuple[Diagnostic, ...] = ()
