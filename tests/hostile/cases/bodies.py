"""Zips, JSON and forms that are not what they say."""

from __future__ import annotations

import io
import json
import stat
import struct
import zipfile
from zipfile import ZipInfo

from tests.hostile.case import Case
from tests.hostile.cases.make import BOUNDARY, FORM, form, json_body, zipped

_ZIP, _JSON = "application/zip", "application/json"
_DECK = ("deck.md", b"# A\n\n![](a.png)\n")
REFUSED, TOO_LARGE = frozenset({400, 422}), frozenset({413})


def _zip(name: str, *files: tuple[str | ZipInfo, bytes], statuses: frozenset[int] = REFUSED) -> Case:
    return Case(name, zipped([_DECK, *files]), content_type=_ZIP, statuses=statuses)


def _special(name: str, mode: int) -> ZipInfo:
    entry = ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (mode | 0o777) << 16
    return entry


def _bomb() -> bytes:
    return zipped([_DECK, *((f"a{n}.png", bytes(20_000_000)) for n in range(5))])


def _overlapping() -> bytes:
    """Many entries of the directory that all mean the same bytes."""
    body = io.BytesIO(zipped([_DECK, ("a.png", bytes(3_000_000))]))
    content = body.getvalue()
    at = content.index(b"PK\x01\x02")
    directory, end = content[at : content.rindex(b"PK\x05\x06")], content[content.rindex(b"PK\x05\x06") :]
    last = directory[directory.rindex(b"PK\x01\x02") :]
    entries = [last.replace(b"a.png", f"{n:05}".encode()) for n in range(1_500)]
    whole = directory + b"".join(entries)
    count = struct.unpack("<H", end[10:12])[0] + len(entries)
    return content[:at] + whole + end[:8] + struct.pack("<HHII", count, count, len(whole), at) + end[20:]


def _lying() -> bytes:
    """An entry that says one byte and unpacks to a million."""
    content = zipped([_DECK, ("a.png", bytes(1_000_000))])
    return content.replace(struct.pack("<I", 1_000_000), struct.pack("<I", 1))


def _many() -> bytes:
    return zipped([_DECK, *((f"{n}.png", b"") for n in range(30_000))], zipfile.ZIP_STORED)


