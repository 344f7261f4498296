"""Whether the service lives, whether it can render, and its numbers."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from app import __version__
from app.dependencies import ServiceDep
from app.routes.failures import problem_answers
from app.schemas.bodies import HealthBody

router = APIRouter(tags=["operation"])


@router.head("/livez", include_in_schema=False)
@router.get("/livez", summary="Is the process alive?")
async def live() -> HealthBody:
    """200 as long as the event loop turns. Restart the process when this fails."""
    return HealthBody(status="alive", versions={"marpd": __version__})


@router.head("/readyz", include_in_schema=False)
@router.get("/readyz", summary="Can it render?", responses=problem_answers(503))
async def ready(service: ServiceDep) -> HealthBody:
    """200 when a browser stands ready, the queue has room, and the service's own slide was rendered when last tried.

    Send no decks while this fails; the service tries again by itself, unless it is stopping.
    """
    if obstacle := service.obstacle:
        raise obstacle
    return HealthBody(status="ready", versions={"marpd": __version__, **service.renderer.versions})


@router.head("/metrics", include_in_schema=False)
@router.get(
    "/metrics",
    summary="Numbers for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}},
)
async def metrics(service: ServiceDep) -> Response:
    """Counts and durations in Prometheus's text form."""
    return Response(service.metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})
