"""MathML as equations: every element, nothing lost, and always in the order that Office reads."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from html.entities import html5

import pytest
from lxml import etree
from math_core import LatexToMathML

from renderers.pptx.mathml import read_formula
from renderers.pptx.presentation import Color, TextStyle
from renderers.pptx.xml_math import formula
from tests.renderers.pptx.omml import NAMES, faults, read, shown

STYLE = TextStyle(size=2000, color=Color("112233"), language="en-US", latin="Cambria Math", east_asian="Cambria Math")
ENGINE = LatexToMathML(xml_namespace=True, fancy_error=False)
SPACE = 'xmlns="http://www.w3.org/1998/Math/MathML"'

FORMULAS = r"""
\frac{a}{b} \dfrac{a}{b} \tfrac{a}{b} \binom{n}{k}
\sum_{i=0}^n i^2 = \frac{n(n+1)}{2}
\int_0^\infty e^{-x^2}\,dx \oint \iint_D f
\lim_{x\to 0} \frac{\sin x}{x} + \max_x f(x) + \log_2 x
\mathbb{R} \mathcal{L} \mathscr{B} \mathfrak{g} \mathbf{x} \mathrm{d} \mathsf{A} \mathtt{A} \boldsymbol{\alpha}
\mathbf{12}
\hat{x} \bar{x} \vec{v} \dot{x} \ddot{x} \tilde{x} \check{a} \breve{a} \acute{a} \grave{a} \mathring{A}
\overline{AB} \underline{x} \widehat{abc} \overrightarrow{AB} \overbrace{a+b}^{n} \underbrace{a+b}_{m}
\begin{pmatrix} a & b \\ c & d \end{pmatrix} \begin{vmatrix} a \\ b \end{vmatrix}
\begin{cases} x & x>0 \\ 0 & \text{otherwise} \end{cases}
\begin{aligned} a &= b \\ c &= d + e \end{aligned}
\begin{gathered} a \\ b \end{gathered}
\begin{align} a &= b \tag{3}\\ c &= d \end{align}
\begin{array}{c|cc} a & b & c \\ \hline d & e & f\end{array}
\sqrt{x} \sqrt[3]{y}
\left( \frac{a}{b} \right| \left\{ x \middle| y \right\} \bigl( x \bigr) \Big\| x \Big\| \left. x \right|_a
\boxed{x} \cancel{x} \color{red}{x} \textcolor{blue}{y}
\quad a\,b\;c\!d~e
x \xrightarrow{f} y \xleftarrow[a]{b} \overset{!}{=} \stackrel{d}{\to} \underset{x}{y}
{}_a^b X_c^d \prescript{a}{b}{X} \sideset{_a^b}{_c^d}\sum
f'(x) f'' \neq \phantom{x} a \equiv b \pmod{n} \operatorname{argmax}_x
\prod\nolimits_{i} \sum\limits_i \bigcup_{i} A_i \bigoplus
\text{日本語 \& words} < > 50\% \# \{ \}
"""


def mathml(tex: str, *, is_display: bool = True) -> str:
    """What the engine makes of TeX, as well-formed as in a deck."""
    written = ENGINE.convert_with_local_state(tex, displaystyle=is_display)
    return re.sub("&([A-Za-z]+);", lambda m: m[0] if m[1] in {"lt", "gt", "amp"} else html5[f"{m[1]};"], written)


def made(markup: str) -> etree._Element:
    """A formula as it is written."""
    found = read_formula(markup)
    assert found is not None, markup
    root = read(formula(found, STYLE))
    assert list(faults(root)) == []
    return root


def inside(content: str) -> etree._Element:
    """The same of what is in a formula."""
    return made(f'<math {SPACE} display="block">{content}</math>')


def seen(text: str) -> Counter[str]:
    """Characters that have a shape of their own, accents aside."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(
        one for one in plain if not one.isspace() and unicodedata.category(one) not in {"Cf", "Mn", "Sk", "Lm"}
    )


