"""Chromium's snapshot of a page, read: pure, so that it can be tested from a recorded one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from renderers.model.layout import Box, Face, Fragment, Rect, SlideLayout
from renderers.model.markup import MARK_ATTRIBUTE

Json = dict[str, Any]

STYLES = (
    *(
        "display",
        "position",
        "float",
        "visibility",
        "opacity",
        "overflow-x",
        "transform",
        "rotate",
        "filter",
        "backdrop-filter",
    ),
    *("mix-blend-mode", "clip-path", "mask-image", "color", "-webkit-text-fill-color", "background", "background-clip"),
    *("border-top", "border-right", "border-bottom", "border-left", "border-radius", "box-shadow", "outline"),
    *("font-family", "font-size", "font-weight", "font-style", "font-variant-caps", "letter-spacing", "line-height"),
    *("text-align", "text-indent", "text-transform", "text-decoration", "text-shadow", "vertical-align", "white-space"),
    *(
        "direction",
        "writing-mode",
        "list-style",
        "padding",
        "object-fit",
        "object-position",
        "column-count",
        "border-collapse",
        "content",
        "z-index",
    ),
    *("fill", "stroke", "stroke-width", "stroke-dasharray"),
)
"""The computed values that are read: shorthands where there is one, for each takes time on every box."""

_OF_DRAWINGS = 4
# Every page has a rule for them.
_SIGN_OF_DRAWINGS = 'data-marp-mermaid="'


def styles_of(html: str) -> tuple[str, ...]:
    """The values to ask for on a page; the last few, which drawings are painted with, only where there are some."""
    return STYLES if _SIGN_OF_DRAWINGS in html else STYLES[:-_OF_DRAWINGS]


_ELEMENT, _TEXT = 1, 3
_DEEPEST = 100
_EAST_ASIAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# What cannot be broken: an East Asian character with what may not begin a line after it, or letters up to a blank or
# a hyphen. A blank before it belongs to it, for it comes back where the piece moves up.
_PIECE = re.compile(
    rf"\s?(?:[{_EAST_ASIAN}][、。，．・：；？！）」』】〕》〉ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ]*"
    rf"|[^\s{_EAST_ASIAN}-]{{1,120}}-?|-)"
)


@dataclass(frozen=True, slots=True)
class Font:
    """A face at a size, with a distance between letters: all that decides how wide and how high text is."""

    face: Face
    size: str
    spacing: str

    @property
    def css(self) -> str:
        """As CSS's `font` has it."""
        return f"{self.face.style} {self.face.weight} {self.size} {self.face.family}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text's part on one line, before its height is known. `word` is what cannot be broken at its start."""

    layout: int
    start: int
    end: int
    bounds: tuple[float, float, float, float]
    font: Font
    word: str


@dataclass(frozen=True, slots=True)
class Metrics:
    """Ascent and descent of fonts, in the whole pixels that Chromium takes, and widths of words in CSS pixels."""

    heights: Mapping[Font, tuple[float, float]]
    words: Mapping[tuple[Font, str], float]


