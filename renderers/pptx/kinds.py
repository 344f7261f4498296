"""What kind of thing a box is: part of a line, a block, or a picture."""

from __future__ import annotations

from renderers.model.layout import Box

APART = {"h1", "h2", "h3", "h4", "h5", "h6", "li"}
"""What is a paragraph of its own, though a theme may set it in a line."""
_PHRASES = {"a", "abbr", "b", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "u"}
BLOCKS = ("block", "flex", "grid", "table", "list-item", "flow-root")


def is_inline(box: Box) -> bool:
    """Whether a box stands in a line."""
    if box.name in {"#text", "br", "wbr"}:
        return True
    if box.name in APART:
        return False
    style = box.style
    if box.name == "math":
        return not style["display"].startswith("block")
    if style["position"] in {"absolute", "fixed"} or style["float"] != "none":
        return False
    if style["display"].startswith(("inline", "ruby", "contents")):
        return box.name != "::marker"
    return is_line_of_its_own(box)


def is_line_of_its_own(box: Box) -> bool:
    """Whether a box is a word of its paragraph that a theme puts on a line of its own: it stays in the paragraph."""
    style = box.style
    return (
        box.name in _PHRASES
        and style["display"] == "block"
        and style["background"].startswith("rgba(0, 0, 0, 0) none")
        and all(is_inline(child) and not is_picture(child) for child in box.children)
    )


_PICTURES = {
    "img",
    "svg",
    "canvas",
    "video",
    "iframe",
    "object",
    "embed",
    "math",
    "audio",
    "input",
    "meter",
    "progress",
}


def is_picture(box: Box) -> bool:
    """Whether a box shows something that is not text; what scales a heading is no picture."""
    return box.name in _PICTURES and box.attributes.get("part") != "auto-scaling"


def is_aside(box: Box) -> bool:
    """Whether an inline box is a picture, or holds blocks."""
    if is_picture(box):
        return True
    return box.style["display"] != "inline" and any(
        child.name != "#text" and child.style["display"].startswith(BLOCKS) for child in box.walk() if child is not box
    )
