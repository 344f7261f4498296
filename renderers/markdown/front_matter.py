"""The YAML between dashes at the very top of a deck, by Marp's rules for where it begins and ends (section 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from frontmatter.default_handlers import BaseHandler

from renderers.directives.loose_yaml import YamlRefused, key_lines, read_yaml
from renderers.directives.table import LOOSE_IN_FRONT_MATTER
from renderers.model.blocks import FrontMatter, Settings
from renderers.model.diagnostic import Code, Diagnostic

# The whole first line must be dashes (section 28 on M-025 and M-032).
_OPENING = re.compile(r"(-{3,})[ \t]*(?:\r?\n|\r|\Z)")


class MarpFrontMatter(BaseHandler):
    """Marp's front matter as a handler of python-frontmatter.

    `frontmatter.parse` itself is not used: it strips the text, which shifts every line, and given a handler it takes
    the first two rulers of a deck for front matter.
    """

    FM_BOUNDARY = _OPENING

    def detect(self, text: str) -> bool:
        """Whether the text begins with front matter: dashes from the first character (M-022)."""
        return _OPENING.match(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """The YAML, and the deck below it. Unclosed front matter is all there is (M-026)."""
        parts = _split(text)
        return parts.yaml, parts.content

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """The settings of a YAML text; none where it is no mapping (M-027). Raises `YamlRefused`."""
        value = read_yaml(fm, LOOSE_IN_FRONT_MATTER)
        return value if isinstance(value, dict) else {}


@dataclass(frozen=True, slots=True)
class _Parts:
    yaml: str
    content: str
    content_line: int
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Divided:
    """A text divided into its front matter and the deck below, whose first line is number `line`."""

    front_matter: FrontMatter | None
    content: str
    line: int
    diagnostics: tuple[Diagnostic, ...] = ()


def divide_front_matter(text: str) -> Divided:
    """Take the front matter off the top of a deck. Broken YAML is a diagnostic, and sets nothing (M-028)."""
    handler = MarpFrontMatter()
    if not handler.detect(text):
        return Divided(None, text, 1)
    parts = _split(text)
    settings, problems = _load(handler, parts.yaml)
    if not parts.is_closed:
        problems = (_unclosed(), *problems)
    lines = {key: line + 1 for key, line in key_lines(parts.yaml).items()}
    return Divided(FrontMatter(settings, lines), parts.content, parts.content_line, problems)


def _load(handler: MarpFrontMatter, text: str) -> tuple[Settings, tuple[Diagnostic, ...]]:
    try:
        return handler.load(text), ()
    except YamlRefused as error:
        return {}, (_broken(error),)


def _split(text: str) -> _Parts:
    opening = _OPENING.match(text)
    if not opening:
        return _Parts("", text, 1, is_closed=True)
    # Fewer than four columns of indent, at least as many dashes as above (M-023), or three dots (M-024).
    closing = re.compile(rf"[ ]{{0,3}}-{{{len(opening[1])},}}[ \t]*\r?|[ \t]*\.\.\.\r?").fullmatch
    lines = text[opening.end() :].split("\n")
    for index, line in enumerate(lines):
        if closing(line):
            return _Parts("\n".join(lines[:index]), "\n".join(lines[index + 1 :]), index + 3, is_closed=True)
    return _Parts("\n".join(lines[:-1]), "", len(lines) + 1, is_closed=False)


def _broken(error: YamlRefused) -> Diagnostic:
    return Diagnostic(
        code=Code.FRONT_MATTER,
        message=f"The front matter is not valid YAML, so none of it holds: {error.reason}.",
        hint="Put values that hold ': ', '#' or other special characters in quotes.",
        line=error.line + 1,
        column=error.column,
    )


def _unclosed() -> Diagnostic:
    return Diagnostic(
        code=Code.FRONT_MATTER,
        message="The front matter is not closed, so the whole deck is taken for it.",
        hint="End the front matter with a line of as many dashes as it begins with.",
        line=1,
    )
