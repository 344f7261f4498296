"""What an operator sees: health, catalog, ids, log lines, numbers, and the API's description."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from typing import TYPE_CHECKING

import anyio
import pytest

from app import __version__, bootstrap
from app.schemas.options import Options
from app.telemetry.logs import JsonLines, PlainLines, configure_logs, write
from renderers import FORMATS, Code, Diagnostic, RenderTimeout

if TYPE_CHECKING:
    from httpx import AsyncClient, Response

    from tests.app.conftest import ClientMaker
    from tests.app.fake_renderer import FakeRenderer

pytestmark = pytest.mark.anyio


READ = (
    "/livez",
    "/readyz",
    "/metrics",
    "/v1/formats",
    "/v1/themes",
    "/v1/capabilities",
    "/docs",
    "/docs/start.js",
    "/openapi.json",
)


async def test_ready_when_a_browser_stands_ready(client: AsyncClient) -> None:
    """And with which versions it renders."""
    answer = await client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["status"] == "ready"
    assert answer.json()["versions"]["chromium"] == "156.0"


async def test_without_a_browser_the_service_lives_and_says_what_is_missing(
    make_client: ClientMaker, renderer: FakeRenderer
) -> None:
    """A container without Chromium tells its reason to the probe, instead of dying in a loop."""
    renderer.failing_starts = 1000
    client = await make_client()

    alive, ready = await client.get("/livez"), await client.get("/readyz")

    assert alive.status_code == 200
    assert ready.status_code == 503
    assert ready.json()["code"] == "browser-unavailable"
    assert ready.json()["detail"] == "There is no Chromium. Install it."
    assert ready.headers["retry-after"] == "5"


async def test_a_browser_that_did_not_start_is_tried_again(
    make_client: ClientMaker, renderer: FakeRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was missing at the start may be there later."""
    monkeypatch.setattr(bootstrap, "FIRST_PAUSE_SECONDS", 0.001)
    renderer.failing_starts = 2
    client = await make_client()

    with anyio.fail_after(5):
        while (await client.get("/readyz")).status_code != 200:  # noqa: ASYNC110  # as a probe does
            await anyio.sleep(0.001)

    assert renderer.starts == 3


async def test_a_service_that_stops_is_not_ready_and_takes_no_decks(
    make_client: ClientMaker, renderer: FakeRenderer
) -> None:
    """Whoever comes all the same is told to come again, and finds another instance."""
    client = await make_client()
    client._transport.app.state.service.admission.drain()  # type: ignore[attr-defined]

    ready, refused = await client.get("/readyz"), await client.post("/v1/render", content=b"# Hi")

    assert (ready.status_code, ready.json()["code"]) == (503, "stopping")
    assert (refused.status_code, refused.json()["code"], refused.json()["retryable"]) == (503, "stopping", True)
    assert int(refused.headers["retry-after"]) > 0
    assert renderer.calls == []


async def test_with_a_full_queue_the_service_is_not_ready(make_client: ClientMaker, renderer: FakeRenderer) -> None:
    """A balancer asks elsewhere meanwhile."""
    renderer.gate = asyncio.Event()
    client = await make_client(slots=1, queue=0)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(client.post("/v1/render", content=b"# Hi"))
        with anyio.fail_after(5):
            while not renderer.calls:  # noqa: ASYNC110  # nobody there could set an event
                await anyio.sleep(0.001)
        full = await client.get("/readyz")
        renderer.gate.set()
    free = await client.get("/readyz")

    assert (full.status_code, full.json()["code"], full.json()["phase"]) == (503, "not-ready", "queue")
    assert free.status_code == 200


async def test_a_canary_that_cannot_be_rendered_makes_the_service_unready_until_one_can(
    make_client: ClientMaker, renderer: FakeRenderer
) -> None:
    """A browser that is there and does not work is found before a deck finds it; probes render nothing."""
    renderer.error = RenderTimeout(phase="layout", seconds=10)
    client = await make_client(canary_seconds=0.01)

    async def until(status: int) -> Response:
        with anyio.fail_after(5):
            while (answer := await client.get("/readyz")).status_code != status:  # noqa: ASYNC110  # as a probe does
                await anyio.sleep(0.001)
        return answer

    ill = await until(503)
    renderer.error = None
    well = await until(200)

    assert (ill.json()["code"], ill.json()["phase"]) == ("not-ready", "canary")
    assert "deadline of 10 s" in ill.json()["detail"]
    assert well.json()["status"] == "ready"


async def test_no_canary_is_rendered_beside_a_deck(make_client: ClientMaker, renderer: FakeRenderer) -> None:
    """Who renders a deck shows that it works; what is busy is left alone."""
    renderer.gate = asyncio.Event()
    client = await make_client(slots=2, canary_seconds=0.05)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(client.post("/v1/render", content=b"# Hi"))
        await anyio.sleep(0.3)
        beside = [source.text for source, _ in renderer.calls]
        renderer.gate.set()
    with anyio.fail_after(5):
        while len(renderer.calls) < 2:  # noqa: ASYNC110  # nobody there could set an event
            await anyio.sleep(0.01)

    assert beside == ["# Hi"]
    assert renderer.calls[1][0].text == "# Canary 1"


