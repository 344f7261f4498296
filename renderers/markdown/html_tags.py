"""The raw HTML that a deck may use: tags, their attributes, and how an attribute's value is read (M-227)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto


class Value(Enum):
    """What an attribute may hold. A URL without a scheme is always fine."""

    ANY = auto()
    DIRECTION = auto()  # `ltr`, `rtl` or `auto`
    LINK = auto()  # a URL: http or https
    PICTURE = auto()  # a URL: http, https or `data:image/…`
    PICTURES = auto()  # the same, several with commas between


GLOBAL: Mapping[str, Value] = {"class": Value.ANY, "dir": Value.DIRECTION, "lang": Value.ANY, "title": Value.ANY}

PLAIN = (
    "abbr address article aside b bdi bdo big br caption center cite code dd div dl dt em figcaption figure h1 h2 h3 "
    "h4 h5 h6 hr i kbd mark nav p picture pre rp rt ruby s section small span sub summary sup strong strike u ul wbr"
)

SPECIAL = {
    "a": "href:LINK name rel target",
    "audio": "autoplay controls loop muted preload src:LINK",
    "blockquote": "cite:LINK",
    "col": "align valign span width",
    "colgroup": "align valign span width",
    "del": "cite:LINK datetime",
    "details": "open",
    "img": "align alt decoding height loading src:PICTURE srcset:PICTURES width",
    "ins": "cite:LINK datetime",
    "li": "type value",
    "ol": "reversed start type",
    "q": "cite:LINK",
    "source": "height media sizes src:PICTURE srcset:PICTURES type width",
    "table": "width border align valign",
    "tbody": "align valign",
    "td": "width rowspan colspan align valign",
    "tfoot": "align valign",
    "th": "width rowspan colspan align valign",
    "thead": "align valign",
    "time": "datetime",
    "tr": "rowspan align valign",
    "video": "autoplay controls loop muted playsinline poster:PICTURE preload src:LINK height width",
}

WITHOUT_GLOBAL = ("source",)

VOID = frozenset({"br", "col", "hr", "img", "source", "wbr"})
"""Of these tags, those that have no content and are written `<br />` (M-234)."""


def _attribute(text: str) -> tuple[str, Value]:
    name, _, kind = text.partition(":")
    return name, Value[kind] if kind else Value.ANY


def _attributes(tag: str, own: str) -> Mapping[str, Value]:
    shared = {} if tag in WITHOUT_GLOBAL else GLOBAL
    return {**shared, **dict(_attribute(text) for text in own.split())}


TAGS: Mapping[str, Mapping[str, Value]] = {
    **dict.fromkeys(PLAIN.split(), GLOBAL),
    **{tag: _attributes(tag, own) for tag, own in SPECIAL.items()},
}
"""Every tag that survives, with the attributes it may keep."""
