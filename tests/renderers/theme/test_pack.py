"""The stylesheet of a deck."""

from __future__ import annotations

import pytest

from renderers.model.geometry import Size
from renderers.model.markup import Scaling
from renderers.model.theme import ScopedStyle
from renderers.theme.pack import pack
from renderers.theme.theme_set import ThemeSet


def test_the_parts_come_in_marps_order(themes):
    """What is general comes first, what is particular later, the layers of backgrounds last (M-176)."""
    css = pack(themes("/* @theme t */ @import url(x.css);p{a:b}"), "t", styles=(ScopedStyle("q{a:b}", 1),)).css

    marks = ["@import url(x.css);", "scroll-snap-align", "@page {", "@media print", "container-type", "img[data-marp"]
    places = [css.index(mark) for mark in (*marks, "section p{a:b}", "section q{a:b}", "advanced-background=")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("css", "size"),
    [
        ("section{width:254mm;height:25.4cm}", Size(960, 960)),
        ("section{width:10IN;height:101.6Q}", Size(960, 95.99999999999999)),
        ("section{width:45pc;height:12.5cm}", Size(720, 472.4409448818898)),
        ("section{width:300px;height:200px}@media print{section,p{width:400px}}", Size(400, 200)),
        ("section{width:300px}:root{height:90pt}section{height:9px}", Size(300, 120)),
        ("section.x{width:1px}section:hover{width:2px}section p{width:3px}p{section{width:4px}}", Size(1280, 720)),
        ("section{width:100%;height:calc(1px)}", Size(1280, 720)),
        ("section{width:0px;height:99999px}", Size(1280, 720)),
        ("section{WIDTH:1px;width:100PX !important}", Size(100, 720)),
    ],
)
def test_a_theme_sizes_its_slides(themes, css, size):
    """The last size declared for `section` counts, what `:root` says before it (M-204, M-206, M-207)."""
    stylesheet = pack(themes("/* @theme t */" + css), "t")

    assert stylesheet.size == size


def test_only_the_theme_sizes_slides(themes):
    """An author's style changes the section, not the slide (M-205)."""
    stylesheet = pack(themes("/* @theme t */"), "t", styles=(ScopedStyle("section{width:10px}", 1),))

    assert stylesheet.size == Size(1280, 720)


def test_a_size_is_inherited(themes):
    """A theme without a size has that of the themes it imports, the nearest first (M-207)."""
    found = themes(
        "/* @theme a */section{width:100px;height:50px}", '/* @theme b */@import "a";section{height:60px}',
        '/* @theme c */@import "b";',
    )  # fmt: skip

    assert pack(found, "c").size == Size(100, 60)


def test_a_deck_chooses_a_size_by_name(themes):
    """The preset sizes page, slide and section (M-215, M-287)."""
    stylesheet = pack(themes("/* @theme t\n@size A5 210mm 148mm */"), "t", size_name="A5")

    assert (stylesheet.size_name, round(stylesheet.size.width, 3)) == ("A5", 793.701)
    assert "@page { size: 210mm 148mm; margin: 0; }" in stylesheet.css
    assert "foreignObject > section { width: 210mm; height: 148mm; }" in stylesheet.css


@pytest.mark.parametrize("metadata", ["@size A 1px", "@size A 1px 2px 3px", "@size A 9px 9px\n@size A false", ""])
def test_an_unknown_size_changes_nothing(themes, metadata):
    """A size the theme does not know, or has taken away, is none (M-215, M-286)."""
    stylesheet = pack(themes(f"/* @theme t\n{metadata} */"), "t", size_name="A")

    assert (stylesheet.size, stylesheet.size_name) == (Size(1280, 720), None)


def test_presets_are_inherited_and_may_be_taken_away(themes):
    """A theme has the presets of what it imports, but for those it says `false` to (M-208, M-215)."""
    found = themes("/* @theme a\n@size x 1px 1px\n@size y 2px 2px */", '/* @theme b\n@size x false */@import "a";')

    assert found.cards[1].sizes == ("y",)


@pytest.mark.parametrize(
    ("value", "scaling"),
    [
        ("true", set(Scaling)),
        ("fittingHeader,math", {Scaling.FITTING_HEADER, Scaling.MATH}),
        ("code", {Scaling.CODE}),
        ("yes", set()),
    ],
)
def test_a_theme_says_what_is_scaled(themes, value, scaling):
    """`@auto-scaling` names the kinds, or is `true` for all (M-214)."""
    assert pack(themes(f"/* @theme t\n@auto-scaling {value} */"), "t").scaling == scaling


def test_what_is_scaled_is_inherited():
    """A theme that imports `default` scales as it does; one that stands alone does not (M-214)."""
    found = ThemeSet.built_in().with_theme('/* @theme a */@import "default";').with_theme("/* @theme b */")

    assert (pack(found, "a").scaling, pack(found, "b").scaling) == (set(Scaling), set())


def test_imports_come_before_what_imports_them(themes):
    """`@import-theme` is put first wherever it stands, then `@import`, then the own rules (M-209, M-210)."""
    found = themes(
        "/* @theme t */", "/* @theme a */i{a:b}", "/* @theme b */b{a:b}",
        '/* @theme c */@charset "x";@import "a" screen;p{a:b}@import-theme \'b\';',
    )  # fmt: skip

    css = pack(found, "c").css

    assert css.index("section b{") < css.index("section i{") < css.index("section p{")
    assert "@import" not in css
    assert "@charset" not in css


@pytest.mark.parametrize("css", ['p{}@import "a";', '@import url("a");', "@import a;", 'p{@import-theme "a";}'])
def test_other_imports_are_no_themes(themes, css):
    """A theme's name is a plain string, before any rule (M-209, M-210)."""
    found = themes("/* @theme a */i{never:here}", "/* @theme t */" + css)

    assert "never:here" not in pack(found, "t").css


def test_an_import_of_something_else_goes_to_the_top(themes, between):
    """What is no theme may be an address (M-211, M-213)."""
    css = pack(themes("/* @theme t */@import 'nobody' layer(x);p{a:b}"), "t").css

    assert css.startswith("@import 'nobody' layer(x);\n")
    assert between(css) == "SLIDE p{a:b}"


def test_a_circle_of_imports_is_cut(themes):
    """Themes that import one another are used as far as they go, and the author is told (M-212)."""
    found = themes('/* @theme a */@import "b";p{a:b}', '/* @theme b */@import "a";i{a:b}')

    stylesheet = pack(found, "a")

    assert stylesheet.css.index("section i{") < stylesheet.css.index("section p{")
    assert "imports a in a circle" in stylesheet.diagnostics[0].message


def test_packing_twice_gives_the_same(themes):
    """The same theme and styles give the same text, from any set that holds them."""
    styles = (ScopedStyle("p{a:b}", 1, "K"),)

    first, second = (pack(themes("/* @theme t */h1{a:b}"), "t", styles=styles) for _ in range(2))

    assert first == second
