"""Every failure is a problem (RFC 9457) that says what failed, why, and what to do."""

from __future__ import annotations

import json
import logging
import time
from contextlib import suppress
from http.client import HTTPResponse
from typing import TYPE_CHECKING

import pytest

from app.cli import http_protocol
from app.problems import OUTCOMES
from renderers import BrowserCrashed, BrowserUnavailable, MarpdError, RenderTimeout

if TYPE_CHECKING:
    from collections.abc import Callable

    from httpx import AsyncClient, Response

    from tests.app.conftest import ClientMaker, Live
    from tests.app.fake_renderer import FakeRenderer

pytestmark = pytest.mark.anyio


def brief(answer: Response) -> tuple[int, str]:
    """Status and code of an answer that is a problem."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    return answer.status_code, answer.json()["code"]


async def test_a_problem_has_every_member(client: AsyncClient) -> None:
    """The standard's members, and ours; the instance leads to the log."""
    answer = await client.post("/v1/render", content=b"# Hi\nCaf\xe9", headers={"X-Request-Id": "r-1"})

    assert brief(answer) == (400, "source-not-utf8")
    assert answer.json() == {
        "type": "urn:marpd:problem:source-not-utf8",
        "title": "The deck is not UTF-8",
        "status": 400,
        "detail": "The deck is not UTF-8: byte 0xe9 at line 2, column 4. "
        "Save the file as UTF-8, for example with: iconv -f ENCODING -t UTF-8 talk.md",
        "instance": "urn:marpd:request:r-1",
        "code": "source-not-utf8",
        "retryable": False,
        "phase": "read",
        "errors": [{"detail": "The deck is not UTF-8: byte 0xe9 at line 2, column 4.", "line": 2, "column": 4}],
    }


@pytest.mark.parametrize("body", [b"", b"\xef\xbb\xbf"])
async def test_an_empty_body_is_refused(client: AsyncClient, body: bytes) -> None:
    """No bytes, or a byte order mark alone."""
    answer = await client.post("/v1/render", content=body)

    assert brief(answer) == (400, "source-empty")


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ("to=pdff", "format-unknown", "no output format 'pdff'. Did you mean pdf? Use one of: pdf,"),
        ("to=", "format-unknown", "Use one of: pdf,"),
        ("to=pdf,,png", "format-unknown", "Use one of: pdf,"),
        ("theme=corprate", "theme-unknown", "Did you mean corporate? Use one of: default, corporate."),
        ("them=gaia", "option-invalid", "no option 'them'. Did you mean 'theme'? The options are: to, pages, theme,"),
        ("scale=0", "option-invalid", "'scale' is '0', but it must be greater than or equal to 0.1"),
        ("scale=11", "option-invalid", "must be less than or equal to 10"),
        ("scale=nan", "option-invalid", "must be a finite number"),
        ("scale=big", "option-invalid", "must be a valid number."),
        ("to=pdf&to=png", "option-invalid", "'to' is given twice"),
        ("filename=", "option-invalid", "'filename' is ''"),
    ],
)
async def test_an_option_nobody_knows_is_named_with_the_ones_there_are(
    client: AsyncClient, query: str, code: str, words: str
) -> None:
    """The answer is a correction, not a riddle."""
    answer = await client.post(f"/v1/render?{query}", content=b"# Hi")

    assert brief(answer) == (422, code)
    assert words in answer.json()["detail"]


