"""What a file is, by its own first bytes: a server's word for it decides nothing but whether SVG is SVG."""

from __future__ import annotations

_SVG = "image/svg+xml"
_SIGNS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypavis", "image/avif"),
    (0, b"BM", "image/bmp"),
    (0, b"\0\0\1\0", "image/x-icon"),
    (0, b"wOF2", "font/woff2"),
    (0, b"wOFF", "font/woff"),
    (0, b"\0\1\0\0", "font/ttf"),
    (0, b"true", "font/ttf"),
    (0, b"OTTO", "font/otf"),
)
# What servers say of fonts that they do not know, and of files on a plain disk.
_VAGUE = frozenset({"", "application/octet-stream", "binary/octet-stream"})


def may_be_shown(content_type: str) -> bool:
    """Whether it is worth reading what a server calls so."""
    said = _essence(content_type)
    return said.startswith(("image/", "font/", "application/font", "application/x-font")) or said in _VAGUE


def kind_of(content: bytes, content_type: str) -> str | None:
    """The media type of a picture or font; None for anything else."""
    if _essence(content_type) == _SVG:
        return _SVG if b"<svg" in content else None
    return next((kind for at, sign, kind in _SIGNS if content.startswith(sign, at)), None)


def _essence(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
