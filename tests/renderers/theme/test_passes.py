"""What packing does to rules, one pass at a time."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("p{a:b}", "SLIDE p{a:b}"),
        ("section{a:b}", "SLIDE{a:b}"),
        ("section.x>p{a:b}", "SLIDE.x>p{a:b}"),
        (".x section{a:b}", "SLIDE .x section{a:b}"),
        ("section-card{a:b}", "SLIDE section-card{a:b}"),
        (r"section\:x{a:b}", r"SLIDE section\:x{a:b}"),
        ("SECTION{a:b}", "SLIDE SECTION{a:b}"),
        ("> p{a:b}", "SLIDE > p{a:b}"),
        ("p , ul\n,[t='a,b']{a:b}", "SLIDE p , SLIDE ul ,SLIDE [t='a,b']{a:b}"),
        (":is(p, ul) a{a:b}", "SLIDE :is(p, ul) a{a:b}"),
        ("/*x*/ p /*y*/ {a:b}", "/*x*/ SLIDE p /*y*/ {a:b}"),
        (":marpit-container > i{a:b}", "div.marpit > i{a:b}"),
        (":marpit-slide.x{a:b}", "SLIDE.x{a:b}"),
        ("<!-- p{a:b} -->", "<!-- SLIDE p{a:b} -->"),
    ],
)
def test_selectors_hold_in_slides_only(packed, css, expected):
    """A selector begins at the slide, whichever way it is written (M-179, M-180, M-182)."""
    assert packed(css) == expected


@pytest.mark.parametrize(
    "frame",
    ["@media print{%s}", "@supports (a:b){%s}", "@layer x{%s}", "@container (width>1px){%s}", "@starting-style{%s}"],
)
def test_rules_in_at_rules_are_anchored(packed, frame):
    """At-rules that hold rules do not hide them (M-181)."""
    assert packed(frame % "p{a:b}") == frame % "SLIDE p{a:b}"


@pytest.mark.parametrize(
    "css",
    [
        "@keyframes k{from{a:b}50%{a:c}}",
        "@-webkit-keyframes k{from{a:b}}",
        "@font-face{font-family:x;src:url(y)}",
        "@page :first{margin:1px}",
        '@property --x{syntax:"*";inherits:false}',
        "@counter-style x{system:cyclic}",
        "@layer a, b;",
        "@who-knows (x) {y: z}",
    ],
)
def test_what_is_not_about_elements_passes_unchanged(packed, css):
    """Keyframes, fonts and at-rules nobody has invented yet come out letter for letter (M-181)."""
    assert packed(css) == css


def test_css_of_the_future_passes_unharmed(packed):
    """Values and functions are never written anew, so that new ones work and comments survive."""
    value = "if(style(--x): oklch(from var(--y) l c h / 50%); else: --f( 1.50PX )) /* why */"

    assert packed(f"p{{color:{value};}}") == f"SLIDE p{{color:{value};}}"


def test_nested_rules_stay_nested(packed):
    """Chromium nests rules itself; only the outermost selector is anchored."""
    assert packed(".a{b{c:d}&:hover{e:f}> i{g:h}}") == "SLIDE .a{b{c:d}&:hover{e:f}> i{g:h}}"


def test_a_scope_is_anchored_at_its_root(packed):
    """The selectors in an `@scope` begin at its root, so that the root is what must lie in a slide."""
    assert packed("@scope (.card) to (.x){p{a:b}}") == "@scope (SLIDE .card) to (.x){p{a:b}}"


ROOT = r"PARENT > :where(section):not([\20 root])"


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (":root{a:b}", ROOT + "{a:b}"),
        ("section:root.x p{a:b}", ROOT + ".x p{a:b}"),
        ("p > :root{a:b}", r"SLIDE p > :where(section):not([\20 root]){a:b}"),
        (":is(:root){a:b}", r"SLIDE :is(:where(section):not([\20 root])){a:b}"),
        ("html:root{a:b}", "SLIDE html:root{a:b}"),
        ("[x=':root']{a:b}", "SLIDE [x=':root']{a:b}"),
        (":root{&.x{a:b}}", ROOT + "{&.x{a:b}}"),
        ("p{:root.x &{a:b}}", r"SLIDE p{:where(section):not([\20 root]).x &{a:b}}"),
    ],
)
def test_root_is_the_slide(packed, css, expected):
    """`:root` means the slide, with a weight above `section`; nested rules may say it too (M-183, section 28)."""
    assert packed(css) == expected


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("h1{a:b}", "SLIDE :is(h1, marp-h1){a:b}"),
        ("H2.x>pre{a:b}", "SLIDE :is(H2, marp-H2).x>:is(pre, marp-pre){a:b}"),
        ("p:not(span){a:b}", "SLIDE p:not(:is(span, marp-span)){a:b}"),
        ("li:nth-child(2n of h3){a:b}", "SLIDE li:nth-child(2n of :is(h3, marp-h3)){a:b}"),
        (".h1 #h2 [h3] h4-x :h5{a:b}", "SLIDE .h1 #h2 [h3] h4-x :h5{a:b}"),
        ("p::part(pre){a:b}", "SLIDE p::part(pre){a:b}"),
        ("p{h1{a:b}}", "SLIDE p{:is(h1, marp-h1){a:b}}"),
    ],
)
def test_scaled_elements_go_by_two_names(packed, css, expected):
    """What the auto-scaling script may replace is named both ways, at the same weight (M-195)."""
    assert packed(css) == expected


ONE_REM = "calc(var(--marpit-root-font-size, 1rem) * %s)"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1rem", ONE_REM % "1"),
        (".5rem", ONE_REM % ".5"),
        ("-1.5rem", ONE_REM % "-1.5"),
        ("min(2rem,3px)", f"min({ONE_REM % '2'},3px)"),
        ("url(1rem) '2rem' var(--x, 3rem) attr(y rem, 4rem)", "url(1rem) '2rem' var(--x, 3rem) attr(y rem, 4rem)"),
        (" 1rem ", f" {ONE_REM % '1'} "),
        ("a1rem 2REM 3remy", "a1rem 2REM 3remy"),
    ],
)
def test_rem_measures_by_the_slide(packed, value, expected):
    """A length in `rem` follows the slide's own font size; negative ones too (M-186, section 28)."""
    assert packed(f"p{{x:{value}}}") == f"SLIDE p{{x:{expected}}}"


