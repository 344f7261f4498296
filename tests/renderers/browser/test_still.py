"""Claims about vector pictures on their way into the page."""

from __future__ import annotations

from base64 import b64decode, b64encode

import pytest

from renderers.browser.still import stilled, stilled_page
from renderers.model.assets import asset
from tests.work import assert_linear

STYLE = stilled(asset("a.svg", b"<svg><set/></svg>")).decode().partition("<svg>")[2].partition("<desc/>")[0]
ADDRESSES = (
    "data:image/svg+xml,",
    "data:image/svg+xml;base64,",
    "data:image/svg+xml;base64,AAAA,",
    "data:image/svg+xml",
)
RECT = b'<rect width="1" height="1"/>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg">' + RECT + b"</svg>"),
        ("a.png", b"<svg><animate/></svg>"),
        ("a.svg", b"animation, but no SVG at all"),
        ("a.svg", b'\xff\xfe<svg xmlns="http://www.w3.org/2000/svg"><settle/><resets/></svg>'),
    ],
)
def test_what_does_not_move_is_served_as_it_is(name: str, content: bytes):
    """Only a vector picture that moves is changed."""
    assert stilled(asset(name, content)) == content


@pytest.mark.parametrize("tag", ["animate", "animateTransform", "animateMotion", "set", "discard"])
def test_moving_elements_lose_their_meaning(tag: str):
    """SMIL elements become elements that draw nothing, and the rest of the picture stays."""
    svg = f'<svg a="<b>"><rect x="1"><{tag} to="2"/></rect><{tag}></{tag}><settle/></svg>'.encode()

    still = stilled(asset("a.svg", svg))

    assert f"<{tag} ".encode() not in still
    assert f"<{tag}>".encode() not in still
    assert still.endswith(b'<rect x="1"><desc to="2"/></rect><desc></desc><settle/></svg>')


def test_prefixes_and_html_are_known():
    """A tag may have a prefix, and HTML in a picture may move by itself."""
    svg = b'<s:svg a="1"><s:animate/><h:marquee b="2">x</h:marquee><s:animated-by-me/></s:svg>'

    still = stilled(asset("a.svg", svg))

    assert still.startswith(b'<s:svg a="1"><style>')
    assert still.endswith(b'<s:desc/><h:div b="2">x</h:div><s:animated-by-me/></s:svg>')


@pytest.mark.parametrize(
    ("svg", "still"),
    [
        ("<svg a='1'><set b='2'/></svg>", "<svg a='1'>STYLE<desc b='2'/></svg>"),
        ("%3Csvg%20a='1'%3E%3Cset%20b='2'/%3E%3C/svg%3E", "%3Csvg%20a='1'%3ESTYLE%3Cdesc%20b='2'/%3E%3C/svg%3E"),
        ("%3csvg%3e%3canimate%3e%3c/animate%3e%3c/svg%3e", "%3csvg%3eSTYLE%3cdesc%3e%3c/desc%3e%3c/svg%3e"),
    ],
)
def test_pictures_inside_addresses_stand_still(svg: str, still: str):
    """As they are, percent-encoded or in base64; what stands around them stays as it was."""
    page = '<p>%3Cset%20</p><b style="background:url(data:image/svg+xml;utf8,{})"><p>&lt;animate </p>'
    addresses = [page.format(svg), f'<img src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"><p>'
    ]  # fmt: skip

    as_text, in_base64 = (stilled_page(f"<set >{address}<set >") for address in addresses)

    assert as_text.replace(STYLE, "STYLE") == f"<set >{page.format(still)}<set >"
    code = in_base64.partition("base64,")[2].partition('"')[0]
    assert b64decode(code).decode().replace(STYLE, "STYLE") == still
    assert in_base64.endswith('"><p><set >')


@pytest.mark.parametrize(
    "page",
    ["", "<p>x", "data:image/svg+xml,<svg><set ", "data:image/svg+xml;base64,???", 'data:image/svg+xml;base64,PA"'],
)
def test_pages_without_moving_pictures_stay(page: str):
    """Also where an address is none."""
    assert stilled_page(page) == page


@pytest.mark.parametrize(
    "piece", ["<svg ", '<svg a="', "%3Csvg", "%3Csvg%20", "<set ", "<a:", '"<svg>', "</svg>", *ADDRESSES]
)
def test_hostile_pictures_take_linear_time(piece: str):
    """Many tags that do not end, and many addresses without a picture, are passed over once."""
    text = f"animation{piece}"

    assert_linear(lambda size: asset("a.svg", (piece * size + text).encode()), stilled, 20_000)
    assert_linear(lambda size: piece * size + text, stilled_page, 20_000)


def test_styles_of_a_moving_picture_are_paused():
    """A style sheet right after the root's tag stops what its own styles move."""
    still = stilled(asset("a.svg", b'<?xml version="1.0"?><svg id="a>b"><style>@keyframes m{}</style></svg>'))

    assert still.startswith(b'<?xml version="1.0"?><svg id="a>b"><style>*,::before,::after{animation-play-state:paused')
    assert still.endswith(b"</style><style>@keyframes m{}</style></svg>")
