"""What does not fit on its slide, asked of the page: text and pictures that nobody can see."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import resources
from typing import Any

from renderers.browser.painted import Ask
from renderers.model.markup import MARK_ATTRIBUTE
from renderers.model.overflow import Cover, Edge, Overflow

_SCRIPT = resources.files("renderers.browser").joinpath("overflow.js").read_text("utf-8")


async def find_overflow(ask: Ask) -> tuple[Overflow, ...]:
    """All of it, slide by slide. The page stays as it is."""
    expression = f"({_SCRIPT})({json.dumps(MARK_ATTRIBUTE)})"
    answer = await ask("Runtime.evaluate", {"expression": expression, "returnByValue": True})
    return tuple(_overflows(answer["result"].get("value") or ()))


def _overflows(rows: Iterable[Any]) -> Iterable[Overflow]:
    for slide, cover, edge, pixels, node, element, box, lost, letters in rows:
        yield Overflow(
            slide=slide,
            cover=Cover(cover),
            edge=Edge(edge),
            pixels=pixels,
            node=node,
            element=element,
            box=box,
            share=min(1.0, lost / letters) if letters else 0.0,
        )