@pytest.mark.parametrize("is_display", [True, False])
@pytest.mark.parametrize("tex", FORMULAS.strip().split("\n"))
def test_formulas_are_in_order_and_lose_nothing(tex: str, *, is_display: bool) -> None:
    """What the engine writes comes out in the order of the schema, with each of its characters."""
    markup = mathml(tex, is_display=is_display)
    root = made(markup)

    wanted = seen(" ".join(etree.fromstring(markup).itertext()))
    assert wanted - seen(shown(root)) == Counter()


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ("<mfrac><mi>a</mi><mi>b</mi></mfrac>", "m:f[m:num//m:t='a'][m:den//m:t='b']"),
        ('<mfrac linethickness="0"><mi>a</mi><mi>b</mi></mfrac>', "m:f/m:fPr/m:type[@m:val='noBar']"),
        ('<mfrac bevelled="true"><mi>a</mi><mi>b</mi></mfrac>', "m:f/m:fPr/m:type[@m:val='skw']"),
        ("<msqrt><mi>a</mi><mi>b</mi></msqrt>", "m:rad[m:radPr/m:degHide][m:deg[not(*)]]/m:e//m:t[.='ab']"),
        ("<mroot><mi>a</mi><mn>3</mn></mroot>", "m:rad[m:deg//m:t='3'][not(m:radPr/m:degHide)]/m:e//m:t[.='a']"),
        ("<msub><mi>a</mi><mi>b</mi></msub>", "m:sSub/m:sub//m:t[.='b']"),
        ("<msup><mi>a</mi><mi>b</mi></msup>", "m:sSup/m:sup//m:t[.='b']"),
        ("<msubsup><mi>a</mi><mi>b</mi><mi>c</mi></msubsup>", "m:sSubSup[m:sub//m:t='b']/m:sup//m:t[.='c']"),
        ("<munder><mi>a</mi><mi>b</mi></munder>", "m:limLow/m:lim//m:t[.='b']"),
        ("<mover><mi>a</mi><mi>b</mi></mover>", "m:limUpp/m:lim//m:t[.='b']"),
        ("<munderover><mi>a</mi><mi>b</mi><mi>c</mi></munderover>", "m:limLow[m:lim//m:t='b']/m:e/m:limUpp"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>a</mi><mo>=</mo>", "m:nary[m:e//m:t='a']"),
        ('<mover accent="true"><mi>x</mi><mo>^</mo></mover>', "m:acc/m:accPr/m:chr[@m:val='\u0302']"),
        ('<mover accent="true"><mi>x</mi><mo>¯</mo></mover>', "m:bar/m:barPr/m:pos[@m:val='top']"),
        ('<munder><mi>x</mi><mo stretchy="true">_</mo></munder>', "m:bar/m:barPr/m:pos[@m:val='bot']"),
        ("<mover><mi>x</mi><mo>⏞</mo></mover>", "m:groupChr/m:groupChrPr[m:pos[@m:val='top']]/m:chr[@m:val='⏞']"),
        (
            "<mmultiscripts><mi>X</mi><mi>c</mi><none/><mprescripts/><mi>a</mi><mi>b</mi></mmultiscripts>",
            "m:sPre[m:sub//m:t='a'][m:sup//m:t='b']/m:e/m:sSub/m:sub//m:t[.='c']",
        ),
        (
            '<mtable columnalign="left right"><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>',
            "m:m[m:mPr/m:mcs/m:mc[1]/m:mcPr/m:mcJc[@m:val='left']]/m:mr[count(m:e)=2]",
        ),
        ("<mtable><mtr><mtd><mi>a</mi></mtd><mtd/></mtr><mtr><mtd/></mtr></mtable>", "m:m[not(m:mr[count(m:e)!=2])]"),
        ("<mrow><mo>[</mo><mi>a</mi><mo>)</mo></mrow>", "m:d/m:dPr[m:begChr[@m:val='[']]/m:endChr[@m:val=')']"),
        (
            '<mrow><mo>{</mo><mi>x</mi><mo stretchy="true">|</mo><mi>y</mi><mo>}</mo></mrow>',
            "m:d[count(m:e)=2]/m:dPr/m:sepChr[@m:val='|']",
        ),
        ("<mi>sin</mi><mo>\u2061</mo><mi>x</mi>", "m:func[m:fName//m:t='sin']/m:e//m:t[.='x']"),
        ("<mi>a</mi><mspace width='1em'/><mi>b</mi>", "m:r/m:t[.='a\u2003b']"),
        ("<mstyle mathcolor='#ff0000'><mi>a</mi></mstyle>", "m:r/a:rPr/a:solidFill/a:srgbClr[@val='FF0000']"),
        ("<mpadded width='0'><mi>a</mi></mpadded>", "m:r/m:t[.='a']"),
        ("<mphantom><mi>a</mi></mphantom>", "m:phant[m:phantPr/m:show[@m:val='0']]"),
        ("<menclose notation='box'><mi>a</mi></menclose>", "m:borderBox[not(m:borderBoxPr/m:hideTop)]"),
        ("<menclose notation='updiagonalstrike'><mi>a</mi></menclose>", "m:borderBox/m:borderBoxPr/m:strikeBLTR"),
        ("<mrow style='border:0.05em solid red'><mi>a</mi></mrow>", "m:borderBox/m:e/m:r"),
        ("<menclose notation='radical'><mi>a</mi></menclose>", "m:rad"),
        ("<merror><mtext>no</mtext></merror>", "m:r[m:rPr/m:nor]/m:t[.='no']"),
        ("<ms>q</ms>", "m:r[m:rPr/m:nor]/m:t[.='\"q\"']"),
        ("<mi mathvariant='normal'>d</mi>", "m:r/m:rPr/m:sty[@m:val='p']"),
        ("<mi mathvariant='bold-fraktur'>d</mi>", "m:r/m:rPr[m:scr[@m:val='fraktur']]/m:sty[@m:val='b']"),
        ("<mi>ℝ</mi>", "m:r/m:rPr[m:scr[@m:val='double-struck']]/m:sty[@m:val='p']"),
        ("<semantics><mi>a</mi><annotation>tex</annotation></semantics>", "m:r/m:t[.='a']"),
        ("<mo>&amp;</mo>", "m:r[m:rPr/m:lit]/m:t[.='&']"),
    ],
)
def test_each_element_has_its_structure(content: str, path: str) -> None:
    """Every element of MathML Core becomes the structure that Office has for it."""
    root = inside(content)

    assert root.xpath(f"./m:oMath//{path}", namespaces=NAMES), etree.tostring(root)


