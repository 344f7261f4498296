"""Commands that the engine has not, or reads otherwise than KaTeX and MathJax, in terms of those it has."""

from __future__ import annotations

from collections.abc import Iterable

from renderers.markdown.tex import text
from renderers.markdown.tex.reader import TexError
from renderers.markdown.tex.state import Command, Commands, Formula
from renderers.markdown.tex.tokens import VERBATIM, tokens_of

_HIGHEST = 0x10F000

SYNONYMS = {
    "\\mathnormal": "",
    "\\allowbreak": "",
    "\\nobreak": "",
    "\\displaylimits": "",
    "\\strut": r"\vphantom{(}",
    "\\DOTSB": "",
    "\\DOTSI": "",
    "\\DOTSX": "",
    "\\nonumber": "",
    "\\notag": "",
    "\\mathsfit": r"\mathsf",
    "\\dotsb": r"\cdots",
    "\\dotsm": r"\cdots",
    "\\dotsi": r"\cdots",
    "\\dotsc": r"\ldots",
    "\\dotso": r"\ldots",
    "\\dotsx": r"\ldots",
    "\\mathellipsis": r"\ldots",
    "\\varvdots": r"\vdots",
    "\\enskip": r"\enspace",
    "\\pmb": r"\boldsymbol",
    "\\centerdot": r"\cdot",
    "\\sdot": r"\cdot",
    "\\intop": r"\int\limits",
    "\\smallint": r"{\scriptstyle\int}",
    "\\ordinarycolon": ":",
    "\\mapsfrom": "\u21a4",
    "\\thickapprox": r"\approx",
    "\\thicksim": r"\sim",
    "\\shortmid": r"\mid",
    "\\shortparallel": r"\parallel",
    "\\nshortmid": r"\nmid",
    "\\nshortparallel": r"\nparallel",
    "\\smallsetminus": "\u2216",
    "\\smallfrown": r"\frown",
    "\\smallsmile": r"\smile",
    "\\varpropto": r"\propto",
    "\\underbar": r"\underline",
    "\\overlinesegment": r"\overline",
    "\\underlinesegment": r"\underline",
    "\\vcenter": "",
    "\\bgroup": "{",
    "\\egroup": "}",
    "\\xleftequilibrium": r"\xleftrightharpoons",
    "\\xrightequilibrium": r"\xrightleftharpoons",
    "\\xrightleftarrows": r"\xrightleftharpoons",
    "\\xtofrom": r"\xrightleftharpoons",
    "\\bm": r"\boldsymbol",
    "\\varlimsup": r"\mathop{\overline{\mathrm{lim}}}\limits",
    "\\centernot": r"\not",
    "\\varliminf": r"\mathop{\underline{\mathrm{lim}}}\limits",
    "\\degree": r"{}^\circ",
    "\\celsius": r"{}^\circ\mathrm C",
    "\\varinjlim": r"\mathop{\underrightarrow{\mathrm{lim}}}\limits",
    "\\micro": "\u00b5",
    "\\ohm": r"\Omega",
    "\\varprojlim": r"\mathop{\underleftarrow{\mathrm{lim}}}\limits",
    "\\perthousand": "\u2030",
    "\\cr": r"\\",
    "\\newline": r"\\",
    "\\tabularnewline": r"\\",
    "\\cellcolor": r"\marpddropped",
    "\\mathreflectbox": "",
    "\\slashed": r"\not",
    "\\upmu": r"\mathrm{\mu}",
    "\\lparen": "(",
    "\\rparen": ")",
}
"""What stands for the same, in TeX."""


def _synonym(tex: str) -> Command:
    tokens = tokens_of(tex)
    return lambda _: tokens


def _text(name: str) -> Command:
    style = text.FONTS[name](text.PLAIN)

    def command(formula: Formula) -> Iterable[str]:
        return text_tokens(formula, formula.reader.argument(), style)

    return command


def text_tokens(formula: Formula, content: list[str], style: text.Style = text.PLAIN) -> list[str]:
    """Tokens that show a text."""
    pieces = text.pieces_of(content, style)
    made: list[str] = []
    for piece in pieces:
        made += [formula.specials.leaf("mtext", piece)] if isinstance(piece, str) else piece
    return made if len(pieces) == 1 else ["{", *made, "}"]


def _verbatim(formula: Formula) -> Iterable[str]:
    words = text.styled(formula.reader.next(), text.Style(family="mono"))
    return (formula.specials.leaf("mtext", words.replace(" ", text.NO_BREAK_SPACE)),)


def _words(words: str) -> Command:
    return lambda formula: (formula.specials.leaf("mtext", words),)


def _accent(command: str, sign: str) -> Command:
    """An accent that is as wide as what it stands over or under."""

    def read(formula: Formula) -> Iterable[str]:
        leaf = formula.specials.leaf("mo", sign, stretchy="true")
        return (command, "{", leaf, "}", "{", *formula.reader.argument(), "}")

    return read


def _substack(formula: Formula) -> Iterable[str]:
    content = formula.reader.argument()
    return ("{", *tokens_of(r"\begin{subarray}{c}"), *content, *tokens_of(r"\end{subarray}"), "}")


def _only_last(arguments: int) -> Command:
    """For commands whose last argument alone is shown: links, classes, styles, ids."""

    def command(formula: Formula) -> Iterable[str]:
        for _ in range(arguments - 1):
            formula.reader.argument()
        return ("{", *formula.reader.argument(), "}")

    return command


