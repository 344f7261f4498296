"""What OpenAPI says of a render and a check: their bodies, options, answers and headers."""

from __future__ import annotations

from typing import Any

from app.routes.answers import ZIP_MEDIA_TYPE
from app.routes.bodies import BODY_READERS
from app.routes.failures import problem_answers
from app.schemas.options import option_schemas
from app.schemas.report import REPORT, ReportBody
from renderers import FORMATS

_BINARY = {"schema": {"type": "string", "format": "binary"}}
_TEXT = {"schema": {"type": "string"}}
_HEADERS = {
    "Cache-Control": "What the operator tells caches; no-store unless set otherwise.",
    "ETag": "The tag of this answer: send it in If-None-Match, and the same again is 304 without a render.",
    "Render-Warnings": "How many things the author should know.",
    "Server-Timing": "How long each phase took.",
    "X-Request-Id": "The id under which the log knows the request.",
}
_FILE_HEADERS = {"Content-Disposition": "The file's name, also for names outside ASCII.", **_HEADERS}


def _described(headers: dict[str, str]) -> dict[str, Any]:
    return {name: {"description": text, "schema": {"type": "string"}} for name, text in headers.items()}


_NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "The caller has this answer already."}}
_PROBLEMS = problem_answers(400, 408, 413, 415, 422, 429, 500, 503, 504)
RENDER_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file; a zip when several were asked for, or when there is one a slide.",
        "headers": _described(_FILE_HEADERS),
        "content": {
            **{
                row.media_type: _TEXT if row.media_type.startswith("text/") else _BINARY
                for row in FORMATS
                if row.is_deck
            },
            ZIP_MEDIA_TYPE: _BINARY,
            REPORT.media_type: {"schema": {"$ref": f"#/components/schemas/{ReportBody.__name__}"}},
        },
    },
    **_NOT_MODIFIED,
    **problem_answers(406),
    **_PROBLEMS,
}
CHECK_ANSWERS: dict[int | str, dict[str, Any]] = {200: {"headers": _described(_HEADERS)}, **_NOT_MODIFIED, **_PROBLEMS}
_QUERY = [
    {"name": name, "in": "query", "required": False, "description": schema.pop("description"), "schema": schema}
    for name, schema in option_schemas().items()
]
REQUEST = {
    "parameters": [
        {
            "name": "If-None-Match",
            "in": "header",
            "required": False,
            "description": "The ETag of an answer that the caller has.",
            "schema": {"type": "string"},
        },
        *_QUERY,
    ],
    "requestBody": {
        "required": True,
        "content": {
            reader.media_type: {
                "schema": dict(reader.schema),
                **({"encoding": reader.encoding} if reader.encoding else {}),
            }
            for reader in BODY_READERS
        },
    },
}
