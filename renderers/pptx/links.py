"""Where links lead: to safe addresses, and to slides of the deck."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, unquote, urlsplit

from renderers.model.links import SAFE_SCHEMES
from renderers.pptx.presentation import Link

# What may stand in an address; the rest is written as bytes, for PowerPoint will not open a file with a blank in one.
_KEPT = "%/:=&?~#+!$,;'@()*[]"
_LONGEST = 2000


Anchors = Mapping[str, int]
"""The slides that elements with an id stand on."""


def link(href: str, anchors: Anchors) -> Link | None:
    """The link that an address means; None where it leads nowhere from a presentation."""
    href = "".join(character for character in href.strip() if character.isprintable())
    if href.startswith("#"):
        slide = anchors.get(unquote(href[1:]))
        return Link(slide=slide) if slide else None
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme.lower() not in SAFE_SCHEMES or len(href) > _LONGEST:
        return None
    if parts.scheme.lower() in {"http", "https"} and not parts.netloc:
        return None
    return Link(url=quote(href, safe=_KEPT))