async def test_the_renderer_is_stopped_with_the_service(renderer: FakeRenderer) -> None:
    """Also when it never started."""
    renderer.failing_starts = 1000

    async with bootstrap.running(renderer):
        pass

    assert renderer.stops == 1


async def test_formats_come_straight_from_the_table(client: AsyncClient) -> None:
    """Name, suffix, media type, whether it is one file a slide."""
    answer = await client.get("/v1/formats")

    assert [row["name"] for row in answer.json()["formats"]] == [row.name for row in FORMATS]
    assert answer.json()["formats"][0]["media_type"] == "application/pdf"


async def test_themes_come_from_the_renderer(client: AsyncClient) -> None:
    """With the sizes that each knows by name."""
    answer = await client.get("/v1/themes")

    assert answer.json()["themes"] == [
        {"name": "default", "sizes": ["16:9", "4:3"], "is_built_in": True},
        {"name": "corporate", "sizes": [], "is_built_in": False},
    ]


async def test_capabilities_tell_all_that_a_caller_may_plan_with(make_client: ClientMaker) -> None:
    """What can be made, with what, how much of it, and by which versions."""
    client = await make_client(
        max_body_bytes=1000, max_slides=20, max_output_bytes=2000, deadline_seconds=7, slots=3, queue=4
    )

    answer = (await client.get("/v1/capabilities")).json()

    assert answer["formats"] == (await client.get("/v1/formats")).json()["formats"]
    assert answer["themes"] == (await client.get("/v1/themes")).json()["themes"]
    assert answer["fonts"] == [{"family": "Liberation Sans", "scripts": ["Latn", "Grek", "Cyrl"]}]
    assert answer["limits"] == {
        "max_body_bytes": 1000,
        "max_assets": 1000,
        "max_slides": 20,
        "max_output_bytes": 2000,
        "deadline_seconds": 7,
        "slots": 3,
        "queue": 4,
    }
    assert answer["remote"] == "off"
    assert answer["versions"] == {"marpd": __version__, "chromium": "156.0"}


@pytest.mark.parametrize("path", READ)
async def test_whatever_can_be_read_has_a_head(client: AsyncClient, path: str) -> None:
    """As probes and crawlers ask for it; and whoever asks may know which methods there are."""
    head, options, other = await client.head(path), await client.options(path), await client.put(path)

    assert head.status_code == 200
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD")
    assert (other.status_code, other.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("sent", "is_echoed"), [("3f2a-77.B_~", True), ("", False), ("x" * 129, False), ("a b", False), ("a;b", False)]
)
async def test_a_sane_request_id_is_echoed_and_any_other_replaced(
    client: AsyncClient, sent: str, is_echoed: bool
) -> None:
    """An id stands in headers and logs; a stranger must not write there what he likes."""
    answer = await client.get("/livez", headers={"X-Request-Id": sent})

    assert (answer.headers["x-request-id"] == sent) is is_echoed
    assert answer.headers["x-request-id"]


async def test_one_line_tells_of_a_request_and_never_the_deck(
    client: AsyncClient, renderer: FakeRenderer, caplog: pytest.LogCaptureFixture
) -> None:
    """What happened, in figures and closed words."""
    renderer.diagnostics = (Diagnostic(code=Code.ASSET_MISSING, message="secret.png is missing"),)

    with caplog.at_level(logging.INFO, "marpd"):
        await client.post("/v1/render?to=html&filename=secret", content=b"# secret", headers={"X-Request-Id": "r-1"})

    [record] = [record for record in caplog.records if record.getMessage() == "request"]
    assert record.fields.pop("seconds") >= 0  # type: ignore[attr-defined]
    assert record.fields == {  # type: ignore[attr-defined]
        "method": "POST",
        "route": "/v1/render",
        "status": 200,
        "received_bytes": 8,
        "sent_bytes": 6,
        "formats": ["html"],
        "slides": 1,
        "diagnostics": 1,
    }


async def test_the_line_of_a_failure_has_its_code_and_what_only_the_operator_may_know(
    client: AsyncClient, renderer: FakeRenderer, caplog: pytest.LogCaptureFixture
) -> None:
    """The caller's answer lacks the private half; the log has both."""
    renderer.error = RenderTimeout(phase="layout", seconds=1)
    renderer.error.detail = "pid 7"

    with caplog.at_level(logging.INFO, "marpd"):
        answer = await client.post("/v1/render", content=b"# Hi")

    [record] = [record for record in caplog.records if record.getMessage() == "request"]
    facts = record.fields  # type: ignore[attr-defined]
    assert (facts["code"], facts["phase"], facts["detail"]) == ("render-timeout", "layout", "pid 7")
    assert "pid 7" not in answer.text


