"""The report: as an output, from /v1/check, and beside other outputs; always the same JSON."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from app import __version__
from renderers import Code, Diagnostic, Severity

if TYPE_CHECKING:
    from httpx import AsyncClient

    from tests.app.fake_renderer import FakeRenderer

pytestmark = pytest.mark.anyio

MISSING = Diagnostic(
    code=Code.ASSET_MISSING,
    message="No picture.",
    hint="Send it.",
    severity=Severity.ERROR,
    slide=2,
    line=7,
    column=3,
    figures=(("pixels", 1.5), ("edge", "top")),
)
WORTH_KNOWING = Diagnostic(code=Code.FONT_FALLBACK, message="Another font.", severity=Severity.INFO)
REPORT = {
    "slides": 3,
    "pages": [1, 2, 3],
    "theme": "default",
    "title": "",
    "language": None,
    "diagnostics": [
        {
            "code": "asset-missing",
            "severity": "error",
            "message": "No picture.",
            "hint": "Send it.",
            "slide": 2,
            "line": 7,
            "column": 3,
            "figures": {"pixels": 1.5, "edge": "top"},
        },
        {
            "code": "font-fallback",
            "severity": "info",
            "message": "Another font.",
            "hint": "",
            "slide": None,
            "line": None,
            "column": None,
            "figures": {},
        },
    ],
    "fonts": [
        {
            "asked": "Lato",
            "painted": "Liberation Sans",
            "is_embedded": False,
            "characters": 5,
            "scripts": {"Latn": 5},
            "slides": [1],
        }
    ],
    "counts": {"error": 1, "warning": 0, "info": 1},
    "engine": {"marpd": __version__, "chromium": "156.0"},
}


@pytest.fixture(autouse=True)
def deck_with_mistakes(renderer: FakeRenderer) -> None:
    """Three slides, one mistake."""
    renderer.slides = 3
    renderer.diagnostics = (MISSING, WORTH_KNOWING)


async def test_a_check_gives_the_report_alone(client: AsyncClient, renderer: FakeRenderer) -> None:
    """Nothing is made but the layout."""
    answer = await client.post("/v1/check", content=b"# Hi")

    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == REPORT
    assert answer.headers["render-warnings"] == "1"
    assert "layout;dur=" in answer.headers["server-timing"]
    assert renderer.calls[0][1].formats == ("report",)


async def test_a_check_may_ask_about_formats(client: AsyncClient, renderer: FakeRenderer) -> None:
    """Each has things that it cannot carry; their files are nobody's."""
    answer = await client.post("/v1/check?to=pptx&pages=2", content=b"# Hi", headers={"Accept": "text/html"})

    assert answer.json()["pages"] == [2]
    assert renderer.calls[0][1].formats == ("pptx", "report")


async def test_the_report_is_an_output(client: AsyncClient) -> None:
    """The same as that of a check, under a name of its own."""
    answer = await client.post("/v1/render?to=report&filename=talk", content=b"# Hi")

    assert answer.headers["content-type"] == "application/json"
    assert "filename*=UTF-8''talk.report.json" in answer.headers["content-disposition"]
    assert answer.json() == REPORT


async def test_the_report_comes_with_others_in_a_zip(client: AsyncClient) -> None:
    """From the same render."""
    answer = await client.post("/v1/render?to=pdf,report&filename=talk", content=b"# Hi")

    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.namelist() == ["talk.pdf", "talk.report.json"]
    assert json.loads(archive.read("talk.report.json")) == REPORT


@pytest.mark.parametrize(("accept", "status"), [("application/json", 406), ("application/json, */*;q=0.5", 200)])
async def test_whoever_accepts_json_does_not_mean_the_report(client: AsyncClient, accept: str, status: int) -> None:
    """HTTPie and others accept JSON wherever they ask."""
    answer = await client.post("/v1/render", content=b"# Hi", headers={"Accept": accept})

    assert answer.status_code == status
    assert status == 406 or answer.headers["content-type"] == "application/pdf"


async def test_the_description_has_the_schema_of_the_report(client: AsyncClient) -> None:
    """The same for both ways to get it; the codes and severities are closed lists."""
    description = (await client.get("/openapi.json")).json()

    reference = {"$ref": "#/components/schemas/ReportBody"}
    for path in ("/v1/render", "/v1/check"):
        content = description["paths"][path]["post"]["responses"]["200"]["content"]
        assert content["application/json"]["schema"] == reference
    schemas = description["components"]["schemas"]
    assert schemas["Severity"]["enum"] == ["error", "warning", "info"]
    assert "asset-missing" in schemas["Code"]["enum"]


async def test_a_check_fails_like_a_render(client: AsyncClient) -> None:
    """With the same problems."""
    answers = [
        await client.post("/v1/check", content=b""),
        await client.post("/v1/check?scale=0", content=b"# Hi"),
        await client.get("/v1/check"),
    ]

    assert [answer.json()["code"] for answer in answers] == ["source-empty", "option-invalid", "method-not-allowed"]


async def test_pages_choose_slides_and_keep_their_numbers(client: AsyncClient, renderer: FakeRenderer) -> None:
    """In the names of pictures too."""
    renderer.slides = 1234

    answer = await client.post("/v1/render?to=png&pages=7,1000-1001&filename=talk", content=b"# Hi")
    one = await client.post("/v1/render?to=jpeg&pages=7&filename=talk.jpeg", content=b"# Hi")

    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names == ["talk.0007.png", "talk.1000.png", "talk.1001.png"]
    assert (one.content, one.headers["content-type"]) == (b"jpeg 7", "image/jpeg")
    assert "filename*=UTF-8''talk.jpg" in one.headers["content-disposition"]


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ("4", "There is no slide 4: the deck has 3 slides. Name slides by number, such as 1,3-5."),
        ("1-999999", "There is no slide 999999"),
        ("3-1", "The range 3-1 runs backwards"),
        ("0", "'pages' is '0'"),
        ("-1", "'pages' is '-1'"),
        ("1-", "'pages' is '1-'"),
        ("1,,2", "'pages' is '1,,2'"),
        ("1, 2", "'pages' is '1, 2'"),
        ("١", "'pages' is"),
        ("9999999", "'pages' is"),
        ("all", "'pages' is 'all'"),
        ("", "'pages' is ''"),
        ("1\n", "'pages' is"),
    ],
)
async def test_pages_that_do_not_exist_are_refused(client: AsyncClient, pages: str, words: str) -> None:
    """With what there is instead."""
    answer = await client.post("/v1/render", params={"pages": pages}, content=b"# Hi")

    assert (answer.status_code, answer.json()["code"]) == (422, "option-invalid")
    assert words in answer.json()["detail"]
    assert [fault["field"] for fault in answer.json()["errors"]] == ["pages"]
