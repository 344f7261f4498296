"""SVG pictures, cleaned: nothing that runs, moves or reaches out goes into a presentation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_LARGEST_BYTES = 2_000_000
_RUNS = {"script", "handler", "listener", "iframe", "object", "embed", "audio", "video", "canvas"}
# PowerPoint draws none of these; the picture beside the vectors shows them.
_NEEDS_BROWSER = {"foreignObject"}
_MOVES = {"animate", "animateTransform", "animateMotion", "animateColor", "set", "discard"}
_REACHES_OUT = re.compile(r"@import|url\(\s*[\"']?(?!#|data:image/)|expression\(|javascript:", re.IGNORECASE)
_NUMBER = r"(?:\d{1,9}\.?\d*|\.\d+)(?:e-?\d{1,2})?"
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(px|pt|pc|mm|cm|in)?\s*\Z")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


@dataclass(frozen=True, slots=True)
class Vectors:
    """An SVG picture: its natural size in CSS pixels (0 where it has none), and its cleaned bytes, if any."""

    width: float
    height: float
    content: bytes | None


def read_vectors(content: bytes) -> Vectors | None:
    """An SVG file; None if it is none."""
    if len(content) > _LARGEST_BYTES:
        return Vectors(0.0, 0.0, None)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    if etree.QName(root).localname != "svg":
        return None
    width, height = _size(root)
    return Vectors(width, height, _cleaned(root))


def _size(root: etree._Element) -> tuple[float, float]:
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = [float(word) for word in re.findall(f"-?{_NUMBER}", root.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        if width and not height:
            return width, width * box[3] / box[2]
        if height and not width:
            return height * box[2] / box[3], height
        if not width:
            return box[2], box[3]
    return width, height


def _length(value: str) -> float:
    found = _LENGTH.match(value)
    return float(found[1]) * _PIXELS[found[2]] if found else 0.0


def _cleaned(root: etree._Element) -> bytes | None:
    if root.getroottree().docinfo.internalDTD is not None:
        return None
    for element in list(root.iter()):
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name in _NEEDS_BROWSER or not name:
            return None
        if name in _RUNS or name in _MOVES:
            if (parent := element.getparent()) is not None:
                parent.remove(element)
            continue
        if name == "style" and _REACHES_OUT.search(element.text or ""):
            return None
        _clean_attributes(element)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _clean_attributes(element: etree._Element) -> None:
    for key, value in list(element.attrib.items()):
        name = etree.QName(key).localname.lower()
        is_foreign = name == "href" and not str(value).strip().startswith(("#", "data:image/"))
        if name.startswith("on") or is_foreign or _REACHES_OUT.search(str(value)):
            del element.attrib[key]
