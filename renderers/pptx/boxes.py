"""The boxes of a layout that can be seen: backgrounds, borders, rounded corners and shadows, as shapes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from renderers.model.layout import Box, Rect
from renderers.pptx.colors import faded
from renderers.pptx.css import Layer, background, border, four, gradient, px, shadows
from renderers.pptx.photos import clipped, layer_rect
from renderers.pptx.presentation import Color, Dash, Fill, Geometry, Gradient, Line, Outline, Shadow
from renderers.pptx.scene import Panel
from renderers.pptx.units import EMU_A_PIXEL, emu

_SHARP = 0.02
SIDES = ("border-top", "border-right", "border-bottom", "border-left")


def is_plain(box: Box) -> bool:
    """Whether a box itself shows nothing; quick, for most do not."""
    style = box.style
    return (
        style["background"].startswith("rgba(0, 0, 0, 0) none")
        and style["box-shadow"] == "none"
        and all(style[side].startswith("0px") or " none " in style[side] for side in SIDES)
        and " none " in f" {style['outline']} "
    )


def panels(box: Box, rect: Rect, opacity: float) -> Iterator[Panel]:
    """The shapes that draw a box: one with its background and, if all sides are alike, its border; else one a side.

    Images of its background are not among them.
    """
    if box.style["background-clip"] == "text":
        return
    rect = _snapped(rect)
    behind = background(box.style["background"])
    lines = [border(box.style[side]) for side in SIDES]
    lines = [replace(line, color=faded(line.color, opacity)) if line else None for line in lines]
    fills = _fills(behind.color, behind.layers, rect, opacity)
    is_framed = lines[0] is not None and all(line == lines[0] for line in lines)
    line = lines[0] if is_framed else None
    shadow = _shadow(box, opacity)
    form = outline(box, rect)
    if not fills and (line or shadow):
        fills = [None]
    for index, fill in enumerate(fills):
        is_last, is_first = index == len(fills) - 1, index == 0
        yield Panel(
            rect=_inset(rect, line) if is_last else rect,
            fill=fill,
            line=line if is_last else None,
            shadow=shadow if is_first else None,
            outline=form,
            node=box.node,
        )
    if not is_framed:
        yield from _sides(rect, lines, box)
    yield from _around(box, rect, opacity)


def _snapped(rect: Rect) -> Rect:
    """The whole pixels that the browser paints a box on."""
    left, top = round(rect.x), round(rect.y)
    return Rect(left, top, round(rect.right) - left, round(rect.bottom) - top)


def _fills(behind: Color | None, layers: tuple[Layer, ...], rect: Rect, opacity: float) -> list[Fill | None]:
    """Fills from the lowest up. A gradient that lets nothing through hides the colour below it."""
    found: list[Fill | None] = [faded(behind, opacity)] if behind else []
    # Several layers, or one that PowerPoint has no words for, are a picture.
    drawn = layer_gradient(layers[0], rect) if len(layers) == 1 else None
    if drawn is not None:
        if all(stop.color.alpha >= 1 for stop in drawn.stops):
            found.clear()
        found.append(faded_fill(drawn, opacity))
    return found


def faded_fill(fill: Color | Gradient, opacity: float) -> Color | Gradient:
    """A fill with its opacity multiplied."""
    if isinstance(fill, Color):
        return faded(fill, opacity)
    return replace(fill, stops=tuple(replace(stop, color=faded(stop.color, opacity)) for stop in fill.stops))


def layer_gradient(layer: Layer, rect: Rect) -> Gradient | None:
    """A background layer as a gradient over all of its box; None where it is something else."""
    if layer.url or not layer.image.startswith("linear-gradient("):
        return None
    if layer.size not in {("auto",), ("auto", "auto"), ("100%",), ("100%", "100%"), ("cover",), ("contain",)}:
        return None
    found = gradient(layer.image, math.hypot(rect.width, rect.height))
    return None if found is None or _is_sharp(found) else found


def bands(layers: tuple[Layer, ...], rect: Rect) -> list[tuple[Rect, Color | Gradient]] | None:
    """Layers that are gradients in parts of a box, from the lowest up, as themes draw bands and rules; None if some are
    something else. Such a gradient is of one colour, or lets nothing through.
    """
    found: list[tuple[Rect, Color | Gradient]] = []
    for layer in reversed(layers):
        if layer.url or layer.repeat != "no-repeat":
            return None
        part = clipped(layer_rect(rect, (0.0, 0.0), layer.size, layer.position), rect).rect
        drawn = gradient(layer.image, math.hypot(part.width, part.height))
        if drawn is None:
            return None
        colors = {stop.color for stop in drawn.stops}
        if len(colors) == 1:
            found.append((_snapped(part), colors.pop()))
        elif any(color.alpha < 1 for color in colors) or _is_sharp(drawn):
            return None
        else:
            found.append((_snapped(part), drawn))
    return [(part, fill) for part, fill in found if part.width > 0 and part.height > 0]


def _is_sharp(drawn: Gradient) -> bool:
    """Whether a gradient has an edge, which comes out soft, or slanted in another way."""
    return any(other.position - one.position < _SHARP for one, other in pairwise(drawn.stops))


def outline(box: Box, rect: Rect) -> Outline:
    """The form of a box: its largest corner, for PowerPoint rounds all four alike."""
    value = box.style["border-radius"]
    shorter = min(rect.width, rect.height)
    if value == "0px" or shorter <= 0:
        return Outline()
    if "%" in value:
        share = float(value.split("%", maxsplit=1)[0].split()[-1]) / 100
        if share >= 0.5:
            return Outline(Geometry.ELLIPSE)
        return Outline(Geometry.ROUNDED, share)
    radius = max(four(value)) / shorter
    if radius >= 0.5 and abs(rect.width - rect.height) < 1:
        return Outline(Geometry.ELLIPSE)
    return Outline(Geometry.ROUNDED, min(radius, 0.5)) if radius > 0 else Outline()


def _inset(rect: Rect, line: Line | None) -> Rect:
    """CSS draws a border inside the box, PowerPoint half inside and half outside."""
    if line is None:
        return rect
    half = line.width / EMU_A_PIXEL / 2
    return Rect(rect.x + half, rect.y + half, max(rect.width - 2 * half, 0), max(rect.height - 2 * half, 0))


def _sides(rect: Rect, lines: list[Line | None], box: Box) -> Iterator[Panel]:
    for line, side in zip(lines, SIDES, strict=True):
        if line is None:
            continue
        edge = _side(rect, side, line.width / EMU_A_PIXEL)
        if line.dash is Dash.SOLID:
            yield Panel(rect=edge, fill=line.color, node=box.node, name="Border")
        else:
            is_level = side in {"border-top", "border-bottom"}
            middle = (
                Rect(edge.x, edge.y + edge.height / 2, edge.width, 0)
                if is_level
                else Rect(edge.x + edge.width / 2, edge.y, 0, edge.height)
            )
            yield Panel(rect=middle, line=line, node=box.node, name="Border")


def _side(rect: Rect, side: str, width: float) -> Rect:
    match side:
        case "border-top":
            return Rect(rect.x, rect.y, rect.width, width)
        case "border-bottom":
            return Rect(rect.x, rect.bottom - width, rect.width, width)
        case "border-left":
            return Rect(rect.x, rect.y, width, rect.height)
    return Rect(rect.right - width, rect.y, width, rect.height)


def _around(box: Box, rect: Rect, opacity: float) -> Iterator[Panel]:
    """CSS's outline, which is drawn outside the box."""
    words = box.style["outline"]
    if words.endswith(" 0px") or " none " in f" {words} ":
        return
    # Chromium puts the colour first.
    parts = words.rsplit(" ", 2)
    line = border(f"{parts[2]} {parts[1]} {parts[0]}") if len(parts) == 3 else None
    if line:
        half = px(parts[2]) / 2
        wider = Rect(rect.x - half, rect.y - half, rect.width + 2 * half, rect.height + 2 * half)
        yield Panel(rect=wider, line=replace(line, color=faded(line.color, opacity)), node=box.node)


