"""A form as a deck with what it needs: the parts `deck`, `assets` and `theme`, and options as fields."""

from __future__ import annotations

import posixpath
from collections.abc import AsyncIterator, Iterable

from app.problems import BodyMalformed
from app.routes.multipart import Part, parts_of
from app.schemas.files import base_name
from app.schemas.options import Options, unknown_option
from app.schemas.sent import Sent, deck_text
from renderers import Asset, AssetRefused, Source, ThemeInvalid, asset

FILE_PARTS = ("deck", "assets", "theme")
_KNOWN = tuple(dict.fromkeys((*FILE_PARTS, *Options.model_fields)))


class SentAssets:
    """Assets by the names they came with.

    curl sends a file without its folder, so an asset sent as `logo.png` also answers for `img/logo.png`.
    """

    def __init__(self, assets: Iterable[Asset]) -> None:
        self._by_path = {asset.path: asset for asset in assets}

    def read(self, path: str) -> Asset | None:
        """The asset that was sent as `path`, else the one sent under the last part of it."""
        return self._by_path.get(path) or self._by_path.get(posixpath.basename(path))


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
        assets=SentAssets(_assets(parts)),
        themes=tuple(map(_style, styles)),
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


def _assets(parts: Iterable[Part]) -> tuple[Asset, ...]:
    by_path: dict[str, Asset] = {}
    for part in parts:
        if part.name != "assets":
            continue
        sent = asset(part.filename or "", part.content)
        if sent.path in by_path:
            raise AssetRefused(
                "Two assets have the same name.", hint="Send each file once, under a name of its own.", phase="read"
            )
        by_path[sent.path] = sent
    return tuple(by_path.values())


def _is_style(part: Part) -> bool:
    """Whether a part named `theme` is CSS; a field without white space or a brace is the name of a theme."""
    return part.filename is not None or any(byte in b" \t\r\n{" for byte in part.content.strip())


def _style(part: Part) -> str:
    try:
        return part.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ThemeInvalid(
            "A theme that came with the request is not UTF-8.", hint="Save the CSS file as UTF-8.", phase="read"
        ) from None
