"""A deck as the browser laid it out: a tree of boxes for each slide, with what they look like. CSS pixels throughout.

Nothing is decided here. The tree says what is where, in computed CSS; what that means is the reader's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from renderers.model.geometry import Size


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in CSS pixels from the slide's upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Fragment:
    """The piece of a text that stands on one line: characters `start` to `end` of the box's text.

    `baseline` is where its letters stand. `word` is how wide the first piece of it is that cannot be broken.
    """

    start: int
    end: int
    rect: Rect
    baseline: float
    word: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An element, a pseudo-element or a text, with the boxes in it in document order.

    `name` is the element's in lower case, `#text` for text, `::before` and so on for pseudo-elements. `node` is the id
    of the token that it was made from, None for what no token stands for. `order` tells what is painted later. `style`
    holds computed values by property. `url` is the picture that it shows. `text` is what is drawn, `source` the same
    before the style changed its case. `scale` is how much larger than CSS says text came out (fitted headings). `key`
    is the browser's own name for it, good as long as the deck is open; `owner` that of a pseudo-element's element.
    """

    name: str
    rect: Rect
    order: int = 0
    key: int = 0
    owner: int = 0
    node: int | None = None
    style: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    source: str = ""
    fragments: tuple[Fragment, ...] = ()
    scale: float = 1.0
    url: str = ""
    children: tuple[Box, ...] = ()

    def walk(self) -> Iterator[Box]:
        """The box and all in it, in document order."""
        stack = [self]
        while stack:
            box = stack.pop()
            yield box
            stack.extend(reversed(box.children))


class Script(StrEnum):
    """Letters that fonts are chosen for: those of East Asia, those that need shaping, and all others."""

    LATIN = "latin"
    EAST_ASIAN = "east-asian"
    COMPLEX = "complex"


@dataclass(frozen=True, slots=True)
class Face:
    """A font as CSS asks for it."""

    family: str
    weight: str
    style: str


@dataclass(frozen=True, slots=True)
class SlideLayout:
    """One slide: the outermost box, and everything in it."""

    number: int
    root: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutSnapshot:
    """All slides of `size`, and the family that Chromium painted for each face and script it was used for."""

    size: Size
    slides: tuple[SlideLayout, ...]
    painted: Mapping[Face, Mapping[Script, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A request for a picture of the box that the browser knows by `key`, at `rect` of its slide.

    It is drawn with all that is in it, or if `is_own` with its own background and borders only; or of it just the
    pseudo-element that is named. `is_copy` if a copy away from its place will do, of which many are drawn at once.
    """

    slide: int
    key: int
    rect: Rect
    is_own: bool = False
    pseudo: str = ""
    is_copy: bool = False
