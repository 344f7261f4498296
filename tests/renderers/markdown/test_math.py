"""Formulas: the MathML that is made of them, and what is said of those that cannot be read."""

from __future__ import annotations

import pytest
from lxml import etree, html

from renderers.markdown.read import read
from renderers.markdown.tex.mathml import ELEMENTS
from renderers.model.diagnostic import Code, Severity
from renderers.model.tokens import Kind

MATHML = "{http://www.w3.org/1998/Math/MathML}"


def formulas(text: str) -> list[str]:
    """The MathML of all formulas of a deck."""
    return [token.mathml for block in read(text).blocks for token in block.tokens if token.kind is Kind.FORMULA]


def page(text: str) -> str:
    """The HTML of a deck, without its marks."""
    return "".join(piece for block in read(text).blocks for piece in block.markup if isinstance(piece, str))


@pytest.mark.parametrize("text", ["$x^2$", "- a $x^2$", "# $x^2$", "|a|\n|-|\n|$x^2$|", "> *$x^2$*"])
def test_a_formula_is_mathml_wherever_it_stands(text: str) -> None:
    """In the HTML as in the token, as namespaced XML."""
    (mathml,) = formulas(text)

    root = etree.fromstring(mathml)
    assert [element.tag for element in root.iter()] == [MATHML + name for name in ("math", "msup", "mi", "mn")]
    assert mathml in page(text)


def test_a_formula_that_stands_by_itself_is_displayed() -> None:
    """MathML says so, and the browser sets it in its larger style."""
    (inline,), (display,) = formulas(r"$\sum$"), formulas("$$\n\\sum\n$$")

    assert (etree.fromstring(inline).get("display"), etree.fromstring(display).get("display")) == (None, "block")


def test_a_formula_that_cannot_be_read_is_its_source() -> None:
    """It is reported with its line and the reason; the formulas beside it are drawn."""
    text = "$a$\n\n- b\n  $\\foo{<c>}$ $d$"
    (problem,) = read(text).diagnostics

    assert [bool(mathml) for mathml in formulas(text)] == [True, False, True]
    assert "$\\foo{&lt;c&gt;}$" in page(text)
    assert (problem.code, problem.severity, problem.line) == (Code.MATH_ERROR, Severity.ERROR, 4)
    assert "\\foo" in problem.message


def test_definitions_hold_from_there_on_in_their_deck_only() -> None:
    """As readers of TeX expect, and no deck can see another."""
    deck = "$\\R$ $\\def\\R{x}\\R$\n\n$\\R$"

    assert ["ℝ" in mathml for mathml in (*formulas(deck), *formulas("$\\R$"))] == [True, False, False, True]


@pytest.mark.parametrize(
    "tex",
    [
        "\\frac{" * 5000 + "x" + "}{y}" * 5000,
        "\\sqrt" * 20000 + "x",
        "{" * 50000,
        "x^{" * 3000 + "}" * 3000,
        "\\hat" * 1000 + " x",
        "\\def\\a{\\a\\a}\\a",
        "x" + "'" * 100000,
    ],
)
def test_monsters_are_refused(tex: str) -> None:
    """What could take the stack or the memory of the process is shown as source, and the next formula is drawn."""
    first, last = formulas(f"${tex}$ $x$")

    assert (first, bool(last)) == ("", True)


def names(text: str) -> list[str]:
    """The elements of the only formula of a text."""
    (mathml,) = formulas(text)
    return [element.tag.removeprefix(MATHML) for element in etree.fromstring(mathml).iter()]


def words(text: str) -> str:
    """What the only formula of a text says, without its blanks."""
    (mathml,) = formulas(text)
    return "".join("".join(etree.fromstring(mathml).itertext()).split())


