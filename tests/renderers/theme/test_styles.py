"""The author's own styles."""

from __future__ import annotations

import pytest

from renderers.model.diagnostic import Code
from renderers.model.theme import ScopedStyle
from renderers.theme.pack import pack
from renderers.theme.theme_set import ThemeSet

THEME = ThemeSet().with_theme("/* @theme t */")


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("section.x p,.y{a:b}", "SLIDE[data-marpit-scope-K].x p,SLIDE[data-marpit-scope-K] .y{a:b}"),
        ("@media print{@supports (a:b){p{c:d}}}", "@media print{@supports (a:b){SLIDE[data-marpit-scope-K] p{c:d}}}"),
        ("@layer x{p{a:b}}", "@layer x{SLIDE[data-marpit-scope-K] p{a:b}}"),
        (":root{a:b}", r"PARENT > :where(section):not([\20 root])[data-marpit-scope-K]{a:b}"),
        ("section{&.x{a:b}}", "SLIDE[data-marpit-scope-K]{&.x{a:b}}"),
    ],
)
def test_a_scoped_style_is_for_its_slide(packed, css, expected):
    """Every rule asks for the slide's attribute, in whatever at-rule it stands (M-168, M-169, section 28)."""
    assert packed(css, scope="K") == expected


def test_scoped_keyframes_are_for_their_slide(packed):
    """Their names get the slide's key, where they are defined and wherever they are used (M-170, section 28)."""
    css = "p{animation:k 1s,other 2s,k 3s;-webkit-animation-name:k}@-webkit-keyframes k{}@keyframes k{to{a:b}}"

    assert packed(css, scope="K") == (
        "SLIDE[data-marpit-scope-K] p{animation:k-K 1s,other 2s,k-K 3s;-webkit-animation-name:k-K}"
        "@-webkit-keyframes k-K{}@keyframes k-K{to{a:b}}"
    )


def test_scoped_styles_of_a_slide_share_their_keyframes():
    """An animation may use keyframes of another scoped style of its slide, and of no other slide's (M-170)."""
    styles = (
        ScopedStyle("p{animation:k}", 1, "A"),
        ScopedStyle("@keyframes k{}", 2, "A"),
        ScopedStyle("p{animation:k}", 3, "B"),
    )

    css = pack(THEME, "t", styles=styles).css

    assert css.count("animation:k-A}") == 1
    assert css.count("animation:k}") == 1


@pytest.mark.parametrize(
    ("broken", "line", "column"),
    [
        ("p{a:b}\n\n  i{c:d", 5, 4),
        ("p{a:b}}", 3, 7),
        ("p{a:b}\n/* c", 4, 1),
        ("p{a:'b}", 3, 5),
        ("p{a:(b}", 3, 7),
        ("p{colour}", 3, 3),
        ("p{a:b;\n// no comment\n}", 4, 1),
        ("p{a:b} rest", 3, 8),
    ],
)
def test_a_broken_style_drops_out_alone(between, broken, line, column):
    """The styles around it are used; the author learns the place (M-172, M-173, M-197, section 28)."""
    styles = (ScopedStyle("b{a:b}", 1), ScopedStyle(broken, 3), ScopedStyle("u{a:b}", 9))

    stylesheet = pack(THEME, "t", styles=styles)

    assert between(stylesheet.css) == "SLIDE b{a:b} SLIDE u{a:b}"
    (diagnostic,) = stylesheet.diagnostics
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == (Code.STYLE_INVALID, line, column)


@pytest.mark.parametrize(
    "css",
    [
        "p{*zoom:1;a:b;;}",
        "p{}",
        "p{a:}",
        "p{--x:{y:z};--z:}",
        "@layer a",
        "p{filter:progid:X.Y(a=1)}",
        "p{a /* x */ : b}",
        ";",
        "",
    ],
)
def test_what_marp_accepts_is_no_mistake(css):
    """Odd but harmless CSS stays (M-197)."""
    assert pack(THEME, "t", styles=(ScopedStyle(css, 1),)).diagnostics == ()


@pytest.mark.parametrize("css", ["p{a:b};", "@layer a", "@layer a /* x */", ";"])
def test_a_style_ends_in_itself(css):
    """What is left over at its end does not swallow the rules that follow."""
    packed = pack(THEME, "t", styles=(ScopedStyle(css, 1), ScopedStyle("q{c:d}", 2))).css

    before = packed[: packed.index("section q{c:d}")].rsplit("div.marpit", 1)[0].rstrip()
    assert before.endswith(("}", "@layer a;", "/* x */;", "/* @theme t */"))


def test_styles_come_in_the_order_given(themes, between):
    """Later styles win over earlier ones, and all of them over the theme (M-165, M-176)."""
    styles = (ScopedStyle("i{a:b}", 1), ScopedStyle("b{a:b}", 2, "K"), ScopedStyle("u{a:b}", 3))

    css = pack(themes("/* @theme t */ p{a:b}"), "t", styles=styles).css

    assert between(css) == "SLIDE p{a:b} SLIDE i{a:b} SLIDE[data-marpit-scope-K] b{a:b} SLIDE u{a:b}"


def test_styles_import_addresses_but_no_themes(themes, between):
    """An import of an address goes to the very top, an import of a theme is taken out (M-174)."""
    style = ScopedStyle('@import "other";@import-theme "other";@import url(x.css) print;p{a:b}', 1)

    css = pack(themes("/* @theme other */", "/* @theme t */"), "t", styles=(style,)).css

    assert css.startswith("@import url(x.css) print;\n")
    assert between(css) == "SLIDE p{a:b}"
