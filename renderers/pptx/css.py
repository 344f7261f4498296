"""Computed CSS values, read: lengths, borders, shadows, gradients and layers of backgrounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from renderers.pptx.colors import COLOR, color
from renderers.pptx.presentation import Color, Dash, Gradient, Line, Stop
from renderers.pptx.units import emu

_LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)px\Z")
_BORDER = re.compile(rf"(\S+)px (\S+) ({COLOR})\Z")
_COLOR = re.compile(COLOR)
_DASHES = {"dashed": Dash.DASH, "dotted": Dash.DOT}
_UNSEEN = {"none", "hidden"}


def px(value: str, *, otherwise: float = 0.0) -> float:
    """A length in CSS pixels; what is not one (`normal`, `auto`) is `otherwise`."""
    found = _LENGTH.match(value)
    return float(found[1]) if found else otherwise


def four(value: str) -> tuple[float, float, float, float]:
    """Up to four lengths as CSS's shorthands have them: top, right, bottom, left, or corners from the top left on."""
    lengths = [px(word) for word in value.split("/", maxsplit=1)[0].split()] or [0.0]
    top = lengths[0]
    right = lengths[1] if len(lengths) > 1 else top
    bottom = lengths[2] if len(lengths) > 2 else top
    left = lengths[3] if len(lengths) > 3 else right
    return top, right, bottom, left


@lru_cache(maxsize=512)
def border(value: str) -> Line | None:
    """One side's border; None where there is nothing to see."""
    found = _BORDER.match(value)
    if not found or found[2] in _UNSEEN or float(found[1]) <= 0:
        return None
    drawn = color(found[3])
    return Line(drawn, emu(float(found[1])), _DASHES.get(found[2], Dash.SOLID)) if drawn else None


@dataclass(frozen=True, slots=True)
class BoxShadow:
    """One shadow of a box, in CSS pixels."""

    color: Color
    x: float
    y: float
    blur: float
    spread: float
    is_inset: bool


@lru_cache(maxsize=256)
def shadows(value: str) -> tuple[BoxShadow, ...]:
    """The shadows of a box that can be seen, the uppermost first."""
    return tuple(_shadows(value)) if value != "none" else ()


def _shadows(value: str) -> Iterator[BoxShadow]:
    for part in split(value):
        found = _COLOR.search(part)
        drawn = color(found[0]) if found else None
        lengths = [px(word) for word in (part.replace(found[0], "") if found else part).split() if word != "inset"]
        if drawn and len(lengths) >= 2:
            x, y, blur, spread = (*lengths, 0.0, 0.0)[:4]
            yield BoxShadow(drawn, x, y, blur, spread, "inset" in part.split())


@dataclass(frozen=True, slots=True)
class Layer:
    """One image of a background: `image` as CSS has it, `url` if it is a file, and where it stands."""

    image: str
    url: str
    position: tuple[str, str]
    size: tuple[str, ...]
    repeat: str


@dataclass(frozen=True, slots=True)
class Background:
    """What is behind a box: a colour, and images from the uppermost down."""

    color: Color | None = None
    layers: tuple[Layer, ...] = ()


_URL = re.compile(r'url\("((?:[^"\\]|\\.)*)"\)')
_WORD = r"(?:calc\([^()]*\)|[^\s()]+)"
_PLACE = re.compile(
    r"(?P<repeat>\S+(?: (?:no-)?repeat)?) (?:scroll|fixed|local) "
    rf"(?P<x>{_WORD}) (?P<y>{_WORD}) / (?P<size>{_WORD}(?: {_WORD})?)"
)
_WORDS = re.compile(_WORD)
_NOTHING = "rgba(0, 0, 0, 0) none"


@lru_cache(maxsize=512)
def background(value: str) -> Background:
    """The `background` shorthand as Chromium computes it."""
    if value.startswith(_NOTHING) and "," not in value[len(_NOTHING) :]:
        return Background()
    parts = list(split(value))
    layers = tuple(layer for part in parts if (layer := _layer(part)))
    return Background(_background_color(parts[-1]), layers)


def _background_color(part: str) -> Color | None:
    found = _COLOR.match(part)
    return color(found[0]) if found else None


