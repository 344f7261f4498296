"""What a person at a terminal reads: errors, diagnostics, tables."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Sequence

from app.problems import ExitStatus, outcome_of
from renderers import Diagnostic, MarpdError, Severity

_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.INFO: "\x1b[36m"}
_PLAIN = "\x1b[0m"


class CommandLines(logging.Formatter):
    """Log lines as the command line says things: who, how bad, what."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`."""
        line = f"marpd: {record.levelname.lower()}: {record.getMessage()}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def configure_logs(level: str) -> None:
    """Log lines go to stderr, and only those that a person should read unless `level` is debug."""
    handler = logging.StreamHandler()
    handler.setFormatter(CommandLines())
    least = logging.DEBUG if level == "debug" else logging.WARNING
    logging.basicConfig(handlers=[handler], level=least, force=True)


def tell(error: Exception) -> ExitStatus:
    """Says on stderr what went wrong, why, and what to do. Returns the exit status."""
    if isinstance(error, MarpdError):
        _say(f"marpd: error: {error.message} {error.hint}".rstrip())
        logging.getLogger("marpd").debug("%s", error.detail or error.code, exc_info=error)
        return outcome_of(error).exit_status
    _say(
        f"marpd: error: This is a mistake in marpd: {type(error).__name__}: {error}. "
        "Please report it, with what MARPD_LOG_LEVEL=debug adds."
    )
    logging.getLogger("marpd").debug("unhandled error", exc_info=error)
    return ExitStatus.BUG


def tell_diagnostics(diagnostics: Iterable[Diagnostic], deck: str, *, is_coloured: bool) -> None:
    """One line a diagnostic, as compilers write them, so that editors can jump to the place."""
    for diagnostic in diagnostics:
        _say(line_of(diagnostic, deck, is_coloured=is_coloured))


def line_of(diagnostic: Diagnostic, deck: str, *, is_coloured: bool = False) -> str:
    """`talk.md:12: warning: message (hint) [code]`."""
    numbers = [str(number) for number in (diagnostic.line, diagnostic.column) if number is not None]
    place = ":".join([deck, *numbers] if diagnostic.line else [deck])
    severity: str = diagnostic.severity
    if is_coloured:
        severity = f"{_COLOURS[diagnostic.severity]}{severity}{_PLAIN}"
    on_slide = f"slide {diagnostic.slide}: " if diagnostic.slide and not diagnostic.line else ""
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    return f"{place}: {severity}: {on_slide}{diagnostic.message}{hint} [{diagnostic.code}]"


def write_out(content: bytes) -> None:
    """Bytes on stdout. Ends the process quietly when nobody reads them."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python flushes stdout once more on its way out, and would complain there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(ExitStatus.PIPE_CLOSED) from None


def table(rows: Sequence[Sequence[str]]) -> bytes:
    """Columns as wide as they must be, the last as it comes."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def _say(line: str) -> None:
    try:
        print(line, file=sys.stderr, flush=True)  # noqa: T201  # the command line's voice
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
