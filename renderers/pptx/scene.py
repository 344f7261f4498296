"""What is on a slide, read from its layout: text, boxes, pictures and tables, in CSS pixels, back to front."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from renderers.model.layout import Drawing, Rect
from renderers.pptx.formula import Formula
from renderers.pptx.inline import Words
from renderers.pptx.presentation import (
    Align,
    Anchor,
    Borders,
    Bullet,
    Color,
    Connector,
    Fill,
    Gradient,
    Image,
    Insets,
    Line,
    Link,
    Outline,
    Shadow,
    Shape,
    TextStyle,
)


class Role(StrEnum):
    """What a block of text is for."""

    HEADING = "heading"
    TEXT = "text"
    HEADER = "header"
    FOOTER = "footer"
    PAGE = "page"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True)
class Item:
    """The list item a block belongs to. `ordinal` is its number; `list_key` and `key` tell lists and items apart."""

    level: int
    bullet: Bullet
    ordinal: int
    list_key: int
    key: int
    marker_left: float | None = None
    marker_right: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph where the browser set it. `left` and `right` are the edges of the room it has; `line_height` of 0 is
    as high as the letters. `item` is None outside lists; `begins_item` says that the item's marker stands before it.
    Blocks of one `group` may share a frame.
    """

    words: Words
    left: float
    right: float
    line_height: float
    align: Align
    role: Role = Role.TEXT
    level: int = 0
    item: Item | None = None
    begins_item: bool = False
    group: int = 0
    is_right_to_left: bool = False
    node: int | None = None
    is_vertical: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A box that can be seen. `is_apart` if it parts the text before it from that after it, as a rule does."""

    rect: Rect
    fill: Fill | None = None
    line: Line | None = None
    shadow: Shadow | None = None
    outline: Outline = Outline()
    node: int | None = None
    name: str = "Box"
    is_apart: bool = False
    alt: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture. It is `image`, stretched over `rect` after cropping, or what the browser has to draw.

    `nodes` are the tokens of all that is in it; `backdrop` is the one colour behind it, if it is one.
    """

    rect: Rect
    image: Image | None = None
    drawing: Drawing | None = None
    svg: bytes | None = None
    backdrop: Color | None = None
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    outline: Outline = Outline()
    line: Line | None = None
    shadow: Shadow | None = None
    alt: str = ""
    opacity: float = 1.0
    link: Link | None = None
    node: int | None = None
    nodes: tuple[int, ...] = ()
    is_background: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A block of code: its lines, each with its runs, and the box that it stands in."""

    words: Words
    rect: Rect
    panel: Panel | None
    line_height: float
    align: Align = Align.LEFT
    node: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A table cell, `columns` wide and `rows` high, whose text begins `insets` inside it."""

    row: int
    column: int
    rows: int
    columns: int
    rect: Rect
    blocks: tuple[Block, ...]
    fill: Color | Gradient | None = None
    borders: Borders = Borders()
    anchor: Anchor = Anchor.MIDDLE
    insets: Insets = Insets()
    padding: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: the edges of its columns and rows in CSS pixels, and its cells."""

    rect: Rect
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[GridCell, ...]
    has_header: bool
    node: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A diagram of shapes and connectors, already in PowerPoint's units, that move as one. `losses` are in words."""

    rect: Rect
    items: tuple[Shape | Connector, ...]
    losses: tuple[str, ...] = ()
    alt: str = ""
    node: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """A formula. `drawing` is what programs show that have no equations; `backdrop` the one colour behind it, if it is
    one. Within a line (`is_beside` words) it stands over room that was kept for it.
    """

    rect: Rect
    formula: Formula
    style: TextStyle
    tex: str
    drawing: Drawing
    is_beside: bool = False
    backdrop: Color | None = None
    link: Link | None = None
    node: int | None = None


Thing = Equation | Block | Panel | Photo | Listing | Grid | Chart


class Loss(StrEnum):
    """How something is not as it was: nearly the same, a picture, missing, or as hidden as on the page."""

    APPROXIMATED = "approximated"
    PICTURE = "picture"
    DROPPED = "dropped"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that PowerPoint does not get as it is: how, why, and the token it concerns."""

    kind: Loss
    reason: str
    node: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideScene:
    """A slide: what is behind everything, and its things from back to front."""

    number: int
    css_class: str
    background: Color | Gradient | None
    things: tuple[Thing, ...]
    remarks: tuple[Remark, ...] = ()
    page: str = ""

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """What the browser has to draw for it: first what has nothing else to be shown by."""
        needed = (thing.drawing for thing in self.things if isinstance(thing, Photo) and thing.drawing)
        return (*needed, *(thing.drawing for thing in self.things if isinstance(thing, Equation)))


@dataclass(frozen=True, slots=True)
class Scene:
    """All slides."""

    slides: tuple[SlideScene, ...]
    width: float
    height: float
