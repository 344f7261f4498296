"""Colours: those that the engine is told to paint with, and what a page makes of them.

The engine needs plain colours, for it computes others from them. It gets one for each part of a diagram; on the page
each becomes the custom property of that part, which the theme may set and which follows the slide's text by default.
Other greys stand between text and background, and what is near a colour of the series means it.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from functools import lru_cache

Rgb = tuple[float, float, float]

TEXT, LINE, BACKGROUND = "#1d1e21", "#2d2e31", "#fcfdff"
NODE, BORDER, GROUP, NOTE = "#eceef2", "#5b5d62", "#f4f5f8", "#e3e5e9"
SERIES = ("#4e79a9", "#f28e2d", "#59a14d", "#e15757", "#76b7b4", "#b07aa3", "#9c7561", "#edc94a")

TEXT_COLOR = "var(--diagram-color)"

_PARTS: Mapping[str, str] = {
    TEXT: TEXT_COLOR,
    LINE: "var(--diagram-line)",
    BACKGROUND: "var(--diagram-background)",
    NODE: "var(--diagram-node)",
    BORDER: "var(--diagram-border)",
    GROUP: "var(--diagram-group)",
    NOTE: "var(--diagram-note)",
    # The faces of a journey.
    "#fff8dc": "var(--diagram-note)",
}
# The names that the engine paints with by itself.
_NAMES: Mapping[str, Rgb] = {
    "black": (0, 0, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "lightgray": (211, 211, 211),
    "lightgrey": (211, 211, 211),
    "navy": (0, 0, 128),
    "orange": (255, 165, 0),
    "red": (255, 0, 0),
    "white": (255, 255, 255),
}
_GREY = 0.12
_NEAR = 0.09
_OPAQUE = 0.7
_MIDDLE = 140
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")


def variables() -> dict[str, object]:
    """Mermaid's theme variables: which part each paints."""
    found: dict[str, object] = {
        **dict.fromkeys(_OF_TEXT.split(), TEXT),
        **dict.fromkeys(_OF_LINES.split(), LINE),
        **dict.fromkeys(_OF_BACKGROUNDS.split(), BACKGROUND),
        **dict.fromkeys(_OF_NODES.split(), NODE),
        **dict.fromkeys(_OF_BORDERS.split(), BORDER),
        **dict.fromkeys(_OF_GROUPS.split(), GROUP),
        **dict.fromkeys(_OF_NOTES.split(), NOTE),
        "critBkgColor": SERIES[3],
        "critBorderColor": SERIES[3],
        "todayLineColor": SERIES[3],
        "activeTaskBkgColor": SERIES[0],
        "activeTaskBorderColor": SERIES[0],
        "xyChart": {**dict.fromkeys(_OF_CHARTS.split(), TEXT), "plotColorPalette": ",".join(SERIES)},
        "radar": {"axisColor": LINE, "graticuleColor": BORDER, "graticuleOpacity": 0.1},
    }
    for index in range(12):
        color = SERIES[index % len(SERIES)]
        for name in ("cScale", "cScalePeer", "cScaleInv", "git", "fillType"):
            found[f"{name}{index}"] = color
        for name in ("cScaleLabel", "gitBranchLabel"):
            found[f"{name}{index}"] = TEXT
        found[f"gitInv{index}"] = BACKGROUND
        found[f"pie{index + 1}"] = found[f"venn{index + 1}"] = color
    return found


