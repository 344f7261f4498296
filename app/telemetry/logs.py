"""Log lines: JSON for machines, one readable line for a person at a terminal."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TextIO

LOGGER = logging.getLogger("marpd")
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")


def configure_logs(level: str, stream: TextIO = sys.stderr) -> None:
    """Sends every log line of this process to `stream`; its form depends on whether a person reads there."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PlainLines() if stream.isatty() else JsonLines())
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    # The server's own start and stop lines repeat ours.
    logging.getLogger("uvicorn").setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))


def write(level: int, event: str, /, **fields: object) -> None:
    """One line of the service's own log."""
    LOGGER.log(level, event, extra={"fields": fields})


class JsonLines(logging.Formatter):
    """One JSON object a line: when, level, event, request id, and the event's own fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`; a traceback is a field of it."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        if record.name != LOGGER.name:
            line["logger"] = record.name
        if request_id := REQUEST_ID.get():
            line["request_id"] = request_id
        line |= _fields_of(record)
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """Time, level, event, and the event's own fields as `name=value`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`; a traceback follows it."""
        when = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        fields = {**_fields_of(record)}
        if request_id := REQUEST_ID.get():
            fields["request_id"] = request_id
        text = " ".join([record.getMessage(), *(f"{name}={value}" for name, value in fields.items())])
        line = f"{when} {record.levelname.lower():7} {text}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _fields_of(record: logging.LogRecord) -> Mapping[str, object]:
    fields = getattr(record, "fields", None)
    return fields if isinstance(fields, dict) else {}