def test_equations_are_aligned_at_their_signs() -> None:
    """Equations under one another are an array with a tab where they meet."""
    root = made(mathml(r"\begin{aligned} a &= b \\ c &= d \end{aligned}"))

    lines = root.xpath("//m:eqArr/m:e", namespaces=NAMES)
    assert ["".join(line.xpath(".//m:t/text()", namespaces=NAMES)) for line in lines] == ["a&=b", "c&=d"]


def test_every_run_says_how_it_looks() -> None:
    """Language, size, colour and face are on each run, and on each line that a structure draws."""
    root = made(mathml(r"\frac{a}{\text{b}} \sqrt{\color{red}c}"))

    for look in root.xpath("//m:r | //m:ctrlPr", namespaces=NAMES):
        (found,) = look.xpath("./a:rPr[@lang][@sz='2000'][a:solidFill]/a:latin/@typeface", namespaces=NAMES)
        assert found == "Cambria Math"
    assert not root.xpath("//m:br", namespaces=NAMES)


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<math",
        f"<svg {SPACE}/>",
        f"<math {SPACE}/>",
        f"<math {SPACE}>{'<msqrt>' * 60}<mi>a</mi>{'</msqrt>' * 60}</math>",
        f"<math {SPACE}>{'<mo>∑</mo>' * 200}<mi>a</mi></math>",
        f"<math {SPACE}><mtable><mtr>{'<mtd><mi>a</mi></mtd>' * 300}</mtr></mtable></math>",
        f"<!DOCTYPE m [<!ENTITY a 'aaaa'>]><math {SPACE}><mi>&a;</mi></math>",
    ],
)
def test_what_would_lose_something_is_no_equation(markup: str) -> None:
    """What is no formula, nests too deep, or has more columns than fit becomes no equation."""
    assert read_formula(markup) is None


def test_lines_of_a_matrix_are_said_to_be_lost() -> None:
    """Office has no lines between the cells of a matrix."""
    found = read_formula(mathml(r"\begin{array}{c|c} a & b \end{array}"))

    assert found is not None
    assert found.losses == ("the lines in a matrix are left out",)
