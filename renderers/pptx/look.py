"""How text looks: what the boxes around it do to it and what CSS computes, as one style."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from renderers.model.layout import Box
from renderers.pptx.colors import color, faded, over
from renderers.pptx.css import background, gradient, px
from renderers.pptx.faces import Faces
from renderers.pptx.links import Anchors, link
from renderers.pptx.presentation import Color, Gradient, Link, TextStyle
from renderers.pptx.units import centipoints

_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_BOLD = 600
_SUPERSCRIPT, _SUBSCRIPT = 0.3, -0.25
_EMOJI_FACE = "Segoe UI Emoji"


@dataclass(frozen=True, slots=True)
class Look:
    """What the boxes around a text do to it. `backdrop` is the colour behind it, None where that is no
    one colour.
    """

    backdrop: Color | None = None
    opacity: float = 1.0
    link: Link | None = None
    underline: bool = False
    strike: bool = False
    baseline: float | None = None
    size: float | None = None
    highlight: Color | None = None
    fill: Color | Gradient | None = None
    language: str = ""
    is_code: bool = False
    anchors: Anchors = field(default_factory=dict)

    def inside(self, box: Box) -> Look:
        """The look within a box."""
        style = box.style
        opacity = style.get("opacity", "1")
        looked = self
        if opacity != "1":
            looked = replace(looked, opacity=self.opacity * float(opacity))
        if box.name == "a" and (target := link(box.attributes.get("href", ""), self.anchors)):
            looked = replace(looked, link=target)
        if box.name in {"code", "pre", "marp-pre", "kbd", "samp"}:
            looked = replace(looked, is_code=True)
        if written := box.attributes.get("lang"):
            looked = replace(looked, language=written)
        return _raised(_decorated(_filled(looked, box), box), box)

    def on(self, behind: Color | None) -> Look:
        """The look on a background."""
        if behind is None:
            return self
        if behind.alpha < 1:
            return replace(self, backdrop=over(behind, self.backdrop) if self.backdrop else None)
        return replace(self, backdrop=behind)

    def highlighted(self, box: Box) -> Look:
        """The look in an inline box with a background of its own."""
        behind = behind_words(box)
        if behind is None:
            return self
        shown = behind if behind.alpha >= 1 else over(behind, self.backdrop or Color("FFFFFF"))
        return replace(self, highlight=shown, backdrop=shown)


def behind_words(box: Box) -> Color | None:
    """The colour behind words in a line: a gradient's is that of its middle, for words have but one."""
    if box.style["background-clip"] == "text":
        return None
    behind = background(box.style["background"])
    if behind.layers and (drawn := gradient(behind.layers[0].image, box.rect.width)):
        return drawn.stops[len(drawn.stops) // 2].color
    return behind.color


def _decorated(look: Look, box: Box) -> Look:
    lines = box.style.get("text-decoration", "none")
    if lines == "none":
        return look
    return replace(
        look, underline=look.underline or "underline" in lines, strike=look.strike or "line-through" in lines
    )


def _filled(look: Look, box: Box) -> Look:
    """Letters cut out of a gradient."""
    if "text" not in box.style.get("background-clip", ""):
        return look
    layers = background(box.style["background"]).layers
    found = gradient(layers[0].image, box.rect.width) if layers else None
    return replace(look, fill=found) if found else look


def _raised(look: Look, box: Box) -> Look:
    """Superscript and subscript, which PowerPoint makes smaller by itself."""
    place = box.style.get("vertical-align", "baseline")
    is_raised = box.name in {"sup", "sub"} or place in {"super", "sub"}
    if not is_raised or not box.style.get("display", "").startswith("inline"):
        return look
    share = _SUBSCRIPT if "sub" in {box.name, place} else _SUPERSCRIPT
    return replace(look, baseline=share)


def text_style(box: Box, look: Look, faces: Faces, text: str, deck_language: str) -> TextStyle:
    """The style of a text."""
    style = box.style
    written = faces.written(style)
    size = (look.size or px(style["font-size"], otherwise=16.0)) * box.scale
    is_east_asian = _EAST_ASIAN.search(text) is not None
    language = look.language or deck_language
    spacing = px(style["letter-spacing"]) * box.scale
    return TextStyle(
        size=max(centipoints(size), 100),
        bold=_weight(style["font-weight"]) >= _BOLD,
        italic=style["font-style"] != "normal",
        underline=look.underline or None,
        strike=look.strike or None,
        color=_color(style, look),
        latin=written.latin or None,
        east_asian=written.east_asian or written.latin or None,
        complex_script=written.complex_script or None,
        language=_language(language, is_east_asian=is_east_asian),
        spacing=centipoints(spacing) or None,
        baseline=look.baseline,
        highlight=look.highlight,
        all_caps=True if style["text-transform"] == "uppercase" else None,
        small_caps=True if style["font-variant-caps"] in {"small-caps", "all-small-caps"} else None,
        no_proof=True if look.is_code else None,
    )


def emoji_style(style: TextStyle) -> TextStyle:
    """The style of an emoji among text: a font that has it in colour."""
    return replace(style, latin=_EMOJI_FACE, east_asian=_EMOJI_FACE, complex_script=_EMOJI_FACE)


def _color(style: Mapping[str, str], look: Look) -> Color | Gradient | None:
    drawn = color(style["-webkit-text-fill-color"])
    if look.fill is not None and (drawn is None or drawn.alpha < 0.5):
        return look.fill
    if drawn is None:
        return Color(look.backdrop.rgb if look.backdrop else "FFFFFF", 0.0)
    drawn = faded(drawn, look.opacity)
    return over(drawn, look.backdrop) if drawn.alpha < 1 and look.backdrop else drawn


def _weight(value: str) -> float:
    return float(value) if value.replace(".", "", 1).isdecimal() else 400.0


_DEFAULT_EAST_ASIAN = "ja-JP"
_REGIONS = {"ja": "ja-JP", "zh": "zh-CN", "ko": "ko-KR", "en": "en-US"}


def _language(tag: str, *, is_east_asian: bool) -> str:
    """The language for spelling. PowerPoint forces the East Asian face on letters that are said to be East Asian."""
    primary = tag.split("-", 1)[0].lower()
    is_tag_east_asian = primary in {"ja", "zh", "ko"}
    if is_east_asian:
        return _full(tag) if is_tag_east_asian else _DEFAULT_EAST_ASIAN
    return "en-US" if is_tag_east_asian or not primary else _full(tag)


def _full(tag: str) -> str:
    if "-" in tag:
        return {"zh-hans": "zh-CN", "zh-hant": "zh-TW"}.get(tag.lower(), tag)
    return _REGIONS.get(tag.lower(), tag)
