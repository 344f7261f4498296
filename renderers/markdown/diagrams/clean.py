"""The engine's SVG, made fit for a page: of listed elements and attributes only, and nothing in it reaches out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from renderers.markdown.diagrams.colors import reads_on
from renderers.markdown.diagrams.css import PROPERTIES, Paint, inline_style, local_id, safe_value, stylesheet
from renderers.model.links import SAFE_SCHEMES

SVG = "http://www.w3.org/2000/svg"

ELEMENTS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "a", "style", "path", "rect", "circle", "ellipse", "line", "polyline"),
        *("polygon", "text", "tspan", "marker", "linearGradient", "radialGradient", "stop", "clipPath"),
    }
)
"""All that a diagram is made of. Nothing in it runs, moves or loads."""

_ATTRIBUTES = (PROPERTIES - {"font-family"}) | {
    *("class", "d", "points", "transform", "viewBox", "preserveAspectRatio", "width", "height", "x", "y", "x1", "y1"),
    *("x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "offset", "refX", "refY", "markerUnits", "markerWidth"),
    *("markerHeight", "orient", "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "textLength"),
    *("lengthAdjust", "marker-start", "marker-mid", "marker-end", "clip-path"),
}
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_LONG_NUMBER = re.compile(r"(\d+\.\d\d)\d+")
_LEFT = re.compile(r"translate\(-[\d.]+,\s*(-?[\d.]+)\)")
_FILL = re.compile(r"(?:\A|;)fill:([^;!]*)!important")
_NUMBERS = frozenset({"d", "points", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "viewBox"})
_TRANSFORMS = {"transform", "gradientTransform"}
_TRANSFORM = re.compile(r"(?:\s*,?[a-zA-Z]{1,10}\([-+\d.e,\s]*\)\s*)*")
_CLOCK = {"today"}
# Kinds whose coloured areas hold no text.
_FILLED = {"xychart", "sankey", "radar"}
# Kinds that write white on colours of their own.
_WHITE = {"c4", "architecture"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that may stand in a page: an `<svg>` and its size in its own units. `kind` is what the engine says."""

    svg: str
    width: float
    height: float
    kind: str
    title: str
    description: str
    words: tuple[str, ...]