def _dropped(formula: Formula) -> Iterable[str]:
    formula.reader.option()
    formula.reader.argument()
    return ()


def _url(formula: Formula) -> Iterable[str]:
    return (formula.specials.leaf("mtext", text.styled(formula.reader.words(), text.Style(family="mono"))),)


def _refused(formula: Formula) -> Iterable[str]:
    del formula
    raise TexError("Formulas cannot load pictures.")


def _character(formula: Formula) -> Iterable[str]:
    r"""`\\char` with a number as TeX writes it: decimal, `"` and hexadecimal, `'` and octal, or `` ` `` and itself."""
    reader = formula.reader
    reader.skip_blanks()
    if reader.takes("`"):
        return (formula.specials.leaf("mi", reader.next()[-1:]),)
    base = {'"': 16, "'": 8}.get(reader.peek(), 10)
    if base != len("0123456789"):
        reader.next()
    digits = ""
    while reader.peek() and reader.peek() in "0123456789abcdefABCDEF"[: 10 if base <= len("0123456789") else None]:
        digits += reader.next()
    return (formula.specials.leaf("mi", _letter(digits, base)),)


def _unicode(formula: Formula) -> Iterable[str]:
    formula.reader.option()
    words = formula.reader.words()
    is_hex = words[:1] in {"x", "X", "U"}
    return (formula.specials.leaf("mi", _letter(words[1:] if is_hex else words, 16 if is_hex else 10)),)


def _letter(digits: str, base: int) -> str:
    try:
        letter = chr(int(digits, base))
    except (ValueError, OverflowError) as error:
        raise TexError(f"{digits[:20]!r} is no character.") from error
    if not letter.isprintable() or ord(letter) >= _HIGHEST:
        raise TexError(f"{digits[:20]!r} is no character.")
    return letter


def _circled(formula: Formula) -> Iterable[str]:
    letter = formula.reader.words()
    if len(letter) == 1 and letter.isascii() and letter.isalpha():
        letter = chr(ord("Ⓐ" if letter.isupper() else "ⓐ") + ord(letter) - ord("A" if letter.isupper() else "a"))
    elif letter.isdecimal() and letter in "123456789":
        letter = chr(ord("①") + int(letter) - 1)
    return (formula.specials.leaf("mtext", letter),)


def _fence(command: str) -> Command:
    """Fences under other names than the engine knows."""

    def read(formula: Formula) -> Iterable[str]:
        reader = formula.reader
        reader.skip_blanks()
        token = reader.next()
        macro = formula.macros.get(token)
        if macro is not None and not macro.pattern:
            reader.put_back(macro.body)
            reader.skip_blanks()
            token = reader.next()
        if token == "{":
            reader.put_back((token,))
            token = "".join(reader.argument()).strip() or "."
        formula.written += (command, _FENCES.get(token, token))
        return ()

    return read


_FENCES = {"\\lt": "\\langle", "<": "\\langle", "\\gt": "\\rangle", ">": "\\rangle", "\\lparen": "(", "\\rparen": ")"}
_BIG = [f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")]


def _tag(formula: Formula) -> Iterable[str]:
    """A number beside the formula: after a line of an environment that has such, else after the whole."""
    is_bare = formula.reader.takes("*")
    content = formula.reader.argument()
    if any(name in _TAGGED for name in formula.environments):
        formula.written += ("\\tag", *("*" if is_bare else ""), "{", *content, "}")
        return ()
    if formula.tag is not None:
        raise TexError("A formula has one tag.")
    formula.tag = content if is_bare else ["(", *content, ")"]
    return ()


_TAGGED = {"align*", "gather*"}


def _above(formula: Formula) -> Iterable[str]:
    r"""`{a \\above 2pt b}`: a fraction whose line has a thickness, which is left as it is."""
    reader = formula.reader
    while reader.peek() and (reader.peek() in " .0123456789" or reader.peek().isalpha()):
        if reader.next().isalpha() and reader.peek().isalpha():
            reader.next()
            break
    formula.written.append("\\over")
    return ()


COMMANDS: Commands = {
    **{name: _synonym(tex) for name, tex in SYNONYMS.items()},
    **{name: _text(name) for name in text.COMMANDS},
    VERBATIM: _verbatim,
    "\\substack": _substack,
    "\\widetilde": _accent("\\overset", "\u02dc"),
    "\\widecheck": _accent("\\overset", "\u02c7"),
    "\\utilde": _accent("\\underset", "\u0330"),
    "\\LaTeX": _words("LaTeX"),
    "\\TeX": _words("TeX"),
    "\\KaTeX": _words("KaTeX"),
    "\\textcopyright": _words("©"),
    "\\textregistered": _words("®"),
    "\\textcircled": _circled,
    "\\href": _only_last(2),
    "\\url": _url,
    **dict.fromkeys(("\\class", "\\cssId", "\\style", "\\htmlClass", "\\htmlId", "\\htmlStyle"), _only_last(2)),
    **dict.fromkeys(("\\htmlData", "\\texttip", "\\mathtip"), _only_last(2)),
    **dict.fromkeys(("\\require", "\\label", "\\marpddropped", "\\rowcolor", "\\columncolor"), _dropped),
    "\\includegraphics": _refused,
    "\\char": _character,
    "\\unicode": _unicode,
    **{name: _fence(name) for name in ("\\left", "\\right", "\\middle", *_BIG)},
    "\\tag": _tag,
    "\\above": _above,
}
"""Commands of the kinds that are no definition, box or environment."""
