"""The built-in themes as Chromium computes them: the facts that make them look like Marp's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from renderers.browser.executable import find_chromium
from renderers.model.theme import ScopedStyle
from renderers.theme.pack import pack
from renderers.theme.theme_set import ThemeSet

pytestmark = pytest.mark.browser

SLIDE = """<h1>One <strong>two</strong></h1><h2>H</h2><h6>H</h6>
<p>P <a href="#">a</a> <code>c</code></p><ul><li>I</li></ul>
<blockquote>Q</blockquote><table><tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table>
<pre><code><span class="hljs-keyword">k</span></code></pre><footer>F</footer>"""
TOP = "offsetTop"
COMPUTED = """([selector, property]) => {
  const [element, pseudo] = selector.split("::");
  if (property === "offsetTop") return String(document.querySelector(element).offsetTop);
  return getComputedStyle(document.querySelector(element), pseudo ? "::" + pseudo : null).getPropertyValue(property);
}"""

Computed = Callable[[str, str], str]
Open = Callable[..., Computed]


@pytest.fixture(scope="module")
def opened() -> Iterator[Open]:
    """Open a slide with a theme; ask what a selector's property is."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()

        def open_slide(
            theme: str, attributes: str = "", html: str = SLIDE, css: str = "", size: str | None = None
        ) -> Computed:
            packed = pack(ThemeSet.built_in(), theme, styles=(ScopedStyle(css, 1),), size_name=size)
            width, height = packed.size.width, packed.size.height
            page.set_content(
                f'<!DOCTYPE html><style>{packed.css}</style><div class="marpit">'
                f'<svg data-marpit-svg="" viewBox="0 0 {width:g} {height:g}">'
                f'<foreignObject width="{width:g}" height="{height:g}">'
                f'<section data-footer="F" data-marpit-pagination="1" {attributes}>{html}</section>'
                "</foreignObject></svg></div>"
            )
            return lambda selector, name: str(page.evaluate(COMPUTED, [selector, name]))

        yield open_slide
        browser.close()


FACTS = {
    "default": """
        section padding-top 78.5px; section font-size 29px; section line-height 43.5px; section text-align start
        section background-color rgb(255, 255, 255); section color rgb(31, 35, 40); section width 1280px
        h1 font-size 46.4px; h1 color rgb(34, 68, 102); h1 font-weight 600; h1 margin-top 0px; h2 font-size 37.7px
        h1>strong color rgb(68, 136, 204); h6 color rgb(89, 99, 110); a color rgb(9, 105, 218)
        code font-size 24.65px; pre padding-left 16px; pre line-height 28.3475px; td padding-left 13px
        blockquote border-left-width 7px; footer font-size 18px; footer bottom 21px; section::after right 30px
        section::after font-size 24px; section::after color rgb(119, 119, 119); pre margin-bottom 0px
        .hljs-keyword color rgb(207, 34, 46)
    """,
    "gaia": """
        section padding-top 70px; section font-size 35px; section line-height 47.25px; section letter-spacing 1.25px
        section color rgb(69, 90, 100); section background-color rgb(255, 248, 225); h1 font-size 63px
        h1 margin-top 0px; h2 margin-top 26.25px; h2 font-size 52.5px; h1>strong color rgb(2, 136, 209)
        a text-decoration-line underline; p margin-top 35px; pre background-color rgb(69, 90, 100)
        code font-size 28px; td border-left-width 1px; footer height 70px; footer color rgb(106, 122, 125)
        section::after font-size 28px; section::after height 70px; .hljs-keyword color rgb(226, 137, 100)
    """,
    "uncover": """
        section padding-top 30px; section padding-left 70px; section font-size 40px; section line-height 56px
        section letter-spacing 3px; section text-align center; section color rgb(32, 34, 40)
        section background-color rgb(253, 252, 255); h1 font-size 80px; h2 margin-bottom 30px; h2 font-size 68px
        h1>strong color rgb(51, 177, 221); ul text-align left; blockquote font-size 36px
        a text-decoration-line none; pre font-size 28px; td padding-left 20px; footer font-size 18px
        footer left 70px; section::after width 80px; section::after font-size 24px; section::after padding-left 30px
        .hljs-keyword color rgb(49, 130, 189)
    """,
}


@pytest.mark.parametrize("theme", FACTS)
def test_a_theme_has_marps_measures_and_colours(opened: Open, theme: str) -> None:
    """Sizes, spaces and colours are those of section 26."""
    facts = [fact.split(maxsplit=2) for fact in FACTS[theme].replace("\n", ";").split(";") if fact.strip()]

    computed = opened(theme)

    assert [f"{selector} {name} {computed(selector, name)}" for selector, name, _ in facts] == [
        " ".join(fact).strip() for fact in facts
    ]


@pytest.mark.parametrize(
    ("theme", "background", "color"),
    [
        ("default", "rgb(13, 17, 23)", "rgb(240, 246, 252)"),
        ("gaia", "rgb(69, 90, 100)", "rgb(255, 248, 225)"),
        ("uncover", "rgb(32, 34, 40)", "rgb(255, 255, 255)"),
    ],
)
def test_invert_makes_a_slide_dark(opened: Open, theme: str, background: str, color: str) -> None:
    """The class flips background and text in every theme (M-322)."""
    computed = opened(theme, 'class="invert"')

    assert (computed("section", "background-color"), computed("section", "color")) == (background, color)


@pytest.mark.parametrize("theme", FACTS)
def test_the_narrow_shape_changes_only_the_width(opened: Open, theme: str) -> None:
    """A slide in 4:3 is 960 pixels wide; letters stay as large (M-321)."""
    wide, narrow = (
        [computed("section", name) for name in ("font-size", "padding-left", "height", "width")]
        for computed in (opened(theme), opened(theme, 'data-size="4:3"', size="4:3"))
    )

    assert narrow == [*wide[:3], "960px"]


def test_little_stands_in_the_middle_and_much_begins_at_the_top(opened: Open) -> None:
    """One line is centred; too many lines begin at the padding and end at the edge (M-320)."""
    assert opened("default", html="<p>One</p>")("p", TOP) == "338"
    assert opened("default", html="<p>One</p>" * 30)("p", TOP) == "79"


def test_a_heading_takes_the_colour_of_its_slide(opened: Open) -> None:
    """With the directive `color`, headings of the default theme follow it."""
    computed = opened("default", 'data-color="red" style="color:red"')

    assert computed("h1", "color") == "rgb(255, 0, 0)"


def test_variables_recolour_a_theme(opened: Open) -> None:
    """An author may set a theme's variables on `:root` (M-324)."""
    computed = opened("uncover", css=":root { --color-background: #123; }")

    assert computed("section", "background-color") == "rgb(17, 34, 51)"


def test_rem_and_container_units_measure_the_slide(opened: Open) -> None:
    """`rem` is the slide's font size and `cqw` a hundredth of its width, nested too (M-186, M-191)."""
    computed = opened("default", css="section { & p { margin-left: -2rem; padding-left: 10cqw; } }")

    assert (computed("p", "margin-left"), computed("p", "padding-left")) == ("-58px", "112.3px")


def test_a_nested_slide_rule_keeps_its_font_size_for_rem(opened: Open) -> None:
    """What `rem` measures by follows nesting."""
    computed = opened("default", 'class="big"', css="section { &.big { font-size: 40px; } } p { margin-left: 1rem; }")

    assert computed("p", "margin-left") == "40px"
