"""Readers of directive values that rows of the table share. Each gives a typed value, or says what it expects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from renderers.model.blocks import Yaml
from renderers.model.directive import Rejected


class Pagination(StrEnum):
    """How a slide counts and whether it shows its number (section 7)."""

    OFF = ""
    ON = "true"
    HOLD = "hold"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class HeadingLevels:
    """The heading levels that begin a slide, and the value as it is shown on the slides (M-114, M-115)."""

    levels: tuple[int, ...] = ()
    text: str = ""


def text(value: Yaml) -> str | Rejected:
    """Any one text. Lists and mappings do nothing (M-094)."""
    return value if isinstance(value, str) else Rejected("a text")


def one_line(value: Yaml) -> str | Rejected:
    """A text without the newline that a block scalar leaves at its end."""
    return value.strip() if isinstance(value, str) else Rejected("a text")


def class_names(value: Yaml) -> str | Rejected:
    """Class names: a text as it stands, or a list joined by spaces, duplicates kept (M-081)."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return " ".join(name for name in value if isinstance(name, str))
    return Rejected("a class, or a list of classes")


def pagination(value: Yaml) -> Pagination | Rejected:
    """`true`, `hold` or `skip` in any case; every other text means off, and so does a list (M-093, section 28)."""
    word = value.lower() if isinstance(value, str) else ""
    return Pagination(word) if word in {"true", "hold", "skip"} else Pagination.OFF


def heading_levels(value: Yaml) -> HeadingLevels | Rejected:
    """A level N for 1 to N, a list for just those levels, `false` for none (M-114, M-115)."""
    if isinstance(value, list):
        levels = sorted({level for item in value if (level := _heading_level(item))})
        return HeadingLevels(tuple(levels), ",".join(str(level) for level in levels))
    if value == "false":
        return HeadingLevels()
    level = _heading_level(value)
    if level is None:
        return Rejected("a heading level from 1 to 6, a list of levels, or false")
    return HeadingLevels(tuple(range(1, level + 1)), str(level))


def keywords(value: Yaml) -> tuple[str, ...] | Rejected:
    """A text split at commas, or a list of texts; each once (M-298)."""
    if isinstance(value, str):
        words = [word.strip() for word in value.split(",")]
    elif isinstance(value, list):
        words = [word for word in value if isinstance(word, str)]
    else:
        return Rejected("a text with commas, or a list of texts")
    return tuple(dict.fromkeys(word for word in words if word))


def absolute_url(value: Yaml) -> str | Rejected:
    """An absolute http or https URL, or nothing (M-298)."""
    if isinstance(value, str):
        try:
            parts = urlsplit(value.strip())
        except ValueError:
            return Rejected("an absolute URL")
        if not value.strip() or (parts.scheme in {"http", "https"} and parts.netloc):
            return value.strip()
    return Rejected("an absolute URL")


def _heading_level(value: Yaml) -> int | None:
    """The integer a text begins with, if it is a heading level."""
    found = re.match(r"\s*\+?0*([1-6])(?![0-9])", value, re.ASCII) if isinstance(value, str) else None
    return int(found[1]) if found else None