@pytest.mark.parametrize(
    ("tex", "element"),
    [
        (r"\substack{a\\b}", "mtable"),
        (r"\begin{split}a&=b\\&=c\end{split}", "mtable"),
        (r"\begin{alignedat}{2}a&=b&c&=d\end{alignedat}", "mtable"),
        (r"\left(\begin{smallmatrix}a&b\\c&d\end{smallmatrix}\right)", "mtable"),
        (r"\begin{pmatrix*}[r]-1&2\\3&-4\end{pmatrix*}", "mtable"),
        (r"\begin{CD}A @>a>> B\\ @VbVV @VVcV\\ C @>>d> D\end{CD}", "mtable"),
        (r"\begin{eqnarray}a&=&b\end{eqnarray}", "mtable"),
        (r"a\\b", "mtable"),
        (r"\boxed{x}", "menclose"),
        (r"\cancel{x}", "menclose"),
        (r"\smash{x}", "mpadded"),
        (r"\raisebox{1em}{a}", "mpadded"),
        (r"\rule{1em}{1em}", "mspace"),
        (r"\textbf{bold $x$ text}", "mtext"),
        (r"\verb|a b|", "mtext"),
        (r"x \tag{1}", "mtext"),
        (r"\widetilde{abc}", "mover"),
    ],
)  # fmt: skip
def test_what_the_engine_lacks_is_made_of_what_it_has(tex: str, element: str) -> None:
    """Each family of commands becomes an element of MathML."""
    assert element in names(f"$$\n{tex}\n$$")


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\ce{H2O}", "H2O"),
        (r"\ce{SO4^2-}", "SO42−"),
        (r"\ce{2H2 + O2 -> 2H2O}", "2H2+O2→2H2O"),
        (r"\ce{A <=> B}", "A⇌B"),
        (r"\ce{CO2 + C ->[\alpha][\beta] 2CO}", "CO2+C→βα2CO"),
        (r"\ce{^{227}_{90}Th+}", "90227Th+"),
        (r"\ce{KCr(SO4)2*12H2O}", "KCr(SO4)2⋅12H2O"),
        (r"\ce{Zn(OH)2 v}", "Zn(OH)2↓"),
        (r"\pu{123 kJ//mol}", "123kJmol"),
        (r"\pu{1.2e3 m s-2}", "1.2×103ms−2"),
    ],
)
def test_chemistry_is_read(tex: str, shown: str) -> None:
    """Atoms with their numbers, charges, arrows with words, isotopes, precipitates, quantities; in this order."""
    assert words(f"${tex}$") == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"$\newcommand{\R}{\mathbb{R}}\R$ $\R^2$", 2),
        (r"$\def\pair#1#2{(#1,#2)}\pair{a}{b}$ $\pair cd$", 2),
        (r"$\newcommand{\f}[2][x]{#1#2}\f{y}\f[z]{y}$", 1),
        (r"$\DeclareMathOperator{\argmin}{arg\,min}\argmin_x$", 1),
        (r"$\let\old\alpha\old$", 1),
        (r"$\newcommand{\s}[1]{\substack{#1\\#1}}\sum_{\s{a}}$", 1),
    ],
)
def test_a_deck_defines_commands(text: str, shown: int) -> None:
    """With parameters and defaults; those after it know them."""
    assert len([mathml for mathml in formulas(text) if mathml]) == shown
    assert read(text).diagnostics == ()


@pytest.mark.parametrize(
    "tex",
    [
        r"\def\a{\a}\a",
        r"\def\a{x\a}\a",
        r"\def\a{xxxxxxxxxx}\def\b{\a\a\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b\b\b}\def\d{\c\c\c\c\c\c\c\c\c\c}\d\d\d\d\d",
        r"\frac" * 5000 + "x",
        "{" * 20_000,
        r"\left(" * 3000,
        r"\rule{99999em}{99999em}",
        "x" * 200_000,
        r"\includegraphics{file:///etc/passwd}",
        r"\ce{" * 500,
        r"\text{" * 2000,
        r"\begin{matrix}" * 2000,
        r"\def\a#1#1#1{}\a",
        r"\edef\a{\a\a}\a",
        r"\def\a{xx}" + r"\edef\a{\a\a}" * 30 + r"\a",
        r"\kern" + "1" * 9000 + "em",
        r"\hspace{" + "1" * 9000 + "}",
        "x" + "'" * 9000,
        "(" * 9000,
        r"\begin{CD}@",
    ],
)
def test_hostile_formulas_are_refused(tex: str) -> None:
    """With a reason; the formula after them is drawn."""
    mathml = formulas(f"$$\n{tex}\n$$\n\n$x$")

    assert [bool(one) for one in mathml] == [False, True]
    assert Code.MATH_ERROR in {one.code for one in read(f"$$\n{tex}\n$$\n\n$x$").diagnostics}


