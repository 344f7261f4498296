"""What a theme says about itself in its comments, and the size its rules give a slide (M-200 to M-206, M-215)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from renderers.theme.selectors import root_length, split
from renderers.theme.sheet import Rule, Sheet
from renderers.theme.tokens import Token, Tokenized

PIXELS = {
    "px": (1, 1), "in": (96, 1), "cm": (960, 25.4), "mm": (96, 25.4), "q": (24, 25.4), "pt": (4, 3), "pc": (16, 1),
}  # fmt: skip
"""CSS pixels in each unit a slide's size may have, as a fraction: in this form sums come out as in Marp (M-206)."""

MAX_PIXELS = 19_200.0
"""The longest side of a slide: 14,400 pt, beyond which readers of PDF give up."""

_LINE = re.compile(r"^[\s*!]*@([\w-]+)[^\S\n]+(\S.*?)[^\S\n]*$", re.MULTILINE)
_LENGTH = re.compile(r"(\d+\.?\d*|\.\d+)([a-z]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Preset:
    """A size by name. The lengths are CSS; a preset without them takes an inherited one away."""

    name: str
    width: str = ""
    height: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """A slide's width and height as CSS lengths, None where the theme says nothing."""

    width: str | None = None
    height: str | None = None


def comments(source: Tokenized) -> tuple[str, ...]:
    """The text of every comment, in the order of the stylesheet."""
    found: list[Token] = []
    pending = list(source.tokens)
    while pending:
        token = pending.pop()
        if token.kind == "comment":
            found.append(token)
        elif token.kind == "function" or token.kind.endswith("block"):
            pending += source.inside(token)
    return tuple(token.node.value for token in sorted(found, key=lambda token: token.start))


def settings(texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The lines `@key value` of comments, in order, trailing blanks left out (M-200)."""
    return tuple((match[1], match[2]) for text in texts for match in _LINE.finditer(text))


def presets(pairs: tuple[tuple[str, str], ...]) -> tuple[Preset, ...]:
    """The sizes that `@size NAME WIDTH HEIGHT` and `@size NAME false` declare; other numbers of words are ignored."""
    found = []
    for words in (value.split() for key, value in pairs if key == "size"):
        if len(words) == 3:
            found.append(Preset(*words))
        elif len(words) == 2 and words[1] == "false":
            found.append(Preset(words[0]))
    return tuple(found)


def sides(sheet: Sheet) -> Sides:
    """The size of a slide that the rules for `section` declare; what `:root` says goes before it (M-204)."""
    found: dict[str, str] = {}
    for wanted in (_is_section, _is_root):
        for rule, outer in sheet.walk():
            if rule.at is None and wanted(rule) and all(one.at for one in outer):
                found |= {
                    one.name: sheet.text(one.value) for one in rule.declarations if one.name in ("width", "height")
                }
    return Sides(found.get("width"), found.get("height"))


def pixels(length: str | None) -> float | None:
    """A CSS length in pixels, None if it cannot be told from the length alone, or is no size for a slide."""
    match = _LENGTH.fullmatch((length or "").removesuffix("!important").strip())
    unit = PIXELS.get(match[2].lower()) if match else None
    value = float(match[1]) * unit[0] / unit[1] if match and unit else 0
    return value if 0 < value <= MAX_PIXELS else None


def _is_section(rule: Rule) -> bool:
    return any(len(selector) == 1 and selector[0].is_ident("section") for selector in split(rule.prelude))


def _is_root(rule: Rule) -> bool:
    return any(0 < root_length(selector) == len(selector) for selector in split(rule.prelude))
