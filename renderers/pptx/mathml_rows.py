"""Rows of MathML: what belongs together in a line, though the markup only puts it side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from lxml import etree

from renderers.pptx.formula import Call, Fence, Letters, Limit, Matrix, Part, Row, Scripts, Sum
from renderers.pptx.mathml_signs import (
    APPLY,
    BARS,
    CLOSING,
    FENCES,
    LARGE,
    OPENING,
    core,
    ends_terms,
    inner,
    is_empty,
    is_relation,
    name,
    sign,
    text,
)
from renderers.pptx.mathml_tables import as_cases

_SCRIPTED = {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
_PLACES = {
    "msub": (1, None),
    "msup": (None, 1),
    "msubsup": (1, 2),
    "munder": (1, None),
    "mover": (None, 1),
    "munderover": (1, 2),
}


class Reader(Protocol):
    """What rows need of whoever reads elements."""

    is_display: bool

    def row(self, elements: Sequence[etree._Element]) -> Row:
        """What elements beside one another make."""

    def element(self, element: etree._Element) -> Row:
        """One element."""


def scripts_of(element: etree._Element) -> tuple[etree._Element | None, etree._Element | None]:
    """What stands lower and higher at the base of an element, as far as it is there."""
    children = inner(element)
    lower, upper = (
        children[place] if place is not None and place < len(children) else None for place in _PLACES[name(element)]
    )
    return lower, upper


def read_row(elements: Sequence[etree._Element], reader: Reader) -> Iterator[Part]:
    """What elements beside one another make, not yet joined."""
    line, at = _Line(tuple(_flat(elements)), reader), 0
    while at < len(line.elements):
        made, at = line.item(at)
        yield from made


def joined(parts: Iterator[Part]) -> Row:
    """Neighbouring letters of one look as one."""
    done: list[Part] = []
    for part in parts:
        last = done[-1] if done else None
        if isinstance(part, Letters) and isinstance(last, Letters) and _is_alike(last, part):
            done[-1] = Letters(last.text + part.text, part.weight, part.script, part.is_text)
        else:
            done.append(part)
    return tuple(done)


def _is_alike(one: Letters, other: Letters) -> bool:
    return (one.weight, one.script, one.is_text) == (other.weight, other.script, other.is_text)


def _flat(elements: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """Elements, those in groups that mean nothing by themselves instead of the groups."""
    for element in elements:
        is_plain = name(element) == "mrow" and not element.get("style") and not element.get("displaystyle")
        if is_plain and not is_fenced(element) and not element.get("mathcolor"):
            yield from _flat(inner(element))
        elif name(element) != "mspace" or element.get("width"):
            yield element


def is_fenced(element: etree._Element) -> bool:
    """Whether a group is what stands between two brackets that grow with it."""
    children = inner(element)
    if name(element) != "mrow" or len(children) < 2:
        return False
    return all(_is_bracket(child) for child in (children[0], children[-1]))


def _is_bracket(element: etree._Element) -> bool:
    if name(element) != "mo" or element.get("stretchy") == "false" or element.get("minsize"):
        return False
    shown = sign(element)
    return (shown in FENCES and len(shown) == 1) or (not shown and text(element) != APPLY)


class _Line:
    """Elements beside one another, of which some take in others."""

    def __init__(self, elements: Sequence[etree._Element], reader: Reader) -> None:
        self.elements = elements
        self.reader = reader

    def item(self, at: int) -> tuple[Row, int]:
        """What the element at a place makes with those after it, and the place after them."""
        element = self.elements[at]
        if self._is_apply(at):
            return (), at + 1
        if self._is_apply(at + 1) and not is_empty(element):
            return self._call(at)
        if _large(element) is not None:
            return self._sum(at)
        if is_fenced(element):
            return self._fence(element), at + 1
        if (end := self._match(at)) is not None:
            closing = sign(self.elements[end])
            body = self.reader.row(self.elements[at + 1 : end])
            return (Fence((body,), sign(element), closing),), end + 1
        if self._is_before(at):
            return self._before(at)
        return self.reader.element(element), at + 1

    def _is_apply(self, at: int) -> bool:
        return at < len(self.elements) and name(self.elements[at]) == "mo" and text(self.elements[at]) == APPLY

    def _call(self, at: int) -> tuple[Row, int]:
        called = self.reader.element(self.elements[at])
        end = self._end_of_argument(at + 2)
        argument = self.reader.row(self.elements[at + 2 : end])
        return ((Call(called, argument),) if argument else called), end

    def _end_of_argument(self, at: int) -> int:
        """What a function is of: one thing, which may be in brackets, a function itself, or a sum."""
        if at >= len(self.elements):
            return at
        element = self.elements[at]
        shown = sign(element)
        if self._is_apply(at + 1):
            return self._end_of_argument(at + 2)
        if _large(element) is not None:
            return self._end_of_terms(at + 1)
        if shown in OPENING and (end := self._closed(at)) is not None:
            return end + 1
        if shown and (is_relation(shown) or shown in CLOSING or ends_terms(element)):
            return at
        return at + 1

    def _sum(self, at: int) -> tuple[Row, int]:
        element, reader = self.elements[at], self.reader
        base = _large(element)
        lower, upper = scripts_of(core(element)) if name(core(element)) in _SCRIPTED else (None, None)
        below = None if lower is None or is_empty(lower) else reader.row([lower])
        above = None if upper is None or is_empty(upper) else reader.row([upper])
        is_over = name(core(element)) in {"munder", "mover", "munderover"}
        is_fixed = base is not None and base.get("movablelimits") == "false"
        is_beside = not (is_over and (reader.is_display or is_fixed))
        end = self._end_of_terms(at + 1)
        body = reader.row(self.elements[at + 1 : end])
        character = sign(base) if base is not None else ""
        if body:
            return (Sum(character, below, above, body, is_beside=is_beside),), end
        return _alone(character, below, above, is_beside=is_beside), end

    def _end_of_terms(self, at: int) -> int:
        """Up to the next relation, or a bracket that closes one before."""
        depth = 0
        while at < len(self.elements):
            shown = sign(self.elements[at])
            depth += (shown in OPENING) - (shown in CLOSING)
            if depth < 0 or (depth == 0 and ends_terms(self.elements[at])):
                return at
            at += 1
        return at

    def _fence(self, group: etree._Element) -> Row:
        first, *within, last = inner(group)
        between = [child for child in within if _is_middle(child)]
        separator = sign(between[0]) if between else ""
        if any(sign(child) != separator for child in between):
            between = []
        parts: list[Row] = []
        start = 0
        for end in (*(within.index(child) for child in between), len(within)):
            parts.append(self.reader.row(within[start:end]))
            start = end + 1
        opening, closing = sign(first), sign(last)
        if {opening, closing} in ({"{", ""}, {"", "}"}) and len(parts) == 1:
            parts = [_cases(parts[0])]
        return (Fence(tuple(parts), opening, closing, separator if between else ""),)

    def _match(self, at: int) -> int | None:
        """Where the bracket stands that closes one which grows, or was made larger."""
        element = self.elements[at]
        shown, size = sign(element), element.get("minsize")
        if name(element) != "mo" or element.get("stretchy") == "false":
            return None
        if shown in OPENING:
            return self._closed(at)
        if shown in BARS and size:
            rest = range(at + 1, len(self.elements))
            return next((one for one in rest if self._is_twin(one, shown, size)), None)
        return None

    def _is_twin(self, at: int, shown: str, size: str) -> bool:
        return sign(self.elements[at]) == shown and self.elements[at].get("minsize") == size

    def _closed(self, at: int) -> int | None:
        """Where what begins with an opening bracket ends, by the same kind of bracket and of the same size."""
        first = self.elements[at]
        opening, kind = sign(first), (first.get("minsize"), first.get("stretchy"))
        depth = 0
        for end in range(at, len(self.elements)):
            other = self.elements[end]
            if name(other) != "mo" or (other.get("minsize"), other.get("stretchy")) != kind:
                continue
            shown = sign(other)
            depth += (shown in OPENING) - (shown in CLOSING)
            if depth == 0:
                return end if shown in CLOSING or shown == OPENING[opening] else None
        return None

    def _is_before(self, at: int) -> bool:
        """Whether scripts stand at nothing, so that they are those of what follows."""
        element = self.elements[at]
        if name(element) not in {"msub", "msup", "msubsup"} or at + 1 >= len(self.elements):
            return False
        following = self.elements[at + 1]
        return is_empty(inner(element)[0]) and not sign(following) and name(following) not in {"mspace", "mtext"}

    def _before(self, at: int) -> tuple[Row, int]:
        lower, upper = scripts_of(self.elements[at])
        reader = self.reader
        base, end = self.item(at + 1)
        below = None if lower is None else reader.row([lower])
        above = None if upper is None else reader.row([upper])
        return (Scripts(base, below, above, is_before=True),), end


def _large(element: etree._Element) -> etree._Element | None:
    """The large operator that an element is, with limits or without."""
    found = core(element)
    if name(found) in _SCRIPTED and (children := inner(found)):
        found = core(children[0])
    return found if sign(found) in LARGE and len(sign(found)) == 1 else None


def _is_middle(element: etree._Element) -> bool:
    return sign(element) in BARS and element.get("stretchy") == "true" and not element.get("minsize")


def _alone(character: str, below: Row | None, above: Row | None, *, is_beside: bool) -> Row:
    """A large operator that works on nothing; PowerPoint would show a dotted box for that."""
    row: Row = (Letters(character),)
    if is_beside:
        return (Scripts(row, below, above),) if below or above else row
    if below:
        row = (Limit(row, below, is_below=True),)
    return (Limit(row, above),) if above else row


def _cases(row: Row) -> Row:
    found = as_cases(row[0]) if len(row) == 1 and isinstance(row[0], Matrix) else None
    return (found,) if found else row
