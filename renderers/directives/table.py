"""Every directive, one row each. What a directive may hold, where it stands and how it shows are all said here."""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from typing import Any

from renderers.directives import values
from renderers.directives.values import HeadingLevels, Pagination
from renderers.model.directive import Directive, Scope

THEME: Directive[str] = Directive(
    name="theme", scope=Scope.GLOBAL, default="", parse=values.one_line, summary="the theme of the deck, by its name"
)
STYLE: Directive[str] = Directive(
    name="style", scope=Scope.GLOBAL, default="", parse=values.text, summary="extra CSS for the whole deck"
)
HEADING_DIVIDER: Directive[HeadingLevels] = Directive(
    name="headingDivider",
    scope=Scope.GLOBAL,
    default=HeadingLevels(),
    parse=values.heading_levels,
    text=lambda value: value.text,
    summary="headings of these levels begin a slide: a level and all above it, or a list of levels",
)
LANG: Directive[str] = Directive(
    name="lang", scope=Scope.GLOBAL, default="", parse=values.one_line, summary="the language of the deck, such as `ja`"
)
SIZE: Directive[str] = Directive(
    name="size",
    scope=Scope.GLOBAL,
    default="",
    parse=values.one_line,
    is_shown=False,
    is_loose_in_comments=False,
    summary="a slide size that the theme knows, such as `4:3`",
)
MATH: Directive[str] = Directive(
    name="math",
    scope=Scope.GLOBAL,
    default="",
    parse=values.one_line,
    is_shown=False,
    is_loose_in_comments=False,
    summary="Marp's choice of math library; marpd has one and takes note of it only",
)
TITLE: Directive[str] = Directive(
    name="title",
    scope=Scope.GLOBAL,
    default="",
    parse=values.one_line,
    is_shown=False,
    is_loose_in_comments=False,
    summary="the title of the output; without it, the first heading of the highest level",
)
AUTHOR: Directive[str] = Directive(
    name="author",
    scope=Scope.GLOBAL,
    default="",
    parse=values.one_line,
    is_shown=False,
    is_loose_in_comments=False,
    summary="the author in the output's metadata",
)
DESCRIPTION: Directive[str] = Directive(
    name="description",
    scope=Scope.GLOBAL,
    default="",
    parse=values.one_line,
    is_shown=False,
    is_loose_in_comments=False,
    summary="the description in the output's metadata",
)
KEYWORDS: Directive[tuple[str, ...]] = Directive(
    name="keywords",
    scope=Scope.GLOBAL,
    default=(),
    parse=values.keywords,
    text=", ".join,
    is_shown=False,
    is_loose_in_comments=False,
    summary="keywords in the output's metadata: a text with commas, or a list",
)
URL: Directive[str] = Directive(
    name="url",
    scope=Scope.GLOBAL,
    default="",
    parse=values.absolute_url,
    is_shown=False,
    is_loose_in_comments=False,
    summary="the canonical address of the deck, for HTML",
)
IMAGE: Directive[str] = Directive(
    name="image",
    scope=Scope.GLOBAL,
    default="",
    parse=values.one_line,
    is_shown=False,
    is_loose_in_comments=False,
    summary="the address of a picture that stands for the deck, for HTML",
)
DATE: Directive[str] = Directive(
    name="date",
    scope=Scope.GLOBAL,
    default="",
    parse=values.one_line,
    is_shown=False,
    is_loose_in_comments=False,
    summary="the date of the deck, which becomes the date of the output; an addition of marpd",
)
PAGINATE: Directive[Pagination] = Directive(
    name="paginate",
    scope=Scope.LOCAL,
    default=Pagination.OFF,
    parse=values.pagination,
    summary="show the slide's number: `true`, `false`, `hold` (show, do not count) or `skip` (neither)",
)
HEADER: Directive[str] = Directive(
    name="header", scope=Scope.LOCAL, default="", parse=values.text, summary="text at the top, with inline Markdown"
)
FOOTER: Directive[str] = Directive(
    name="footer", scope=Scope.LOCAL, default="", parse=values.text, summary="text at the bottom, with inline Markdown"
)
CLASS: Directive[str] = Directive(
    name="class", scope=Scope.LOCAL, default="", parse=values.class_names, summary="classes of the slide's section"
)
COLOR: Directive[str] = Directive(
    name="color", scope=Scope.LOCAL, default="", parse=values.text, summary="the colour of text"
)
BACKGROUND_COLOR: Directive[str] = Directive(
    name="backgroundColor", scope=Scope.LOCAL, default="", parse=values.text, summary="the colour behind the slide"
)
BACKGROUND_IMAGE: Directive[str] = Directive(
    name="backgroundImage",
    scope=Scope.LOCAL,
    default="",
    parse=values.text,
    summary="a CSS image behind the slide, such as `url(photo.jpg)` or a gradient",
)
BACKGROUND_POSITION: Directive[str] = Directive(
    name="backgroundPosition",
    scope=Scope.LOCAL,
    default="",
    parse=values.text,
    summary="where the background image stands; `center` if not given",
)
BACKGROUND_REPEAT: Directive[str] = Directive(
    name="backgroundRepeat",
    scope=Scope.LOCAL,
    default="",
    parse=values.text,
    summary="whether the background image repeats; `no-repeat` if not given",
)
BACKGROUND_SIZE: Directive[str] = Directive(
    name="backgroundSize",
    scope=Scope.LOCAL,
    default="",
    parse=values.text,
    summary="how large the background image is; `cover` if not given",
)

DIRECTIVES: tuple[Directive[Any], ...] = (
    THEME,
    STYLE,
    HEADING_DIVIDER,
    LANG,
    SIZE,
    MATH,
    TITLE,
    AUTHOR,
    DESCRIPTION,
    KEYWORDS,
    URL,
    IMAGE,
    DATE,
    PAGINATE,
    HEADER,
    FOOTER,
    CLASS,
    COLOR,
    BACKGROUND_COLOR,
    BACKGROUND_IMAGE,
    BACKGROUND_POSITION,
    BACKGROUND_REPEAT,
    BACKGROUND_SIZE,
)

_BY_NAME = {row.name: row for row in DIRECTIVES}
_FRONT_MATTER_ONLY = {DATE}

LOOSE_IN_COMMENTS = tuple(row.name for row in DIRECTIVES if row.is_loose_in_comments)
LOOSE_IN_FRONT_MATTER = tuple(row.name for row in DIRECTIVES)


def directive_named(key: str, *, in_front_matter: bool) -> Directive[Any] | None:
    """The directive that a YAML key means: its name, or for a local one also `_` and its name (M-072); case matters."""
    row = _BY_NAME.get(key) or _spot(key)
    return None if row in _FRONT_MATTER_ONLY and not in_front_matter else row


def row_named(name: str) -> Directive[Any]:
    """The row of exactly this name."""
    return _BY_NAME[name]


def _by_name(row: Directive[Any]) -> tuple[Callable[[str], Directive[Any]], tuple[str]]:
    return row_named, (row.name,)


# Rows are told apart by what they are, not by what they hold: one that travels to another process is itself there.
copyreg.pickle(Directive, _by_name)


def is_spot(key: str) -> bool:
    """Whether a key is for its own slide only."""
    return key.startswith("_")


def _spot(key: str) -> Directive[Any] | None:
    row = _BY_NAME.get(key[1:]) if is_spot(key) else None
    return row if row and row.scope is Scope.LOCAL else None
