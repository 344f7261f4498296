"""Packing one piece of CSS, and seeing what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce

import pytest

from renderers.model.theme import ScopedStyle
from renderers.theme.pack import pack
from renderers.theme.theme_set import ThemeSet

_SLIDE_PARENT = "div.marpit > svg > foreignObject"
_AROUND = re.compile(r"/\* @theme t \*/(.*)/\* The layers of a slide", re.DOTALL)


@pytest.fixture
def themes() -> Callable[..., ThemeSet]:
    """A set of these themes only."""
    return lambda *sheets: reduce(ThemeSet.with_theme, sheets, ThemeSet())


@pytest.fixture
def between() -> Callable[[str], str]:
    """What stands after the comment that names the theme `t`, on one line, with `SLIDE` for the path to a slide."""
    return _between


@pytest.fixture
def packed() -> Callable[..., str]:
    """What packing makes of a theme's CSS, or of a scoped style's."""

    def packed_css(css: str, *, scope: str | None = None) -> str:
        theme = "/* @theme t */" if scope else "/* @theme t */" + css
        styles = (ScopedStyle(css, 1, scope),) if scope else ()
        return _between(pack(ThemeSet().with_theme(theme), "t", styles=styles).css)

    return packed_css


def _between(css: str) -> str:
    found = _AROUND.search(css)
    assert found
    text = found[1].replace(f"{_SLIDE_PARENT} > section", "SLIDE").replace(_SLIDE_PARENT, "PARENT")
    return " ".join(text.split())
