"""Reads multipart/form-data into memory: no temporary files, and bytes as they came."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from app.problems import BodyMalformed

# More pictures than any deck in the wild has; without a bound, a body of empty parts costs far more than its size.
MOST_PARTS = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a form. `filename` is None for a plain field."""

    name: str
    filename: str | None
    content: bytes


async def parts_of(content_type: str, stream: AsyncIterator[bytes]) -> tuple[Part, ...]:
    """The parts of a form in their order. Raises `BodyMalformed`."""
    _, parameters = parse_options_header(content_type)
    collector = _Collector()
    try:
        parser = MultipartParser(
            parameters.get(b"boundary", b""),
            {
                "on_part_begin": collector.begin,
                "on_header_field": collector.header_name,
                "on_header_value": collector.header_value,
                "on_header_end": collector.header_end,
                "on_part_data": collector.data,
                "on_part_end": collector.end,
                "on_end": collector.finish,
            },
        )
        async for chunk in stream:
            parser.write(chunk)
    except FormParserError as error:
        raise _malformed(f"It does not parse: {error}.") from None
    if not collector.is_finished:
        raise _malformed("It ends before its last boundary.")
    return tuple(collector.parts)


def _malformed(reason: str) -> BodyMalformed:
    return BodyMalformed(
        f"The body is not well-formed multipart/form-data. {reason}",
        hint="Let the HTTP client write the Content-Type header itself, as curl -F does: it holds the boundary.",
        phase="read",
    )


class _Collector:
    """Gathers what the parser calls out."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.is_finished = False
        self._headers: dict[bytes, bytes] = {}
        self._name = bytearray()
        self._value = bytearray()
        self._content = bytearray()

    def begin(self) -> None:
        if len(self.parts) >= MOST_PARTS:
            raise _malformed(f"It has more than {MOST_PARTS} parts.")
        self._headers, self._content = {}, bytearray()

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def header_end(self) -> None:
        self._headers[bytes(self._name).lower()] = bytes(self._value)
        self._name, self._value = bytearray(), bytearray()

    def data(self, data: bytes, start: int, end: int) -> None:
        self._content += data[start:end]

    def end(self) -> None:
        _, parameters = parse_options_header(self._headers.get(b"content-disposition"))
        name, filename = parameters.get(b"name"), parameters.get(b"filename")
        if name is None:
            raise _malformed("A part has no name in its Content-Disposition.")
        self.parts.append(Part(_text(name), None if filename is None else _text(filename), bytes(self._content)))

    def finish(self) -> None:
        self.is_finished = True


def _text(header: bytes) -> str:
    return header.decode("utf-8", "replace")
