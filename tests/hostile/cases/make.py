"""What cases are made with: forms, zips, JSON, and decks."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from tests.hostile.case import BOUNDED, Case

Maker = Callable[[], bytes] | bytes | str
BOUNDARY = "hostile-boundary"
FORM = f"multipart/form-data; boundary={BOUNDARY}"


def deck(name: str, text: Maker, to: str = "pdf", **more: object) -> Case:
    """A deck that is rendered like any other."""
    body = text.encode() if isinstance(text, str) else text
    return Case(name, body, to=to, **more)  # type: ignore[arg-type]


def heavy(name: str, text: Callable[[], str], to: str = "pdf") -> Case:
    """A deck that may be too much; if it is, a limit says so."""
    return Case(name, lambda: text().encode(), to=to, statuses=BOUNDED)


def in_formats(case: Case, *formats: str) -> tuple[Case, ...]:
    """The case once in each format."""
    return tuple(replace(case, name=f"{case.name} ({name})", to=name) for name in formats)


def form(parts: Iterable[tuple[str, str | None, bytes]]) -> bytes:
    """multipart/form-data with parts of name, file name and content; names stand as they are."""
    body = io.BytesIO()
    for name, filename, content in parts:
        file = "" if filename is None else f'; filename="{filename}"'
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
        body.write(head.encode("utf-8", "surrogateescape") + content + b"\r\n")
    body.write(f"--{BOUNDARY}--\r\n".encode())
    return body.getvalue()


def with_assets(
    name: str, text: str, assets: Mapping[str, Callable[[], bytes] | bytes], to: str, **more: object
) -> Case:
    """A deck in a form, with assets under these names."""

    def body() -> bytes:
        made = {file: content() if callable(content) else content for file, content in assets.items()}
        return form([("deck", "talk.md", text.encode()), *(("assets", file, made[file]) for file in made)])

    return Case(name, body, to=to, content_type=FORM, **more)  # type: ignore[arg-type]


def zipped(files: Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A bundle."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content, method)
    return body.getvalue()


def json_body(markdown: str, assets: Mapping[str, bytes] | None = None, **more: object) -> bytes:
    """A deck as JSON."""
    encoded = {name: base64.b64encode(content).decode() for name, content in (assets or {}).items()}
    return json.dumps({"markdown": markdown, "assets": encoded, **more}).encode()