BODIES = (
    _zip("a zip that leads out", ("../../../tmp/x.png", b"x")),
    _zip("a zip with an absolute name", ("/etc/x.png", b"x")),
    _zip("a zip with a backslash", ("..\\..\\x.png", b"x")),
    _zip("a zip with a link", (_special("a.png", stat.S_IFLNK), b"/etc/passwd")),
    _zip("a zip with a device", (_special("a.png", stat.S_IFCHR), b"")),
    _zip("a zip with a pipe", (_special("a.png", stat.S_IFIFO), b"")),
    _zip("a zip with a name twice", ("a.png", b"1"), ("./a.png", b"2")),
    _zip("a zip with two decks", ("b.md", b"# B"), ("c.md", b"# C"), statuses=frozenset({200, *REFUSED})),
    Case("a zip of 100 MB in 100 kB", _bomb, content_type=_ZIP, statuses=TOO_LARGE),
    Case("a zip whose entries overlap", _overlapping, content_type=_ZIP, statuses=TOO_LARGE | REFUSED),
    Case("a zip that lies about a size", _lying, content_type=_ZIP, statuses=REFUSED),
    Case("a zip of 30,000 entries", _many, content_type=_ZIP, statuses=REFUSED),
    Case("a zip in a zip", zipped([("inner.zip", zipped([_DECK]))]), content_type=_ZIP, statuses=REFUSED),
    Case("half a zip", zipped([_DECK])[:-30], content_type=_ZIP, statuses=REFUSED),
    Case("a zip of nothing", zipped([]), content_type=_ZIP, statuses=REFUSED),
    Case("a zip that is none", b"PK\3\4" + bytes(100), content_type=_ZIP, statuses=REFUSED),
    Case("a zip without a deck", zipped([("a.png", b"x")]), content_type=_ZIP, statuses=REFUSED),
    Case("a zip with a password", zipped([_DECK]).replace(b"\x14\0\0\0", b"\x14\0\1\0"), content_type=_ZIP, statuses=REFUSED),
    Case("JSON 100,000 deep", b"[" * 100_000, content_type=_JSON, statuses=REFUSED),
    Case("JSON 100,000 deep that closes", b'{"markdown":' + b"[" * 100_000 + b"]" * 100_000 + b"}", content_type=_JSON, statuses=REFUSED),
    Case("JSON of a million numbers", lambda: b'{"markdown": "a", "x": [' + b"1," * 1_000_000 + b"1]}", content_type=_JSON, statuses=REFUSED | TOO_LARGE),
    Case("JSON with a number of a million digits", lambda: b'{"markdown": "a", "options": {"scale": ' + b"9" * 1_000_000 + b"}}", content_type=_JSON, statuses=REFUSED | TOO_LARGE),
    Case("JSON with NaN", b'{"markdown": "a", "options": {"scale": NaN}}', content_type=_JSON, statuses=REFUSED),
    Case("JSON with a name twice", b'{"markdown": "a", "markdown": "b"}', content_type=_JSON, statuses=REFUSED),
    Case("JSON with names of Python's own", b'{"markdown": "a", "__class__": {"__init__": {}}}', content_type=_JSON, statuses=REFUSED),
    Case("JSON that is no object", b'"# A"', content_type=_JSON, statuses=REFUSED),
    Case("JSON of wrong types", json.dumps({"markdown": ["a"], "assets": "b", "themes": {"c": 1}, "options": []}).encode(), content_type=_JSON, statuses=REFUSED),
    Case("JSON in UTF-16", '{"markdown": "# A"}'.encode("utf-16"), content_type=_JSON, statuses=frozenset({200, 400})),
    Case("JSON with assets that are not base64", b'{"markdown": "a", "assets": {"a.png": "\\u0000****"}}', content_type=_JSON, statuses=REFUSED),
    Case("JSON with an asset that leads out", json_body("# A", {"../a.png": b"x"}), content_type=_JSON, statuses=REFUSED),
    Case("JSON with 5,000 assets", lambda: json_body("# A", {f"{n}.png": b"x" for n in range(5_000)}), content_type=_JSON, statuses=REFUSED),
    Case("a form of 100,000 parts", lambda: form([("deck", "a.md", b"# A"), *(("assets", f"{n}.png", b"") for n in range(100_000))]), content_type=FORM, statuses=REFUSED | TOO_LARGE),
    Case("a form without a boundary", form([("deck", "a.md", b"# A")]), content_type="multipart/form-data", statuses=REFUSED),
    Case("a form with another boundary", form([("deck", "a.md", b"# A")]), content_type="multipart/form-data; boundary=other", statuses=REFUSED),
    Case("a form with a boundary of 100,000 letters", form([("deck", "a.md", b"# A")]), content_type="multipart/form-data; boundary=" + "b" * 20_000, statuses=REFUSED | frozenset({431})),
    Case("a form that never ends", form([("deck", "a.md", b"# A")])[:-12], content_type=FORM, statuses=REFUSED),
    Case("a form with a head of 5 MB", f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{'a' * 5_000_000}\"\r\n\r\nx\r\n--{BOUNDARY}--\r\n".encode, content_type=FORM, statuses=REFUSED | TOO_LARGE),
    Case("a form with a million heads", lambda: f"--{BOUNDARY}\r\n".encode() + b"A: b\r\n" * 1_000_000 + f"\r\nx\r\n--{BOUNDARY}--\r\n".encode(), content_type=FORM, statuses=REFUSED | TOO_LARGE),
    Case("a form with two decks", form([("deck", "a.md", b"# A"), ("deck", "b.md", b"# B")]), content_type=FORM, statuses=REFUSED),
    Case("a form with an option twice", form([("deck", None, b"# A"), ("to", None, b"pdf"), ("to", None, b"html")]), path="/v1/render", content_type=FORM, statuses=REFUSED),
    Case("a form with a theme that is no text", form([("deck", None, b"# A"), ("theme", "a.css", b"/* @theme x */\xff\xfe")]), content_type=FORM, statuses=REFUSED),
)  # fmt: skip
