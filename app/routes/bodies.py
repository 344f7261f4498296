"""How a request's body is read: one row a content type, and nothing held beyond the limit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import Request

from app.problems import BodySlow, BodyTypeUnknown
from app.routes.forms import read_form
from app.schemas.bundles import DECK, read_bundle
from app.schemas.json_source import DeckBody, read_json
from app.schemas.options import option_schemas
from app.schemas.sent import Sent, deck_text
from app.settings import LIMIT_VARIABLE
from renderers import Source, SourceTooLarge


@dataclass(frozen=True, slots=True)
class BodyReader:
    """One content type: how to read it, and for OpenAPI its schema and the content types of its parts."""

    media_type: str
    read: Callable[[Arriving], Awaitable[Sent]]
    schema: Mapping[str, Any]
    encoding: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Arriving:
    """A body on its way. `limit_bytes` is how large it may be, unpacked too."""

    content_type: str
    stream: AsyncIterator[bytes]
    limit_bytes: int

    async def whole(self) -> bytes:
        """All of it. Raises `SourceTooLarge`."""
        return b"".join([chunk async for chunk in self.stream])


async def _read_deck(body: Arriving) -> Sent:
    return Sent(Source(deck_text(await body.whole())))


async def _read_form(body: Arriving) -> Sent:
    return await read_form(body.content_type, body.stream)


async def _read_bundle(body: Arriving) -> Sent:
    # Off the event loop, like JSON: a large one takes a while, and others want an answer meanwhile.
    unpack = partial(read_bundle, limit_bytes=body.limit_bytes, setting=LIMIT_VARIABLE)
    return await asyncio.to_thread(unpack, await body.whole())


async def _read_json(body: Arriving) -> Sent:
    return await asyncio.to_thread(read_json, await body.whole())


_DECK = {"type": "string", "minLength": 1, "description": "The deck itself: Markdown in UTF-8."}
# Without a type, for there is no text that would be of a wrong one.
_TEXT = {name: said for name, said in _DECK.items() if name != "type"}
_BUNDLE = {
    "type": "string",
    "format": "binary",
    "description": f"A zip: the only file that ends in .md, or {DECK}, is the deck; "
    ".css files with `@theme` are themes; all others are assets.",
}
_FILES = {"type": "array", "items": {"type": "string", "format": "binary"}}
_STYLE = {"type": "string", "minLength": 1, "contentMediaType": "text/css"}
_FORM = {
    "type": "object",
    "required": ["deck"],
    "properties": {
        "deck": {
            "type": "string",
            "minLength": 1,
            "contentMediaType": "text/markdown",
            "description": "The Markdown of the deck in UTF-8, as a file or a field.",
        },
        "assets": {**_FILES, "description": "Pictures and fonts, each under the path that the deck uses."},
        **{name: schema for name, schema in option_schemas().items() if name != "theme"},
        "theme": {
            # A form cannot tell one part from a list of one.
            "anyOf": [_STYLE, {"type": "array", "items": _STYLE}],
            "description": "Themes as CSS files, for the deck to choose from; or a theme's name as a field.",
        },
    },
    "additionalProperties": False,
}
_PARTS = {"deck": {"contentType": "text/markdown"}, "theme": {"contentType": "text/css"}}

BODY_READERS: tuple[BodyReader, ...] = (
    BodyReader("text/markdown", _read_deck, _TEXT),
    BodyReader("text/plain", _read_deck, _DECK),
    BodyReader("application/octet-stream", _read_deck, _DECK),
    # What `curl --data-binary` says of any body.
    BodyReader("application/x-www-form-urlencoded", _read_deck, _DECK),
    BodyReader("multipart/form-data", _read_form, _FORM, _PARTS),
    BodyReader("application/zip", _read_bundle, _BUNDLE),
    BodyReader("application/json", _read_json, {"$ref": f"#/components/schemas/{DeckBody.__name__}"}),
)


async def read_body(request: Request, *, limit_bytes: int, seconds: float) -> Sent:
    """What came in the body. Raises `SourceTooLarge` before reading past the limit, `BodySlow` after `seconds`."""
    reader = _reader_for(request)
    try:
        async with asyncio.timeout(seconds):
            content_type = request.headers.get("content-type", "")
            return await reader.read(Arriving(content_type, _limited(request, limit_bytes), limit_bytes))
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
    too_large = SourceTooLarge(what="request", limit_bytes=limit_bytes, setting=LIMIT_VARIABLE)
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit_bytes:
        raise too_large
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > limit_bytes:
            raise too_large
        yield chunk
