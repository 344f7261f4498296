"""Moving vector pictures made to stand still: Chromium would start them at no fixed moment, on a clock of its own."""

from __future__ import annotations

import re

from renderers.model.assets import Asset

_SVG = "image/svg+xml"
# SMIL has no style that stops it; an element that draws nothing and may stand anywhere takes the place of each.
_MOVES = re.compile(rb"<(/?)(?:animate(?:Transform|Motion|Color)?|set|discard)(?=[\s/>])")
_ROOT = re.compile(rb"<svg(?:\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*)?>")
# A million seconds in: what ends has ended, what never ends stands where a whole number of seconds leaves it.
_STILL = (
    b"<style>*,::before,::after{animation-play-state:paused!important;animation-delay:-1000000s!important;"
    b"transition:none!important}</style>"
)


def stilled(asset: Asset) -> bytes:
    """The asset's bytes; those of an SVG picture without what moves in it."""
    if asset.media_type != _SVG or not _is_moving(asset.content):
        return asset.content
    content = _MOVES.sub(rb"<\1desc", asset.content)
    return _ROOT.sub(lambda root: root[0] if root[0].endswith(b"/>") else root[0] + _STILL, content, count=1)


def _is_moving(svg: bytes) -> bool:
    return b"animation" in svg or b"@keyframes" in svg or b"transition" in svg or _MOVES.search(svg) is not None
