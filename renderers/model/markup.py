"""HTML with places left open, for stages that know what the markdown room cannot.

The markdown room knows that a list item is revealed step by step, but not as which step of its slide; that a heading
fits the width, but not whether the theme allows it; which token an element is made from, but not whether anybody wants
to know. It leaves a mark there, and `html.section` fills it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MARK_ATTRIBUTE = "data-marpd"
"""Holds the id of an element's token, in pages that are marked. No deck can write it, for raw HTML may not have it."""


class Scaling(StrEnum):
    """What may be scaled to its slide, in the words of a theme's `@auto-scaling` (M-214)."""

    FITTING_HEADER = "fittingHeader"
    CODE = "code"
    MATH = "math"


@dataclass(frozen=True, slots=True)
class FragmentMark:
    """Inside the tag of a list item that is revealed step by step: its number on the slide goes here (M-222)."""


@dataclass(frozen=True, slots=True)
class ScalingMark:
    """Inside a tag that is scaled if the theme allows it: the attributes for that go here (M-271, M-273)."""

    kind: Scaling
    tag: str


@dataclass(frozen=True, slots=True)
class SlugMark:
    """Inside the tag of a heading: its `id` goes here, made unique among slides and headings (M-284)."""

    slug: str


@dataclass(frozen=True, slots=True)
class TokenMark:
    """Inside the tag of an element that was made from a token: the id of that token goes here, in a marked page."""

    id: int


Piece = str | FragmentMark | ScalingMark | SlugMark | TokenMark
Markup = tuple[Piece, ...]
