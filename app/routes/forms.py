"""A form as a deck with what it needs: the parts `deck`, `assets` and `theme`, and options as fields."""

from __future__ import annotations

import posixpath
from collections.abc import AsyncIterator, Iterable, Iterator

from app.problems import BodyMalformed
from app.routes.multipart import Part, parts_of
from app.schemas.files import base_name
from app.schemas.options import Options, unknown_option
from app.schemas.sent import LooseAssets, Sent, deck_text, sent_assets, style_text
from renderers import Source

FILE_PARTS = ("deck", "assets", "theme")
_KNOWN = tuple(dict.fromkeys((*FILE_PARTS, *Options.model_fields)))


async def read_form(content_type: str, stream: AsyncIterator[bytes]) -> Sent:
    """What a form holds. Raises errors that name the part."""
    parts = await parts_of(content_type, stream)
    for part in parts:
        if part.name not in _KNOWN:
            raise unknown_option(part.name, _KNOWN)
    deck = _deck(parts)
    styles = [part for part in parts if part.name == "theme" and _is_style(part)]
    source = Source(
        deck_text(deck.content),
        name=base_name(posixpath.splitext(deck.filename or "")[0]),
        assets=LooseAssets(sent_assets(_files(parts))),
        themes=tuple(style_text(part.content) for part in styles),
    )
    options = [part for part in parts if part.name in Options.model_fields and part not in styles]
    return Sent(source, tuple((part.name, part.content.decode("utf-8", "replace")) for part in options))


def _deck(parts: Iterable[Part]) -> Part:
    decks = [part for part in parts if part.name == "deck"]
    if len(decks) != 1:
        raise BodyMalformed(
            f"The form has {len(decks) or 'no'} part{'s' if decks else ''} named 'deck'.",
            hint="Send the Markdown once, for example with: curl -F deck=@talk.md",
            phase="read",
        )
    return decks[0]


def _files(parts: Iterable[Part]) -> Iterator[tuple[str, bytes]]:
    return ((part.filename or "", part.content) for part in parts if part.name == "assets")


def _is_style(part: Part) -> bool:
    """Whether a part named `theme` is CSS; a field without white space or a brace is the name of a theme."""
    return part.filename is not None or any(byte in b" \t\r\n{" for byte in part.content.strip())
