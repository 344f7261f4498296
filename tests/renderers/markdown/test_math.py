"""Formulas: the MathML that is made of them, and what is said of those that cannot be read."""

from __future__ import annotations

import pytest
from lxml import etree

from renderers.markdown.read import read
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
