"""Computed CSS as values of DrawingML: lengths, colours, borders, shadows, gradients, layers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.pptx.colors import color, faded, over
from renderers.pptx.css import background, border, four, gradient, px, shadows, split
from renderers.pptx.presentation import Color, Dash, Line


@pytest.mark.parametrize(
    ("value", "pixels"),
    [("0px", 0), ("1.5px", 1.5), ("-3px", -3), ("1e+06px", 1e6), (".5px", 0.5), ("normal", 7), ("auto", 7), ("3em", 7)],
)
def test_lengths_are_pixels(value: str, pixels: float) -> None:
    """Anything else is what the caller takes instead."""
    assert px(value, otherwise=7) == pixels


@pytest.mark.parametrize(
    ("value", "sides"),
    [
        ("1px", (1, 1, 1, 1)),
        ("1px 2px", (1, 2, 1, 2)),
        ("1px 2px 3px", (1, 2, 3, 2)),
        ("1px 2px 3px 4px", (1, 2, 3, 4)),
        ("1px 2px / 9px", (1, 2, 1, 2)),
        ("", (0, 0, 0, 0)),
    ],
)
def test_four_sides_are_read_as_css_shortens_them(value: str, sides: tuple[int, ...]) -> None:
    """Top, right, bottom, left."""
    assert four(value) == sides


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("rgb(1, 2, 3)", Color("010203")),
        ("rgba(255, 0, 0, 0.5)", Color("FF0000", 0.5)),
        ("rgba(255, 0, 0, 0)", None),
        ("transparent", None),
        ("color(srgb 1 0.5 0)", Color("FF8000")),
        ("color(srgb 1 0.5 0 / 0.25)", Color("FF8000", 0.25)),
        ("color(srgb-linear 1 0 0)", Color("FF0000")),
        ("color(display-p3 2 -1 none)", Color("FF0000")),
        ("oklab(1 0 0)", Color("FFFFFF")),
        ("oklch(0.628 0.2577 29.23)", Color("FF0000")),
        ("lab(100 0 0)", Color("FFFFFF")),
        ("lch(0 0 0)", Color("000000")),
        ("hsl(120, 100%, 50%)", Color("00FF00")),
        ("rgb(1, 2)", None),
        ("url(x)", None),
        ("", None),
    ],
)
def test_colours_of_every_space_are_srgb(value: str, expected: Color | None) -> None:
    """None for what cannot be seen, or is none."""
    assert color(value) == expected


@given(st.text(alphabet="rgbaoklch()0123456789.e+-%/, none", max_size=40))
def test_no_text_is_too_odd_for_a_colour(text: str) -> None:
    """It is one that can be written, or none."""
    found = color(f"rgb({text})")

    assert found is None or (len(found.rgb) == 6 and 0 < found.alpha <= 1)


def test_colours_are_mixed_and_faded() -> None:
    """What is half seen through shows half of what is below."""
    assert over(Color("FF0000", 0.5), Color("0000FF")) == Color("800080")
    assert faded(Color("FF0000", 0.5), 0.5) == Color("FF0000", 0.25)
    assert faded(Color("FF0000"), 1) == Color("FF0000")


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("2px solid rgb(1, 2, 3)", Line(Color("010203"), 19050)),
        ("1px dashed rgb(0, 0, 0)", Line(Color("000000"), 9525, Dash.DASH)),
        ("1px dotted rgb(0, 0, 0)", Line(Color("000000"), 9525, Dash.DOT)),
        ("0px solid rgb(0, 0, 0)", None),
        ("2px none rgb(0, 0, 0)", None),
        ("2px solid rgba(0, 0, 0, 0)", None),
    ],
)
def test_borders_are_lines(value: str, line: Line | None) -> None:
    """If they can be seen."""
    assert border(value) == line


def test_shadows_are_read_in_order() -> None:
    """With colours that hold commas, and words that say inside."""
    first, second = shadows("rgba(0, 0, 0, 0.5) 1px 2px 3px 4px, rgb(255, 0, 0) 5px -6px 0px 0px inset")

    assert (first.x, first.y, first.blur, first.spread, first.is_inset) == (1, 2, 3, 4, False)
    assert (second.color, second.x, second.y, second.is_inset) == (Color("FF0000"), 5, -6, True)
    assert shadows("none") == ()


@pytest.mark.parametrize(
    ("image", "angle", "stops"),
    [
        ("linear-gradient(rgb(255, 0, 0), rgb(0, 0, 255))", 90, [0, 1]),
        ("linear-gradient(90deg, rgb(255, 0, 0), rgb(0, 255, 0), rgb(0, 0, 255))", 0, [0, 0.5, 1]),
        ("linear-gradient(0.25turn, rgb(255, 0, 0) 10%, rgb(0, 0, 255) 50%)", 0, [0.1, 0.5]),
        ("linear-gradient(to top left, rgb(255, 0, 0) 50px, rgb(0, 0, 255))", 225, [0.25, 1]),
        ("linear-gradient(rgb(255, 0, 0) 80%, rgb(0, 0, 255) 20%)", 90, [0.8, 0.8]),
        ("linear-gradient(rgb(255, 0, 0) -50%, rgb(0, 0, 255) 150%)", 90, [0, 1]),
    ],
)
def test_linear_gradients_have_angle_and_stops(image: str, angle: float, stops: list[float]) -> None:
    """Clockwise from the left, with stops spread where none is said, and never one before the last."""
    found = gradient(image, 200)

    assert found is not None
    assert found.angle == angle
    assert [stop.position for stop in found.stops] == pytest.approx(stops)


@pytest.mark.parametrize("image", ["radial-gradient(red, blue)", "none", "linear-gradient(rgb(0, 0, 0))", 'url("a")'])
def test_other_images_are_no_linear_gradients(image: str) -> None:
    """They are drawn as pictures."""
    assert gradient(image, 100) is None


def test_what_fades_out_keeps_its_colour() -> None:
    """`transparent` is black that cannot be seen, and must not darken what fades."""
    found = gradient("linear-gradient(rgb(255, 0, 0), rgba(0, 0, 0, 0))", 100)

    assert found is not None
    assert found.stops[1].color == Color("FF0000", 0.0)


def test_layers_of_backgrounds_are_told_apart() -> None:
    """By the commas that stand in no brackets or quotes."""
    found = background(
        'url("a,(b).png") no-repeat scroll 50% 25% / cover padding-box border-box, '
        "rgb(1, 2, 3) linear-gradient(rgb(0, 0, 0), rgb(9, 9, 9)) repeat scroll 0% 0% / auto padding-box border-box"
    )

    first, second = found.layers
    assert found.color == Color("010203")
    assert (first.url, first.position, first.size, first.repeat) == (
        "a,(b).png",
        ("50%", "25%"),
        ("cover",),
        "no-repeat",
    )
    assert (second.url, second.image) == ("", "linear-gradient(rgb(0, 0, 0), rgb(9, 9, 9))")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("rgba(0, 0, 0, 0) none repeat scroll 0% 0% / auto padding-box border-box", None),
        ("rgb(1, 2, 3) none", "010203"),
    ],
)
def test_a_background_may_be_a_colour_or_nothing(value: str, expected: str | None) -> None:
    """Without layers."""
    found = background(value)

    assert (found.color.rgb if found.color else None, found.layers) == (expected, ())


@given(st.text(alphabet="ab,()\"'\\ url", max_size=30))
def test_any_text_is_split_into_itself(text: str) -> None:
    """Nothing is lost but commas and blanks around parts."""
    assert "".join(",".join(split(text)).split()) == "".join(text.split())
