"""How a request's body is read: one row a content type, and nothing held beyond the limit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from app.problems import BodySlow, BodyTypeUnknown
from app.routes.forms import read_form
from app.schemas.options import option_schemas
from app.schemas.sent import Sent, deck_text
from renderers import Source, SourceTooLarge

LIMIT_SETTING = "MARPD_MAX_BODY_BYTES"


@dataclass(frozen=True, slots=True)
class BodyReader:
    """One content type: how to read it, and its schema for OpenAPI."""

    media_type: str
    read: Callable[[str, AsyncIterator[bytes]], Awaitable[Sent]]
    schema: Mapping[str, Any]


async def _read_deck(content_type: str, stream: AsyncIterator[bytes]) -> Sent:  # noqa: ARG001  # a row's signature
    return Sent(Source(deck_text(b"".join([chunk async for chunk in stream]))))


_DECK = {"type": "string", "format": "binary", "description": "The deck itself: Markdown in UTF-8."}
_FILES = {"type": "array", "items": {"type": "string", "format": "binary"}}
_FORM = {
    "type": "object",
    "required": ["deck"],
    "properties": {
        "deck": {"type": "string", "format": "binary", "description": "The Markdown of the deck, in UTF-8."},
        "assets": {**_FILES, "description": "Pictures and fonts, each under the path that the deck uses."},
        **{name: schema for name, schema in option_schemas().items() if name != "theme"},
        "theme": {**_FILES, "description": "Themes as CSS files, for the deck to choose from; or a theme's name."},
    },
    "additionalProperties": False,
}

BODY_READERS: tuple[BodyReader, ...] = (
    BodyReader("text/markdown", _read_deck, _DECK),
    BodyReader("text/plain", _read_deck, _DECK),
    BodyReader("application/octet-stream", _read_deck, _DECK),
    # What `curl --data-binary` says of any body.
    BodyReader("application/x-www-form-urlencoded", _read_deck, _DECK),
    BodyReader("multipart/form-data", read_form, _FORM),
)


async def read_body(request: Request, *, limit_bytes: int, seconds: float) -> Sent:
    """What came in the body. Raises `SourceTooLarge` before reading past the limit, `BodySlow` after `seconds`."""
    reader = _reader_for(request)
    try:
        async with asyncio.timeout(seconds):
            return await reader.read(request.headers.get("content-type", ""), _limited(request, limit_bytes))
    except TimeoutError:
        raise BodySlow(
            "The body had not arrived when the request's deadline passed.",
            hint="Send it again over a faster connection, or send less.",
            phase="read",
        ) from None


def _reader_for(request: Request) -> BodyReader:
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding != "identity":
        raise BodyTypeUnknown(
            "Compressed bodies are not taken.", hint="Send the body without a Content-Encoding.", phase="read"
        )
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not media_type:
        return BODY_READERS[0]
    for reader in BODY_READERS:
        if reader.media_type == media_type:
            return reader
    known = ", ".join(reader.media_type for reader in BODY_READERS)
    raise BodyTypeUnknown(
        f"A body of type '{media_type[:60]}' is not taken.", hint=f"Send one of: {known}.", phase="read"
    )


async def _limited(request: Request, limit_bytes: int) -> AsyncIterator[bytes]:
    """The chunks of the body, up to the limit, whatever Content-Length says or whether it is there."""
    too_large = SourceTooLarge(what="request", limit_bytes=limit_bytes, setting=LIMIT_SETTING)
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit_bytes:
        raise too_large
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > limit_bytes:
            raise too_large
        yield chunk