@pytest.mark.parametrize(
    "fence",
    [
        "(",
        "[",
        r"\langle x",
        r"\lVert x",
        r"\big(",
        r"\mathopen[",
        "⟨",
        r"\sin(",
        r"\ce{(}[",
        "a(",
        r"\Bigl|",
        r"\biggl\uparrow x",
    ],
)
def test_fences_left_open_take_no_time(fence: str) -> None:
    """The engine alone would look for their ends for hours; those that are closed stay as they are."""
    mathml, closed = formulas(f"${fence * 60}$ $(a)[b]$")

    assert mathml.count("<mo") >= 60
    assert 'form="prefix"' not in closed


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\class{evil}{x}",
        r"\style{background:url(http://127.0.0.1/x)}{x}",
        r"\htmlStyle{background:url(x)}{x}",
        r"\cssId{a}{x}",
        r"\textcolor{red;background:url(x)}{x}",
        r"\text{<img src=x onerror=alert(1)>}",
        r"\colorbox{url(x)}{x}",
    ],
)
def test_a_formula_brings_nothing_that_loads_or_runs(tex: str) -> None:
    """Whether it is drawn or shown as its source: no link, no class, no address, no element that is not MathML."""
    elements = list(html.fromstring(f"<div>{page(f'${tex}$')}</div>").iter())
    inside = [one for one in elements if one.tag not in {"div", "p", "span"}]

    assert {one.tag for one in inside} <= ELEMENTS
    assert {name for one in elements for name in one.attrib} <= {"xmlns", "data-math", "style", "stretchy"}
    assert [one.get("style") for one in elements if "url" in one.get("style", "")] == []


def test_a_deck_of_formulas_without_end_stays_small() -> None:
    """What is beyond a deck's share is shown as its source, and told."""
    deck = "\n\n".join([f"${'x+' * 4000}1$"] * 100)
    drawn = formulas(deck)

    assert drawn[0]
    assert not drawn[-1]


@pytest.mark.parametrize(
    ("tex", "rows"),
    [
        (r"\begin{matrix}a\\b\\ \end{matrix}", 2),
        (r"\begin{aligned}a&=b\\c&=d\\[2pt]\end{aligned}", 2),
        (r"\begin{pmatrix}a\\[6pt]b\end{pmatrix}", 2),
        (r"\begin{array}{|c|}\hline a\\\hline b\\\hline\end{array}", 2),
        (r"\begin{array}{@{}*{2}{c}@{\quad}r@{}}a&b&c\end{array}", 1),
        (r"\begin{align}a&=b\\c&=d\end{align}", 2),
    ],
)
def test_rows_are_those_that_were_written(tex: str, rows: int) -> None:
    """No distance after a row, no line and no last break becomes a row or a word; rows have no numbers, as in Marp."""
    (mathml,) = formulas(f"$$\n{tex}\n$$")
    root = etree.fromstring(mathml)

    assert len(root.findall(f".//{MATHML}mtr")) == rows
    assert set("".join(root.itertext())) <= set("abcd=()")


def test_letters_of_two_forms_are_told_apart() -> None:
    """Script letters are not calligraphic ones, and primes are of the size of scripts."""
    (mathml,) = formulas(r"$\mathcal{L}\mathscr{L}f'$")
    classes = [(one.text, one.get("class")) for one in etree.fromstring(mathml).iter(f"{MATHML}mi", f"{MATHML}mo")]

    assert classes == [("ℒ", None), ("ℒ", "script"), ("f", None), ("′", "prime")]


def test_a_deck_defines_environments() -> None:
    """With and without parameters, around their content."""
    deck = r"$\newenvironment{sum}[1]{(#1+}{)}\newenvironment{all}{[}{]}\begin{sum}{a}b\end{sum}\begin{all}c\end{all}$"

    assert words(deck) == "(a+b)[c]"


def test_a_large_fence_stays_large_with_a_script() -> None:
    """Chromium makes fences grow in rows only, and a script takes its base out of one."""
    (mathml,) = formulas(r"$\bigl(x\bigr)^2$")
    fences = etree.fromstring(mathml).findall(f".//{MATHML}mo[@minsize]")

    assert {fence.getparent().tag for fence in fences} <= {f"{MATHML}mrow", f"{MATHML}math"}
    assert len(fences) == 2
