"""A deck with its pictures, themes and options in one JSON object."""

from __future__ import annotations

import json
import tracemalloc
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from httpx import AsyncClient, Response

    from tests.app.fake_renderer import FakeRenderer

pytestmark = pytest.mark.anyio

THEME = "/* @theme corporate */ section { color: red }"
MEGABYTE = 1024 * 1024


async def send(client: AsyncClient, body: object, query: str = "") -> Response:
    """The answer to a value as JSON, or to bytes as they are."""
    content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return await client.post(f"/v1/render{query}", content=content, headers={"Content-Type": "application/json"})


async def test_an_object_brings_deck_assets_themes_and_options(client: AsyncClient, renderer: FakeRenderer) -> None:
    """Everything a deck needs, from a program that has no files."""
    answer = await send(
        client,
        {
            "markdown": "\ufeff# 中",
            "assets": {"img/logo.png": b64encode(b"\0PNG").decode()},
            "themes": [THEME],
            "options": {"to": "html", "scale": 2, "theme": None, "filename": "talk"},
        },
    )

    source, options = renderer.calls[0]
    assert answer.status_code == 200
    assert (source.text, source.themes) == ("# 中", (THEME,))
    assert (options.formats, options.scale, options.theme) == (("html",), 2.0, None)
    logo = source.assets.read("img/logo.png")
    assert logo
    assert (logo.content, logo.media_type) == (b"\0PNG", "image/png")
    assert source.assets.read("other/logo.png") is None
    assert 'filename="talk.html"' in answer.headers["content-disposition"]


async def test_the_query_beats_the_options_of_the_body(client: AsyncClient, renderer: FakeRenderer) -> None:
    """As with a form."""
    await send(client, {"markdown": "# Hi", "options": {"to": "html", "scale": 3}}, "?to=png")

    options = renderer.calls[0][1]
    assert (options.formats, options.scale) == (("png",), 3.0)


@pytest.mark.parametrize(
    ("body", "status", "code", "field", "words"),
    [
        (b"", 400, "body-malformed", None, "line 1, column 1"),
        (b'{"markdown": }', 400, "body-malformed", None, "line 1, column 14"),
        (b'{"markdown": "\xff"}', 400, "body-malformed", None, "not utf-8"),
        (b'{"markdown": "a", "markdown": "b"}', 400, "body-malformed", None, "'markdown' is given twice"),
        (b'{"markdown": "a", "options": {"scale": NaN}}', 400, "body-malformed", None, "nan is no number"),
        (b'{"markdown": "\\ud800"}', 400, "body-malformed", None, ""),
        (b"[" * 100_000, 400, "body-malformed", None, "nested too deeply"),
        (b"1" * 10_000, 400, "body-malformed", None, ""),
        ([], 400, "body-malformed", "the body", "must be an object"),
        ({}, 400, "body-malformed", "markdown", "it is missing"),
        ({"markdown": 1}, 400, "body-malformed", "markdown", "must be a valid string"),
        ({"markdown": ""}, 400, "body-malformed", "markdown", "at least 1 character"),
        ({"markdown": "\ufeff"}, 400, "source-empty", None, "no content"),
        ({"markdown": "x", "deck": "y"}, 400, "body-malformed", "deck", "no such field"),
        ({"markdown": "x", "assets": []}, 400, "body-malformed", "assets", "must be an object"),
        ({"markdown": "x", "assets": {"a.png": 1}}, 400, "body-malformed", "assets.a.png", "valid string"),
        ({"markdown": "x", "assets": {"a.png": "é"}}, 400, "body-malformed", "assets.a.png", "not base64"),
        ({"markdown": "x", "assets": {"a.png": "AAA"}}, 400, "body-malformed", "assets.a.png", "not base64"),
        ({"markdown": "x", "assets": {"a.png": "AA==\n"}}, 400, "body-malformed", "assets.a.png", "not base64"),
        ({"markdown": "x", "assets": {"../a.png": "AAAA"}}, 422, "asset-refused", None, "relative path"),
        ({"markdown": "x", "assets": {"a": "", "./a": ""}}, 422, "asset-refused", None, "same name"),
        ({"markdown": "x", "themes": THEME}, 400, "body-malformed", "themes", "valid array"),
        ({"markdown": "x", "themes": [THEME, 1]}, 400, "body-malformed", "themes.1", "valid string"),
        ({"markdown": "x", "options": "to=pdf"}, 400, "body-malformed", "options", "object"),
        (
            {"markdown": "x", "options": {"scale": "2"}},
            422,
            "option-invalid",
            "options.scale",
            "must be a valid number",
        ),
        (
            {"markdown": "x", "options": {"scale": 20}},
            422,
            "option-invalid",
            "options.scale",
            "less than or equal to 10",
        ),
        ({"markdown": "x", "options": {"to": ["pdf"]}}, 422, "option-invalid", "options.to", "valid string"),
        ({"markdown": "x", "options": {"them": "gaia"}}, 422, "option-invalid", "options.them", "did you mean 'theme'"),
        ({"markdown": "x", "options": {"to": "pdff"}}, 422, "format-unknown", None, "did you mean pdf"),
    ],
)
async def test_a_body_that_cannot_be_used_names_the_field(  # a table's columns
    client: AsyncClient,
    renderer: FakeRenderer,
    body: object,
    status: int,
    code: str,
    field: str | None,
    words: str,
) -> None:
    """Syntax with its place, values with their field."""
    answer = await send(client, body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert words in answer.json()["detail"].lower()
    if field:
        assert field in [fault["field"] for fault in answer.json()["errors"]]
    assert not renderer.calls


async def test_every_wrong_field_is_told_at_once(client: AsyncClient) -> None:
    """A caller mends them in one go."""
    answer = await send(client, {"assets": 1, "themes": {}, "more": True})

    assert [fault["field"] for fault in answer.json()["errors"]] == ["markdown", "assets", "themes", "more"]


@pytest.mark.parametrize(
    "body",
    [
        b"[" + b"[]," * (8 * MEGABYTE) + b"[]]",
        b'{"markdown": ' + b'"a",' * (6 * MEGABYTE),
        b'"' + b"\\" * (16 * MEGABYTE),
    ],
    ids=["empty arrays", "short strings", "backslashes"],
)
async def test_a_body_that_parses_to_gigabytes_is_refused_first(
    client: AsyncClient, renderer: FakeRenderer, body: bytes
) -> None:
    """An empty list takes three bytes on the way and sixty in memory."""
    tracemalloc.start()
    try:
        answer = await send(client, body)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert (answer.status_code, answer.json()["code"]) == (400, "body-malformed")
    assert peak < 5 * len(body) + 64 * MEGABYTE
    assert not renderer.calls
