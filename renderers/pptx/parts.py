"""The parts of a package as values, and how one refers to others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from renderers.model.links import SAFE_SCHEMES
from renderers.pptx.presentation import Image

XML_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
PRESENTATION = "/ppt/presentation.xml"
MASTER = "/ppt/slideMasters/slideMaster1.xml"
NOTES_MASTER = "/ppt/notesMasters/notesMaster1.xml"
THEME = "/ppt/theme/theme1.xml"
NOTES_THEME = "/ppt/theme/theme2.xml"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PRESENTATIONML = "application/vnd.openxmlformats-officedocument.presentationml."
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_NOT_IN_ADDRESSES = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f]')


@dataclass(frozen=True, slots=True)
class Media:
    """A picture's bytes."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Address:
    """A place outside of the file."""

    url: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of `kind` to a part's name, a picture, or a place outside."""

    kind: str
    target: str | Media | Address


@dataclass(frozen=True, slots=True)
class XmlPart:
    """A part of text, with relationships `rId1`, `rId2` ... in this order."""

    name: str
    content_type: str
    xml: str
    relations: tuple[Relation, ...] = ()


class References:
    """Collects what one part refers to while its text is made; the same target has the same id."""

    def __init__(self, *relations: Relation) -> None:
        self._ids = {relation: f"rId{number}" for number, relation in enumerate(relations, 1)}

    def id_of(self, relation: Relation) -> str:
        """The id under which the part knows this relation."""
        return self._ids.setdefault(relation, f"rId{len(self._ids) + 1}")

    def image(self, image: Image) -> str:
        """The id of a picture's pixels."""
        return self.id_of(Relation(office("image"), Media(image.content, image.media_type)))

    def vectors(self, svg: bytes) -> str:
        """The id of a picture's vectors."""
        return self.id_of(Relation(office("image"), Media(svg, "image/svg+xml")))

    def slide(self, number: int) -> str:
        """The id of another slide."""
        return self.id_of(Relation(office("slide"), slide_name(number)))

    def address(self, url: str) -> str:
        """The id of a place outside; its scheme has to be a safe one."""
        return self.id_of(Relation(office("hyperlink"), Address(_safe(url))))

    def relations(self) -> tuple[Relation, ...]:
        """All that was referred to, in the order of the ids."""
        return tuple(self._ids)


def office(kind: str) -> str:
    """A relationship type of Office Open XML."""
    return _OFFICE + kind


def presentationml(kind: str) -> str:
    """A content type of PresentationML."""
    return f"{_PRESENTATIONML}{kind}+xml"


def slide_name(number: int) -> str:
    """The part of slide `number`, from 1."""
    return f"/ppt/slides/slide{number}.xml"


def layout_name(number: int) -> str:
    """The part of layout `number`, from 1."""
    return f"/ppt/slideLayouts/slideLayout{number}.xml"


def notes_name(number: int) -> str:
    """The part of the notes of slide `number`, from 1."""
    return f"/ppt/notesSlides/notesSlide{number}.xml"


def _safe(url: str) -> str:
    if url.strip().partition(":")[0].lower() not in SAFE_SCHEMES:
        raise ValueError(f"a link must lead to {', '.join(sorted(SAFE_SCHEMES))}, not to {url!r}")
    return _NOT_IN_ADDRESSES.sub(lambda match: f"%{ord(match[0]):02X}", _NOT_IN_XML.sub("", url.strip()))
