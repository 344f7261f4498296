"""Formulas of MathML Core read as PowerPoint's equations are built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from renderers.pptx.formula import (
    Accent,
    Bar,
    Edge,
    Enclosure,
    Formula,
    Fraction,
    Group,
    Letters,
    Limit,
    Line,
    Part,
    Phantom,
    Root,
    Row,
    Scripts,
    Tinted,
    Weight,
    characters,
)
from renderers.pptx.mathml_rows import joined, read_row, scripts_of
from renderers.pptx.mathml_signs import (
    ACCENTS,
    INVISIBLE,
    LINES,
    MACRON,
    blanks,
    core,
    ems,
    folded,
    inner,
    is_empty,
    is_relation,
    is_word,
    look,
    name,
    sign,
    text,
)
from renderers.pptx.mathml_tables import read_table

_DEEPEST = 40
"""Rows in rows. Each is up to three elements of XML in the file, of which readers take 256."""

_LONGEST = 200_000


class _TooDeep(Exception):
    """A formula in which more rows are in one another than a file should have."""


def read_formula(mathml: str) -> Formula | None:
    """A `<math>` element as an equation; None if something of it would be lost."""
    if not mathml or len(mathml) > _LONGEST:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(mathml, parser)
        if name(root) != "math" or root.getroottree().docinfo.internalDTD is not None:
            return None
        is_display = root.get("display") == "block"
        reader = _Reader(is_display=is_display)
        row = reader.row(inner(root))
    except (etree.XMLSyntaxError, _TooDeep):
        return None
    if not row or Counter(folded(_shown(root))) - Counter(folded(characters(row))):
        return None
    return Formula(row, is_display, tuple(dict.fromkeys(reader.losses)))


def _shown(root: etree._Element) -> Iterator[str]:
    """All that a formula shows, notes on it left out."""
    for element in root.iter():
        if name(element) in {"mi", "mn", "mo", "mtext", "ms"}:
            yield "".join(element.itertext())


@dataclass(slots=True)
class _Reader:
    """Reads elements. `depth` counts the rows around."""

    is_display: bool
    depth: int = 0
    losses: list[str] = field(default_factory=list)

    def row(self, elements: Sequence[etree._Element]) -> Row:
        """What elements beside one another make."""
        if self.depth >= _DEEPEST:
            raise _TooDeep
        self.depth += 1
        made = joined(read_row(elements, self))
        self.depth -= 1
        return made

    def place(self, parent: etree._Element, number: int) -> Row:
        """The row that a child of an element makes, by its place; a child that is not there makes none."""
        return self.row(inner(parent)[number : number + 1])

    def element(self, element: etree._Element) -> Row:
        """One element."""
        kind = name(element)
        if kind in _LETTERS:
            return _LETTERS[kind](element)
        if kind in _STRUCTURES:
            return _STRUCTURES[kind](self, element)
        return self.row(inner(element))

    def scope(self, element: etree._Element) -> Row:
        """A group with a look of its own."""
        around = self.is_display
        self.is_display = {"true": True, "false": False}.get(element.get("displaystyle", ""), around)
        row = self.row(inner(element))
        self.is_display = around
        said = _styles(element)
        if "font-size" in said:
            self.losses.append("the size of a part of a formula is left out")
        if "border" in said and row:
            row = (Enclosure(row, frozenset(_BOX)),)
        color = self._color(element)
        return (Tinted(row, color),) if color and row else row

    def _color(self, element: etree._Element) -> str:
        """The colour that an element says it has."""
        said = _styles(element)
        if element.get("mathbackground") or any(key.startswith("background") for key in said):
            self.losses.append("the colour behind a part of a formula is left out")
        value = said.get("color") or element.get("mathcolor", "")
        if not value or value == "currentcolor":
            return ""
        from PIL import ImageColor

        try:
            red, green, blue = ImageColor.getrgb(value)[:3]
        except ValueError:
            self.losses.append("the colour of a part of a formula is left out")
            return ""
        return f"{red:02X}{green:02X}{blue:02X}"


def _styles(element: etree._Element) -> dict[str, str]:
    pairs = (one.partition(":") for one in element.get("style", "").split(";"))
    return {key.strip().lower(): value.strip() for key, _, value in pairs}


# --- letters ---


def _identifier(element: etree._Element) -> Row:
    shown = text(element)
    if not shown:
        return ()
    if is_word(shown):
        return (Letters(shown, is_text=True),)
    weight, script = look(shown.rstrip("\ufe00\ufe01"), element.get("mathvariant", ""))
    return (Letters(shown, weight, script),)


def _number(element: etree._Element) -> Row:
    shown = text(element)
    weight, script = look(shown, element.get("mathvariant", ""))
    is_plain = weight is Weight.UPRIGHT and script is None and not any(one.isalpha() for one in shown)
    return (Letters(shown, None if is_plain else weight, script),) if shown else ()


def _operator(element: etree._Element) -> Row:
    shown = sign(element)
    if not shown:
        return ()
    return (Letters(shown, Weight.UPRIGHT if any(one.isalpha() for one in shown) else None),)


def _words(element: etree._Element) -> Row:
    shown = " ".join("".join(element.itertext()).replace("\n", " ").split(" "))
    return (Letters("".join(one for one in shown if one not in INVISIBLE), is_text=True),) if shown else ()


def _string(element: etree._Element) -> Row:
    opening, closing = element.get("lquote", '"'), element.get("rquote", '"')
    return (Letters(f"{opening}{text(element)}{closing}", is_text=True),)


def _space(element: etree._Element) -> Row:
    found = blanks(ems(element))
    return (Letters(found),) if found else ()


_LETTERS: dict[str, Callable[[etree._Element], Row]] = {
    "mi": _identifier,
    "mn": _number,
    "mo": _operator,
    "mtext": _words,
    "ms": _string,
    "mspace": _space,
    "annotation": lambda _: (),
    "annotation-xml": lambda _: (),
    "none": lambda _: (),
    "mprescripts": lambda _: (),
}

# --- structures ---


def _fraction(reader: _Reader, element: etree._Element) -> Row:
    bar = Bar.LINE
    if element.get("linethickness", "").strip().rstrip("empxt%") in {"0", "0.0"}:
        bar = Bar.NONE
    elif element.get("bevelled") == "true":
        bar = Bar.SLANTED
    return (Fraction(reader.place(element, 0), reader.place(element, 1), bar),)


def _square_root(reader: _Reader, element: etree._Element) -> Row:
    return (Root(reader.row(inner(element))),)


def _root(reader: _Reader, element: etree._Element) -> Row:
    return (Root(reader.place(element, 0), reader.place(element, 1)),)


def _scripts(reader: _Reader, element: etree._Element) -> Row:
    lower, upper = scripts_of(element)
    return (
        Scripts(
            reader.place(element, 0),
            None if lower is None else reader.row([lower]),
            None if upper is None else reader.row([upper]),
        ),
    )


def _many_scripts(reader: _Reader, element: etree._Element) -> Row:
    """Pairs of scripts behind a base, nearest first, then pairs in front of it."""
    base, *rest = inner(element) or [None]
    row: Row = () if base is None else reader.row([base])
    cut = next((index for index, child in enumerate(rest) if name(child) == "mprescripts"), len(rest))
    for scripts, is_before in ((rest[:cut], False), (rest[cut + 1 :], True)):
        for at in range(0, len(scripts), 2):
            pair = [None if is_empty(child) else reader.row([child]) for child in scripts[at : at + 2]]
            lower, upper = (*pair, None)[:2]
            if lower is not None or upper is not None:
                row = (Scripts(row, lower, upper, is_before=is_before),)
    return row


def _limits(reader: _Reader, element: etree._Element) -> Row:
    """Something above or below a base: an accent, a line, a brace, the label of an arrow, or just a limit."""
    base = next(iter(inner(element)), None)
    if base is None:
        return ()
    under, over = scripts_of(element)
    made = reader.row([base])
    is_arrow = name(core(base)) == "mo" and core(base).get("stretchy") != "false" and _is_long(sign(core(base)))
    for child, is_below in ((over, False), (under, True)):
        if child is None or is_empty(child) or _is_blank(child):
            continue
        is_accent = element.get("accentunder" if is_below else "accent") == "true"
        if (mark := sign(core(child))) and (placed := _marked(made, mark, core(child), is_below, is_accent)):
            made = (placed,)
        elif is_arrow and len(made) == 1 and isinstance(made[0], Letters):
            made = (Group(reader.row([child]), made[0].text, is_below=not is_below, is_sign=True),)
        else:
            made = (Limit(made, reader.row([child]), is_below=is_below),)
    return made


def _marked(base: Row, mark: str, element: etree._Element, is_below: bool, is_accent: bool) -> Part | None:  # noqa: FBT001
    """A base with a mark; None if the sign is none."""
    if mark in LINES:
        is_short = not is_below and element.get("stretchy") == "false"
        return Accent(base, MACRON) if is_short else Line(base, is_below=is_below)
    if not is_below and mark in ACCENTS and (is_accent or mark not in ".°"):
        return Accent(base, ACCENTS[mark])
    if len(mark) == 1 and (is_accent or mark in "⏞⏟⎴⎵⏜⏝⏠⏡"):
        return Group(base, mark, is_below=is_below)
    return None


def _is_long(mark: str) -> bool:
    """Whether a sign grows as long as what is above or below it."""
    return len(mark) == 1 and is_relation(mark) and ("\u2190" <= mark <= "\u21ff" or mark >= "\u27f0")


def _is_blank(element: etree._Element) -> bool:
    return name(element) == "mspace" or (
        name(element) in {"mrow", "mpadded"} and all(_is_blank(child) for child in inner(element))
    )


def _enclosure(reader: _Reader, element: etree._Element) -> Row:
    row = reader.row(inner(element))
    words = element.get("notation", "longdiv").split()
    if "radical" in words:
        return (Root(row),)
    edges = frozenset(edge for word in words for edge in _EDGES.get(word, ()))
    if unknown := [word for word in words if word not in _EDGES]:
        reader.losses.append(f"a frame of the form '{unknown[0]}' is a plain one")
        edges |= frozenset(_BOX)
    return (Enclosure(row, edges),) if edges else row


_BOX = (Edge.TOP, Edge.BOTTOM, Edge.LEFT, Edge.RIGHT)
_EDGES: dict[str, tuple[Edge, ...]] = {
    "box": _BOX,
    "top": (Edge.TOP,),
    "bottom": (Edge.BOTTOM,),
    "left": (Edge.LEFT,),
    "right": (Edge.RIGHT,),
    "horizontalstrike": (Edge.ACROSS,),
    "verticalstrike": (Edge.DOWN,),
    "updiagonalstrike": (Edge.RISING,),
    "downdiagonalstrike": (Edge.FALLING,),
    "actuarial": (Edge.TOP, Edge.RIGHT),
    "madruwb": (Edge.BOTTOM, Edge.RIGHT),
}


def _phantom(reader: _Reader, element: etree._Element) -> Row:
    return (Phantom(reader.row(inner(element))),)


def _table(reader: _Reader, element: etree._Element) -> Row:
    around = reader.is_display
    reader.is_display = {"true": True, "false": False}.get(element.get("displaystyle", ""), False)
    found = read_table(element, reader.row, is_display=reader.is_display)
    reader.is_display = around
    if found is None:
        return ()
    if found.has_lines:
        reader.losses.append("the lines in a matrix are left out")
    return (found.part,)


def _first(reader: _Reader, element: etree._Element) -> Row:
    return reader.place(element, 0)


_STRUCTURES: dict[str, Callable[[_Reader, etree._Element], Row]] = {
    "mrow": _Reader.scope,
    "mstyle": _Reader.scope,
    "mpadded": _Reader.scope,
    "merror": _Reader.scope,
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "msub": _scripts,
    "msup": _scripts,
    "msubsup": _scripts,
    "mmultiscripts": _many_scripts,
    "munder": _limits,
    "mover": _limits,
    "munderover": _limits,
    "menclose": _enclosure,
    "mphantom": _phantom,
    "mtable": _table,
    "semantics": _first,
    "maction": _first,
}
