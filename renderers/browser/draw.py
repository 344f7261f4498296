"""Single boxes of a page as pictures: all else is hidden while each is drawn."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Sequence
from importlib import resources

from renderers.browser.painted import Ask
from renderers.browser.sheets import draw_copies
from renderers.errors import BrowserCrashed
from renderers.model.geometry import Size
from renderers.model.layout import Drawing, Rect

_LEAST_PIXELS = 0.5
_LARGE_SCALE = 1.5
_SHOW = resources.files("renderers.browser").joinpath("show.js").read_text("utf-8")


async def draw(ask: Ask, size: Size, drawings: Sequence[Drawing], *, scale: float) -> tuple[bytes, ...]:
    """A PNG for each; no bytes where there is nothing to draw. The page is as it was, afterwards."""
    if not drawings:
        return ()
    await ask("Emulation.setDefaultBackgroundColorOverride", {"color": {"r": 0, "g": 0, "b": 0, "a": 0}})
    try:
        copies = [one for one in drawings if one.is_copy and min(one.rect.width, one.rect.height) >= _LEAST_PIXELS]
        drawn = dict(await draw_copies(ask, size, copies, scale)) if len(copies) > 1 else {}
        return tuple([drawn.get(one) or await _draw(ask, size, one, scale) for one in drawings])
    finally:
        with contextlib.suppress(BrowserCrashed):
            await ask("Emulation.setDefaultBackgroundColorOverride", {})


async def _draw(ask: Ask, size: Size, drawing: Drawing, scale: float) -> bytes:
    rect, top = drawing.rect, (drawing.slide - 1) * size.height
    if min(rect.width, rect.height) < _LEAST_PIXELS:
        return b""
    found = await ask("DOM.resolveNode", {"backendNodeId": drawing.key})
    box = found["object"]["objectId"]
    part = drawing.pseudo + ("own" if drawing.is_own else "whole")
    arguments = [{"value": part}, {"value": top}]
    call = {"objectId": box, "functionDeclaration": _SHOW, "arguments": arguments}
    await ask("Runtime.callFunctionOn", call)
    clip = {
        "x": rect.x,
        "y": top + rect.y,
        "width": rect.width,
        "height": rect.height,
        "scale": _scale(rect, size, scale),
    }
    shot = await ask("Page.captureScreenshot", {"format": "png", "clip": clip, "optimizeForSpeed": True})
    await ask("Runtime.callFunctionOn", {**call, "arguments": [{"value": None}]})
    return base64.b64decode(shot["data"])


def _scale(rect: Rect, size: Size, scale: float) -> float:
    """Less for what is nearly as large as the slide: it is soft by nature, and takes most of the time."""
    is_large = rect.width * rect.height > size.width * size.height / 2
    return min(scale, _LARGE_SCALE) if is_large else scale
