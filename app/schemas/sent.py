"""What came in one request, whatever its content type was."""

from __future__ import annotations

from dataclasses import dataclass

from renderers import Source, SourceEmpty, decode


@dataclass(frozen=True, slots=True)
class Sent:
    """A deck with what came along, and the options that stood in the body as name and value."""

    source: Source
    options: tuple[tuple[str, str], ...] = ()


def deck_text(content: bytes) -> str:
    """The text of a deck. Raises `SourceEmpty` for no bytes at all, `SourceNotUtf8` with the place."""
    text = decode(content)
    if not text:
        raise SourceEmpty
    return text
