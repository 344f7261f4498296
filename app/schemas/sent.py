"""What came in one request, whatever its content type was."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass

from app.schemas.options import OptionValue
from renderers import Asset, AssetRefused, MemoryAssets, Source, SourceEmpty, ThemeInvalid, asset, decode

MOST_ASSETS = 1000
"""More pictures than any deck in the wild has."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A deck with what came along, and the options that stood in the body as name and value."""

    source: Source
    options: tuple[tuple[str, OptionValue], ...] = ()


class LooseAssets(MemoryAssets):
    """Assets by the names they came with.

    curl sends a file without its folder, so an asset sent as `logo.png` also answers for `img/logo.png`.
    """

    def read(self, path: str) -> Asset | None:
        """The asset that was sent as `path`, else the one sent under the last part of it."""
        return super().read(path) or super().read(posixpath.basename(path))


def deck_text(content: bytes) -> str:
    """The text of a deck. Raises `SourceEmpty` for no bytes at all, `SourceNotUtf8` with the place."""
    text = decode(content)
    if not text:
        raise SourceEmpty
    return text


def style_text(content: bytes) -> str:
    """The text of a theme. Raises `ThemeInvalid`."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ThemeInvalid(
            "A theme that came with the request is not UTF-8.", hint="Save the CSS file as UTF-8.", phase="read"
        ) from None


def sent_assets(files: Iterable[tuple[str, bytes]]) -> tuple[Asset, ...]:
    """Files as assets under the names they came with. Raises `AssetRefused`, also for a name that comes twice."""
    by_path: dict[str, Asset] = {}
    for name, content in files:
        sent = asset(name, content)
        if sent.path in by_path:
            raise AssetRefused(
                "Two assets have the same name.", hint="Send each file once, under a name of its own.", phase="read"
            )
        by_path[sent.path] = sent
    return tuple(by_path.values())