def cleaned(svg: str, prefix: str, *, is_own: bool) -> Drawing:
    """An `<svg>` as the engine wrote it, with what is allowed of it. `prefix` is its id on the page.

    Raises `ValueError` if it is no drawing.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("the engine's drawing cannot be read") from error
    width, height = _size(root)
    kind = root.get("aria-roledescription", "")
    about = [_text_of(root, name) for name in ("title", "desc")]
    words = tuple(dict.fromkeys(" ".join("".join(one.itertext()).split()) for one in root.iter(f"{{{SVG}}}text")))
    _Cleaner(root, Paint(prefix, is_own, kind in _FILLED, kind in _WHITE)).clean()
    view = _LONG_NUMBER.sub(r"\1", root.get("viewBox", f"0 0 {width:.2f} {height:.2f}"))
    if kind.startswith("stateDiagram"):
        _centre_labels(root)
    _wrap(root)
    root.attrib.clear()
    root.set("id", prefix)
    root.set("viewBox", view)
    return Drawing(_written(root), width, height, kind, about[0], about[1], tuple(filter(None, words)))


def _size(root: etree._Element) -> tuple[float, float]:
    try:
        _, _, width, height = (float(word) for word in root.get("viewBox", "").replace(",", " ").split())
    except ValueError:
        try:
            width, height = float(root.get("width", "")), float(root.get("height", ""))
        except ValueError:
            raise ValueError("the engine's drawing has no size") from None
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise ValueError("there is nothing in it to draw")
    return width, height


def _text_of(root: etree._Element, name: str) -> str:
    found = root.find(f"{{{SVG}}}{name}")
    return " ".join((found.text or "").split()) if found is not None else ""


def _written(root: etree._Element) -> str:
    # HTML needs no name spaces, and its parser no prefixes.
    for element in root.iter():
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode", with_tail=False))


class _Cleaner:
    """Cleans one drawing in place."""

    def __init__(self, root: etree._Element, paint: Paint) -> None:
        self._root = root
        self._paint = paint
        self._id = root.get("id", "")
        self._classes: set[str] = set()

    def clean(self) -> None:
        self._drop()
        targets = set(self._targets())
        # The engine writes every end that an edge could have.
        for marker in list(self._root.iter(f"{{{SVG}}}marker")):
            if marker.get("id") not in targets:
                _remove(marker)
        for element in self._root.iter():
            self._classes.update(element.get("class", "").split())
        for element in self._root.iter():
            self._clean(element, targets)
        if not self._paint.is_own:
            for node in self._root.iter(f"{{{SVG}}}g"):
                if "node" in node.get("class", "").split():
                    _make_readable(node)

    def _drop(self) -> None:
        for element in list(self._root.iter()):
            name = etree.QName(element)
            is_known = name.namespace == SVG and name.localname in ELEMENTS
            if element is not self._root and (not is_known or element.get("class") in _CLOCK):
                _remove(element)
            elif name.localname == "a" and not _is_safe_link(_href(element)):
                element.tag = f"{{{SVG}}}g"

    def _targets(self) -> Iterator[str]:
        """Ids that something refers to."""
        for element in self._root.iter():
            for name, value in element.items():
                if name in _HREFS and value.startswith("#"):
                    yield value[1:]
                elif "url(" in value:
                    yield from re.findall(r"url\(\s*[\"']?#([\w.-]+)", value)

    def _clean(self, element: etree._Element, targets: set[str]) -> None:
        name = etree.QName(element).localname
        is_text = name in {"text", "tspan"}
        attributes = dict(element.items())
        element.attrib.clear()
        if name == "style":
            element.text = stylesheet(element.text or "", self._id, self._paint, self._is_used)
            return
        for attribute, value in attributes.items():
            if attribute in _ATTRIBUTES and (
                _TRANSFORM.fullmatch(value) if attribute in _TRANSFORMS else safe_value(value)
            ):
                element.set(attribute, self._value(attribute, value, is_text=is_text))
        if attributes.get("id") in targets:
            element.set("id", f"{self._paint.prefix}-{attributes['id']}")
        if style := inline_style(attributes.get("style", ""), self._paint, is_text=is_text):
            element.set("style", style)
        if name in {"a", "use"}:
            self._refer(element, attributes, name)

    def _value(self, attribute: str, value: str, *, is_text: bool) -> str:
        if (target := local_id(value)) is not None:
            return f"url(#{self._paint.prefix}-{target})"
        if attribute in _NUMBERS:
            return _LONG_NUMBER.sub(r"\1", value)
        return self._paint.value(attribute, value, is_text=is_text)

    def _refer(self, element: etree._Element, attributes: dict[str, str], name: str) -> None:
        href = next((attributes[key] for key in _HREFS if key in attributes), "")
        if name == "a":
            element.set("href", href)
        elif href.startswith("#"):
            element.set("href", f"#{self._paint.prefix}-{href[1:]}")

    def _is_used(self, name: str) -> bool:
        return name in self._classes


def _make_readable(node: etree._Element) -> None:
    """A node that the author gave a colour, and its text none, has text that can be read on it."""
    fills = [fill for part in node.iter() if (fill := _FILL.search(part.get("style", "")))]
    texts = list(node.iter(f"{{{SVG}}}text", f"{{{SVG}}}tspan"))
    shade = reads_on(fills[0][1]) if fills else None
    if shade and not any(_FILL.search(text.get("style", "")) for text in texts):
        for text in texts:
            text.set("style", ";".join(filter(None, (text.get("style"), f"fill:{shade}"))))


def _centre_labels(root: etree._Element) -> None:
    """Labels of states begin half of their room left of the middle, whatever their width: they belong in the middle."""
    for node in root.iter(f"{{{SVG}}}g"):
        found = _LEFT.fullmatch(node.get("transform", ""))
        if found and "label" in node.get("class", "").split():
            node.set("transform", f"translate(0,{found[1]})")
            for text in node.iter(f"{{{SVG}}}text"):
                text.set("text-anchor", "middle")


def _wrap(root: etree._Element) -> None:
    """All but the CSS goes into one group, which is what the engine's CSS means by the drawing."""
    inner = [child for child in root if etree.QName(child).localname != "style"]
    etree.SubElement(root, f"{{{SVG}}}g").extend(inner)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _href(element: etree._Element) -> str:
    return next((element.get(key, "") for key in _HREFS if element.get(key)), "")


def _is_safe_link(href: str) -> bool:
    try:
        return urlsplit(href).scheme.lower() in SAFE_SCHEMES
    except ValueError:
        return False
