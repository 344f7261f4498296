"""The engine's CSS, made to hold in its own diagram only: no rule reaches out, and no value loads or links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2

from renderers.markdown.diagrams.colors import TEXT_COLOR, is_part, on_page
from renderers.markdown.diagrams.dress import FONT

PAINTS = frozenset({"fill", "stroke", "stop-color", "color"})
"""Properties that hold a colour, as attributes too."""

PROPERTIES = PAINTS | {
    *("fill-opacity", "stroke-opacity", "stop-opacity", "opacity", "fill-rule", "clip-rule", "visibility", "display"),
    *("stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "paint-order"),
    *("font-family", "font-size", "font-weight", "font-style", "text-anchor", "text-decoration", "letter-spacing"),
    *("dominant-baseline", "alignment-baseline"),
}
"""What a diagram's CSS may set."""

Node = Any
"""A token of tinycss2, which has no types."""

_LONGEST = 200_000
_FUNCTIONS = {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "calc", "url"}
_LOCAL = re.compile(r"#([A-Za-z][\w.-]*)\Z")
_CLASS = re.compile(r"\.([\w-]+)")
_SELECTOR = re.compile(r"""[\w#.\[\]="':()~>+* -]*\Z""")


@dataclass(frozen=True, slots=True)
class Paint:
    """How values become the page's. `prefix` goes before every id; with `is_own` colours stay as they are.

    With `is_filled` areas have the full colours of the series, and with `keeps_white` what is white is so on any slide.
    """

    prefix: str
    is_own: bool = False
    is_filled: bool = False
    keeps_white: bool = False

    def value(self, name: str, value: str, *, is_text: bool = False) -> str:
        """The value of a paint or another property, which the caller has found to be safe. Of text or of a shape."""
        if name not in PAINTS or self.is_own or value.startswith("url("):
            return value
        if self.keeps_white and value.lower() in {"#fff", "#ffffff"}:
            return value
        shown = on_page(value, is_area=name == "fill" and not self.is_filled and not is_text)
        # What is no colour of the page may not be read on it: the engine takes its own for white paper.
        return TEXT_COLOR if is_text and name == "fill" and shown == value and value != "none" else shown


@dataclass(frozen=True, slots=True)
class _Rule:
    selectors: tuple[str, ...]
    declarations: tuple[tuple[str, str, bool], ...]


def stylesheet(css: str, root: str, paint: Paint, is_used: Callable[[str], bool]) -> str:
    """The rules about classes that the drawing uses, each held to the diagram. `root` is the drawing's own id."""
    written: list[str] = []
    for rule in _rules(css[:_LONGEST], f"#{root}"):
        kept = [one for one in rule.selectors if all(map(is_used, _CLASS.findall(one)))]
        body = _written(rule.declarations, paint)
        if kept and body:
            # What is said of the whole drawing goes to what is in it: the drawing itself has the font of the slide.
            scoped = ",".join(f"#{paint.prefix}{one or '>g'}" for one in kept)
            written.append(f"{scoped}{{{body}}}")
    return "".join(written)


def inline_style(css: str, paint: Paint, *, is_text: bool = False) -> str:
    """The value of a `style` attribute, with what is allowed of it."""
    return _written(_inline(css[:_LONGEST]), paint, is_text=is_text)


def safe_value(value: str) -> bool:
    """Whether a value, of an attribute say, neither loads nor links: `url()` of the drawing itself is fine."""
    return _is_safe(tuple(tinycss2.parse_component_value_list(value))) if "(" in value or "\\" in value else True


def local_id(value: str) -> str | None:
    """The id that `url(#id)` means; None if it is another value."""
    if not value.startswith("url("):
        return None
    found = _LOCAL.match(value[4:-1].strip("\"' "))
    return found[1] if found else None


def _written(declarations: tuple[tuple[str, str, bool], ...], paint: Paint, *, is_text: bool = False) -> str:
    pieces = []
    for name, value, is_important in declarations:
        # What an author says about single nodes is important.
        shown = value if is_important and not is_part(value) else paint.value(name, value, is_text=is_text)
        if (target := local_id(value)) is not None:
            shown = f"url(#{paint.prefix}-{target})"
        pieces.append(f"{name}:{shown}{'!important' if is_important else ''}")
    return ";".join(pieces)


@lru_cache(maxsize=64)
def _rules(css: str, root: str) -> tuple[_Rule, ...]:
    """Most drawings of a kind have the same rules, and to parse them takes longer than to draw."""
    found = []
    for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if node.type != "qualified-rule":
            continue
        selectors = [one.strip() for one in tinycss2.serialize(node.prelude).split(",")]
        inner = (one.removeprefix(root) for one in selectors if one.startswith(root))
        kept = tuple(one for one in inner if _is_plain(one))
        if kept:
            found.append(_Rule(kept, tuple(_declarations(node.content))))
    return tuple(found)


def _is_plain(rest: str) -> bool:
    # A sibling of the root would be outside.
    return (not rest or rest[0] in " .[:") and _SELECTOR.match(rest) is not None and ":has" not in rest


@lru_cache(maxsize=1024)
def _inline(css: str) -> tuple[tuple[str, str, bool], ...]:
    return tuple(_declarations(tinycss2.parse_component_value_list(css)))


def _declarations(nodes: list[Node]) -> Iterator[tuple[str, str, bool]]:
    for one in tinycss2.parse_blocks_contents(nodes, skip_comments=True, skip_whitespace=True):
        if one.type != "declaration" or one.lower_name not in PROPERTIES or not _is_safe(tuple(one.value)):
            continue
        value = tinycss2.serialize(one.value).strip()
        if value and not (one.lower_name == "font-family" and FONT in value):
            yield one.lower_name, value, bool(one.important)


def _is_safe(tokens: tuple[Node, ...], depth: int = 0) -> bool:
    return depth < 5 and all(_is_safe_token(token, depth) for token in tokens)


def _is_safe_token(token: Node, depth: int) -> bool:
    if token.type == "url":
        return _LOCAL.match(token.value) is not None
    if token.type == "function":
        is_known = token.lower_name in _FUNCTIONS and (
            token.lower_name != "url" or local_id(tinycss2.serialize([token])) is not None
        )
        return is_known and _is_safe(tuple(token.arguments), depth + 1)
    return token.type in {"ident", "number", "percentage", "dimension", "hash", "whitespace", "string", "comment"} or (
        token.type == "literal" and token.value in {",", "/", "+", "-", "*"}
    )
