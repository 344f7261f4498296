"""A zip as a deck with what it needs. What is hostile in an archive is refused before it is unpacked."""

from __future__ import annotations

import posixpath
import re
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from app.problems import BodyMalformed
from app.schemas.files import base_name
from app.schemas.sent import MOST_ASSETS, Sent, deck_text, sent_assets, style_text
from renderers import AssetRefused, MemoryAssets, Source, SourceTooLarge, asset

DECK = "deck.md"
_ENTRY, _ZIP64 = b"PK\x01\x02", b"PK\x06\x07"
# The end of an archive with the longest comment, and the locator of ZIP64's own end before it.
_END_BYTES = 22 + 65535 + 20
# What macOS adds to an archive for itself.
_RESOURCES = "__MACOSX/"
_IS_ENCRYPTED = 0x1
# `@theme {` is a rule of other tools, not a name.
_THEME = re.compile(rb"@theme[ \t]+[^\s{]")
_KINDS = {0, stat.S_IFREG, stat.S_IFDIR}
_BROKEN = (BadZipFile, LargeZipFile, EOFError, NotImplementedError, ValueError, OverflowError, struct.error, zlib.error)


def read_bundle(content: bytes, *, limit_bytes: int, setting: str) -> Sent:
    """The deck, assets and themes in a zip; unpacked they may be `limit_bytes` large.

    Raises `BodyMalformed`, `SourceTooLarge` or `AssetRefused`.
    """
    files = _unpacked(content, limit_bytes, setting)
    deck = _deck(files)
    themes = [name for name in files if name.lower().endswith(".css") and _THEME.search(files[name])]
    others = ((name, files[name]) for name in files if name != deck and name not in themes)
    return Sent(
        Source(
            deck_text(files[deck]),
            name=base_name(posixpath.splitext(posixpath.basename(deck))[0]),
            assets=MemoryAssets(sent_assets(_below(posixpath.dirname(deck), others))),
            themes=tuple(style_text(files[name]) for name in themes),
        )
    )


def _unpacked(content: bytes, limit_bytes: int, setting: str) -> Mapping[str, bytes]:
    """Every file of the archive under its normalised name."""
    # Counted before they are read: each costs far more memory than room in the archive.
    if content.count(_ENTRY) > 2 * MOST_ASSETS:
        raise _malformed(f"It has more than {2 * MOST_ASSETS} entries.")
    if _ZIP64 in content[-_END_BYTES:]:
        raise _malformed("It is in the ZIP64 form, which is for archives of gigabytes.")
    try:
        with ZipFile(BytesIO(content), metadata_encoding="utf-8") as archive:
            entries = [entry for entry in archive.infolist() if not entry.orig_filename.startswith(_RESOURCES)]
            for entry in entries:
                _check(entry)
            if sum(entry.file_size for entry in entries) > limit_bytes:
                raise SourceTooLarge(what="unpacked bundle", limit_bytes=limit_bytes, setting=setting)
            files = sent_assets((entry.orig_filename, _read(archive, entry)) for entry in entries if not entry.is_dir())
    except UnicodeDecodeError:
        raise _malformed("A name in it is not UTF-8.") from None
    except _BROKEN as error:
        raise _malformed(f"It does not unpack: {str(error)[:200]}.") from None
    return {file.path: file.content for file in files}


def _check(entry: ZipInfo) -> None:
    """Raises for an entry that is more than a plain file in a folder below."""
    asset(entry.orig_filename.rstrip("/"), b"")
    if stat.S_IFMT(entry.external_attr >> 16) not in _KINDS:
        raise AssetRefused(
            "The bundle holds a link or a device.", hint="Put the files themselves into it.", phase="read"
        )
    if entry.flag_bits & _IS_ENCRYPTED:
        raise _malformed("It is encrypted.")
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise _malformed("It is compressed in another way than deflate.")


def _read(archive: ZipFile, entry: ZipInfo) -> bytes:
    """An entry's bytes. Never more than it declares, whatever it unpacks to: asked for all, zipfile asks for all."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size)
    if len(content) != entry.file_size:
        raise BadZipFile("An entry is shorter than it says")
    return content


def _deck(names: Iterable[str]) -> str:
    """The name of the deck: the only one that ends in .md, or the only one called deck.md."""
    found = [name for name in names if name.lower().endswith(".md")]
    named = [name for name in found if posixpath.basename(name).lower() == DECK]
    for decks in (found, named):
        if len(decks) == 1:
            return decks[0]
    reason = f"It has {len(found)} files that end in .md" if found else "It has no file that ends in .md"
    raise _malformed(f"{reason}, and {'several' if named else 'none'} called {DECK}." if found else f"{reason}.")


def _below(folder: str, files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The files that a deck in `folder` can refer to, under the names it has for them."""
    prefix = f"{folder}/" if folder else ""
    return ((name.removeprefix(prefix), content) for name, content in files if name.startswith(prefix))


def _malformed(reason: str) -> BodyMalformed:
    return BodyMalformed(
        f"The bundle cannot be used. {reason}",
        hint=f"Send a zip of plain files: one deck that ends in .md or is called {DECK}, and what it refers to.",
        phase="read",
    )
