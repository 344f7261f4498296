"""Paths and polygons of SVG as points: what of their language a diagram's engine writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import hypot

Point = tuple[float, float]
Step = tuple[str, tuple[Point, ...]]

_TOKEN = re.compile(r"([A-Za-z])|(-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)")
_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3}
_FLAT = 0.5


def steps(path: str) -> list[Step] | None:
    """A path of absolute moves, lines and curves; None if there is anything else in it."""
    found: list[Step] = []
    for name, numbers in _commands(path):
        if name == "Z":
            found.append(("Z", ()))
            continue
        size = 2 * _POINTS.get(name, 0)
        if not size or not numbers or len(numbers) % size:
            return None
        for at in range(0, len(numbers), size):
            part = numbers[at : at + size]
            points = tuple(zip(part[::2], part[1::2], strict=True))
            found.append(("L" if name == "M" and at else name, points))
    return found or None


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    name, numbers = "", list[float]()
    for letter, number in _TOKEN.findall(path):
        if letter:
            if name:
                yield name, numbers
            name, numbers = "Z" if letter == "z" else letter, []
        else:
            numbers.append(float(number))
    if name:
        yield name, numbers


def polygon(points: str) -> list[Point]:
    """The corners of a polygon."""
    numbers = [float(number) for _, number in _TOKEN.findall(points) if number]
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def corners(path: str) -> list[Point] | None:
    """The ends and corners of a line of straight pieces, whose corners may be rounded; None if it is no such line."""
    read = steps(path)
    if read is None or any(name not in "MLQ" for name, _ in read):
        return None
    # The corner that a curve cuts is its control point.
    points = [step[0] for _, step in read if step]
    return straightened(points)


def straightened(points: list[Point]) -> list[Point]:
    """The same line without points that it does not turn at."""
    kept: list[Point] = []
    for point in points:
        if kept and _near(kept[-1], point):
            continue
        if len(kept) > 1 and _is_on_line(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return kept


def _near(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < _FLAT and abs(one[1] - other[1]) < _FLAT


def _is_on_line(first: Point, middle: Point, last: Point) -> bool:
    (x0, y0), (x1, y1), (x2, y2) = first, middle, last
    length = hypot(x2 - x0, y2 - y0)
    return length > 0 and abs((x2 - x0) * (y1 - y0) - (x1 - x0) * (y2 - y0)) / length < _FLAT
