"""Themes, and what packing one for a deck gives."""

from __future__ import annotations

from dataclasses import dataclass

from renderers.model.diagnostic import Diagnostic
from renderers.model.geometry import Size
from renderers.model.markup import Scaling


@dataclass(frozen=True, slots=True)
class ScopedStyle:
    """Extra CSS from the author. `scope` is the key of its one slide, None for the whole deck (M-165, M-167)."""

    css: str
    line: int
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """A theme as a list of themes shows it."""

    name: str
    sizes: tuple[str, ...]
    is_built_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stylesheet:
    """A theme packed for one deck: CSS that is anchored to its slides, and what the theme decides for them.

    `size` is the slide in CSS pixels; `size_name` the preset the deck chose, if the theme knows it (M-103, section 23).
    """

    css: str
    theme: str
    size: Size
    size_name: str | None = None
    scaling: frozenset[Scaling] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
