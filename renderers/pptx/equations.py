"""Formulas of a deck: which box shows which, how it is written, and where its ink is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from renderers.model.layout import Box, Rect, SlideLayout
from renderers.model.tokens import Token
from renderers.pptx.faces import Faces
from renderers.pptx.formula import Formula
from renderers.pptx.look import Look, text_style
from renderers.pptx.mathml import read_formula
from renderers.pptx.presentation import TextStyle

FACE = "Cambria Math"
"""The face of formulas. PowerPoint has no other that it can set them in."""

# Of what is above or below a base, a sign may have no width of its own.
_INK = {"mi", "mn", "mo", "mtext", "ms", "mfrac", "msqrt", "mroot", "menclose", "mover", "munder", "munderover"}
_MARGIN = 3.0
"""Letters lean out of their boxes, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Found:
    """A formula of the deck. `formula` is None where PowerPoint has no equation for it; `tex` is its source."""

    node: int
    tex: str
    formula: Formula | None


class Equations:
    """The formulas of one slide by the browser's own name for the box that shows them."""

    def __init__(self, found: Mapping[int, Found]) -> None:
        self._found = found

    def of(self, box: Box) -> Found | None:
        """The formula that a box shows; None if it shows none of the deck's."""
        return self._found.get(box.key) if box.name == "math" else None


NO_EQUATIONS = Equations({})


def equations_on(slide: SlideLayout, tokens: Mapping[int, Token]) -> Equations:
    """The formulas on a slide; `tokens` are those of the deck that are formulas, by their ids."""
    found: dict[int, Found] = {}
    for box in slide.root.walk() if tokens else ():
        token = tokens.get(box.node) if box.node is not None else None
        if token is not None:
            one = Found(token.id, token.text, read_formula(token.mathml))
            found.update((part.key, one) for part in box.walk() if part.name == "math")
    return Equations(found)


def is_displayed(box: Box) -> bool:
    """Whether a formula stands by itself."""
    return box.style["display"].startswith("block")


def equation_style(box: Box, look: Look, faces: Faces, tex: str, language: str) -> TextStyle:
    """How a formula looks. What is under or through words is not under formulas, and they have no other face."""
    style = text_style(box, look, faces, tex, language)
    return TextStyle(
        size=style.size,
        bold=style.bold or None,
        color=style.color,
        language=style.language,
        latin=FACE,
        east_asian=FACE,
    )


def run_style(box: Box, look: Look, faces: Faces, tex: str, language: str) -> TextStyle:
    """How a formula looks that is words among words."""
    style = text_style(box, look, faces, tex, language)
    return replace(
        style, latin=FACE, east_asian=FACE, complex_script=None, all_caps=None, small_caps=None, spacing=None
    )


def ink(box: Box) -> Rect:
    """Where a formula's signs are, and a little around them."""
    rects = [part.rect for part in box.walk() if part.name in _INK and part.rect.width > 0 and part.rect.height > 0]
    return _grown(_union(rects)) if rects else box.rect


def baseline(box: Box) -> float:
    """Where the letters of a formula stand that are as large as the formula itself; else its lower edge."""
    size = box.style["font-size"]
    for part in box.walk():
        if part.fragments and part.name == "#text" and part.style["font-size"] == size:
            return part.fragments[0].baseline
    return box.rect.bottom


def _union(rects: Iterable[Rect]) -> Rect:
    every = list(rects)
    left, top = min(one.x for one in every), min(one.y for one in every)
    return Rect(left, top, max(one.right for one in every) - left, max(one.bottom for one in every) - top)


def _grown(rect: Rect) -> Rect:
    return Rect(rect.x - _MARGIN, rect.y - _MARGIN, rect.width + 2 * _MARGIN, rect.height + 2 * _MARGIN)
