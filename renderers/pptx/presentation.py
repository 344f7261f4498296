"""The PowerPoint side: slides of shapes. Lengths are EMU (914,400 an inch, 9,525 a CSS pixel), text sizes centipoints.

Everything that has to be decided is decided by whoever makes these values; `write` only spells them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from renderers.pptx.formula import Formula


@dataclass(frozen=True, slots=True)
class Color:
    """`rgb` is six hexadecimal digits. `alpha` from 0 to 1. `scheme` names the theme colour that this is (`dk1`,
    `accent2` ...), None for a colour of its own.
    """

    rgb: str
    alpha: float = 1.0
    scheme: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A colour at `position`, from 0 to 1, of a gradient."""

    position: float
    color: Color


@dataclass(frozen=True, slots=True)
class Gradient:
    """A gradient of two stops or more; linear with `angle` in degrees clockwise from left-to-right, or `is_radial`."""

    stops: tuple[Stop, ...]
    angle: float = 0.0
    is_radial: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture's bytes: PNG, JPEG or GIF by `media_type`; `svg` is the same picture as vectors, already cleaned."""

    content: bytes
    media_type: str
    svg: bytes | None = None


@dataclass(frozen=True, slots=True)
class Crop:
    """What is cut off each side of an image, as shares of its width and height; negative shares add empty room."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class PictureFill:
    """An image stretched over the whole shape or slide, after cropping."""

    image: Image
    crop: Crop = Crop()


Fill = Color | Gradient | PictureFill


class Dash(StrEnum):
    """How a line is drawn, in DrawingML's words."""

    SOLID = "solid"
    DASH = "dash"
    DOT = "sysDot"


class Head(StrEnum):
    """What a line ends in, in DrawingML's words."""

    NONE = "none"
    ARROW = "triangle"
    DOT = "oval"


@dataclass(frozen=True, slots=True)
class Line:
    """A border or outline of `width` EMU. `head` and `tail` are what it begins and ends in."""

    color: Color
    width: int
    dash: Dash = Dash.SOLID
    head: Head = Head.NONE
    tail: Head = Head.NONE


@dataclass(frozen=True, slots=True)
class Shadow:
    """An outer shadow: `blur` and `distance` in EMU, `direction` in degrees clockwise from the right."""

    color: Color
    blur: int
    distance: int
    direction: float


@dataclass(frozen=True, slots=True)
class Link:
    """Where a click leads: an address with a safe scheme, or slide number `slide`, from 1."""

    url: str | None = None
    slide: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How characters look. `size` is in centipoints; `spacing` too, between letters; `baseline` a share of the size
    that the text stands higher (or lower). Faces are names, or `+mj-lt` and the like for the theme's. A value of None
    is not written, and so comes from the placeholder, the master or the presentation.
    """

    size: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    color: Color | Gradient | None = None
    latin: str | None = None
    east_asian: str | None = None
    complex_script: str | None = None
    language: str | None = None
    spacing: int | None = None
    baseline: float | None = None
    highlight: Color | None = None
    all_caps: bool | None = None
    small_caps: bool | None = None
    no_proof: bool | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look. `is_slide_number` makes it a field that shows the slide's number; `text` is what it shows
    now.
    """

    text: str
    style: TextStyle = TextStyle()
    link: Link | None = None
    is_slide_number: bool = False


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line that ends here by the author's will."""

    style: TextStyle = TextStyle()


class Align(StrEnum):
    """DrawingML's words for how lines stand in their box."""

    LEFT = "l"
    CENTER = "ctr"
    RIGHT = "r"
    JUSTIFY = "just"


@dataclass(frozen=True, slots=True)
class NoBullet:
    """Not a list item, whatever the placeholder or the master says."""


@dataclass(frozen=True, slots=True)
class CharBullet:
    """A bullet; `size` is a share of the text's, None for the same."""

    character: str
    color: Color | None = None
    font: str | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True)
class NumberBullet:
    """An automatic number by DrawingML's `scheme` (`arabicPeriod` ...). `start` is the list's, alike on every item."""

    scheme: str = "arabicPeriod"
    start: int = 1
    color: Color | None = None
    font: str | None = None
    size: float | None = None


Bullet = NoBullet | CharBullet | NumberBullet


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph. `level` from 0 to 8. `margin_left` and `indent` in EMU; the first line begins at their sum.

    `line_spacing` is a share of 1.2 times the font size. `space_before` is in centipoints. `end` is the look of the
    paragraph's end mark, which decides how high an empty line is. None is not written.
    """

    runs: tuple[Run | LineBreak, ...] = ()
    align: Align | None = None
    level: int = 0
    margin_left: int | None = None
    indent: int | None = None
    line_spacing: float | None = None
    space_before: int | None = None
    bullet: Bullet | None = None
    is_right_to_left: bool = False
    end: TextStyle | None = None


class Anchor(StrEnum):
    """Where text stands in a box that is higher."""

    TOP = "t"
    MIDDLE = "ctr"
    BOTTOM = "b"


@dataclass(frozen=True, slots=True)
class Insets:
    """Room between a box and its text, in EMU."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The text of a shape. Never resized to fit, always wrapped. `is_vertical`: lines from right to left."""

    paragraphs: tuple[Paragraph, ...]
    insets: Insets = Insets()
    anchor: Anchor = Anchor.TOP
    columns: int = 1
    is_vertical: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on the slide in EMU, turned clockwise by `rotation` degrees about its centre."""

    x: int
    y: int
    width: int
    height: int
    rotation: float = 0.0


class PlaceholderKind(StrEnum):
    """DrawingML's words for what a placeholder is for."""

    TITLE = "title"
    BODY = "body"
    FOOTER = "ftr"
    SLIDE_NUMBER = "sldNum"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`index` pairs a slide's placeholder with its layout's; a title has none."""

    kind: PlaceholderKind
    index: int | None = None


class Geometry(StrEnum):
    """DrawingML's words for outlines."""

    RECTANGLE = "rect"
    ROUNDED = "roundRect"
    ELLIPSE = "ellipse"
    CAN = "can"
    PREDEFINED = "flowChartPredefinedProcess"


