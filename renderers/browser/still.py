"""Moving vector pictures made to stand still: Chromium would start them at no fixed moment, on a clock of its own."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from functools import lru_cache

from renderers.model.assets import Asset

_SVG = "image/svg+xml"
# A picture inside an address has its signs as they are, or as percent and two digits.
_OPEN, _CLOSE, _SPACE = r"(?:<|%3[Cc])", r"(?:>|%3[Ee])", r"(?:\s|%20|%0[AaDd9])"
_NAME = rf"(?P<open>{_OPEN}/?)(?P<prefix>[\w.-]+:)?"
_NAME_ENDS = rf"(?={_SPACE}|/|{_CLOSE})"
# SMIL has no style that stops it; an element that draws nothing and may stand anywhere takes the place of each.
_MOVES = re.compile(rf"{_NAME}(?:animate(?:Transform|Motion|Color)?|set|discard){_NAME_ENDS}")
# Text in HTML that runs through its box.
_RUNS = re.compile(rf"{_NAME}marquee{_NAME_ENDS}")
# No tag has another one in it, or many that do not end would take the square of their number.
_ROOT = re.compile(
    r"<(?:[\w.-]+:)?svg(?:\s(?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*)?>|%3[Cc]svg(?:(?!%3[CcEe]).)*%3[Ee]", re.DOTALL
)
# A million seconds in: what ends has ended, what never ends stands where a whole number of seconds leaves it. It has no
# sign that would have to be written otherwise in an address.
_STILL = (
    "<style>*,::before,::after{animation-play-state:paused!important;animation-delay:-1000000s!important;"
    "transition:none!important}progress{appearance:none!important}</style>"
)
_SIGNS = ("animat", "keyframes", "transition", "progress", "marquee")
_SET = re.compile(rf"{_OPEN}(?:[\w.-]+:)?(?:set|discard){_NAME_ENDS}")

_ADDRESS = re.compile(rf"data:{re.escape(_SVG)}(?P<kind>[^,\"'()\s]{{0,100}}),", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/=]*")
_END = re.compile(rf"{_OPEN}/(?:[\w.-]+:)?svg")


def stilled(asset: Asset) -> bytes:
    """The asset's bytes; those of an SVG picture without what moves in it."""
    if asset.media_type != _SVG:
        return asset.content
    # One character a byte: whatever the picture is encoded in, its tags are in ASCII.
    return _stilled(asset.content.decode("latin-1")).encode("latin-1")


def stilled_page(html: str) -> str:
    """A page without what moves in the SVG pictures that it holds inside addresses."""
    return "".join(_with_still_addresses(html)) if _ADDRESS.search(html) else html


def _with_still_addresses(html: str) -> Iterator[str]:
    done = 0
    for found in _ADDRESS.finditer(html):
        start = found.end()
        if start < done:
            continue
        yield html[done:start]
        if found["kind"].lower().endswith(";base64"):
            code = _BASE64.match(html, start)
            done = code.end() if code else start
            yield _stilled_base64(html[start:done])
            continue
        end = _END.search(html, start)
        if end is None:
            # Nor has any later one an end.
            done = start
            break
        done = end.start()
        yield _stilled(html[start:done])
    yield html[done:]


@lru_cache(maxsize=256)
def _stilled_base64(code: str) -> str:
    try:
        svg = b64decode(code, validate=True).decode("latin-1")
    except ValueError:
        return code
    still = _stilled(svg)
    return code if still is svg else b64encode(still.encode("latin-1")).decode()


def _stilled(svg: str) -> str:
    if not any(sign in svg for sign in _SIGNS) and not _SET.search(svg):
        return svg
    svg = _RUNS.sub(r"\g<open>\g<prefix>div", _MOVES.sub(r"\g<open>\g<prefix>desc", svg))
    return _ROOT.sub(lambda root: root[0] if root[0].endswith("/>") else root[0] + _STILL, svg, count=1)
