"""A theme: CSS with a name, and what it says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from renderers.theme.metadata import Preset, Sides, comments, presets, settings, sides
from renderers.theme.parse import parse
from renderers.theme.passes.imports import forced_theme_imports, theme_imports
from renderers.theme.tokens import Mistake, normalized


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A stylesheet that a deck can ask for by name. Two themes are equal if their CSS is.

    `imports` are the names it asks for, those of `@import-theme` first; not every one need be a theme's (M-209, M-210).
    """

    css: str
    is_built_in: bool = False
    name: str = field(compare=False)
    metadata: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    presets: tuple[Preset, ...] = field(default=(), compare=False)
    sides: Sides = field(default=Sides(), compare=False)
    imports: tuple[str, ...] = field(default=(), compare=False)

    def setting(self, key: str) -> str | None:
        """What the comments say after `@key`; the last one counts (M-202)."""
        return dict(self.metadata).get(key)


@lru_cache(maxsize=16)
def read_theme(css: str, *, is_built_in: bool = False) -> Theme | Mistake:
    """The theme in a stylesheet, or why there is none: no `@theme NAME` in a comment, or CSS that cannot be parsed."""
    text = normalized(css.removeprefix("\ufeff"))
    sheet = parse(text)
    if isinstance(sheet, Mistake):
        return sheet
    metadata = settings(comments(sheet.source))
    name = dict(metadata).get("theme")
    if not name:
        return Mistake("no comment in it says '@theme NAME'", 1)
    return Theme(
        css=text,
        is_built_in=is_built_in,
        name=name,
        metadata=metadata,
        presets=presets(metadata),
        sides=sides(sheet),
        imports=(*forced_theme_imports(sheet), *theme_imports(sheet)),
    )
