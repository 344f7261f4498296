"""Which font families Chromium painted, asked of itself for the texts that tell most."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from renderers.model.layout import Face, Script

Ask = Callable[[str, Mapping[str, Any]], Awaitable[dict[str, Any]]]
Sample = tuple[Face, str, int]
Chosen = Mapping[tuple[Face, Script], tuple[int, int]]
"""The text that tells most of a script in a face: the browser's name for it, and how many letters it has of it."""

_MOST_FACES = 40
_LETTERS = {
    Script.EAST_ASIAN: re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"),
    Script.COMPLEX: re.compile(
        "[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufeff]"
    ),
    Script.LATIN: re.compile("[!-~\u00a1-\u058f]"),
}


async def painted_faces(ask: Ask, chosen: Chosen) -> Mapping[Face, Mapping[Script, str]]:
    """For each face, the family that drew each script it was used for."""
    if not chosen:
        return {}
    await ask("DOM.enable", {})
    await ask("CSS.enable", {})
    await ask("DOM.getDocument", {"depth": 0})
    keys = list(dict.fromkeys(key for key, _ in chosen.values()))
    nodes = (await ask("DOM.pushNodesByBackendIdsToFrontend", {"backendNodeIds": keys}))["nodeIds"]
    answers = await asyncio.gather(*(ask("CSS.getPlatformFontsForNode", {"nodeId": node}) for node in nodes))
    fonts = {key: answer["fonts"] for key, answer in zip(keys, answers, strict=True)}
    # Or they would go on telling of every change.
    await asyncio.gather(ask("CSS.disable", {}), ask("DOM.disable", {}))
    painted: dict[Face, dict[Script, str]] = {}
    for (face, script), (key, count) in chosen.items():
        if family := _likeliest(fonts[key], count):
            painted.setdefault(face, {})[script] = family
    return painted


def chosen_samples(samples: Iterable[Sample]) -> Chosen:
    """The text that holds most of a script and little else, for each face and script, and how many letters of it."""
    best: dict[tuple[Face, Script], tuple[float, int, str]] = {}
    for face, text, key in samples:
        for script, letters in _LETTERS.items():
            count = len(letters.findall(text[:200]))
            score = count / max(len(text[:200].replace(" ", "")), 1) + min(count, 50) / 1000
            if count and score > best.get((face, script), (0.0, 0, ""))[0]:
                best[face, script] = score, key, text
    most = sorted(best.items(), key=lambda one: -one[1][0])[:_MOST_FACES]
    return {(face, script): (key, _count(text, script)) for (face, script), (_, key, text) in most}


def _count(text: str, script: Script) -> int:
    """How many letters a script's font has drawn of a text; blanks are Latin."""
    blanks = sum(map(str.isspace, text)) if script is Script.LATIN else 0
    return len(_LETTERS[script].findall(text)) + blanks


def _likeliest(fonts: list[dict[str, Any]], count: int) -> str:
    """The family that has drawn about as many letters, for in a mixed text there are several."""
    return str(min(fonts, key=lambda font: abs(float(font["glyphCount"]) - count))["familyName"]) if fonts else ""
