"""Blocks of code: the box they stand in, and their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from renderers.model.layout import Box
from renderers.pptx.boxes import is_plain, panels
from renderers.pptx.css import background, px
from renderers.pptx.faces import Faces
from renderers.pptx.inline import read_words
from renderers.pptx.kinds import is_inline
from renderers.pptx.place import Place, alignment, content_rect
from renderers.pptx.scene import Listing, Panel


def read_listing(box: Box, place: Place, faces: Faces, language: str) -> tuple[list[Panel], Listing]:
    """A block of code, and what else of its box has to be drawn behind it.

    `place` is inside the box. The last background becomes the box that the text stands in.
    """
    holder = _holder(box)
    drawn = [*_panels(box, place), *(_panels(holder, place) if holder is not box else ())]
    is_held = bool(drawn) and drawn[-1].fill is not None and drawn[-1].name != "Border"
    *behind, panel = drawn if is_held else (*drawn, None)
    for one in (box, holder):
        place = replace(place, look=place.look.on(background(one.style["background"]).color))
    words = read_words(_texts(box), place.look, faces, language)
    listing = Listing(
        words=words,
        rect=content_rect(box) if holder is box or is_plain(holder) else holder.rect,
        panel=panel,
        line_height=px(holder.style["line-height"]) * words.scale,
        align=alignment(box.style["text-align"], is_right_to_left=False),
        node=place.node,
    )
    return [one for one in behind if one is not None], listing


def _panels(box: Box, place: Place) -> Iterator[Panel]:
    return iter(()) if is_plain(box) else panels(box, box.rect, place.look.opacity)


def _holder(box: Box) -> Box:
    """The <code> of a <pre>, which some themes dress instead."""
    return next((child for child in box.walk() if child.name == "code"), box)


def _texts(box: Box) -> list[Box]:
    """The inline content of a block of code, through what scales it."""
    inner: Iterable[Box] = box.children
    while len(boxes := list(inner)) == 1 and (not is_inline(boxes[0]) or boxes[0].name == "span") and boxes[0].children:
        inner = boxes[0].children
    return boxes
