"""The API's description for people: Swagger UI from local files, under a policy that lets nothing else in."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException

router = APIRouter(include_in_schema=False)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# The package is a carrier of files here; its own code is never imported.
_CARRIER = "fastapi_offline"
_SWAGGER = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
}
_OWN = {"start.js": "text/javascript"}
# Addresses are relative to /docs, so that the page also works below a proxy's prefix.
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>marpd</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<main id="api"></main>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""


@router.head("/docs")
@router.get("/docs")
async def page() -> Response:
    """The page."""
    return Response(_PAGE, headers={"Content-Security-Policy": POLICY}, media_type="text/html")


@router.head("/docs/{name}")
@router.get("/docs/{name}")
async def file(name: str) -> Response:
    """One of the page's files."""
    if name in _OWN:
        return FileResponse(Path(__file__).parent / name, media_type=_OWN[name])
    if name in _SWAGGER:
        return FileResponse(_carrier_folder() / name, media_type=_SWAGGER[name])
    raise HTTPException(404)


def _carrier_folder() -> Path:
    spec = find_spec(_CARRIER)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(_CARRIER)
    return Path(next(iter(spec.submodule_search_locations))) / "static"