_OF_TEXT = (
    "primaryTextColor secondaryTextColor tertiaryTextColor noteTextColor textColor titleColor nodeTextColor "
    "actorTextColor labelTextColor loopTextColor signalTextColor taskTextColor taskTextOutsideColor "
    "taskTextLightColor taskTextDarkColor taskTextClickableColor transitionLabelColor stateLabelColor classText "
    "scaleLabelColor pieTitleTextColor pieSectionTextColor pieLegendTextColor vennTitleTextColor vennSetTextColor "
    "quadrant1TextFill quadrant2TextFill quadrant3TextFill quadrant4TextFill quadrantPointTextFill "
    "quadrantXAxisTextFill quadrantYAxisTextFill quadrantTitleFill requirementTextColor relationLabelColor "
    "tagLabelColor commitLabelColor errorTextColor"
)
_OF_LINES = (
    "lineColor arrowheadColor defaultLinkColor signalColor transitionColor specialStateColor relationColor "
    "archEdgeColor archEdgeArrowColor vertLineColor"
)
_OF_BACKGROUNDS = (
    "background edgeLabelBackground labelBackgroundColor relationLabelBackground commitLabelBackground "
    "sequenceNumberColor innerEndBackground attributeBackgroundColorOdd rowOdd"
)
_OF_NODES = (
    "primaryColor mainBkg actorBkg labelBoxBkgColor activationBkgColor stateBkg taskBkgColor requirementBackground "
    "quadrant1Fill quadrant3Fill personBkg tagLabelBackground compositeTitleBackground"
)
_OF_BORDERS = (
    "primaryBorderColor secondaryBorderColor tertiaryBorderColor noteBorderColor nodeBorder clusterBorder border1 "
    "border2 actorBorder actorLineColor labelBoxBorderColor activationBorderColor taskBorderColor gridColor "
    "doneTaskBorderColor compositeBorder pieStrokeColor pieOuterStrokeColor quadrantInternalBorderStrokeFill "
    "quadrantExternalBorderStrokeFill quadrantPointFill requirementBorderColor tagLabelBorder archGroupBorderColor "
    "personBorder"
)
_OF_GROUPS = (
    "secondaryColor tertiaryColor clusterBkg compositeBackground altBackground sectionBkgColor sectionBkgColor2 "
    "quadrant2Fill quadrant4Fill attributeBackgroundColorEven rowEven"
)
_OF_NOTES = "noteBkgColor doneTaskBkgColor"
_OF_CHARTS = (
    "titleColor xAxisTitleColor xAxisLabelColor xAxisTickColor xAxisLineColor yAxisTitleColor yAxisLabelColor "
    "yAxisTickColor yAxisLineColor dataLabelColor"
)


def is_part(color: str) -> bool:
    """Whether the engine was told to paint a part of the diagram with this colour."""
    return color.strip().lower() in _PARTS


def reads_on(color: str) -> str | None:
    """Black or white, whichever can be read on a plain colour; None if it is no such colour."""
    found = _parsed(color.strip().lower())
    if found is None or found[1] < _OPAQUE:
        return None
    red, green, blue = found[0]
    return "#000" if 0.299 * red + 0.587 * green + 0.114 * blue > _MIDDLE else "#fff"


@lru_cache(maxsize=1024)
def on_page(color: str, *, is_area: bool = False) -> str:
    """What a colour of the engine is on the page; unknown ones stay. An area in a series' colour may hold text."""
    text = color.strip().lower()
    if text in _PARTS:
        return _PARTS[text]
    found = _parsed(text)
    if found is None:
        return color
    rgb, alpha = found
    css = _meant(rgb, is_area=is_area) or color
    return css if alpha == 1 or css == color else f"color-mix(in srgb,{css} {alpha * 100:.4g}%,transparent)"


def _meant(rgb: Rgb, *, is_area: bool) -> str | None:
    red, green, blue = (value / 255 for value in rgb)
    for index, one in enumerate(SERIES, 1):
        other = tuple(int(one[at : at + 2], 16) / 255 for at in (1, 3, 5))
        if max(abs(red - other[0]), abs(green - other[1]), abs(blue - other[2])) < _NEAR:
            return f"var(--diagram-{index}-area)" if is_area else f"var(--diagram-{index})"
    if max(red, green, blue) - min(red, green, blue) > _GREY:
        return None
    darkness = round(100 * (1 - (red + green + blue) / 3))
    return f"color-mix(in srgb,var(--diagram-color) {darkness}%,var(--diagram-background))"


def _parsed(text: str) -> tuple[Rgb, float] | None:
    if text in _NAMES:
        return _NAMES[text], 1.0
    if re.fullmatch("#[0-9a-f]{3}|#[0-9a-f]{6}", text):
        digits = text[1:] if len(text) == 7 else "".join(2 * digit for digit in text[1:])
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)), 1.0
    function = _FUNCTION.fullmatch(text)
    if function is None:
        return None
    try:
        first, second, third, *rest = (float(word.strip().rstrip("%")) for word in re.split("[,/]", function[2]))
    except ValueError:
        return None
    if function[1] == "rgb":
        return (first, second, third), rest[0] if rest else 1.0
    red, green, blue = colorsys.hls_to_rgb(first / 360 % 1, min(third / 100, 1), min(second / 100, 1))
    return (255 * red, 255 * green, 255 * blue), rest[0] if rest else 1.0
