"""The author's own styles, each made to hold for its slide only if it is scoped. One that is broken drops out alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from renderers.model.diagnostic import Code, Diagnostic
from renderers.model.theme import ScopedStyle
from renderers.theme.parse import parse
from renderers.theme.passes.scope import scope
from renderers.theme.passes.scoped_keyframes import keyframe_names, scoped_keyframes
from renderers.theme.sheet import splice
from renderers.theme.tokens import Mistake, normalized


def scoped(styles: tuple[ScopedStyle, ...]) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """The CSS of each style in order, and what is wrong with those left out (M-168 to M-173, mended by section 28)."""
    clean = [replace(style, css=normalized(style.css)) for style in styles]
    read = [(style, _read(style.css)) for style in clean]
    names: dict[str | None, frozenset[str]] = defaultdict(frozenset)
    for style, keyframes in read:
        if not isinstance(keyframes, Mistake):
            names[style.scope] |= keyframes
    good = [style for style, found in read if not isinstance(found, Mistake)]
    css = [_limited(style.css, style.scope, names[style.scope]) for style in good]
    return tuple(css), tuple(_dropped(style, found) for style, found in read if isinstance(found, Mistake))


@lru_cache(maxsize=64)
def _read(css: str) -> frozenset[str] | Mistake:
    """The keyframes that a style defines, or why it cannot be used."""
    sheet = parse(css)
    if isinstance(sheet, Mistake):
        return sheet
    return sheet.bare_word or keyframe_names(sheet)


@lru_cache(maxsize=64)
def _limited(css: str, key: str | None, names: frozenset[str]) -> str:
    """The style with the selectors and keyframes of its slide; a style for the whole deck as it is."""
    sheet = parse(css)
    if key is None or isinstance(sheet, Mistake):
        return css
    return splice(css, (*scope(sheet, key), *scoped_keyframes(sheet, key, names)))


def _dropped(style: ScopedStyle, mistake: Mistake) -> Diagnostic:
    return Diagnostic(
        code=Code.STYLE_INVALID,
        message=f"This style is left out: {mistake.message}.",
        hint="Mend the CSS there; the other styles of the deck are used.",
        line=style.line + mistake.line - 1,
        column=mistake.column,
    )
