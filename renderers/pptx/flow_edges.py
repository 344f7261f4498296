"""The edges of a flowchart as connectors that are held by the shapes they join."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import hypot

from renderers.model.layout import Rect
from renderers.pptx.drawn_paths import Point, straightened
from renderers.pptx.presentation import Connector, Frame, Freeform, Geometry, Glue, Line, Outline, Route, Shape
from renderers.pptx.units import emu

Held = Sequence[tuple[int, Rect, Shape]]
"""Shapes by their number in a group, and where they are in CSS pixels."""

_NEAR = 16.0
_STRAIGHT = 1.5
_SHORT = 60.0
_FEWEST_TO_MEND = 3
_MOST_CORNERS = 4


def edge(name: str, points: list[Point], line: Line, held: Held, boxes: Held) -> Connector | Shape:
    """A line through `points`, in CSS pixels of the slide. What has more than two bends is a shape of its own form.

    `held` are the shapes that may hold it, with their number in the group, and `boxes` those for ends that no shape is
    near.
    """
    first, last = points[0], points[-1]
    points = _upright(points)
    route = _route(points)
    if route is None:
        return _freeform(name, points, line)
    (x0, y0), (x1, y1) = points[0], points[-1]
    left, top, width, height = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
    frame = Frame(emu(left), emu(top), emu(width), emu(height))
    is_mirrored, is_upside_down, turn = x1 < x0, y1 < y0, points[1][0] - x0
    length = x1 - x0
    if route is not Route.STRAIGHT and not _is_flat(points[0], points[1]):
        # It begins upright: laid down by a quarter turn, right becomes down and down becomes left.
        across, down = left + width / 2 - height / 2, top + height / 2 - width / 2
        frame = Frame(emu(across), emu(down), emu(height), emu(width), rotation=90)
        is_mirrored, is_upside_down, turn, length = y1 < y0, x1 > x0, points[1][1] - y0, y1 - y0
    return Connector(
        name=name,
        frame=frame,
        line=line,
        route=route,
        bend=turn / length if route is Route.STEP else 0.5,
        is_mirrored=is_mirrored,
        is_upside_down=is_upside_down,
        begin=_glue(first, held, _gap) or _glue(first, boxes, _distance),
        end=_glue(last, held, _gap) or _glue(last, boxes, _distance),
    )


def _upright(points: list[Point]) -> list[Point]:
    """The line without the short oblique pieces at its ends, by which edges leave diamonds.

    It begins inside of the shape, which covers it; where it ends an arrow may be, which must be seen.
    """
    begun = _unslanted(points, reach=1.0)
    return straightened(_unslanted(begun[::-1], reach=0.0)[::-1])


def _unslanted(points: list[Point], reach: float) -> list[Point]:
    if len(points) < _FEWEST_TO_MEND:
        return points
    (x0, y0), (x1, y1), after = points[:3]
    if min(abs(x1 - x0), abs(y1 - y0)) < _STRAIGHT or hypot(x1 - x0, y1 - y0) > _SHORT:
        return points
    if _is_flat((x1, y1), after):
        return [(x0 - reach * (x1 - x0), y1), *points[1:]]
    return [(x1, y0 - reach * (y1 - y0)), *points[1:]]


def _route(points: list[Point]) -> Route | None:
    if len(points) == 2:
        return Route.STRAIGHT
    if len(points) > _MOST_CORNERS:
        return None
    flat = [_is_flat(one, other) for one, other in pairwise(points)]
    upright = [_is_flat(one[::-1], other[::-1]) for one, other in pairwise(points)]
    turns = all(is_flat != is_upright for is_flat, is_upright in zip(flat, upright, strict=True))
    if not turns or any(one == other for one, other in pairwise(flat)):
        return None
    return Route.ELBOW if len(points) == 3 else Route.STEP


def _is_flat(one: Point, other: Point) -> bool:
    return abs(one[1] - other[1]) < _STRAIGHT


def _freeform(name: str, points: list[Point], line: Line) -> Shape:
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    steps = tuple(("L" if index else "M", ((emu(x - left), emu(y - top)),)) for index, (x, y) in enumerate(points))
    frame = Frame(emu(left), emu(top), emu(right - left), emu(bottom - top))
    return Shape(name=name, frame=frame, outline=Freeform(steps, is_open=True), line=line)


def _glue(point: Point, held: Held, measure: Callable[[Point, Rect], float]) -> Glue | None:
    """The nearest shape by a measure, at the site that is nearest."""
    x, y = point
    found = min(held, key=lambda one: measure(point, one[1]), default=None)
    if found is None or measure(point, found[1]) > _NEAR:
        return None
    index, rect, shape = found
    middle, centre = rect.x + rect.width / 2, rect.y + rect.height / 2
    sides = [(middle, rect.y), (rect.x, centre), (middle, rect.bottom), (rect.right, centre)]
    nearest = min(range(4), key=lambda side: (sides[side][0] - x) ** 2 + (sides[side][1] - y) ** 2)
    return Glue(index, _sites(shape)[nearest])


# The sites at the top, on the left, at the bottom and on the right, where they are not the first four in this order.
_SITES = {Geometry.ELLIPSE: (0, 2, 4, 6), Geometry.CAN: (1, 2, 3, 4)}


def _sites(shape: Shape) -> tuple[int, ...]:
    usual = (0, 1, 2, 3)
    return _SITES.get(shape.outline.geometry, usual) if isinstance(shape.outline, Outline) else usual


def _gap(point: Point, rect: Rect) -> float:
    """How far a point is from a shape: not at all from one whose rectangle it is in, as it is at a diamond's side."""
    x, y = point
    return hypot(max(rect.x - x, 0.0, x - rect.right), max(rect.y - y, 0.0, y - rect.bottom))


def _distance(point: Point, rect: Rect) -> float:
    """How far a point is from the edge of a box, which has shapes in it."""
    x, y = point
    return _gap(point, rect) or min(x - rect.x, rect.right - x, y - rect.y, rect.bottom - y)
