"""What a deck refers to by URL, and where it comes from: memory, or one folder."""

from __future__ import annotations

import mimetypes
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from renderers.errors import AssetRefused

_NAMED = "Send each asset under the path the deck uses, such as img/logo.png."


@dataclass(frozen=True, slots=True)
class Asset:
    """The bytes behind a URL. `path` is relative to the deck, with forward slashes and no `..`."""

    path: str
    content: bytes
    media_type: str


class Assets(Protocol):
    """Everything a deck may load. Nothing else exists for it."""

    def read(self, path: str) -> Asset | None:
        """The asset at a normalised path, or None. Never raises for a path that is merely wrong."""

    def names(self) -> tuple[str, ...]:
        """The paths there are, in the order they came; nothing if they are not known ahead."""


class MemoryAssets:
    """Assets that came with the request, held under the names they came with."""

    def __init__(self, assets: Iterable[Asset] = ()) -> None:
        self._by_path = {asset.path: asset for asset in assets}

    def read(self, path: str) -> Asset | None:
        """The asset that was sent as `path`."""
        return self._by_path.get(path)

    def names(self) -> tuple[str, ...]:
        """What was sent."""
        return tuple(self._by_path)

    def __iter__(self) -> Iterator[Asset]:
        return iter(self._by_path.values())


class WatchedAssets:
    """Assets of somebody else; it is known which of them are being read, for errors that tell what was waited for."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets
        self._reading: list[str] = []

    @property
    def pending(self) -> str:
        """The path that has been waited for longest; empty when none is."""
        return next(iter(self._reading), "")

    def read(self, path: str) -> Asset | None:
        """The asset at a path."""
        self._reading.append(path)
        try:
            return self._assets.read(path)
        finally:
            self._reading.remove(path)

    def names(self) -> tuple[str, ...]:
        """The paths there are."""
        return self._assets.names()


class FolderAssets:
    """Assets read when asked for from one folder and below it; links that lead out of it do not exist."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def read(self, path: str) -> Asset | None:
        """The file at `path` below the folder."""
        file = (self._root / path).resolve()
        if not file.is_relative_to(self._root) or not file.is_file():
            return None
        return Asset(path, file.read_bytes(), media_type_of(path))

    def names(self) -> tuple[str, ...]:
        """Nothing: the folder may be a home with a million files."""
        return ()


def asset(name: str, content: bytes) -> Asset:
    """An asset under the name a caller sent it with.

    Raises `AssetRefused` for names that could mean something outside the deck: absolute, with `..`, a backslash or a
    control character.
    """
    parts = name.split("/")
    if not name or name.startswith("/") or ".." in parts or "\\" in name or not name.isprintable():
        raise AssetRefused(
            "An asset's name must be a relative path without '..', backslashes or control characters.",
            hint=_NAMED,
            phase="read",
        )
    path = posixpath.normpath(name)
    if path == ".":
        raise AssetRefused("An asset's name must be that of a file.", hint=_NAMED, phase="read")
    return Asset(path, content, media_type_of(path))


def path_of(url: str) -> str | None:
    """The asset path that a URL in a deck means, or None when it can mean no asset (M-133: schemes, hosts)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    path = posixpath.normpath(unquote(parts.path))
    return None if path.startswith("..") or "\0" in path else path


def media_type_of(path: str) -> str:
    """The media type a path's suffix stands for; plain bytes when it stands for none."""
    return (
        _MEDIA_TYPES.get(posixpath.splitext(path)[1].lower())
        or _TYPES.guess_type(path)[0]
        or "application/octet-stream"
    )


# Not the system's table: the same deck must give the same bytes on every machine.
_TYPES = mimetypes.MimeTypes(filenames=())
_MEDIA_TYPES = {
    ".avif": "image/avif",
    ".otf": "font/otf",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
