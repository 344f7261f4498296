"""Errors: what ends a render, and nothing else.

A mistake in a deck is a `Diagnostic`, never one of these. The tree:

    MarpdError
    ├── InputRefused             the caller can mend it
    │   ├── SourceEmpty
    │   ├── SourceNotUtf8
    │   ├── SourceTooLarge
    │   ├── FormatUnknown
    │   ├── ThemeUnknown
    │   ├── ThemeInvalid
    │   ├── AssetRefused
    │   ├── OptionInvalid
    │   ├── SlidesTooMany
    │   └── OutputTooLarge
    └── RenderFailed             the caller cannot
        ├── RenderTimeout
        ├── DeckTooHeavy
        ├── WorkersUnavailable
        ├── BrowserUnavailable
        └── BrowserCrashed
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, ClassVar


class MarpdError(Exception):
    """The root of the tree; never raised itself.

    `message` says what failed and why, `hint` what to do about it. Both are safe to show to a stranger: they hold no
    path of the server and no stack trace. `detail` is for the operator's log only.
    """

    code: ClassVar[str] = "error"
    title: ClassVar[str] = "The render failed"
    is_retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, hint: str = "", phase: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.phase = phase
        self.detail = detail

    def __reduce__(self) -> tuple[Callable[..., MarpdError], tuple[type[MarpdError], dict[str, Any]]]:
        """How it travels between processes: as it is, for its own constructor may take other words."""
        return _as_it_was, (type(self), self.__dict__)


class InputRefused(MarpdError):
    """The request cannot be rendered as it is; sending it again changes nothing."""


class SourceEmpty(InputRefused):
    """No deck came with the request."""

    code = "source-empty"
    title = "The deck is empty"

    def __init__(self) -> None:
        super().__init__("The deck has no content.", hint="Send the Markdown of the deck as the body.", phase="read")


class SourceNotUtf8(InputRefused):
    """The deck is not UTF-8. `line` and `column` (both from 1) say where the first wrong byte is."""

    code = "source-not-utf8"
    title = "The deck is not UTF-8"

    def __init__(self, *, line: int, column: int, byte: int) -> None:
        super().__init__(
            f"The deck is not UTF-8: byte 0x{byte:02x} at line {line}, column {column}.",
            hint="Save the file as UTF-8, for example with: iconv -f ENCODING -t UTF-8 talk.md",
            phase="read",
        )
        self.line = line
        self.column = column


class SourceTooLarge(InputRefused):
    """The deck, an asset or the whole request is over an operator's limit. Sizes are in bytes."""

    code = "source-too-large"
    title = "The request is too large"

    def __init__(self, *, what: str, limit_bytes: int, setting: str) -> None:
        super().__init__(
            f"The {what} is larger than {limit_bytes} bytes.",
            hint=f"Send less, or ask the operator to raise {setting}.",
            phase="read",
        )
        self.limit_bytes = limit_bytes


class _NameUnknown(InputRefused):
    """A name outside a closed list."""

    what: ClassVar[str] = "name"

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        nearest = get_close_matches(name, known, n=1)
        guess = f" Did you mean {nearest[0]}?" if nearest else ""
        super().__init__(
            f"There is no {self.what} {_shown(name)}.{guess}", hint=f"Use one of: {', '.join(known)}.", phase="read"
        )
        self.name = name
        self.known = known


class FormatUnknown(_NameUnknown):
    """An output format that nobody makes."""

    code = "format-unknown"
    title = "The output format is unknown"
    what = "output format"


class ThemeUnknown(_NameUnknown):
    """A theme asked for by option that is not in the theme set. The same in a deck is only a diagnostic."""

    code = "theme-unknown"
    title = "The theme is unknown"
    what = "theme"


class ThemeInvalid(InputRefused):
    """A theme sent along cannot be used at all: it has no name, or is not text."""

    code = "theme-invalid"
    title = "The theme cannot be used"


class AssetRefused(InputRefused):
    """An asset came under a name that cannot be served safely."""

    code = "asset-refused"
    title = "The asset's name is not allowed"


class OptionInvalid(InputRefused):
    """An option nobody knows, or a value it does not take. `field` is its name, as the caller wrote it."""

    code = "option-invalid"
    title = "The option is not valid"

    def __init__(self, message: str, *, hint: str = "", phase: str = "", field: str = "") -> None:
        super().__init__(message, hint=hint, phase=phase)
        self.field = field


class SlidesTooMany(InputRefused):
    """The deck has more slides than the operator allows."""

    code = "slides-too-many"
    title = "The deck has too many slides"

    def __init__(self, *, slides: int, limit: int) -> None:
        super().__init__(
            f"The deck has {slides} slides; no more than {limit} are rendered.",
            hint="Divide the deck, or ask the operator to raise MARPD_MAX_SLIDES.",
            phase="parse",
        )


class OutputTooLarge(InputRefused):
    """What would be made of the deck is over the operator's limit, in bytes."""

    code = "output-too-large"
    title = "The output is too large"

    def __init__(self, *, limit_bytes: int, phase: str = "") -> None:
        super().__init__(
            f"The output is larger than {limit_bytes} bytes.",
            hint="Render fewer slides, smaller pictures or a lower scale, or ask the operator to raise "
            "MARPD_MAX_OUTPUT_BYTES.",
            phase=phase,
        )
        self.limit_bytes = limit_bytes


class RenderFailed(MarpdError):
    """The request was understood; making the output failed."""


class RenderTimeout(RenderFailed):
    """The one deadline of the render passed."""

    code = "render-timeout"
    title = "The render took too long"

    def __init__(self, *, phase: str, seconds: float, pending: str = "") -> None:
        waiting = f", waiting for {_shown(pending)}" if pending else ""
        super().__init__(
            f"The render passed its deadline of {seconds:g} s while in the phase '{phase}'{waiting}.",
            hint="Render fewer or lighter slides, or ask the operator to raise MARPD_DEADLINE_SECONDS.",
            phase=phase,
        )


class DeckTooHeavy(RenderFailed):
    """The deck took more memory than it may, or ended the process that worked on it: its own fault."""

    code = "deck-too-heavy"
    title = "The deck is too heavy"


class WorkersUnavailable(RenderFailed):
    """No process can be started that would work on the deck."""

    code = "workers-unavailable"
    title = "No worker is available"
    is_retryable = True


class BrowserUnavailable(RenderFailed):
    """Chromium cannot be started. `hint` says how to mend it."""

    code = "browser-unavailable"
    title = "No browser is available"
    is_retryable = True


class BrowserCrashed(RenderFailed):
    """Chromium went away in the middle of a render, again after a second try: the deck's own fault."""

    code = "browser-crashed"
    title = "The deck crashes the browser"


def _as_it_was(kind: type[MarpdError], state: dict[str, Any]) -> MarpdError:
    error = kind.__new__(kind, state["message"])
    error.__dict__.update(state)
    return error


def _shown(name: str, most: int = 60) -> str:
    """A stranger's text as it may stand in a message: short, and with no control characters."""
    clean = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)
    return f"'{clean[:most]}…'" if len(clean) > most else f"'{clean}'"
