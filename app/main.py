"""The application: settings and a renderer in, an ASGI app out. Nothing lives in this module."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app import __version__
from app.bootstrap import Renderer, running, service_renderer_from
from app.dependencies import Service
from app.dependencies.admission import Admission
from app.dependencies.canary import Canary
from app.routes import ROUTERS
from app.routes.failures import Unhandled, install
from app.routes.openapi import description_of
from app.routes.tokens import BearerTokens
from app.settings import Settings
from app.telemetry.metrics import Metrics
from app.telemetry.requests import RequestLog

DESCRIPTION = "Renders Marp decks: Markdown in; PDF, PowerPoint, HTML and pictures out."


def create_app(settings: Settings | None = None, renderer: Renderer | None = None) -> FastAPI:
    """The service. Without arguments everything comes from the environment; tests bring their own renderer."""
    settings = settings or Settings.load()
    renderer = renderer or service_renderer_from(settings)
    admission = Admission(slots=settings.slots, queue=settings.queue)
    service = Service(
        settings=settings,
        renderer=renderer,
        admission=admission,
        metrics=Metrics(),
        canary=Canary(renderer, admission, settings.canary_seconds),
    )
    _watch(service)
    app = FastAPI(
        title="marpd",
        version=__version__,
        description=DESCRIPTION,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        # What generated clients call their functions.
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.service = service
    for router in ROUTERS:
        app.include_router(router)
    install(app, ROUTERS)
    # The last one added stands outermost.
    tokens = settings.bearer_tokens
    if tokens:
        app.add_middleware(BearerTokens, tokens=tokens)
    app.add_middleware(Unhandled)
    app.add_middleware(RequestLog, metrics=service.metrics)
    app.openapi = lambda: description_of(app, needs_token=bool(tokens))  # type: ignore[method-assign]  # the framework's documented way
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    service: Service = app.state.service
    async with running(service.renderer):
        watch = asyncio.create_task(service.canary.watch())
        try:
            yield
        finally:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)


def _watch(service: Service) -> None:
    admission, renderer, watch = service.admission, service.renderer, service.metrics.watch
    watch("marpd_renders_running", "Renders in a slot now.", lambda: admission.running)
    watch("marpd_renders_waiting", "Requests that wait for a slot now.", lambda: admission.waiting)
    watch("marpd_ready", "1 when /readyz says so.", lambda: service.obstacle is None)
    watch("marpd_workers", "Worker processes that live now.", lambda: renderer.workers.alive)
    watch("marpd_workers_killed", "Workers ended because of what they worked on.", lambda: renderer.workers.killed)
    watch("marpd_workers_replaced", "Workers started in place of another.", lambda: renderer.workers.replaced)
    watch("marpd_browser_ready", "1 when a browser stands ready.", lambda: renderer.status.is_ready)
    watch("marpd_browser_memory_bytes", "Memory of Chromium's processes.", lambda: renderer.status.memory_bytes)
    watch("marpd_browser_restarts", "Browsers started in place of another.", lambda: renderer.status.restarts)
