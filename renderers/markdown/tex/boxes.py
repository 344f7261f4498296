"""Commands for colour, boxes, sizes and lengths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from renderers.markdown.tex.reader import TexError
from renderers.markdown.tex.state import Command, Commands, Formula, group
from renderers.markdown.tex.text import pieces_of

LONGEST = 100.0
"""The longest length, in em. No slide is as wide."""

_UNITS: Mapping[str, float] = {
    "em": 1,
    "ex": 0.431,
    "mu": 1 / 18,
    "pt": 0.1,
    "pc": 1.2,
    "in": 7.227,
    "bp": 0.100375,
    "cm": 2.8453,
    "mm": 0.28453,
    "px": 0.075,
    "dd": 0.107,
    "cc": 1.284,
    "sp": 0.1 / 65536,
    "rem": 1,
}
"""Units in em of a font of ten points, as TeX's is."""

_LENGTH = re.compile(r"\s*([+-]?)\s*(\d+(?:[.,]\d*)?|[.,]\d+)\s*(" + "|".join(_UNITS) + r")(?:\s|plus|minus|$)")
_LONGEST_LENGTH = 40
_OF_LENGTHS = "+-.,0123456789 "
_SIZES = {
    "tiny": 0.5,
    "sixptsize": 0.6,
    "Tiny": 0.5,
    "scriptsize": 0.7,
    "footnotesize": 0.8,
    "small": 0.9,
    "normalsize": 1,
    "large": 1.2,
    "Large": 1.44,
    "LARGE": 1.728,
    "huge": 2.074,
    "Huge": 2.488,
}
_HEX = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_NAME = re.compile(r"[A-Za-z]{3,30}")


def em(words: str) -> float:
    """A length as TeX writes it, in em. Raises `TexError`."""
    found = _LENGTH.match(words)
    if not found:
        raise TexError(f"{words[:20]!r} is no length.")
    length = float(found[2].replace(",", ".")) * _UNITS[found[3]] * (-1 if found[1] == "-" else 1)
    if abs(length) > LONGEST:
        raise TexError(f"{words[:20].strip()} is too long.")
    return length


def css_em(length: float) -> str:
    """A length as CSS has it."""
    return f"{round(length, 4):g}em"


def _length(formula: Formula) -> float:
    """The length that comes next, in braces or not."""
    reader = formula.reader
    reader.skip_blanks()
    if reader.peek() == "{":
        return em(reader.words())
    words = ""
    while len(words) < _LONGEST_LENGTH and reader.peek() and (reader.peek() in _OF_LENGTHS or reader.peek().isalpha()):
        words += reader.next()
        if _LENGTH.fullmatch(words.strip()):
            break
    return em(words)


def _space(formula: Formula) -> Iterable[str]:
    formula.reader.takes("*")
    return (formula.specials.leaf("mspace", width=css_em(_length(formula))),)


def _rule(formula: Formula) -> Iterable[str]:
    raised = em("".join(formula.reader.option() or ["0pt"]))
    width, height = em(formula.reader.words()), em(formula.reader.words())
    rule = formula.specials.leaf(
        "mspace", width=css_em(max(width, 0)), height=css_em(height), style="background-color:currentcolor;"
    )
    return group(formula.specials.group("mpadded", voffset=css_em(raised)), [rule]) if raised else (rule,)


def color_of(formula: Formula, model: str, words: str) -> str | None:
    """A colour as CSS has it, or None if the engine has the name. Raises `TexError`."""
    words = words.strip()
    if model.strip() in _MODELS:
        return _MODELS[model.strip()](words)
    found = _HEX.fullmatch(words)
    if found and (words.startswith("#") or not words.isalpha()):
        return f"#{found[1].lower()}"
    if not _NAME.fullmatch(words):
        raise TexError(f"{words[:20]!r} is no colour.")
    # Names in small letters are CSS's, as for KaTeX and MathJax; the others are those of xcolor.
    return None if not words.islower() and formula.knows_color(words) else words.lower()


def _parts(words: str, most: float) -> list[float]:
    try:
        return [min(max(float(part) / most, 0), 1) for part in words.split(",")]
    except ValueError as error:
        raise TexError(f"{words[:20]!r} is no colour.") from error


def _hex(parts: list[float]) -> str:
    if len(parts) != len("rgb"):
        raise TexError("A colour has three parts.")
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _cmyk(words: str) -> str:
    *ink, black = _parts(words, 1)
    return _hex([(1 - part) * (1 - black) for part in ink])


_MODELS = {
    "rgb": lambda words: _hex(_parts(words, 1)),
    "RGB": lambda words: _hex(_parts(words, 255)),
    "HTML": lambda words: (
        _hex(_parts(",".join(str(int(words[at : at + 2], 16)) for at in (0, 2, 4)), 255))
        if re.fullmatch("[0-9A-Fa-f]{6}", words)
        else _hex([])
    ),
    "gray": lambda words: _hex(_parts(words, 1) * 3),
    "cmyk": _cmyk,
}


def _color(formula: Formula) -> Iterable[str]:
    r"""`\\color`: up to the end of the group."""
    color = _next_color(formula)
    return _colored(formula, color, formula.reader.group_rest())


def _text_color(formula: Formula) -> Iterable[str]:
    color = _next_color(formula)
    return _colored(formula, color, formula.reader.argument())


def _next_color(formula: Formula) -> tuple[str, str | None]:
    model = "".join(formula.reader.option() or [])
    words = formula.reader.words()
    return words, color_of(formula, model, words)


