"""What a theme takes over from the themes it imports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from renderers.model.markup import Scaling
from renderers.theme.metadata import Preset, pixels
from renderers.theme.theme import Theme

MAX_IMPORTS = 64
"""Themes in one lineage, each counted as often as it is imported: themes that import one another twice grow fast."""

_SCAFFOLD_SIZE = ("1280px", "720px")


@dataclass(frozen=True, slots=True)
class Lineage:
    """A theme and all it imports, each as often as it is imported.

    `nearest` begins with the theme itself, `deepest` ends with it. `cut` are names that were not imported because they
    lead back to themselves, or because there are too many.
    """

    nearest: tuple[Theme, ...]
    deepest: tuple[Theme, ...]
    cut: tuple[str, ...]


def lineage(find: Callable[[str], Theme | None], theme: Theme) -> Lineage:
    """The themes that make up a theme (M-207, M-208). `find` gives the theme of a name, if there is one."""
    nearest: list[Theme] = []
    deepest: list[Theme] = []
    cut: list[str] = []

    def enter(one: Theme, trail: tuple[str, ...]) -> None:
        nearest.append(one)
        for name in one.imports:
            imported = find(name)
            if imported and (name in trail or len(nearest) >= MAX_IMPORTS):
                cut.append(name)
            elif imported:
                enter(imported, (*trail, name))
        deepest.append(one)

    enter(theme, (theme.name,))
    return Lineage(tuple(nearest), tuple(deepest), tuple(dict.fromkeys(cut)))


def preset(line: Lineage, name: str | None) -> Preset | None:
    """The size of that name; a later theme's word counts, and may take an inherited size away (M-215)."""
    known = {one.name: one for theme in line.deepest for one in theme.presets}
    found = known.get(name) if name else None
    return found if found and found.width else None


def size_names(line: Lineage) -> tuple[str, ...]:
    """The sizes that a deck with this theme can choose from."""
    known = {one.name: one for theme in line.deepest for one in theme.presets}
    return tuple(name for name, one in known.items() if one.width)


def side_lengths(line: Lineage, default: Theme | None, chosen: Preset | None) -> tuple[str, str]:
    """Width and height as CSS lengths that are known in pixels: the first of all candidates that is (M-207)."""
    inherited = [theme.sides for theme in (*line.nearest, *((default,) if default else ()))]
    widths = [chosen.width if chosen else None, *(sides.width for sides in inherited), _SCAFFOLD_SIZE[0]]
    heights = [chosen.height if chosen else None, *(sides.height for sides in inherited), _SCAFFOLD_SIZE[1]]
    return _first(widths), _first(heights)


def scaling(line: Lineage) -> frozenset[Scaling]:
    """What `@auto-scaling` allows: everything if it is `true`, else the kinds that it names (M-214)."""
    value = next((found for theme in line.nearest if (found := theme.setting("auto-scaling"))), "")
    return frozenset(kind for kind in Scaling if value == "true" or kind.value in value)


def _first(lengths: list[str | None]) -> str:
    return next(length for length in lengths if length and pixels(length) is not None)
