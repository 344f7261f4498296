"""A rendering as an answer: one file as it is, several as a zip that is the same whenever they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from fastapi import Response

from app.schemas.files import content_disposition, named_files
from renderers import Rendering, Report, Severity

ZIP_MEDIA_TYPE = "application/zip"
# A deck's page, should a browser ever show it under our name, runs nothing and fetches nothing.
HTML_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FIRST_STAMP = (1980, 1, 1, 0, 0, 0)
_TOKEN = re.compile(r"[^A-Za-z0-9_-]")


def answer_with(rendering: Rendering, name: str, *, queue_seconds: float) -> Response:
    """The answer that carries `rendering` in files called `name`."""
    files = [file for artifact in rendering.artifacts for file in named_files(artifact, name)]
    headers = report_headers(rendering.report, queue_seconds)
    if len(files) > 1:
        return _attachment(f"{name}.zip", zip_of(files), ZIP_MEDIA_TYPE, headers)
    [(filename, content)] = files
    return _attachment(filename, content, rendering.artifacts[0].media_type, headers)


def zip_of(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip with one stamp for all and sorted names. Nothing is compressed: most formats are already, and the bytes
    then do not depend on a version of zlib.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for filename, content in sorted(files):
            entry = ZipInfo(filename, _FIRST_STAMP)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def _attachment(filename: str, content: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    about = {**headers, "Content-Disposition": content_disposition(filename)}
    if media_type == "text/html":
        about["Content-Security-Policy"] = HTML_POLICY
    return Response(content, headers=about, media_type=media_type)


def report_headers(report: Report, queue_seconds: float) -> dict[str, str]:
    """What the headers say of a render: how long each phase took, and how many warnings there are."""
    seconds = {"queue": queue_seconds, **report.seconds}
    timing = ", ".join(f"{_TOKEN.sub('_', phase)};dur={value * 1000:.1f}" for phase, value in seconds.items())
    warnings = sum(diagnostic.severity is not Severity.INFO for diagnostic in report.diagnostics)
    return {"Server-Timing": timing, "Render-Warnings": str(warnings)}
