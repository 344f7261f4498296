"""Which comments are directives, which are presenter notes, and which are for other tools (M-061 to M-066)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from renderers.directives.loose_yaml import YamlRefused, key_lines, read_yaml
from renderers.directives.table import DIRECTIVES, LOOSE_IN_COMMENTS, directive_named
from renderers.model.blocks import Comment, Settings
from renderers.model.diagnostic import Code, Diagnostic
from renderers.slides.cascade import Setting

_PRAGMA = re.compile(
    r"prettier-ignore(?:-start|-end)?\Z"
    r"|markdownlint-(?:disable|enable)"
    r"|markdownlint-(?:capture|restore)\Z"
    r"|lint (?:disable|enable|ignore)"
)
_NAMES = tuple(row.name for row in DIRECTIVES)
_BY_LOWER_NAME = {name.lower(): name for name in _NAMES}
_LOOKS_LIKE_DIRECTIVE = re.compile(rf"_?(?:{'|'.join(LOOSE_IN_COMMENTS)})[ \t]*:")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a comment means: `setting` if it is a directive, else `note` if it is one, else nothing."""

    setting: Setting | None = None
    note: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def meaning(comment: Comment) -> Meaning:
    """Tell directives from notes; a mapping with a known key is a directive (M-061)."""
    if _PRAGMA.match(comment.text):
        return Meaning()
    if ":" not in comment.text:
        return Meaning(note=comment.text)
    try:
        value = read_yaml(comment.text, LOOSE_IN_COMMENTS)
    except YamlRefused as error:
        return Meaning(note=comment.text, diagnostics=_unread(comment, error.reason, error.line))
    if not isinstance(value, dict):
        return Meaning(note=comment.text, diagnostics=_unread(comment, "there is no blank after the colon"))
    if any(directive_named(key, in_front_matter=False) for key in value):
        return Meaning(setting=_setting(value, comment))
    return Meaning(note=comment.text, diagnostics=unknown_names(_setting(value, comment)))


def unknown_names(setting: Setting) -> tuple[Diagnostic, ...]:
    """A word on keys that are nearly a directive's name. Other keys are somebody else's (M-034)."""
    return tuple(
        Diagnostic(
            code=Code.DIRECTIVE_UNKNOWN,
            message=f"There is no directive '{key}'.",
            hint=f"Did you mean '{nearest}'?",
            line=setting.line_of(key),
        )
        for key in setting.settings
        if (nearest := _nearest(key))
    )


def _setting(settings: Settings, comment: Comment) -> Setting:
    lines = {key: comment.line + line - 1 for key, line in key_lines(comment.text).items()}
    return Setting(settings, comment.line, lines)


def _nearest(key: str) -> str | None:
    bare = key.removeprefix("_")
    if bare in _NAMES or len(bare) > max(map(len, _NAMES)) + 2:
        return None
    close = get_close_matches(bare.lower(), _BY_LOWER_NAME, n=1, cutoff=0.85)
    return key[: len(key) - len(bare)] + _BY_LOWER_NAME[close[0]] if close else None


def _unread(comment: Comment, reason: str, line: int = 1) -> tuple[Diagnostic, ...]:
    if not _LOOKS_LIKE_DIRECTIVE.match(comment.text):
        return ()
    return (
        Diagnostic(
            code=Code.DIRECTIVE_VALUE,
            message=f"This comment looks like a directive but cannot be read as one, so it is a note: {reason}.",
            hint="Write it as `name: value`, and put a value with special characters in quotes.",
            line=comment.line + line - 1,
        ),
    )