async def test_probes_are_no_news(client: AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    """A line every few seconds would bury the others."""
    with caplog.at_level(logging.INFO, "marpd"):
        for path in ("/livez", "/readyz", "/metrics"):
            await client.get(path)

    assert not caplog.records


def test_a_log_line_is_json_for_machines() -> None:
    """One object a line, whatever the values hold."""
    stream = io.StringIO()
    configure_logs("info", stream)

    write(logging.WARNING, "browser\nunavailable", reason='said "no"\n中')

    [line] = stream.getvalue().splitlines()
    assert json.loads(line)["level"] == "warning"
    assert json.loads(line)["event"] == "browser\nunavailable"
    assert json.loads(line)["reason"] == 'said "no"\n中'


def test_a_log_line_is_readable_at_a_terminal() -> None:
    """A person reads words, not braces."""
    record = logging.LogRecord("marpd", logging.INFO, "", 0, "listening", None, None)
    record.fields = {"url": "http://127.0.0.1:8000"}

    line = PlainLines().format(record)

    assert line.endswith(" info    listening url=http://127.0.0.1:8000")


def test_a_traceback_is_a_field_of_its_line() -> None:
    """A log collector must not see it as thirty lines."""
    try:
        raise ValueError("boom")  # noqa: TRY301  # a traceback needs a raise
    except ValueError as error:
        record = logging.LogRecord("other", logging.ERROR, "", 0, "failed", None, (ValueError, error, None))

    line = json.loads(JsonLines().format(record))

    assert line["logger"] == "other"
    assert line["traceback"] == "ValueError: boom"


async def test_metrics_count_what_happened(client: AsyncClient, renderer: FakeRenderer) -> None:
    """Requests, artifacts, slides, phases, problems, bytes, and how the browser is."""
    renderer.slides = 3
    renderer.diagnostics = (Diagnostic(code=Code.ASSET_MISSING, message="No picture."),)
    await client.post("/v1/render?to=pdf,png", content=b"# Hi")
    await client.post("/v1/render", content=b"")
    await client.get("/no/such/path")

    numbers = (await client.get("/metrics")).text.splitlines()

    for line in (
        'marpd_requests_total{method="POST",route="/v1/render",status="200"} 1.0',
        'marpd_requests_total{method="POST",route="/v1/render",status="400"} 1.0',
        'marpd_requests_total{method="GET",route="unmatched",status="404"} 1.0',
        'marpd_renders_total{format="png"} 1.0',
        "marpd_slides_total 3.0",
        'marpd_phase_seconds_count{phase="layout"} 1.0',
        'marpd_diagnostics_total{code="asset-missing"} 1.0',
        'marpd_problems_total{code="source-empty"} 1.0',
        "marpd_received_bytes_total 4.0",
        "marpd_renders_running 0.0",
        "marpd_browser_ready 1.0",
        "marpd_workers 2.0",
        "marpd_workers_killed 3.0",
        "marpd_workers_replaced 4.0",
        "marpd_browser_restarts 2.0",
        "marpd_browser_memory_bytes 300.0",
    ):
        assert line in numbers


async def test_the_description_names_every_body_answer_and_option(client: AsyncClient) -> None:
    """OpenAPI 3.1, with binary answers and problems; a generated client can be trusted."""
    description = (await client.get("/openapi.json")).json()

    render = description["paths"]["/v1/render"]["post"]
    assert description["openapi"].startswith("3.1")
    assert "application/x-www-form-urlencoded" in render["requestBody"]["content"]
    assert {parameter["name"] for parameter in render["parameters"]} == {
        "If-None-Match",
        *Options.model_fields,
    }
    assert set(render["responses"]["200"]["content"]) == {*(row.media_type for row in FORMATS), "application/zip"}
    for status in ("400", "406", "413", "415", "422", "429", "503", "504"):
        schema = render["responses"][status]["content"]["application/problem+json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/ProblemBody"}
    assert set(description["components"]["schemas"]["ProblemBody"]["required"]) >= {"type", "status", "detail", "code"}


async def test_every_reference_in_the_description_leads_somewhere(client: AsyncClient) -> None:
    """A dangling one breaks every generator."""
    text = (await client.get("/openapi.json")).text

    names = {part.partition('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert names <= set(json.loads(text)["components"]["schemas"])


async def test_the_docs_page_comes_from_local_files_alone(client: AsyncClient) -> None:
    """No CDN: its policy allows this service and nothing else, and everything it names is there."""
    page = await client.get("/docs")

    names = [part.partition('"')[0] for part in page.text.split('="docs/')[1:]]
    answers = [await client.get(f"/docs/{name}") for name in names]
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert "http" not in page.text
    assert len(names) == 3
    assert all(answer.status_code == 200 and answer.content for answer in answers)
