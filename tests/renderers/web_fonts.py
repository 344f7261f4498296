"""Fonts made for tests: letters of Liberation Mono under a name of their own."""

from __future__ import annotations

import struct
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

_MONO = next(Path("/usr/share/fonts").rglob("LiberationMono-Regular.ttf"))
_JAPANESE = next(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"))
_NAMES = {1, 4, 6, 16}


@cache
def font(name: str = "HouseMono", characters: str = "", flavor: str | None = "woff2") -> bytes:
    """A font that calls itself by a name and has only these characters; those of ASCII if none are given."""
    wanted = characters or "".join(map(chr, range(32, 127)))
    is_japanese = any(character > "\u2e80" for character in wanted)
    source = TTFont(_JAPANESE, fontNumber=0) if is_japanese else TTFont(_MONO)
    subsetter = Subsetter(Options(drop_tables=["FFTM", "GSUB", "GPOS"]))
    subsetter.populate(text=wanted)
    subsetter.subset(source)
    for record in source["name"].names:
        if record.nameID in _NAMES:
            record.string = name
    source.flavor = flavor
    file = BytesIO()
    source.save(file)
    return file.getvalue()


def damaged(content: bytes) -> dict[str, bytes]:
    """What can be wrong with a WOFF2 file, by name."""
    return {
        "cut": content[: len(content) // 3],
        "spoilt": content[:200] + b"\xff" * 200 + content[400:],
        "text": b"This is no font.",
        "empty": b"",
        # It says that it is 2 GB large when it is unpacked.
        "huge": content[:16] + struct.pack(">I", 0x7FFF_FFFF) + content[20:],
        # And that it has 65,535 tables.
        "crowded": content[:12] + b"\xff\xff" + content[14:],
    }
