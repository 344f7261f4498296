"""Formulas in Office's mathematical markup (OMML), as PowerPoint holds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from renderers.pptx.escape import attribute, one_line
from renderers.pptx.formula import (
    Accent,
    Array,
    Call,
    Edge,
    Enclosure,
    Fence,
    Formula,
    Fraction,
    Group,
    Letters,
    Limit,
    Line,
    Matrix,
    Part,
    Phantom,
    Root,
    Row,
    Scripts,
    Sum,
    Tab,
    Tinted,
    Weight,
)
from renderers.pptx.presentation import Color, TextStyle
from renderers.pptx.xml_text import character_properties

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
FACE = "Cambria Math"
_NOTHING = "\u200b"
"""What PowerPoint shows for an empty place in a formula is a dotted box; with this in it, nothing."""

_SIDES = (Edge.TOP, Edge.BOTTOM, Edge.LEFT, Edge.RIGHT)
_STRIKES = (Edge.ACROSS, Edge.DOWN, Edge.RISING, Edge.FALLING)


def formula(value: Formula, style: TextStyle) -> str:
    """A formula; a displayed one is a paragraph of its own."""
    space = f' xmlns:m="{MATH}"'
    inner = _Writer(style).row(value.row)
    if not value.is_display:
        return f"<m:oMath{space}>{inner}</m:oMath>"
    middle = '<m:oMathParaPr><m:jc m:val="center"/></m:oMathParaPr>'
    return f"<m:oMathPara{space}>{middle}<m:oMath>{inner}</m:oMath></m:oMathPara>"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes rows in a style."""

    style: TextStyle

    def row(self, row: Row) -> str:
        return "".join(self._part(part) for part in row)

    def _part(self, part: Part) -> str:
        match part:
            case Letters():
                return self._letters(part)
            case Tab():
                return self._run("&amp;", "", self.style)
            case Tinted():
                return _Writer(replace(self.style, color=Color(part.rgb))).row(part.body)
        return _STRUCTURES[type(part)](self, part)

    def _letters(self, letters: Letters) -> str:
        if letters.is_text:
            return self._run(one_line(letters.text), "<m:nor/>", replace(self.style, bold=None, italic=None))
        weight = letters.weight or Weight.ITALIC
        style = replace(
            self.style,
            bold=True if weight in {Weight.BOLD, Weight.BOLD_ITALIC} else None,
            italic=weight in {Weight.ITALIC, Weight.BOLD_ITALIC},
        )
        script = f'<m:scr m:val="{letters.script}"/>' if letters.script else ""
        stand = f'<m:sty m:val="{letters.weight}"/>' if letters.weight else ""
        # An ampersand by itself would align lines.
        literal = "<m:lit/>" if "&" in letters.text else ""
        return self._run(one_line(letters.text), f"{literal}{script}{stand}", style)

    def _run(self, text: str, look: str, style: TextStyle) -> str:
        properties = f"<m:rPr>{look}</m:rPr>" if look else ""
        return f'<m:r>{properties}{character_properties("a:rPr", style)}<m:t xml:space="preserve">{text}</m:t></m:r>'

    def made(self, tag: str, properties: str, inner: str) -> str:
        """A structure, with the look of what it draws itself."""
        look = f"<m:ctrlPr>{character_properties('a:rPr', replace(self.style, italic=True))}</m:ctrlPr>"
        return f"<m:{tag}><m:{tag}Pr>{properties}{look}</m:{tag}Pr>{inner}</m:{tag}>"

    def place(self, tag: str, row: Row) -> str:
        """A place of a structure; one with nothing in it shows nothing."""
        return f"<m:{tag}>{self.row(row or (Letters(_NOTHING),))}</m:{tag}>"


def _fraction(writer: _Writer, part: Fraction) -> str:
    inner = writer.place("num", part.top) + writer.place("den", part.bottom)
    return writer.made("f", f'<m:type m:val="{part.bar}"/>', inner)


def _root(writer: _Writer, part: Root) -> str:
    degree = f"<m:deg>{writer.row(part.degree)}</m:deg>"
    return writer.made("rad", "" if part.degree else '<m:degHide m:val="1"/>', degree + writer.place("e", part.body))


