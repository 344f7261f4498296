"""What TeX's engine has no word for: characters that stand for it in TeX, and the MathML they become.

Each is a character of private use, which no formula can hold: those it has are taken out first. Alone, it is an element
with a text; first in a group, it makes an element of the group.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

_FIRST = 0x10F000
_MOST = 0xFF0
PRIVATE = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + 0xFFF)}]")
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"


@dataclass(frozen=True, slots=True)
class Special:
    """An element: its name and attributes; with a `text` it stands for itself, else for the group it begins.

    The attributes go to the table in the group if `is_for_table`.
    """

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    is_for_table: bool = False


class Specials:
    """The special elements of one formula."""

    def __init__(self) -> None:
        self._all: list[Special] = []

    def __bool__(self) -> bool:
        return bool(self._all)

    def leaf(self, name: str, text: str = "", **attributes: str) -> str:
        """The character that stands for an element with a text."""
        return self._new(Special(name, attributes, text))

    def group(self, name: str, **attributes: str) -> str:
        """The character that makes an element of the group it begins."""
        return self._new(Special(name, attributes))

    def table(self, **attributes: str) -> str:
        """The character that gives attributes to the table in the group it begins."""
        return self._new(Special("mrow", attributes, is_for_table=True))

    def _new(self, special: Special) -> str:
        if len(self._all) >= _MOST:
            raise ValueError("It is too long.")
        self._all.append(special)
        return chr(_FIRST + len(self._all) - 1)

    def put_into(self, root: etree._Element) -> None:
        """Replace the characters by what they stand for."""
        for element in list(root.iter()):
            text = element.text or ""
            if PRIVATE.search(text):
                self._replace(element, text)

    def _replace(self, element: etree._Element, text: str) -> None:
        if len(text) > 1:
            element.text = PRIVATE.sub(lambda found: self._of(found[0]).text or "", text)
            return
        special = self._of(text)
        if special.text is not None:
            _become(element, special)
            element.text = special.text
            return
        group = _group(element)
        if group is None:
            # It is all there is in its group.
            element.text = None
            _become(element, special)
            return
        group.remove(element)
        table = group.find(f"{_NAMESPACE}mtable") if special.is_for_table else None
        _become(group if table is None else table, special, keeps_name=table is not None)

    def _of(self, character: str) -> Special:
        return self._all[ord(character) - _FIRST]


def _group(element: etree._Element) -> etree._Element | None:
    """The group that an element begins. The engine leaves one out where another element has its content alone."""
    parent = element.getparent()
    name = "" if parent is None else etree.QName(parent).localname
    if parent is None or name == "mrow" or name not in _LIKE_ROWS:
        return parent if name == "mrow" and parent is not None and parent[0] is element else None
    group = etree.Element(f"{_NAMESPACE}mrow")
    group.extend(list(parent))
    parent.append(group)
    return group


_LIKE_ROWS = {"math", "mtd", "msqrt", "mstyle", "mpadded", "mphantom", "menclose"}
"""Elements besides `<mrow>` with any number of children."""


def _become(element: etree._Element, special: Special, *, keeps_name: bool = False) -> None:
    if not keeps_name:
        element.tag = _NAMESPACE + special.name
    for name, value in special.attributes.items():
        before = element.get(name, "") if name == "style" else ""
        element.set(name, before + value)
