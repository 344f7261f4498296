"""CSS from untrusted values."""

from __future__ import annotations

import pytest

from renderers.html.style import declaration, with_urls


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("red", "color:red;"),
        (" red ", "color:red;"),
        ("red; background: url(x)", "color:red;"),
        ("red /* no */ !important", "color:red  !important;"),
        ("red } x {", ""),
        ("{}", ""),
        ("url(", ""),
        ("'open", ""),
        ("red)", ""),
        ("&copy; x", ""),
        ("", ""),
        ("(" * 60, ""),
    ],
)
def test_a_declaration_is_one_declaration(value: str, expected: str) -> None:
    """Nothing can follow a value, and what is no CSS sets nothing (M-086)."""
    assert declaration("color", value) == expected


def test_a_custom_property_may_hold_blocks() -> None:
    """The `style` directive shows as one, with all its rules."""
    assert declaration("--style", "a { b: c; }\n") == "--style:a { b: c; };"


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a{b:url(x.png)}", 'a{b:url("X.PNG")}'),
        ("a{b:url( 'x y.png' )}", 'a{b:url("X Y.PNG")}'),
        ('a{b:URL("x\\29 .png")}', 'a{b:url("X).PNG")}'),
        ("/* url(x.png) */a{content:'url(x.png)'}", "/* url(x.png) */a{content:'url(x.png)'}"),
        ("a{b:url(x.png", "a{b:url(x.png"),
        ("a{b:url()}", "a{b:url()}"),
        ("/* open url(x.png)", "/* open url(x.png)"),
    ],
)
def test_urls_are_found_where_css_has_urls(css: str, expected: str) -> None:
    """URLs are found in every spelling, and not in comments and strings; the rest stays to the letter."""
    assert with_urls(css, str.upper) == expected