@dataclass(frozen=True, slots=True)
class Outline:
    """A shape's form. `radius` is that of a rounded corner as a share of the shorter side, at most 0.5."""

    geometry: Geometry = Geometry.RECTANGLE
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Freeform:
    """A form of its own: commands `M`, `L`, `Q`, `C` and `Z` with points in EMU from the frame's corner."""

    steps: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A box with or without text. `alt` describes what is not text; a shape without text and `alt` is decoration."""

    name: str
    frame: Frame
    outline: Outline | Freeform = Outline()
    fill: Fill | None = None
    line: Line | None = None
    shadow: Shadow | None = None
    text: Text | None = None
    placeholder: Placeholder | None = None
    alt: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image. An empty `alt` marks it as decoration. `opacity` from 0 to 1."""

    name: str
    frame: Frame
    image: Image
    crop: Crop = Crop()
    outline: Outline = Outline()
    line: Line | None = None
    shadow: Shadow | None = None
    alt: str = ""
    opacity: float = 1.0
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Borders:
    """The lines around a table cell."""

    left: Line | None = None
    right: Line | None = None
    top: Line | None = None
    bottom: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table cell. `is_covered` cells lie under a neighbour's span and hold nothing; they keep the grid complete."""

    text: Text = Text(paragraphs=())
    fill: Color | Gradient | None = None
    borders: Borders = Borders()
    columns: int = 1
    rows: int = 1
    is_covered_by_column: bool = False
    is_covered_by_row: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its height in EMU, and a cell for every column."""

    height: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: the widths of its columns in EMU, and its rows."""

    name: str
    frame: Frame
    columns: tuple[int, ...]
    rows: tuple[Row, ...]
    has_header: bool = False
    alt: str = ""


class Route(StrEnum):
    """How a connector runs, in DrawingML's words."""

    STRAIGHT = "straightConnector1"
    ELBOW = "bentConnector2"
    STEP = "bentConnector3"


@dataclass(frozen=True, slots=True)
class Glue:
    """Where a connector is held: item number `item` of its group, from 0, at one of its connection sites."""

    item: int
    site: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector:
    """A line between shapes of one group, from the upper left corner of `frame` to the lower right, before it is
    mirrored and turned. `bend` is where a step turns, as a share of the way.
    """

    name: str
    frame: Frame
    line: Line
    route: Route = Route.STRAIGHT
    bend: float = 0.5
    is_mirrored: bool = False
    is_upside_down: bool = False
    begin: Glue | None = None
    end: Glue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items that move as one."""

    name: str
    frame: Frame
    items: tuple[Shape | Connector, ...]
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """A formula that can be edited as one; `alt` is its source. Programs without equations show `picture`, or the
    source where there is none.
    """

    name: str
    frame: Frame
    formula: Formula
    style: TextStyle
    alt: str
    picture: Image | None = None
    link: Link | None = None


Item = Shape | Picture | Table | Group | Equation


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide: which of the presentation's layouts it follows (from 0), its shapes from back to front, its notes.

    `background` of None is the layout's. `name` is the text of its title, for lists of slides.
    """

    layout: int
    items: tuple[Item, ...] = ()
    background: Fill | None = None
    notes: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What slides of one kind share: a background (None: the master's), decoration, and placeholders.

    `items` holds decoration and placeholders (shapes with `placeholder`) from back to front.
    """

    name: str
    items: tuple[Item, ...] = ()
    background: Fill | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours by DrawingML's names (dk1 lt1 dk2 lt2 accent1 to accent6 hlink folHlink), as six hexadecimal digits, and
    the faces of headings and text.
    """

    name: str
    colors: Mapping[str, str]
    heading_latin: str = "Arial"
    heading_east_asian: str = ""
    text_latin: str = "Arial"
    text_east_asian: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """What all slides share. `title` and `body` are how levels of text look, `body` from the outermost inwards; they
    hold no runs. `items` holds the placeholders and decoration of all layouts.
    """

    background: Fill
    title: Paragraph = Paragraph()
    body: tuple[Paragraph, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the file says about itself. `modified` is in seconds since 1970, None for the fixed date 1980-01-01."""

    title: str = ""
    author: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    language: str | None = None
    modified: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """A whole file. `width` and `height` are the slides' in EMU; `first_number` is what the first slide counts as."""

    width: int
    height: int
    theme: Theme
    master: Master
    layouts: tuple[Layout, ...]
    slides: tuple[Slide, ...]
    first_number: int = 1
    about: About = field(default_factory=About)