async def test_accept_that_takes_nothing_lists_what_can_be_made(client: AsyncClient) -> None:
    """406, with media types and names."""
    answer = await client.post("/v1/render", content=b"# Hi", headers={"Accept": "image/gif, application/pdf;q=0"})

    assert brief(answer) == (406, "nothing-acceptable")
    assert "presentationml.presentation (pptx), text/html (html)" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"Content-Type": "image/png"}, "Send one of: text/markdown, text/plain,"),
        ({"Content-Type": "nonsense"}, "Send one of: text/markdown, text/plain,"),
        ({"Content-Type": "text/markdown", "Content-Encoding": "gzip"}, "without a Content-Encoding"),
    ],
)
async def test_a_body_of_another_type_lists_what_is_taken(
    client: AsyncClient, headers: dict[str, str], words: str
) -> None:
    """415, for types and for compression, which could hide a bomb."""
    answer = await client.post("/v1/render", content=b"# Hi", headers=headers)

    assert brief(answer) == (415, "body-type-unknown")
    assert words in answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "path-unknown"),
        ("GET", "/docs/../settings.py", 404, "path-unknown"),
        ("GET", "/v1/render", 405, "method-not-allowed"),
        ("POST", "/livez", 405, "method-not-allowed"),
    ],
)
async def test_the_frameworks_own_refusals_are_problems_too(
    client: AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    """No answer has a shape of its own."""
    answer = await client.request(method, path)

    assert brief(answer) == (status, code)
    assert answer.json().keys() == {
        "type",
        "title",
        "status",
        "detail",
        "instance",
        "code",
        "phase",
        "retryable",
        "errors",
    }
    assert (answer.json()["phase"], answer.json()["errors"]) == ("request", [])


async def test_a_wrong_method_names_the_right_ones(client: AsyncClient) -> None:
    """As HTTP demands of a 405."""
    answer = await client.get("/v1/render")

    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (b"nonsense\r\n\r\n", 400, "http-malformed"),
        (b"GET / HTTP/9.9\r\n\r\n", 400, "http-malformed"),
        (b"POST /v1/render HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400, "http-malformed"),
        (b"POST /v1/render HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400, "http-malformed"),
        (b"GET /livez HTTP/1.1\r\nX: " + b"x" * 400_000, 431, "head-too-large"),
        (b"GET /" + b"x" * 400_000, 431, "head-too-large"),
        (b"GET /livez HTTP/1.1\r\n" + b"X: y\r\n" * 100_000, 431, "head-too-large"),
    ],
)
def test_what_the_server_refuses_by_itself_is_a_problem(live: Live, sent: bytes, status: int, code: str) -> None:
    """Also where no request ever came to be; and a head cannot fill the memory."""
    with live.connect() as connection:
        with suppress(OSError):
            connection.sendall(sent)
        answer = HTTPResponse(connection)
        answer.begin()
        problem = json.loads(answer.read())

    assert (answer.status, problem["status"], problem["code"]) == (status, status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("sent", [b"", b"GET /li", b"POST /v1/render HTTP/1.1\r\nX: y\r\n"])
def test_a_head_that_does_not_end_is_given_up(
    make_live: Callable[..., Live], monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    """A client that sends a byte now and then would hold its connection for ever."""
    monkeypatch.setattr(http_protocol, "HEAD_SECONDS", 0.2)

    with make_live().connect() as connection:
        connection.sendall(sent)
        answer = HTTPResponse(connection)
        answer.begin()
        problem = json.loads(answer.read())

    assert (answer.status, problem["code"]) == (408, "head-slow")


def test_a_body_may_take_longer_than_a_head(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deadline of the request bounds it; and on a connection that is kept the next head has its own time."""
    monkeypatch.setattr(http_protocol, "HEAD_SECONDS", 0.2)

    with live.connect() as connection:
        for _ in range(2):
            connection.sendall(b"POST /v1/render HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n# ")
            time.sleep(0.5)
            connection.sendall(b"Hi")
            answer = HTTPResponse(connection)
            answer.begin()

            assert answer.status == 200
            answer.read()


def test_a_large_body_is_no_large_head(live: Live) -> None:
    """They may come in one piece, and one after another on a connection."""
    with live.connect() as connection:
        for _ in range(2):
            body = b"x" * 200_000
            connection.sendall(b"POST /v1/render HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + body)
            answer = HTTPResponse(connection)
            answer.begin()

            assert answer.status == 200
            answer.read()


async def test_a_body_over_the_limit_is_refused(make_client: ClientMaker) -> None:
    """The limit itself is allowed; the refusal names the setting."""
    client = await make_client(max_body_bytes=100)

    exact = await client.post("/v1/render", content=b"x" * 100)
    over = await client.post("/v1/render", content=b"x" * 101)

    assert exact.status_code == 200
    assert brief(over) == (413, "source-too-large")
    assert "larger than 100 bytes" in over.json()["detail"]
    assert "MARPD_MAX_BODY_BYTES" in over.json()["detail"]


async def test_parts_of_a_form_count_together(make_client: ClientMaker, renderer: FakeRenderer) -> None:
    """Many small files are as heavy as one large."""
    client = await make_client(max_body_bytes=1000)
    files = [("deck", ("a.md", b"# Hi")), *(("assets", (f"{number}.png", b"x" * 90)) for number in range(10))]

    answer = await client.post("/v1/render", files=files)

    assert brief(answer) == (413, "source-too-large")
    assert not renderer.calls


@pytest.mark.parametrize(
    ("error", "status", "is_retryable", "retry_after"),
    [
        (RenderTimeout(phase="layout", seconds=30), 504, False, None),
        (BrowserUnavailable("There is no Chromium.", hint="Install it.", phase="start"), 503, True, "5"),
        (BrowserCrashed("Chromium went away.", hint="Simplify the deck.", phase="layout"), 422, False, None),
    ],
)
async def test_failures_of_a_render_invite_a_retry_only_where_it_helps(  # a table's columns
    client: AsyncClient,
    renderer: FakeRenderer,
    error: MarpdError,
    status: int,
    is_retryable: bool,
    retry_after: str | None,
) -> None:
    """A deck that kills or hangs the browser must not come again and again."""
    renderer.error = error

    answer = await client.post("/v1/render", content=b"# Hi")

    assert brief(answer) == (status, error.code)
    assert answer.json()["retryable"] is is_retryable
    assert answer.json()["phase"] == error.phase
    assert answer.headers.get("retry-after") == retry_after


async def test_a_mistake_of_ours_tells_the_log_everything_and_the_caller_nothing(
    client: AsyncClient, renderer: FakeRenderer, caplog: pytest.LogCaptureFixture
) -> None:
    """500 without a trace or a path; the log has both, under the same id."""
    renderer.error = RuntimeError("secret in /srv/marpd/app.py")

    with caplog.at_level(logging.INFO):
        answer = await client.post("/v1/render", content=b"# Hi")

    assert brief(answer) == (500, "internal")
    assert "secret" not in answer.text
    assert answer.headers["x-request-id"] == answer.json()["instance"].rpartition(":")[2]
    assert "secret in /srv/marpd/app.py" in caplog.text


def test_every_code_belongs_to_one_error() -> None:
    """A program that reads the code knows what happened."""
    codes = [error.code for error in OUTCOMES]

    assert len(set(codes)) == len(codes)