def test_rem_stays_where_no_element_is(packed):
    """A page and a registered property have no variables to calculate with."""
    css = '@page{margin:1rem}@property --x{syntax:"<length>";inherits:true;initial-value:2rem}'

    assert packed(css) == css


@pytest.mark.parametrize(
    ("css", "added"),
    [
        ("section{font-size:9px}", "SLIDE { --marpit-root-font-size: 9px; }"),
        (":root{font-size:9px}", ROOT + " { --marpit-root-font-size: 9px; }"),
        ("section.x,p{font-size:9px!important}", "SLIDE.x { --marpit-root-font-size: 9px!important; }"),
        (".x{font-size:9px}", "SLIDE section.x { --marpit-root-font-size: 9px; }"),
        ("*{font-size:9px}", "SLIDE section { --marpit-root-font-size: 9px; }"),
        ("section .x{font-size:9px}", "SLIDE section.x { --marpit-root-font-size: 9px; }"),
    ],
)
def test_the_font_size_of_slides_is_kept(packed, css, added):
    """A rule after the one that sizes a slide's text keeps that size for `rem` (M-185, section 28)."""
    assert packed(css).endswith(added)


def test_the_font_size_of_a_nested_at_rule_is_kept_in_place(packed):
    """Where a nested at-rule sizes the slide, there is no selector to repeat."""
    css = packed("section{@media print{font-size:9px}}")

    assert css == "SLIDE{@media print{font-size:9px; --marpit-root-font-size: 9px;}}"


@pytest.mark.parametrize(
    "css",
    [
        "p{font-size:9px}",
        ".x p{font-size:9px}",
        "section{FONT-SIZE:9px;font:9px x}",
        "section{p{font-size:9px}}",
        "p{@media print{font-size:9px}}",
        "@page{font-size:9px}",
    ],
)
def test_other_font_sizes_are_not_kept(packed, css):
    """Only slides count, and only the longhand in lower case (M-185)."""
    assert "--marpit-root-font-size" not in packed(css)


def test_the_font_size_of_a_nested_slide_rule_is_kept(packed):
    """A nested rule about the slide is followed by a nested one."""
    assert "&.x { --marpit-root-font-size: 9px; }" in packed("section{&.x{font-size:9px}}")


@pytest.mark.parametrize(
    "selector",
    ["section::after", "section:after", "section.x[y='z w']::after", ":root::after", "section:not(.x)::after"],
)
def test_the_page_number_is_not_replaced(packed, selector):
    """Content without the number is commented out (M-184, section 28)."""
    assert '/* content:"x"; */color:red}' in packed(f'{selector}{{content:"x";color:red}}')


@pytest.mark.parametrize(
    "css",
    [
        'section>p::after{content:"x"}',
        'section p:after{content:"x"}',
        'section::before{content:"x"}',
        'section-x::after{content:"x"}',
        'section::after{content:"Page " attr(data-marpit-pagination)}',
        '@page{@top-left{content:"x"}}',
        'p{&::after{content:"x"}}',
    ],
)
def test_other_content_is_the_themes_own(packed, css):
    """Decoration elsewhere stays, and so does content that shows the number (M-184)."""
    assert "/*" not in packed(css)


def test_the_page_number_of_a_nested_rule_is_not_replaced(packed):
    """Nesting is no way round it."""
    assert packed('section{&.x{&::after{content:"x"}}}') == 'SLIDE{&.x{&::after{/* content:"x"; */}}}'


def test_commented_out_content_cannot_close_its_comment(packed):
    """A comment inside the declaration does not let the rest of it out."""
    assert packed('section::after{content:"x" /* y */ "z"}') == 'SLIDE::after{/* content:"x" /* y * / "z"; */}'


def test_commented_out_content_is_left_as_it_is(packed):
    """No other pass writes into what is no longer there."""
    assert packed("section::after{content:counter(x) / 1rem}") == "SLIDE::after{/* content:counter(x) / 1rem; */}"


def test_backdrop_is_what_surrounds_the_slide(packed):
    """A copy of the rule is for the picture that holds the slide, on screens only (M-187)."""
    assert packed("section.x::backdrop,p::backdrop{a:b}").endswith(
        "@media screen { div.marpit > svg[data-marpit-svg].x {a:b} }"
    )


def test_styles_for_unprinted_slides_are_left_out(packed):
    """`@media marpit-print` is for slides that are not made for printing (M-188)."""
    assert packed("@media marpit-print{p{a:b}}@media print{p{c:d}}") == "@media print{SLIDE p{c:d}}"
