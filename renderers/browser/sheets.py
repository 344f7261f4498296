"""Many small things of a page drawn at once, on sheets that hold copies of them: a picture each takes far longer."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import io
from collections.abc import Mapping, Sequence
from importlib import resources

from renderers.browser.painted import Ask
from renderers.errors import BrowserCrashed
from renderers.model.geometry import Size
from renderers.model.layout import Drawing

_SHEET = resources.files("renderers.browser").joinpath("sheet.js").read_text("utf-8")

Place = tuple[int, float, float]
"""The number of a sheet, and where on it something is, in CSS pixels."""


async def draw_copies(ask: Ask, size: Size, drawings: Sequence[Drawing], scale: float) -> Mapping[Drawing, bytes]:
    """A PNG for each that looks the same on a sheet as in its place. Sheets are as large as a slide."""
    answers = await asyncio.gather(*(ask("DOM.resolveNode", {"backendNodeId": one.key}) for one in drawings))
    elements = [{"objectId": answer["object"]["objectId"]} for answer in answers]
    places = [
        {
            "x": one.rect.x,
            "y": (one.slide - 1) * size.height + one.rect.y,
            "width": one.rect.width,
            "height": one.rect.height,
        }
        for one in drawings
    ]
    call = {"functionDeclaration": _SHEET, "returnByValue": True, **elements[0]}

    async def sheets(shown: int | None, places: object = None, *found: object) -> list[list[float] | None]:
        told = [{"value": one} for one in (size.width, size.height, shown, places)]
        answer = await ask("Runtime.callFunctionOn", {**call, "arguments": [*told, *found]})
        placed: list[list[float] | None] = answer["result"].get("value") or []
        return placed

    drawn: dict[Drawing, bytes] = {}
    try:
        placed = await sheets(0, places, *elements)
        found: dict[Drawing, Place] = {
            one: (int(place[0]), place[1], place[2]) for one, place in zip(drawings, placed, strict=True) if place
        }
        for number in sorted({place[0] for place in found.values()}):
            await sheets(number)
            clip = {"x": 0, "y": 0, "width": size.width, "height": size.height, "scale": scale}
            shot = await ask("Page.captureScreenshot", {"format": "png", "clip": clip, "optimizeForSpeed": True})
            mine = {one: place for one, place in found.items() if place[0] == number}
            drawn |= await asyncio.to_thread(_cut, base64.b64decode(shot["data"]), mine, scale)
    finally:
        with contextlib.suppress(BrowserCrashed):
            await sheets(None)
    return drawn


def _cut(png: bytes, places: Mapping[Drawing, Place], scale: float) -> dict[Drawing, bytes]:
    """The pieces of a sheet."""
    from PIL import Image

    found: dict[Drawing, bytes] = {}
    with Image.open(io.BytesIO(png)) as sheet:
        for drawing, (_, x, y) in places.items():
            rect = drawing.rect
            left, top, right, bottom = x, y, x + rect.width, y + rect.height
            file = io.BytesIO()
            box = (round(left * scale), round(top * scale), round(right * scale), round(bottom * scale))
            sheet.crop(box).save(file, "PNG", compress_level=1)
            found[drawing] = file.getvalue()
    return found
