"""Where in a slide the reader stands: what the boxes around decide for what is inside."""

from __future__ import annotations

from dataclasses import dataclass, replace

from renderers.model.layout import Box, Rect
from renderers.pptx.css import border, four
from renderers.pptx.look import Look
from renderers.pptx.presentation import Align
from renderers.pptx.scene import Item, Role
from renderers.pptx.units import EMU_A_PIXEL

_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {f"marp-h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Place:
    """What holds inside a box. `group` is the key of the nearest box that text may not leave; `node` the nearest token;
    `window` is what an ancestor lets be seen; `lists` counts the lists around.
    """

    look: Look
    role: Role = Role.TEXT
    level: int = 0
    item: Item | None = None
    lists: int = 0
    group: int = 0
    node: int | None = None
    window: Rect | None = None
    is_content: bool = False

    def inside(self, box: Box, *, is_apart: bool) -> Place:
        """The place within a box; `is_apart` if its text may not be joined with text outside."""
        place = replace(self, look=self.look.inside(box), is_content=False)
        if box.node is not None:
            place = replace(place, node=box.node)
        if is_apart or box.style["writing-mode"] != "horizontal-tb":
            place = replace(place, group=box.key)
        if box.style["overflow-x"] not in {"visible", ""} and box.name not in {"section", "svg", "foreignobject"}:
            window = box.rect if self.window is None else _common(self.window, box.rect)
            place = replace(place, window=window)
        return _with_role(place, self, box)


def _with_role(place: Place, outer: Place, box: Box) -> Place:
    if box.name in _HEADINGS:
        return replace(place, role=Role.HEADING, level=_HEADINGS[box.name])
    if outer.is_content and box.name in {"header", "footer"}:
        return replace(place, role=Role.HEADER if box.name == "header" else Role.FOOTER, group=box.key)
    if box.name.startswith("::") and box.name != "::marker":
        return replace(place, role=Role.GENERATED, group=box.key)
    return place


def _common(one: Rect, other: Rect) -> Rect:
    left, top = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Rect(left, top, max(right - left, 0.0), max(bottom - top, 0.0))


def content_rect(box: Box) -> Rect:
    """The room inside a box's borders and padding."""
    style, rect = box.style, box.rect
    top, right, bottom, left = four(style["padding"])
    widths = [border(style[side]) for side in ("border-top", "border-right", "border-bottom", "border-left")]
    above, beyond, below, before = (line.width / EMU_A_PIXEL if line else 0.0 for line in widths)
    return Rect(
        rect.x + left + before,
        rect.y + top + above,
        max(rect.width - left - right - before - beyond, 0.0),
        max(rect.height - top - bottom - above - below, 0.0),
    )


_ALIGNMENTS = {
    "left": Align.LEFT,
    "-webkit-left": Align.LEFT,
    "center": Align.CENTER,
    "-webkit-center": Align.CENTER,
    "right": Align.RIGHT,
    "-webkit-right": Align.RIGHT,
    "justify": Align.JUSTIFY,
}


def alignment(value: str, *, is_right_to_left: bool) -> Align:
    """How lines stand, from `text-align`."""
    if value in {"start", "end"}:
        return Align.RIGHT if (value == "end") != is_right_to_left else Align.LEFT
    return _ALIGNMENTS.get(value, Align.LEFT)
