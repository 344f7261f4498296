"""CSS that means harm."""

from __future__ import annotations

import time

import pytest

from renderers.errors import ThemeInvalid
from renderers.model.theme import ScopedStyle
from renderers.theme.pack import pack
from renderers.theme.theme_set import ThemeSet

TAG = "</style><script>evil</script>"


@pytest.mark.parametrize("css", [f"/* {TAG} */", f'p{{content:"{TAG}"}}', f"p{{a:url({TAG.upper()})}}", f"{TAG}{{}}"])
@pytest.mark.parametrize("is_theme", [True, False])
def test_nothing_escapes_the_style_element(themes, css, is_theme):
    """The end tag comes out with a backslash wherever it stands."""
    style = () if is_theme else (ScopedStyle(css, 1),)

    text = pack(themes("/* @theme t */" + (css if is_theme else "")), "t", styles=style).css

    assert "</style" not in text.lower()
    assert r"<\/style" in text.lower()


def test_nothing_escapes_by_an_import(themes):
    """An import is hoisted as text, and as safe."""
    style = ScopedStyle(f'@import "{TAG}";', 1)

    assert "</style" not in pack(themes("/* @theme t */"), "t", styles=(style,)).css


@pytest.mark.parametrize(
    "css",
    [
        "{" * 100_000,
        "p{" * 5_000 + "}" * 5_000,
        "p{a:" + "(" * 5_000 + ")" * 5_000 + "}",
        "x" * 3_000_000,
        "a," * 500_000 + "a{}",
        "p{a:" + "1" * 5_000 + "}",
        "/*" * 100_000,
        "'" * 100_001,
        "@import " * 50_000 + "'x",
        "url(" * 100_000,
    ],
    ids=lambda css: css[:12],
)
def test_a_monster_is_refused_in_time(themes, css):
    """Too deep, too large or never closed: a theme is refused and a style left out, within seconds."""
    begun = time.monotonic()

    stylesheet = pack(themes("/* @theme t */"), "t", styles=(ScopedStyle(css, 1),))
    with pytest.raises(ThemeInvalid):
        ThemeSet().with_theme("/* @theme m */" + css)

    assert len(stylesheet.diagnostics) == 1
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    "css",
    [
        "a{b:c}" * 8_000,
        "a,b " * 10_000 + "{c:d}",
        "p{" + "a:b;" * 15_000 + "}",
        "p{" + "a:b{}" * 10_000 + "}",
        "a:not(b) " * 10_000 + "{c:d}",
        "section{font-size:1rem}" * 3_000,
        "@media x{" * 90 + "p{a:b}" + "}" * 90,
        "p{" * 90 + "a:b" + "}" * 90,
        "/* @x y */" * 5_000,
    ],
    ids=lambda css: css[:12],
)
def test_a_large_theme_is_packed_in_time(themes, css):
    """Work grows with the length of the text, not faster."""
    begun = time.monotonic()

    stylesheet = pack(themes("/* @theme t */" + css), "t")

    assert stylesheet.diagnostics == ()
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("count", [2, 30_000])
def test_styles_that_are_too_much_together_are_left_out(count):
    """From the style on that makes it too much, with one diagnostic, however many follow."""
    css = "/*" + "!" * 40_000 + "*/" if count == 2 else "p{}"
    styles = tuple(ScopedStyle(css, line, "K") for line in range(1, count + 1))

    stylesheet = pack(ThemeSet().with_theme("/* @theme t */"), "t", styles=styles)

    assert len(stylesheet.diagnostics) == 1
    assert "the styles after it" in stylesheet.diagnostics[0].message


def test_a_theme_near_the_limits_may_grow():
    """What packing adds to a theme does not count against it."""
    deep = "@media x{" * 98 + "section::backdrop{font-size:1px}" + "}" * 98
    wide = "section::backdrop{/*" + "!" * 45_000 + "*/}"

    for css in (deep, wide):
        stylesheet = pack(ThemeSet().with_theme("/* @theme t */" + css), "t")

        assert stylesheet.diagnostics == ()


def test_an_embedded_font_is_no_monster():
    """The code of a data URL is long and full of marks, and only one thing to read."""
    font = "@font-face{font-family:x;src: url(data:font/woff2;base64," + "Ab+/" * 250_000 + ")}"

    assert font in pack(ThemeSet().with_theme("/* @theme t */" + font), "t").css


def test_imports_that_double_stay_small(themes):
    """Thirty themes that each import the next one twice do not make a billion copies."""
    sheets = [f'/* @theme t{n} */@import "t{n + 1}";@import "t{n + 1}";p{{a:b}}' for n in range(30)]

    stylesheet = pack(themes(*sheets), "t0")

    assert len(stylesheet.css) < 100_000
    assert stylesheet.diagnostics


def test_line_breaks_and_nul_are_what_a_browser_makes_of_them(themes):
    """Old line breaks count as lines, and NUL is no character."""
    stylesheet = pack(themes("/* @theme t */"), "t", styles=(ScopedStyle("p{a:b\0}\r\n\fi{", 1),))

    assert stylesheet.diagnostics[0].line == 3