def _scripts(writer: _Writer, part: Scripts) -> str:
    base = writer.place("e", part.base)
    if part.is_before:
        return writer.made(
            "sPre", "", writer.place("sub", part.lower or ()) + writer.place("sup", part.upper or ()) + base
        )
    lower = "" if part.lower is None else writer.place("sub", part.lower)
    upper = "" if part.upper is None else writer.place("sup", part.upper)
    tag = "sSubSup" if lower and upper else "sSub" if lower else "sSup"
    return writer.made(tag, "", base + lower + upper) if lower or upper else writer.row(part.base)


def _limit(writer: _Writer, part: Limit) -> str:
    inner = writer.place("e", part.base) + writer.place("lim", part.limit)
    return writer.made("limLow" if part.is_below else "limUpp", "", inner)


def _sum(writer: _Writer, part: Sum) -> str:
    place = "subSup" if part.is_beside else "undOvr"
    hidden = "".join(
        f'<m:{name} m:val="1"/>' for name, row in (("subHide", part.lower), ("supHide", part.upper)) if row is None
    )
    limits = "".join(
        writer.place(tag, row) if row is not None else f"<m:{tag}/>"
        for tag, row in (("sub", part.lower), ("sup", part.upper))
    )
    properties = f'{_sign("chr", part.sign)}<m:limLoc m:val="{place}"/>{hidden}'
    return writer.made("nary", properties, limits + writer.place("e", part.body))


def _fence(writer: _Writer, part: Fence) -> str:
    between = _sign("sepChr", part.separator) if len(part.parts) > 1 else ""
    properties = f"{_sign('begChr', part.opening)}{between}{_sign('endChr', part.closing)}"
    return writer.made("d", properties, "".join(writer.place("e", row) for row in part.parts))


def _call(writer: _Writer, part: Call) -> str:
    return writer.made("func", "", writer.place("fName", part.name) + writer.place("e", part.argument))


def _accent(writer: _Writer, part: Accent) -> str:
    return writer.made("acc", _sign("chr", part.mark), writer.place("e", part.base))


def _line(writer: _Writer, part: Line) -> str:
    return writer.made("bar", f'<m:pos m:val="{"bot" if part.is_below else "top"}"/>', writer.place("e", part.base))


def _group(writer: _Writer, part: Group) -> str:
    """`vertJc` is the edge of the whole that stands on the line."""
    position = "bot" if part.is_below else "top"
    edge = position if part.is_sign else "top" if part.is_below else "bot"
    properties = f'{_sign("chr", part.sign)}<m:pos m:val="{position}"/><m:vertJc m:val="{edge}"/>'
    return writer.made("groupChr", properties, writer.place("e", part.base))


def _matrix(writer: _Writer, part: Matrix) -> str:
    columns = "".join(
        f'<m:mc><m:mcPr><m:count m:val="1"/><m:mcJc m:val="{column}"/></m:mcPr></m:mc>' for column in part.columns
    )
    rows = "".join(f"<m:mr>{''.join(f'<m:e>{writer.row(cell)}</m:e>' for cell in row)}</m:mr>" for row in part.rows)
    return writer.made("m", f'<m:plcHide m:val="1"/><m:mcs>{columns}</m:mcs>', rows)


def _array(writer: _Writer, part: Array) -> str:
    return writer.made("eqArr", "", "".join(writer.place("e", row) for row in part.rows))


def _enclosure(writer: _Writer, part: Enclosure) -> str:
    hidden = (edge for edge in _SIDES if edge not in part.edges)
    struck = (edge for edge in _STRIKES if edge in part.edges)
    properties = "".join(f'<m:{edge} m:val="1"/>' for edge in (*hidden, *struck))
    return writer.made("borderBox", properties, writer.place("e", part.body))


def _phantom(writer: _Writer, part: Phantom) -> str:
    return writer.made("phant", '<m:show m:val="0"/>', writer.place("e", part.body))


def _sign(tag: str, character: str) -> str:
    return f'<m:{tag} m:val="{attribute(character)}"/>'


_STRUCTURES: dict[type, Callable[[_Writer, Any], str]] = {
    Fraction: _fraction,
    Root: _root,
    Scripts: _scripts,
    Limit: _limit,
    Sum: _sum,
    Fence: _fence,
    Call: _call,
    Accent: _accent,
    Line: _line,
    Group: _group,
    Matrix: _matrix,
    Array: _array,
    Enclosure: _enclosure,
    Phantom: _phantom,
}