def _layer(part: str) -> Layer | None:
    image = _COLOR.sub("", part, count=1).strip() if _COLOR.match(part) else part
    if image.startswith("none"):
        return None
    end = image.index(")") + 1 if image.startswith("url(") else _closing(image)
    found = _URL.match(image)
    if found:
        end = found.end()
    place = _PLACE.search(image, end)
    position = (place["x"], place["y"]) if place else ("0%", "0%")
    size = tuple(_WORDS.findall(place["size"])) if place else ("auto",)
    size = tuple(word for word in size if word not in {"padding-box", "border-box", "content-box"})
    return Layer(image[:end], found[1] if found else "", position, size, place["repeat"] if place else "repeat")


def _closing(text: str) -> int:
    """Where the function at the start of a text ends."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == ")" and depth == 0:
            return at + 1
    return len(text)


_SIDES = {"to top": 0, "to right": 90, "to bottom": 180, "to left": 270}
_CORNERS = {"to top right": 45, "to right top": 45, "to bottom right": 135, "to right bottom": 135}
_CORNERS |= {"to bottom left": 225, "to left bottom": 225, "to top left": 315, "to left top": 315}
_ANGLE = re.compile(r"(-?[\d.e+-]+)(deg|turn|rad|grad)\Z")
_TURN = {"deg": 1.0, "turn": 360.0, "rad": 57.29577951308232, "grad": 0.9}


@lru_cache(maxsize=256)
def gradient(image: str, length: float) -> Gradient | None:
    """A linear gradient, whose line is about `length` CSS pixels; None for any other image."""
    if not image.startswith("linear-gradient("):
        return None
    first, *others = split(image[len("linear-gradient(") : -1])
    angle = _angle(first)
    stops = _stops([first, *others] if angle is None else others, length)
    if len(stops) < 2:
        return None
    return Gradient(stops, ((180.0 if angle is None else angle) - 90) % 360)


def _angle(words: str) -> float | None:
    if words in _SIDES:
        return float(_SIDES[words])
    if words in _CORNERS:
        return float(_CORNERS[words])
    found = _ANGLE.match(words)
    return float(found[1]) * _TURN[found[2]] if found else None


def _stops(parts: list[str], length: float) -> tuple[Stop, ...]:
    placed: list[tuple[float | None, Color]] = []
    for part in parts:
        found = _COLOR.match(part)
        if not found:
            continue
        drawn = color(found[0]) or Color("000000", 0.0)
        positions = [_position(word, length) for word in part[found.end() :].split()] or [None]
        placed.extend((position, drawn) for position in positions)
    return tuple(_spread(placed))


def _position(word: str, length: float) -> float | None:
    if word.endswith("%"):
        return float(word[:-1]) / 100
    return px(word) / length if word.endswith("px") and length else None


def _spread(placed: list[tuple[float | None, Color]]) -> Iterator[Stop]:
    """Stops without a position are spread evenly between those around them."""
    count = len(placed)
    known = {0: placed[0][0] or 0.0, count - 1: 1.0 if placed[-1][0] is None else placed[-1][0]} if placed else {}
    known |= {at: position for at, (position, _) in enumerate(placed) if position is not None}
    least = 0.0
    for at, (_, drawn) in enumerate(placed):
        before = max(index for index in known if index <= at)
        after = min((index for index in known if index >= at), default=before)
        share = (at - before) / (after - before) if after > before else 0.0
        least = max(least, known[before] + (known[after] - known[before]) * share)
        yield Stop(min(max(least, 0.0), 1.0), _see_through(placed, at) if drawn.alpha == 0 else drawn)


def _see_through(placed: list[tuple[float | None, Color]], at: int) -> Color:
    """`transparent` fades a colour out, it does not turn it black."""
    near = placed[at - 1][1] if at else placed[min(at + 1, len(placed) - 1)][1]
    return Color(near.rgb, 0.0)


def split(value: str) -> Iterator[str]:
    """A list's parts, by the commas that stand in no brackets or quotes."""
    depth, start, quote = 0, 0, ""
    for at, character in enumerate(value):
        if quote:
            quote = "" if character == quote and value[at - 1] != "\\" else quote
        elif character in "\"'":
            quote = character
        elif character == "," and not depth:
            yield value[start:at].strip()
            start = at + 1
        else:
            depth += (character == "(") - (character == ")")
    yield value[start:].strip()
