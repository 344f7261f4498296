"""What is being put on one slide: things in the order in which they are painted, and words about what is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from renderers.model.layout import Box, Drawing, Rect, SlideLayout
from renderers.pptx.boxes import panels
from renderers.pptx.photos import clipped
from renderers.pptx.place import Place
from renderers.pptx.scene import Loss, Remark, Thing

_LOOKS = (
    *("background", "background-clip", "border-top", "border-right", "border-bottom", "border-left", "border-radius"),
    *("box-shadow", "clip-path", "filter", "mask-image", "object-fit", "object-position", "opacity", "padding"),
    *("content", "rotate", "transform"),
)
"""What decides how a box by itself comes out."""


class DrawnOnce(dict[tuple[object, ...], Drawing]):
    """Drawings by what they look like: what looks the same is drawn once for the whole deck."""


# Chromium says in which order layers are painted, not what of a layer is below its text.
_GROUND, _LOWERED, _CONTENT = range(3)
_CONTEXT = (("z-index", "auto"), ("opacity", "1"), ("transform", "none"), ("filter", "none"))


@dataclass(slots=True)
class Canvas:
    """One slide while it is read. `drawings` are those of the whole deck.

    `context` is when the nearest stacking context is painted; `lowered` the same of what a negative `z-index` puts
    below the text of its context.
    """

    slide: SlideLayout
    drawings: DrawnOnce
    context: int = 0
    lowered: int | None = None
    things: list[tuple[tuple[int, int], Thing]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def put(self, box: Box, thing: Thing) -> None:
        """A thing where its box is painted."""
        if self.lowered is not None:
            place = self.lowered, _LOWERED
        else:
            place = box.order, _GROUND if is_context(box) else _CONTENT
        self.things.append((place, thing))

    @contextmanager
    def inside(self, box: Box) -> Iterator[None]:
        """What is put meanwhile is in a box."""
        around = self.context, self.lowered
        if self.lowered is None and box.style["z-index"].startswith("-"):
            self.lowered = self.context
        if is_context(box):
            self.context = box.order
        yield
        self.context, self.lowered = around

    def remark(self, kind: Loss, reason: str, node: int | None) -> None:
        """Say what PowerPoint does not get as it is."""
        self.remarks.append(Remark(kind, reason, node))

    def panels(self, box: Box, place: Place) -> None:
        """The shapes that draw a box."""
        for panel in panels(box, box.rect, place.look.inside(box).opacity):
            self.put(box, replace(panel, is_apart=box.name == "hr"))

    def drawing(self, box: Box, rect: Rect, *, is_own: bool = False) -> Drawing:
        """A request for a picture of a box, as far as it is on the slide."""
        shown = self.seen(rect)
        drawing = _drawing(self.slide.number, box, shown, is_own=is_own)
        is_alone = is_own or box.name == "img" or (box.owner != 0 and not any(child.text for child in box.walk()))
        if not is_alone:
            return drawing
        looks = (*(box.style[name] for name in _LOOKS), box.url, is_own)
        part = (shown.x - rect.x, shown.y - rect.y, shown.width, shown.height, rect.width, rect.height)
        return self.drawings.setdefault((looks, part), drawing)

    def seen(self, rect: Rect) -> Rect:
        """The part of a rectangle that is on the slide."""
        return clipped(rect, self.slide.root.rect).rect


def is_context(box: Box) -> bool:
    """Whether what is below all else in a box is above the box itself."""
    # A text has the style of its element.
    return box.name == "section" or (box.name != "#text" and any(box.style[name] != usual for name, usual in _CONTEXT))


def _drawing(slide: int, box: Box, shown: Rect, *, is_own: bool) -> Drawing:
    if box.owner:
        return Drawing(slide, box.owner, shown, is_own=is_own, pseudo=box.name)
    return Drawing(slide, box.key, shown, is_own=is_own)
