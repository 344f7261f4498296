"""Packing: a theme, the author's styles and what every slide needs, as one stylesheet for one deck."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from renderers.model.diagnostic import Code, Diagnostic
from renderers.model.geometry import Size
from renderers.model.theme import ScopedStyle, Stylesheet
from renderers.theme.inheritance import lineage, preset, scaling, side_lengths
from renderers.theme.metadata import pixels
from renderers.theme.parse import reparse
from renderers.theme.passes.anchor import anchor
from renderers.theme.passes.backdrop import backdrop
from renderers.theme.passes.container_query import CONTAINER_QUERY
from renderers.theme.passes.custom_elements import custom_elements
from renderers.theme.passes.emoji import EMOJI
from renderers.theme.passes.ending import ending
from renderers.theme.passes.imports import addresses, unimported
from renderers.theme.passes.pagination import pagination
from renderers.theme.passes.print_only import print_only
from renderers.theme.passes.print_rules import print_rules
from renderers.theme.passes.rem import rem
from renderers.theme.passes.root import root
from renderers.theme.passes.root_font_size import root_font_size
from renderers.theme.sheet import Edit, Sheet, splice
from renderers.theme.styles import scoped
from renderers.theme.theme_set import ThemeSet

Pass = Callable[[Sheet], Iterable[Edit]]

ADDING: tuple[Pass, ...] = (ending, print_only, root_font_size, backdrop)
"""First: rules added and taken out, in the words of themes."""

REWRITING: tuple[Pass, ...] = (unimported, pagination, rem, root, custom_elements, anchor)
"""Then: those words made to hold in the page. No pass sees what the others of its list did."""

_DEFAULT = "default"
_END_OF_STYLE = re.compile(r"</(?=style)", re.IGNORECASE)


class _Packed(NamedTuple):
    """CSS that holds in the page, and the `@import`s of addresses, which belong to the very top (M-213)."""

    css: str
    addresses: tuple[str, ...]


def pack(
    themes: ThemeSet, name: str, *, styles: tuple[ScopedStyle, ...] = (), size_name: str | None = None
) -> Stylesheet:
    """The stylesheet of a deck with the theme `name`, which is in the set, in the order of M-176.

    Safe to stand in a `<style>` element. A style that cannot be parsed is left out, and a diagnostic says so.
    """
    stylesheet, hoisted = _themed(themes, name, size_name)
    css, diagnostics = scoped(styles)
    own = _packed(css, frozenset(themes.names))
    parts = (*dict.fromkeys((*hoisted, *own.addresses)), stylesheet.css, own.css, _own("backgrounds.css"))
    text = _END_OF_STYLE.sub(r"<\\/", "\n".join(parts))
    return replace(stylesheet, css=text, diagnostics=(*stylesheet.diagnostics, *diagnostics))


@lru_cache(maxsize=8)
def _themed(themes: ThemeSet, name: str, size_name: str | None) -> tuple[Stylesheet, tuple[str, ...]]:
    """The part that the author's styles have no say in, and the imports it wants at the top."""
    line = lineage(themes.get, themes[name])
    chosen = preset(line, size_name)
    width, height = side_lengths(line, themes.get(_DEFAULT), chosen)
    sized = (f"section {{ width: {width}; height: {height}; }}",) if chosen else ()
    packed = [_packed(css, frozenset(themes.names)) for css in (*(theme.css for theme in line.deepest), *sized)]
    own = (_own("scaffold.css"), print_rules(width, height), CONTAINER_QUERY, EMOJI, _own("diagrams.css"))
    stylesheet = Stylesheet(
        css="\n".join((*own, *(one.css for one in packed))),
        theme=name,
        size=Size(pixels(width) or 0, pixels(height) or 0),
        size_name=chosen.name if chosen else None,
        scaling=scaling(line),
        diagnostics=tuple(_not_imported(name, cut) for cut in line.cut),
    )
    return stylesheet, tuple(address for one in packed for address in one.addresses)


@lru_cache(maxsize=16)
def _packed(css: str, themes: frozenset[str]) -> _Packed:
    """A stylesheet that can be parsed, after all passes. `themes` are the names that an import may mean."""
    sheet = reparse(css)
    added = reparse(splice(css, (edit for each in ADDING for edit in each(sheet))))
    text = splice(added.css, (edit for each in REWRITING for edit in each(added)))
    return _Packed(text, addresses(sheet, themes))


@cache
def _own(file: str) -> str:
    """A stylesheet of this room, packed."""
    return _packed((Path(__file__).parent / file).read_text("utf-8"), frozenset()).css


def _not_imported(name: str, cut: str) -> Diagnostic:
    return Diagnostic(
        code=Code.THEME_INVALID,
        message=f"The theme {name} imports {cut} in a circle, or too many themes; that import is left out.",
        hint="Take the import out of one of the themes.",
    )
