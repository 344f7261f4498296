"""The author's own styles, each made to hold for its slide only if it is scoped. One that is broken drops out alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from renderers.model.diagnostic import Code, Diagnostic
from renderers.model.theme import ScopedStyle
from renderers.theme.parse import parse
from renderers.theme.passes.ending import ending
from renderers.theme.passes.scope import scope
from renderers.theme.passes.scoped_keyframes import keyframe_names, scoped_keyframes
from renderers.theme.sheet import Sheet, splice
from renderers.theme.tokens import MAX_LENGTH, MAX_MARKS, Mistake, marks, normalized

_STYLE_WEIGHT = 10
"""What a style costs beside its CSS, so that very many small ones are too much as well."""


@lru_cache(maxsize=8)
def scoped(styles: tuple[ScopedStyle, ...]) -> tuple[str, tuple[Diagnostic, ...]]:
    """The CSS of all styles in order, and what is wrong with those left out (M-165 to M-173, mended by section 28)."""
    read = list(_read(styles))
    names: dict[str | None, set[str]] = defaultdict(set)
    for style, sheet in read:
        if isinstance(sheet, Sheet):
            names[style.scope] |= keyframe_names(sheet)
    css = [_limited(sheet, style.scope, names[style.scope]) for style, sheet in read if isinstance(sheet, Sheet)]
    return "\n".join(css), tuple(_dropped(style, sheet) for style, sheet in read if isinstance(sheet, Mistake))


def _read(styles: tuple[ScopedStyle, ...]) -> Iterator[tuple[ScopedStyle, Sheet | Mistake]]:
    """Each style with its rules, or with what is wrong with it. Those too many for one deck end the list."""
    length = weight = 0
    for style in styles:
        css = normalized(style.css)
        length += len(css)
        weight += marks(css) + _STYLE_WEIGHT
        if length > MAX_LENGTH or weight > MAX_MARKS:
            yield style, Mistake("it and the styles after it are too much, together with those before", 1)
            return
        sheet = parse(css)
        yield style, sheet if isinstance(sheet, Mistake) else sheet.bare_word or sheet


def _limited(sheet: Sheet, key: str | None, names: AbstractSet[str]) -> str:
    """The style with the selectors and keyframes of its slide; one for the whole deck as it is."""
    own = () if key is None else (*scope(sheet, key), *scoped_keyframes(sheet, key, names))
    return splice(sheet.css, (*ending(sheet), *own))


def _dropped(style: ScopedStyle, mistake: Mistake) -> Diagnostic:
    return Diagnostic(
        code=Code.STYLE_INVALID,
        message=f"This style is left out: {mistake.message}.",
        hint="Mend the CSS there; the other styles of the deck are used.",
        line=style.line + mistake.line - 1,
        column=mistake.column,
    )
