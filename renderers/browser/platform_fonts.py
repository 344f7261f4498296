"""Which fonts Chromium takes for words, asked of itself: exact, and a message for each text."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from importlib import resources
from typing import Any

from renderers.browser.font_book import Answer, Look
from renderers.model.markup import MARK_ATTRIBUTE

Ask = Callable[[str, Mapping[str, Any]], Awaitable[dict[str, Any]]]

_PROBES = resources.files("renderers.browser").joinpath("font_probes.js").read_text("utf-8")
_MARK = f"{MARK_ATTRIBUTE}-probes"
_REMOVE = f'Document.prototype.querySelector.call(document, "[{_MARK}]").remove()'


async def fonts_of(ask: Ask, words: Sequence[tuple[Look, str]]) -> tuple[tuple[Answer, ...], ...]:
    """The fonts that each text is drawn in, the most used one first.

    For a moment the texts stand on the page, where nobody sees them.
    """
    if not words:
        return ()
    probes = json.dumps([[look.family, look.weight, look.style, look.language, text] for look, text in words])
    *_, document = await asyncio.gather(
        ask("Runtime.evaluate", {"expression": f'({_PROBES})({probes}, "{_MARK}")'}),
        ask("DOM.enable", {}),
        ask("CSS.enable", {}),
        ask("DOM.getDocument", {"depth": 0}),
    )
    found = {"nodeId": document["root"]["nodeId"], "selector": f"[{_MARK}] > *"}
    nodes = (await ask("DOM.querySelectorAll", found))["nodeIds"]
    answers = await asyncio.gather(*(ask("CSS.getPlatformFontsForNode", {"nodeId": node}) for node in nodes))
    await asyncio.gather(
        ask("Runtime.evaluate", {"expression": _REMOVE}),
        # Or they would go on telling of every change.
        ask("CSS.disable", {}),
        ask("DOM.disable", {}),
    )
    return tuple(_answers(answer["fonts"]) for answer in answers)


def _answers(fonts: Sequence[Mapping[str, Any]]) -> tuple[Answer, ...]:
    by_use = sorted(fonts, key=lambda font: (-float(font["glyphCount"]), font["familyName"]))
    return tuple(Answer(str(font["familyName"]), bool(font["isCustomFont"])) for font in by_use)
