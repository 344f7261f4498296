"""POST a deck, get its artifacts."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, TypeVar

from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect

from app.dependencies import Service, ServiceDep
from app.routes.answers import answer_with, report_headers
from app.routes.bodies import read_body
from app.routes.conditions import entity_tag, is_known
from app.routes.descriptions import CHECK_ANSWERS, RENDER_ANSWERS, REQUEST
from app.routes.negotiation import formats_for
from app.schemas.files import base_name
from app.schemas.options import Options, options_of
from app.schemas.report import REPORT, ReportBody, with_report
from app.schemas.sent import Sent
from app.telemetry.requests import note
from renderers import Format, Rendering, RenderOptions, Source

Outcome = TypeVar("Outcome")
Formats = tuple[Format, ...]

router = APIRouter(prefix="/v1", tags=["render"])


@router.post(
    "/render", summary="Render a deck", response_class=Response, responses=RENDER_ANSWERS, openapi_extra=REQUEST
)
async def render(request: Request, service: ServiceDep) -> Response:
    """Send a deck, get it back as PDF, PowerPoint, HTML or pictures.

    `curl --data-binary @talk.md HOST/v1/render -o talk.pdf` is all it takes. Options stand in the query; in a form they
    may also be fields, and in JSON the object `options`. The query wins.
    """
    accept = request.headers.get("accept", "")
    made = await _made(request, service, lambda asked: formats_for(asked, accept))
    if isinstance(made, Response):
        return made
    answer = answer_with(made.rendering, made.name, queue_seconds=made.queue_seconds)
    answer.headers.update(made.headers)
    return answer


@router.post(
    "/check", summary="Check a deck", response_model=ReportBody, responses=CHECK_ANSWERS, openapi_extra=REQUEST
)
async def check(request: Request, service: ServiceDep) -> Response:
    """Send a deck, get the report on it: what its author should know, with slide, line and hint.

    Takes what `/v1/render` takes. The deck is laid out as for a render; with `to`, what these formats cannot carry is
    reported too.
    """
    made = await _made(request, service, lambda asked: tuple(dict.fromkeys((*asked, REPORT))))
    if isinstance(made, Response):
        return made
    report = made.rendering.report
    headers = {**report_headers(report, made.queue_seconds), **made.headers}
    return Response(ReportBody.of(report, service.renderer.versions).as_bytes(), 200, headers, REPORT.media_type)


@dataclass(frozen=True, slots=True)
class _Made:
    rendering: Rendering
    name: str
    queue_seconds: float
    headers: dict[str, str]


async def _made(request: Request, service: Service, choose: Callable[[Formats], Formats]) -> _Made | Response:
    """What a request asks for, made; 304 where the caller has it already.

    `choose` turns the formats that the request names into those to make.
    """
    until = time.monotonic() + service.settings.deadline_seconds
    # Looked at once before the body is read: a wrong name should not cost an upload.
    asked = request.query_params.multi_items()
    _ = options_of(asked).formats
    with service.admission.place():
        sent = await read_body(request, limit_bytes=service.settings.max_body_bytes, seconds=_left(until))
        options = _merged(asked, sent)
        formats = choose(options.formats)
        order = options.for_engine(formats, date=service.settings.source_date_epoch)
        name = _name(options, sent, formats)
        headers = await _caching(request, service, sent.source, order, name)
        if is_known(",".join(request.headers.getlist("if-none-match")), headers.get("ETag", "")):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        work = _in_slot(service, sent.source, order, until)
        rendering, queue_seconds = await _unless_client_leaves(request, work)
    _count(request, service, rendering)
    return _Made(with_report(rendering, service.renderer.versions), name, queue_seconds, headers)


async def _caching(
    request: Request, service: Service, source: Source, order: RenderOptions, name: str
) -> dict[str, str]:
    """What caches are told. An answer has a tag unless its bytes may depend on the network or on an unknown browser."""
    headers = {"Cache-Control": service.settings.cache_control, "Vary": "Accept"}
    versions = service.renderer.versions
    if versions and service.settings.remote == "off":
        headers["ETag"] = await asyncio.to_thread(entity_tag, request.url.path, source, order, name, versions)
    return headers


def _merged(asked: list[tuple[str, str]], sent: Sent) -> Options:
    """The options of query and body; the query wins. What it beats has to be right all the same."""
    _ = options_of(sent.options).formats
    names = {name for name, _ in asked}
    return options_of([*asked, *(pair for pair in sent.options if pair[0] not in names)])


def _name(options: Options, sent: Sent, formats: Formats) -> str:
    if options.filename is None:
        return sent.source.name
    return base_name(
        options.filename, (*(suffix for row in formats for suffix in (row.suffix, *row.other_suffixes)), ".zip")
    )


async def _in_slot(service: Service, source: Source, order: RenderOptions, until: float) -> tuple[Rendering, float]:
    """The rendering, and how many seconds it waited for its slot."""
    asked_at = time.monotonic()
    async with service.admission.slot(min(_left(until), service.settings.queue_seconds or math.inf)):
        queue_seconds = time.monotonic() - asked_at
        return await service.renderer.render(source, replace(order, deadline_seconds=_left(until))), queue_seconds


async def _unless_client_leaves(request: Request, work: Coroutine[Any, Any, Outcome]) -> Outcome:
    """What `work` gives; cancels it, and so frees its slot, when nobody is left to take the answer."""
    working = asyncio.create_task(work)
    leaving = asyncio.create_task(_client_leaves(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _client_leaves(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _left(until: float) -> float:
    """Seconds until a deadline, in the tenths that a person would read in a message."""
    return max(0.1, math.ceil((until - time.monotonic()) * 10) / 10)


def _count(request: Request, service: Service, rendering: Rendering) -> None:
    report, metrics = rendering.report, service.metrics
    formats = [artifact.format for artifact in rendering.artifacts]
    note(request.scope, formats=formats, slides=report.slides, diagnostics=len(report.diagnostics))
    metrics.slides.inc(report.slides)
    metrics.observe_phases(report.seconds)
    for name in formats:
        metrics.renders.labels(name).inc()
    for diagnostic in report.diagnostics:
        metrics.diagnostics.labels(diagnostic.code).inc()
