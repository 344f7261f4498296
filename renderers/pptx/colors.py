"""Colours as Chromium writes computed ones, in every space that CSS has, as sRGB."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from renderers.pptx.presentation import Color

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?%?|none")
_FUNCTION = re.compile(r"(rgba?|color|oklab|oklch|lab|lch|hsla?)\((.*)\)\Z")

COLOR = r"(?:(?:rgba?|color|oklab|oklch|lab|lch|hsla?)\([^()]*\)|transparent)"
"""A pattern for a computed colour."""


@lru_cache(maxsize=1024)
def color(value: str) -> Color | None:
    """A computed colour; None for one that is wholly transparent, or that cannot be told."""
    found = _FUNCTION.match(value.strip())
    if not found:
        return None
    space, inside = found.groups()
    words = inside.replace(",", " ").replace("/", " ").split()
    if space == "color":
        space, words = words[0], words[1:]
    numbers = [_number(word, space) for word in words if _NUMBER.fullmatch(word)]
    if len(numbers) < 3:
        return None
    alpha = numbers[3] if len(numbers) > 3 else 1.0
    if alpha <= 0:
        return None
    red, green, blue = _srgb(space, numbers[0], numbers[1], numbers[2])
    return Color(f"{_byte(red):02X}{_byte(green):02X}{_byte(blue):02X}", min(alpha, 1.0))


def over(top: Color, below: Color) -> Color:
    """What a translucent colour looks like on another."""
    mixed = (
        round(int(top.rgb[at : at + 2], 16) * top.alpha + int(below.rgb[at : at + 2], 16) * (1 - top.alpha))
        for at in (0, 2, 4)
    )
    return Color("".join(f"{channel:02X}" for channel in mixed))


def faded(one: Color, opacity: float) -> Color:
    """A colour with its opacity multiplied."""
    return one if opacity >= 1 else Color(one.rgb, one.alpha * max(opacity, 0.0), one.scheme)


def _number(word: str, space: str) -> float:
    if word == "none":
        return 0.0
    if word.endswith("%"):
        return float(word[:-1]) / 100 * (100 if space in {"lab", "lch"} else 1)
    return float(word)


def _byte(channel: float) -> int:
    return round(min(max(channel, 0.0), 1.0) * 255)


def _srgb(space: str, one: float, two: float, three: float) -> tuple[float, float, float]:
    match space:
        case "rgb" | "rgba":
            return one / 255, two / 255, three / 255
        case "oklch":
            return _from_oklab(one, two * math.cos(math.radians(three)), two * math.sin(math.radians(three)))
        case "oklab":
            return _from_oklab(one, two, three)
        case "lch":
            return _from_lab(one, two * math.cos(math.radians(three)), two * math.sin(math.radians(three)))
        case "lab":
            return _from_lab(one, two, three)
        case "srgb-linear":
            return _gamma(one), _gamma(two), _gamma(three)
        case "hsl" | "hsla":
            return _from_hsl(one, two, three)
    # sRGB itself, and display-p3 and the like, which are near enough.
    return one, two, three


def _from_hsl(hue: float, saturation: float, lightness: float) -> tuple[float, float, float]:
    def channel(shift: float) -> float:
        at = (shift + hue / 30) % 12
        return lightness - saturation * min(lightness, 1 - lightness) * max(-1.0, min(at - 3, 9 - at, 1.0))

    return channel(0), channel(8), channel(4)


def _gamma(channel: float) -> float:
    """CSS Color 4: a linear channel as sRGB has it."""
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _from_oklab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """CSS Color 4, section 18: OKLab to sRGB."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _gamma(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _gamma(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _gamma(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def _from_lab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """CSS Color 4, section 18: CIE Lab (D50) to sRGB."""
    middle = (lightness + 16) / 116

    def linear(value: float) -> float:
        cube: float = value**3
        return cube if cube > 216 / 24389 else (116 * value - 16) / (24389 / 27)

    x = linear(a / 500 + middle) * 0.9642956764
    y = linear(middle) if lightness > 8 else lightness / (24389 / 27)
    z = linear(middle - b / 200) * 0.8251046025
    return (
        _gamma(3.1341358529 * x - 1.6173863321 * y - 0.4906619460 * z),
        _gamma(-0.9787954766 * x + 1.9162543774 * y + 0.0334427340 * z),
        _gamma(0.0719553797 * x - 0.2289768264 * y + 1.4053860352 * z),
    )
