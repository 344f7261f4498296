"""A flowchart as shapes with their text, and connectors between them, where the browser set them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from renderers.model.layout import Box, Rect
from renderers.pptx.colors import color, faded
from renderers.pptx.css import px
from renderers.pptx.drawn_paths import Point, corners, polygon, steps
from renderers.pptx.faces import Faces
from renderers.pptx.flow_edges import edge
from renderers.pptx.look import Look, text_style
from renderers.pptx.presentation import (
    Align,
    Anchor,
    Color,
    Connector,
    Dash,
    Freeform,
    Geometry,
    Head,
    Insets,
    Line,
    LineBreak,
    Outline,
    Paragraph,
    Run,
    Shape,
    Text,
)
from renderers.pptx.scene import Chart
from renderers.pptx.units import emu, frame

KINDS = ("flowchart", "flowchart-v2")
"""The kinds of diagram that are made of shapes and connectors."""

_FORMS = {"rect", "circle", "ellipse", "polygon", "path"}
_MOVE = re.compile(r"translate\((-?[\d.]+)(?:[ ,]+(-?[\d.]+))?\)")
_CAN = re.compile(r"M0,([\d.]+) a[\d.]+,[\d.]+ 0,0,0 [\d.]+,0 a[\d.]+,[\d.]+ 0,0,0 -[\d.]+,0 l0,[\d.]+ a")
_MOST_PARTS = 400
_SAME = 3.0
# A rectangle between two bars goes around twice.
_POINTS_OF_A_FRAME = 10
_USUAL_LETTERS = 0.97


class _Unknown(Exception):
    """Something in a diagram that is no shape and no connector."""


def read_flowchart(box: Box, look: Look, faces: Faces, language: str, node: int | None) -> Chart | None:
    """The diagram in an `<svg>`; None if it is no flowchart, or has something in it that only a picture can show."""
    if box.attributes.get("data-marp-mermaid") not in KINDS:
        return None
    view = [float(word) for word in box.attributes.get("viewbox", box.attributes.get("viewBox", "")).split()]
    if len(view) != 4 or not view[2] or not box.rect.width:
        return None
    scale = box.rect.width / view[2]
    reader = _Reader(box.rect, view[0], view[1], scale, _size_of_letters(box, scale), look, faces, language)
    try:
        reader.read(box, (0.0, 0.0))
    except _Unknown:
        return None
    items = tuple(reader.all_items())
    if not items or len(items) > _MOST_PARTS:
        return None
    alt = box.attributes.get("aria-label", "")
    return Chart(rect=box.rect, items=items, alt=alt, node=node, losses=tuple(_losses(box, items)))


def _losses(box: Box, items: tuple[Shape | Connector, ...]) -> Iterator[str]:
    if any(isinstance(item, Shape) and isinstance(item.outline, Freeform) and item.outline.is_open for item in items):
        yield "an edge with more than two bends is not held by the shapes that it joins"
    if any("cross" in part.attributes.get(end, "") for part in box.walk() for end in ("marker-start", "marker-end")):
        yield "an edge that ends in a cross ends in an arrow"


@dataclass(slots=True)
class _Reader:
    """Reads one drawing, which is `scale` times its own units large and begins at `left` and `top` of them.

    `letters` is how much larger letters are than CSS says.
    """

    rect: Rect
    left: float
    top: float
    scale: float
    letters: float
    look: Look
    faces: Faces
    language: str
    groups: list[tuple[Rect, Shape]] = field(default_factory=list)
    nodes: list[tuple[Rect, Shape, list[Shape]]] = field(default_factory=list)
    labels: list[Shape] = field(default_factory=list)
    edges: list[tuple[list[Point], Line]] = field(default_factory=list)

    def all_items(self) -> Iterator[Shape | Connector]:
        """From back to front: boxes around nodes, edges, nodes, labels of edges."""
        before = len(self.groups) + len(self.edges)
        held = [(before + index, rect, shape) for index, (rect, shape, _) in enumerate(self.nodes)]
        boxes = [(index, rect, shape) for index, (rect, shape) in enumerate(self.groups)]
        yield from (shape for _, shape in self.groups)
        for number, (points, line) in enumerate(self.edges, 1):
            yield edge(f"Edge {number}", points, line, held, boxes)
        yield from (shape for _, shape, _ in self.nodes)
        yield from (shape for _, _, more in self.nodes for shape in more)
        yield from self.labels

    def read(self, box: Box, at: Point) -> None:
        """All of a box that stands at a place of the drawing."""
        at = self._moved(box, at)
        names = set(box.attributes.get("class", "").split())
        if box.name in {"defs", "marker", "symbol", "style", "clippath"}:
            return
        if "cluster" in names:
            self._group(box)
        elif "node" in names:
            self._node(box)
        elif "edgeLabel" in names:
            self._edge_label(box)
        elif "flowchart-link" in names:
            self._edge(box, at)
        elif box.name in _FORMS | {"text", "line", "polyline", "use"} and box.rect.width:
            self._other(box)
        else:
            around = self.look
            self.look = around.inside(box)
            for child in box.children:
                self.read(child, at)
            self.look = around

    def _moved(self, box: Box, at: Point) -> Point:
        value = box.attributes.get("transform", "").strip()
        if not value:
            return at
        found = _MOVE.fullmatch(value)
        if found is None:
            raise _Unknown
        return at[0] + float(found[1]), at[1] + float(found[2] or 0)

    def _other(self, box: Box) -> None:
        """The title of a drawing is text by itself; anything else is not known."""
        if box.name != "text":
            raise _Unknown
        if text := self._text(box):
            self.labels.append(Shape(name=f"Title {len(self.labels) + 1}", frame=frame(_wider(box.rect)), text=text))

    def _group(self, box: Box) -> None:
        form = next((part for part in box.walk() if part.name in _FORMS), None)
        if form is None or form.name != "rect":
            raise _Unknown
        label = next((part for part in box.walk() if part.name == "text"), None)
        text = self._text(label) if label else None
        if text and label:
            text = replace(text, anchor=Anchor.TOP, insets=Insets(top=emu(max(label.rect.y - form.rect.y, 0.0))))
        self.groups.append((form.rect, self._shape(f"Group {len(self.groups) + 1}", form, text)))

    def _node(self, box: Box) -> None:
        forms = list(self._forms(box))
        texts = [part for part in box.walk() if part.name == "text"]
        if not forms or any(part.name in {"line", "use", "image", "polyline"} for part in box.walk()):
            raise _Unknown
        text = self._text(*texts) if texts else None
        name = f"Node {len(self.nodes) + 1}"
        if len(forms) == 1:
            shape = replace(self._shape(name, forms[0], text), link=self.look.link)
            self.nodes.append((forms[0].rect, shape, []))
            return
        first, *others = (self._shape(name, form, None) for form in forms)
        others[-1] = replace(others[-1], text=text)
        self.nodes.append((forms[0].rect, first, others))

    def _forms(self, box: Box) -> Iterator[Box]:
        """The shapes of a node. Of what is drawn twice, once filled and once as a line, the first is enough."""
        seen: list[Rect] = []
        for part in _without_labels(box):
            if part.name in _FORMS and part.rect.width and not any(_same(part.rect, rect) for rect in seen):
                seen.append(part.rect)
                yield part

    def _edge_label(self, box: Box) -> None:
        texts = [part for part in box.walk() if part.name == "text"]
        text = self._text(*texts) if texts else None
        if text is None:
            return
        behind = next((part for part in box.walk() if part.name == "rect"), None)
        fill = color(behind.style["fill"]) if behind else None
        if fill and behind:
            fill = faded(fill, float(behind.style.get("opacity", "1")))
        rect = behind.rect if behind else texts[0].rect
        self.labels.append(Shape(name=f"Label {len(self.labels) + 1}", frame=frame(_wider(rect)), fill=fill, text=text))

    def _edge(self, box: Box, at: Point) -> None:
        points = corners(box.attributes.get("d", ""))
        line = self._line(box)
        if points is None or len(points) < 2:
            raise _Unknown
        if line is None:
            return
        names = box.attributes.get("class", "")
        dash = Dash.DOT if "pattern-dotted" in names else Dash.DASH if "pattern-dashed" in names else Dash.SOLID
        line = replace(line, dash=dash, head=_head(box, "marker-start"), tail=_head(box, "marker-end"))
        self.edges.append(([self._place(point, at) for point in points], line))

    def _place(self, point: Point, at: Point) -> Point:
        x, y = point[0] + at[0] - self.left, point[1] + at[1] - self.top
        return self.rect.x + x * self.scale, self.rect.y + y * self.scale

    def _shape(self, name: str, form: Box, text: Text | None) -> Shape:
        fill = color(form.style["fill"]) if form.style["fill"] != "none" else None
        outline = self._outline(form)
        return Shape(name=name, frame=frame(form.rect), outline=outline, fill=fill, line=self._line(form), text=text)

    def _line(self, box: Box) -> Line | None:
        paint = color(box.style["stroke"]) if box.style["stroke"] != "none" else None
        width = px(box.style["stroke-width"]) * self.scale
        if paint is None or not width:
            return None
        dashes = box.style["stroke-dasharray"]
        return Line(paint, emu(width), Dash.SOLID if dashes in {"none", "0px", "0"} else Dash.DASH)

    def _outline(self, form: Box) -> Outline | Freeform:
        match form.name:
            case "rect":
                shorter = min(float(form.attributes.get(side, "0")) for side in ("width", "height"))
                radius = float(form.attributes.get("rx", "0")) / shorter if shorter else 0.0
                return Outline(Geometry.ROUNDED, min(radius, 0.5)) if radius else Outline()
            case "circle" | "ellipse":
                return Outline(Geometry.ELLIPSE)
            case "polygon":
                points = polygon(form.attributes.get("points", ""))
                if len(points) == _POINTS_OF_A_FRAME:
                    return Outline(Geometry.PREDEFINED)
                return _freeform([("L" if index else "M", (point,)) for index, point in enumerate(points)], form.rect)
        path = form.attributes.get("d", "")
        if _CAN.match(path):
            return Outline(Geometry.CAN)
        read = steps(path)
        if read is None:
            raise _Unknown
        first = read[0][1][0]
        width, height = form.rect.width / self.scale, form.rect.height / self.scale
        if abs(2 * abs(first[0]) - (width - height)) < 3 and abs(2 * abs(first[1]) - height) < 3:
            return Outline(Geometry.ROUNDED, 0.5)
        return _freeform(read, form.rect)

    def _text(self, *boxes: Box) -> Text | None:
        """The rows of labels as one paragraph."""
        runs: list[Run | LineBreak] = []
        for row in (row for box in boxes for row in _rows(box)):
            texts = [part for part in row.walk() if part.name == "#text" and part.text]
            if runs and texts:
                runs.append(LineBreak(runs[-1].style))
            runs.extend(self._run(part) for part in texts)
        if not any(isinstance(run, Run) and run.text.strip() for run in runs):
            return None
        return Text(paragraphs=(Paragraph(runs=tuple(runs), align=Align.CENTER),), anchor=Anchor.MIDDLE)

    def _run(self, box: Box) -> Run:
        drawn = replace(box, scale=self.letters)
        style = text_style(drawn, self.look, self.faces, box.text, self.language)
        return Run(box.text, replace(style, color=color(box.style["fill"]) or Color("000000"), underline=None))


def _rows(box: Box) -> list[Box]:
    rows = [part for part in box.walk() if "row" in part.attributes.get("class", "").split()]
    return rows or [box]


def _without_labels(box: Box) -> Iterator[Box]:
    for child in box.children:
        if "label" not in child.attributes.get("class", "").split():
            yield child
            yield from _without_labels(child)


def _freeform(read: list[tuple[str, tuple[Point, ...]]], rect: Rect) -> Freeform:
    """Steps in whatever units, stretched over a rectangle."""
    points = [point for _, step in read for point in step]
    if len(points) < 3:
        raise _Unknown
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width = max(x for x, _ in points) - left or 1.0
    height = max(y for _, y in points) - top or 1.0
    across, down = rect.width / width, rect.height / height
    found = tuple(
        (name, tuple((emu((x - left) * across), emu((y - top) * down)) for x, y in step)) for name, step in read
    )
    return Freeform(found if found[-1][0] == "Z" else (*found, ("Z", ())))


def _size_of_letters(box: Box, scale: float) -> float:
    """How much larger letters are drawn than CSS says: as the drawing, and as the page makes fonts alike.

    Words tell it whose natural width was measured too.
    """
    # The pieces of text in a drawing are told in the units of another size; its boxes are not.
    found = sorted(
        part.rect.width * part.scale / fragment.word
        for part in box.walk()
        for fragment in part.fragments
        if fragment.word and part.text.isalnum()
    )
    return found[len(found) // 2] if found else scale * _USUAL_LETTERS


def _head(box: Box, attribute: str) -> Head:
    marker = box.attributes.get(attribute, "")
    if not marker:
        return Head.NONE
    return Head.DOT if "circle" in marker.lower() else Head.ARROW


def _same(one: Rect, other: Rect) -> bool:
    return all(
        abs(a - b) < 3
        for a, b in ((one.x, other.x), (one.y, other.y), (one.right, other.right), (one.bottom, other.bottom))
    )


def _wider(rect: Rect) -> Rect:
    """Room for letters of another font on the reader's machine."""
    room = 0.2 * rect.width
    return Rect(rect.x - room, rect.y, rect.width + 2 * room, rect.height)
