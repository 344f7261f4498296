"""What a person at a terminal reads: errors, diagnostics, tables."""

from __future__ import annotations

import logging
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from app.problems import ExitStatus, outcome_of
from renderers import Code, Diagnostic, MarpdError, Severity

_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.INFO: "\x1b[36m"}
_PLAIN = "\x1b[0m"
# What a PowerPoint file shows otherwise. Most decks have dozens of these, which would hide the warnings.
_OF_POWERPOINT = {Code.PPTX_APPROXIMATED, Code.PPTX_PICTURE, Code.PPTX_DROPPED, Code.FONT_FALLBACK}


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


def tell(error: Exception, deck: str = "") -> ExitStatus:
    """Says on stderr what went wrong, why, and what to do, and with which `deck`. Returns the exit status."""
    if isinstance(error, MarpdError):
        _say(f"{deck or 'marpd'}: error: {error.message} {error.hint}".rstrip())
        logging.getLogger("marpd").debug("%s", error.detail or error.code, exc_info=error)
        return outcome_of(error).exit_status
    _say(
        f"marpd: error: This is a mistake in marpd: {type(error).__name__}: {error}. "
        "Please report it, with what MARPD_LOG_LEVEL=debug adds."
    )
    logging.getLogger("marpd").debug("unhandled error", exc_info=error)
    return ExitStatus.BUG


def tell_diagnostics(
    diagnostics: Iterable[Diagnostic], deck: str, *, is_coloured: bool, is_verbose: bool = False
) -> None:
    """Says diagnostics on stderr."""
    for line in lines_of(diagnostics, deck, is_coloured=is_coloured, is_verbose=is_verbose):
        _say(line)


def lines_of(
    diagnostics: Iterable[Diagnostic], deck: str, *, is_coloured: bool, is_verbose: bool = False
) -> Iterator[str]:
    """One line a diagnostic, as compilers write them, so that editors can jump to the place.

    Infos come last, summed up by their topic unless `is_verbose`; a single one takes no more room than its sum.
    """
    topics: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if is_verbose or diagnostic.severity is not Severity.INFO:
            yield line_of(diagnostic, deck, is_coloured=is_coloured)
        else:
            topics.setdefault(_topic(diagnostic), []).append(diagnostic)
    for topic, infos in topics.items():
        if len(infos) == 1:
            yield line_of(infos[0], deck, is_coloured=is_coloured)
        else:
            yield _sum_of(infos, topic, deck, is_coloured=is_coloured)


def _topic(diagnostic: Diagnostic) -> str:
    return "what PowerPoint shows otherwise" if diagnostic.code in _OF_POWERPOINT else "the deck"


def _sum_of(infos: Sequence[Diagnostic], topic: str, deck: str, *, is_coloured: bool) -> str:
    """`talk.md: info: 3 notes on the deck (html-dropped 3); ...`."""
    codes = ", ".join(f"{code} {count}" for code, count in Counter(info.code for info in infos).most_common())
    severity = _severity(Severity.INFO, is_coloured=is_coloured)
    ways = "--report FILE has them all, --verbose prints them."
    return f"{deck}: {severity}: {len(infos)} notes on {topic} ({codes}); {ways}"


def line_of(diagnostic: Diagnostic, deck: str, *, is_coloured: bool = False) -> str:
    """`talk.md:12: warning: message (hint) [code]`."""
    numbers = [str(number) for number in (diagnostic.line, diagnostic.column) if number is not None]
    place = ":".join([deck, *numbers] if diagnostic.line else [deck])
    severity = _severity(diagnostic.severity, is_coloured=is_coloured)
    on_slide = f"slide {diagnostic.slide}: " if diagnostic.slide and not diagnostic.line else ""
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    return f"{place}: {severity}: {on_slide}{diagnostic.message}{hint} [{diagnostic.code}]"


def _severity(severity: Severity, *, is_coloured: bool) -> str:
    return f"{_COLOURS[severity]}{severity}{_PLAIN}" if is_coloured else severity


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