class Snapshot:
    """The answer to `DOMSnapshot.captureSnapshot`, with its tables of strings and its sparse columns looked up."""

    def __init__(self, answer: Json) -> None:
        self._strings: list[str] = answer["strings"]
        document = answer["documents"][0]
        self._nodes: Json = document["nodes"]
        self._layout: Json = document["layout"]
        self._boxes: Json = document["textBoxes"]
        self._styles: dict[tuple[int, ...], Mapping[str, str]] = {}
        self._fonts: dict[int, Font] = {}
        self._pseudo = self._sparse("pseudoType")
        self._urls = self._sparse("currentSourceURL")

    def slides(self, metrics: Metrics, width: float) -> tuple[SlideLayout, ...]:
        """The slides, each `width` CSS pixels wide."""
        roots = [node for node in range(len(self._nodes["nodeName"])) if self._is_slide(node)]
        return tuple(self._slide(number, root, metrics, width) for number, root in enumerate(roots, 1))

    @cached_property
    def pieces(self) -> dict[int, list[Piece]]:
        """The pieces of text, by layout object."""
        found: dict[int, list[Piece]] = {}
        places: list[int] = []
        boxes, before = self._boxes, 0.0
        columns = (boxes["layoutIndex"], boxes["start"], boxes["length"], boxes["bounds"])
        for layout, start, length, bounds in zip(*columns, strict=True):
            text = self._text(layout)
            if layout not in found:
                places = _code_points(text)
            # Where the style has changed a text's length, some of it may be counted as it was written.
            units = len(places or text) - bool(places)
            start, end = min(start, units), min(start + length, units)  # noqa: PLW2901
            if places:
                start, end = places[start], places[end]  # noqa: PLW2901
            font = self.font(layout)
            middle = bounds[1] + bounds[3] / 2
            word = ""
            if abs(middle - before) > bounds[3] / 2:
                after_blank = start > 0 and text[start - 1].isspace()
                match = _PIECE.match(text, start - 1 if after_blank else start)
                word = match[0] if match else ""
            before = middle
            found.setdefault(layout, []).append(Piece(layout, start, end, tuple(bounds), font, word))
        return found

    def font(self, layout: int) -> Font:
        """The font of a layout object."""
        style = self.style(layout)
        face = Face(style["font-family"], style["font-weight"], style["font-style"])
        return Font(face, style["font-size"], style["letter-spacing"])

    def samples(self) -> Iterator[tuple[Face, str, int]]:
        """Each text with its face and the key by which the browser knows it."""
        for layout in self.pieces:
            yield self.font(layout).face, self._text(layout), self._nodes["backendNodeId"][self._node_of(layout)]

    def style(self, layout: int) -> Mapping[str, str]:
        """The computed values of a layout object."""
        indices = tuple(self._layout["styles"][layout])
        style = self._styles.get(indices)
        if style is None:
            style = {name: self._string(index) for name, index in zip(STYLES, indices, strict=False)}
            self._styles[indices] = style
        return style

    @cached_property
    def _layouts(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for layout, node in enumerate(self._layout["nodeIndex"]):
            found.setdefault(node, []).append(layout)
        return found

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for node, parent in enumerate(self._nodes["parentIndex"]):
            found.setdefault(parent, []).append(node)
        return found

    def _slide(self, number: int, root: int, metrics: Metrics, width: float) -> SlideLayout:
        left, top, drawn, _ = self._layout["bounds"][self._layouts[root][0]]
        return SlideLayout(number, _Builder(self, metrics, left, top, width / (drawn or width)).box(root))

    def _is_slide(self, node: int) -> bool:
        if self._string(self._nodes["nodeName"][node]) != "svg" or node not in self._layouts:
            return False
        return "data-marpit-svg" in self.attributes(node)

    def attributes(self, node: int) -> dict[str, str]:
        """The attributes of a node, without its inline style, which has been computed."""
        flat = [self._string(index) for index in self._nodes["attributes"][node]]
        return {name: value for name, value in zip(flat[::2], flat[1::2], strict=True) if name != "style"}

    def _sparse(self, column: str) -> dict[int, str]:
        values = self._nodes.get(column) or {"index": (), "value": ()}
        return {index: self._string(value) for index, value in zip(values["index"], values["value"], strict=True)}

    def _string(self, index: int) -> str:
        return self._strings[index] if index >= 0 else ""

    def _text(self, layout: int) -> str:
        return self._string(self._layout["text"][layout])

    def _node_of(self, layout: int) -> int:
        node: int = self._layout["nodeIndex"][layout]
        return node

    def boxes_in(self, node: int, *, is_deep: bool = False) -> Iterator[int]:
        """The nearest nodes inside a node that have a layout, in document order; if `is_deep` all such nodes."""
        waiting = self._children.get(node, [])[::-1]
        while waiting:
            child = waiting.pop()
            if child in self._layouts:
                yield child
            if is_deep or child not in self._layouts:
                waiting.extend(reversed(self._children.get(child, ())))

    def layouts(self, node: int) -> list[int]:
        """The layout objects of a node: its own first, then those that Chromium made for what it generates."""
        return self._layouts[node]

    def bounds(self, layout: int) -> list[float]:
        """The rectangle around a layout object, in CSS pixels of the page."""
        bounds: list[float] = self._layout["bounds"][layout]
        return bounds

    def text(self, layout: int) -> str:
        """The text of a layout object, transformed as the style says."""
        return self._text(layout)

    def order(self, layout: int) -> int:
        """When a layout object is painted."""
        order: int = self._layout["paintOrders"][layout]
        return order

    def key(self, node: int) -> int:
        """The browser's own name for a node."""
        key: int = self._nodes["backendNodeId"][node]
        return key

    def owner(self, node: int) -> int:
        """The browser's own name for the node around a node."""
        return self.key(self._nodes["parentIndex"][node])

    def name(self, node: int) -> str:
        """An element's name in lower case, `#text`, or a pseudo-element's name."""
        return self._string(self._nodes["nodeName"][node]).lower()

    def source(self, node: int) -> str:
        """A text as it was written, before the style transformed it."""
        return self._string(self._nodes["nodeValue"][node])

    def url(self, node: int) -> str:
        """The picture that an element shows."""
        return self._urls.get(node, "")

    def is_pseudo(self, node: int) -> bool:
        """Whether the style made the node."""
        return node in self._pseudo


def _code_points(text: str) -> list[int]:
    """Where the characters of UTF-16, in which Chromium counts, stand in a text; empty if that is the same."""
    if text.isascii() or max(text) <= "\uffff":
        return []
    places = [at for at, character in enumerate(text) for _ in range(1 + (character > "\uffff"))]
    return [*places, len(text)]


@dataclass(frozen=True, slots=True)
class _Builder:
    """Makes the boxes of one slide, which begins at `left` and `top` of the page and is scaled by `factor`."""

    page: Snapshot
    metrics: Metrics
    left: float
    top: float
    factor: float

    def box(self, node: int, depth: int = 0) -> Box:
        """The box of a node, and all in it. What is too deep stands side by side: nobody nests that far on purpose."""
        page = self.page
        own, *generated = page.layouts(node)
        if page.name(node) == "#text":
            return self._text_box(node, own)
        attributes = page.attributes(node)
        mark = attributes.pop(MARK_ATTRIBUTE, "")
        return Box(
            name=page.name(node),
            rect=self._rect(page.bounds(own)),
            order=page.order(own),
            key=page.key(node),
            owner=page.owner(node) if page.is_pseudo(node) else 0,
            node=int(mark) if mark.isdecimal() else None,
            style=page.style(own),
            attributes=attributes,
            url=page.url(node),
            children=(
                *(self._text_box(node, layout) for layout in generated if page.text(layout)),
                *(self.box(child, depth + 1) for child in self._inside(node, depth)),
            ),
        )

    def _inside(self, node: int, depth: int) -> Iterator[int]:
        if depth <= _DEEPEST:
            yield from self.page.boxes_in(node, is_deep=depth == _DEEPEST)

    def _text_box(self, node: int, layout: int) -> Box:
        page = self.page
        pieces = page.pieces.get(layout, [])
        font = page.font(layout)
        above, below = self.metrics.heights.get(font, (0.0, 0.0))
        highest = max((piece.bounds[3] for piece in pieces), default=0.0)
        scale = highest * self.factor / (above + below) if above + below else 1.0
        # What rounding does to a line's height is no scaling.
        scale = 1.0 if abs(scale - 1) < 0.03 else scale
        return Box(
            name="#text",
            rect=self._rect(page.bounds(layout)),
            order=page.order(layout),
            key=page.key(node),
            style=page.style(layout),
            text=page.text(layout),
            source=page.source(node) if not page.is_pseudo(node) else page.text(layout),
            scale=scale,
            fragments=tuple(self._fragment(piece, above * scale, scale) for piece in pieces),
        )

    def _fragment(self, piece: Piece, above: float, scale: float) -> Fragment:
        rect = self._rect(list(piece.bounds))
        word = self.metrics.words.get((piece.font, piece.word), 0.0) * scale if piece.word else 0.0
        return Fragment(piece.start, piece.end, rect, rect.y + above, word)

    def _rect(self, bounds: list[float]) -> Rect:
        x, y, width, height = bounds
        factor = self.factor
        return Rect((x - self.left) * factor, (y - self.top) * factor, width * factor, height * factor)
