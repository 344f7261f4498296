"""What the author of a deck should know: a closed list of codes, each with a place in the source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: an `error` lost content, a `warning` may have changed it, an `info` is only worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Code(StrEnum):
    """Every diagnostic there is. Programs may rely on these words."""

    ASSET_BLOCKED = "asset-blocked"
    ASSET_MISSING = "asset-missing"
    CODE_PLAIN = "code-plain"
    COMMENT_UNCLOSED = "comment-unclosed"
    DIAGRAM_ERROR = "diagram-error"
    DIRECTIVE_UNKNOWN = "directive-unknown"
    DIRECTIVE_VALUE = "directive-value"
    FONT_FALLBACK = "font-fallback"
    FRONT_MATTER = "front-matter"
    GLYPH_MISSING = "glyph-missing"
    HTML_DROPPED = "html-dropped"
    MATH_ERROR = "math-error"
    OVERFLOW = "overflow"
    PPTX_APPROXIMATED = "pptx-approximated"
    PPTX_DROPPED = "pptx-dropped"
    PPTX_PICTURE = "pptx-picture"
    STYLE_INVALID = "style-invalid"
    THEME_INVALID = "theme-invalid"
    THEME_UNKNOWN = "theme-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One thing the author should know. `slide`, `line` and `column` count from 1, None where there is none.

    `figures` are measures for programs, by name; the message says them for people.
    """

    code: Code
    message: str
    hint: str = ""
    severity: Severity = Severity.WARNING
    slide: int | None = None
    line: int | None = None
    column: int | None = None
    figures: tuple[tuple[str, float | str], ...] = ()
