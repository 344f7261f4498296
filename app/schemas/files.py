"""The files of an artifact and their names, which are safe on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

from renderers import Artifact

DEFAULT_NAME = "deck"
# A name of this many bytes, a number and a suffix fit into the 255 that file systems allow.
_LONGEST_BYTES = 200
_FORBIDDEN = re.compile(r'[<>:"|?*%]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
# What a quoted string may hold without escapes (RFC 6266, RFC 9110 section 5.6.4).
_ASCII_NAME = re.compile(r"[^A-Za-z0-9 !#$&'()+,\-.;=@\[\]^_`{}~]")


def base_name(name: str, suffixes: Iterable[str] = ()) -> str:
    """A file name without folder and without one of `suffixes`; the default name when nothing is left of it."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    clean = _FORBIDDEN.sub("_", "".join(char for char in last if char.isprintable())).strip(" .")
    for suffix in suffixes:
        clean = clean.removesuffix(suffix)
    clean = clean.encode()[:_LONGEST_BYTES].decode(errors="ignore").strip(" .")
    return f"_{clean}" if _RESERVED.fullmatch(clean) else clean or DEFAULT_NAME


def named_files(artifact: Artifact, name: str) -> tuple[tuple[str, bytes], ...]:
    """The files of `artifact` with their names: `talk.pdf`, or with the slides' numbers when there are several."""
    if len(artifact.files) == 1:
        return ((f"{name}{artifact.suffix}", artifact.files[0]),)
    # Three digits, so that names sort like slides in every deck that people write.
    digits = max(3, len(str(max(artifact.numbers, default=0))))
    return tuple(
        (f"{name}.{number:0{digits}}{artifact.suffix}", content)
        for number, content in zip(artifact.numbers, artifact.files, strict=True)
    )


def content_disposition(filename: str) -> str:
    """The header that saves an answer as `filename` (RFC 6266), with an ASCII stand-in for old clients."""
    plain = unicodedata.normalize("NFKD", filename).encode("ascii", "ignore").decode()
    stem, dot, suffix = _ASCII_NAME.sub("_", plain).rpartition(".")
    stand_in = f"{stem.strip(' .') or DEFAULT_NAME}{dot}{suffix}"
    return f"attachment; filename=\"{stand_in}\"; filename*=UTF-8''{quote(filename, safe='')}"
