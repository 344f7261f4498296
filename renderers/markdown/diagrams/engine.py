"""The engine that draws Mermaid. It is an extra: without it, diagrams stay code."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec

# What the engine puts before its reason, and the name of the kind in between.
_PREFACE = re.compile(r"\A(?:Diagram parse error \([^)]*\): |Invalid YAML front-matter: )")
_LIMIT = re.compile(r"resource limit|safety limit|materialization limit")


class NotDrawn(Exception):
    """The engine cannot read a source; the text says why."""


class TooLarge(NotDrawn):
    """The source is beyond what the engine lays out."""


@cache
def is_installed() -> bool:
    """Whether the extra `mermaid` is there."""
    return find_spec("mmdr") is not None


def svg_of(source: str, most: int) -> str:
    """The SVG that the engine makes of a Mermaid source, `most` characters at the most. Raises `NotDrawn`."""
    from mmdr import render

    try:
        svg = render(source, backend="merman").svg()
    except ValueError as error:
        if _LIMIT.search(str(error)):
            raise TooLarge("it is too large to lay out") from None
        raise NotDrawn(_PREFACE.sub("", str(error))) from None
    except BaseException as error:
        # What a Rust panic becomes is no `Exception`.
        if type(error).__name__ != "PanicException":
            raise
        raise NotDrawn("the engine cannot draw this") from None
    if len(svg) > most:
        raise TooLarge("the drawing is too large")
    return svg