def _colored(formula: Formula, color: tuple[str, str | None], content: list[str]) -> Iterable[str]:
    name, css = color
    if css is None:
        formula.written += ("\\textcolor", "{", *name, "}")
        return ("{", *content, "}")
    return group(formula.specials.group("mrow", style=f"color:{css};"), content)


def _named_color(formula: Formula, model: str, words: str) -> str:
    css = color_of(formula, model, words)
    return words.lower() if css is None else css


def text_in_box(formula: Formula, content: list[str]) -> list[str]:
    """What stands in a box: text, unless it is a formula between dollar signs."""
    made: list[str] = []
    for piece in pieces_of(content):
        made += [formula.specials.leaf("mtext", piece)] if isinstance(piece, str) else piece
    return made


def _color_box(formula: Formula) -> Iterable[str]:
    model = "".join(formula.reader.option() or [])
    color = _named_color(formula, model, formula.reader.words())
    style = f"background-color:{color};padding:0.3em;"
    return group(formula.specials.group("mrow", style=style), text_in_box(formula, formula.reader.argument()))


def _framed_color_box(formula: Formula) -> Iterable[str]:
    model = "".join(formula.reader.option() or [])
    frame = _named_color(formula, model, formula.reader.words())
    color = _named_color(formula, model, formula.reader.words())
    style = f"background-color:{color};padding:0.3em;border:0.05em solid {frame};"
    return group(formula.specials.group("mrow", style=style), text_in_box(formula, formula.reader.argument()))


def _bbox(formula: Formula) -> Iterable[str]:
    """MathJax's box: a colour and a padding, in brackets."""
    style = ""
    for part in "".join(formula.reader.option() or []).split(","):
        found = _LENGTH.match(part)
        if found:
            style += f"padding:{css_em(max(em(part), 0))};"
        elif part.strip() and ":" not in part:
            style += f"background-color:{_named_color(formula, '', part.strip())};"
    return group(formula.specials.group("mrow", style=style), formula.reader.argument())


def _frame(formula: Formula) -> Iterable[str]:
    content = text_in_box(formula, formula.reader.argument())
    return group(formula.specials.group("menclose", notation="box"), content)


def _enclose(notation: str) -> Command:
    def command(formula: Formula) -> Iterable[str]:
        return group(formula.specials.group("menclose", notation=notation), formula.reader.argument())

    return command


def _enclose_by_name(formula: Formula) -> Iterable[str]:
    names = [name for name in re.split(r"[\s,]+", formula.reader.words()) if name in NOTATIONS]
    formula.reader.option()
    return group(formula.specials.group("menclose", notation=" ".join(names)), formula.reader.argument())


NOTATIONS = frozenset(
    {
        *("box", "roundedbox", "circle", "left", "right", "top", "bottom", "actuarial", "madruwb", "phasorangle"),
        *("updiagonalstrike", "downdiagonalstrike", "verticalstrike", "horizontalstrike"),
    }
)
"""The kinds of frames and strokes that are drawn."""


def _size(factor: float) -> Command:
    def command(formula: Formula) -> Iterable[str]:
        style = f"font-size:{css_em(factor)};"
        return group(formula.specials.group("mrow", style=style), formula.reader.group_rest())

    return command


def _lap(style: str) -> Command:
    def command(formula: Formula) -> Iterable[str]:
        special = formula.specials.group("mrow", **{"class": style})
        return group(special, formula.reader.argument())

    return command


def _text_lap(style: str) -> Command:
    def command(formula: Formula) -> Iterable[str]:
        special = formula.specials.group("mrow", **{"class": style})
        return group(special, text_in_box(formula, formula.reader.argument()))

    return command


def _smash(formula: Formula) -> Iterable[str]:
    which = "".join(formula.reader.option() or ["tb"])
    flat = {name: "0" for letter, name in (("t", "height"), ("b", "depth")) if letter in which}
    return group(formula.specials.group("mpadded", **flat), formula.reader.argument())


def _raise_box(formula: Formula) -> Iterable[str]:
    length = css_em(_length(formula))
    formula.reader.option()
    formula.reader.option()
    special = formula.specials.group("mpadded", voffset=length)
    return group(special, text_in_box(formula, formula.reader.argument()))


COMMANDS: Commands = {
    **dict.fromkeys(("\\kern", "\\mkern", "\\hskip", "\\mskip", "\\hspace", "\\mspace"), _space),
    "\\rule": _rule,
    "\\color": _color,
    "\\textcolor": _text_color,
    "\\colorbox": _color_box,
    "\\fcolorbox": _framed_color_box,
    "\\bbox": _bbox,
    "\\fbox": _frame,
    "\\framebox": _frame,
    "\\boxed": _enclose("box"),
    "\\cancel": _enclose("updiagonalstrike"),
    "\\bcancel": _enclose("downdiagonalstrike"),
    "\\xcancel": _enclose("updiagonalstrike downdiagonalstrike"),
    "\\sout": _enclose("horizontalstrike"),
    "\\angl": _enclose("actuarial"),
    "\\phase": _enclose("phasorangle"),
    "\\enclose": _enclose_by_name,
    **{f"\\{name}": _size(factor) for name, factor in _SIZES.items()},
    **{f"\\math{side}lap": _lap(f"{side}lap") for side in "lrc"},
    **{f"\\{side}lap": _text_lap(f"{side}lap") for side in "lrc"},
    "\\smash": _smash,
    "\\raisebox": _raise_box,
}
"""Commands for what is around a formula, or how large and of what colour it is."""
