"""What of a slide cannot be seen though it should be, as measured in the browser."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Edge(StrEnum):
    """The side of a slide or box at which something leaves it."""

    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"
    LEFT = "left"


class Cover(StrEnum):
    """What hides it: the slide's own edge, a box inside it that clips, or what stands in its margins."""

    SLIDE = "slide"
    BOX = "box"
    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """Text or pictures of slide number `slide` that are not seen, all at one `edge` of one `cover`.

    `pixels` (CSS) is how far the farthest of it reaches. `node` is the token it belongs to, None for what no token
    stands for; `element` the name of the first element concerned; `box` the name of the clipping box, empty for others.
    `share` is how much of the slide's text is lost, from 0 to 1.
    """

    slide: int
    cover: Cover
    edge: Edge
    pixels: float
    node: int | None = None
    element: str = ""
    box: str = ""
    share: float = 0.0
