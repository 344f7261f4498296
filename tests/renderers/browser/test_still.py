"""Claims about vector pictures on their way into the page."""

from __future__ import annotations

import pytest

from renderers.browser.still import stilled
from renderers.model.assets import asset

RECT = b'<rect width="1" height="1"/>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg">' + RECT + b"</svg>"),
        ("a.png", b"<svg><animate/></svg>"),
        ("a.svg", b"animation, but no SVG at all"),
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


def test_styles_of_a_moving_picture_are_paused():
    """A style sheet right after the root's tag stops what its own styles move."""
    still = stilled(asset("a.svg", b'<?xml version="1.0"?><svg id="a>b"><style>@keyframes m{}</style></svg>'))

    assert still.startswith(b'<?xml version="1.0"?><svg id="a>b"><style>*,::before,::after{animation-play-state:paused')
    assert still.endswith(b"</style><style>@keyframes m{}</style></svg>")