def _shadow(box: Box, opacity: float) -> Shadow | None:
    """The first outer shadow."""
    for one in shadows(box.style["box-shadow"]):
        if not one.is_inset:
            distance = math.hypot(one.x, one.y)
            direction = math.degrees(math.atan2(one.y, one.x)) % 360
            return Shadow(faded(one.color, opacity), emu(one.blur), emu(distance), direction)
    return None


def is_wedge(box: Box) -> bool:
    """Whether a box is nothing but borders that meet at a slant, as triangles are made in CSS."""
    widths = [px(box.style[side].split(" ", 1)[0]) for side in SIDES]
    if box.children and any(child.text.strip() for child in box.children):
        return False
    is_empty = box.rect.width <= widths[1] + widths[3] + 1 and box.rect.height <= widths[0] + widths[2] + 1
    return is_empty and sum(width > 0 for width in widths) > 1 and len({box.style[side] for side in SIDES}) > 1


def losses(box: Box) -> Iterator[str]:
    """What of a box's looks is left out, in words."""
    style = box.style
    found = shadows(style["box-shadow"])
    if any(one.is_inset for one in found):
        yield "a shadow inside a box is left out"
    if sum(not one.is_inset for one in found) > 1:
        yield "only the first shadow of a box is drawn"
    if found and found[0].spread:
        yield "the spread of a shadow is left out"
    if style["mix-blend-mode"] != "normal":
        yield "colours are not blended with what is below"
    if style["filter"] != "none":
        yield f"the filter {style['filter'].split('(')[0]} of a box is left out"
    if style["backdrop-filter"] != "none":
        yield "what is behind a box is not filtered"
    if len(set(four(style["border-radius"]))) > 1 and not is_plain(box):
        yield "all corners of a box are rounded alike"
