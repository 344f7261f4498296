"""What can be made and with which themes, straight from the tables."""

from __future__ import annotations

from fastapi import APIRouter

from app import __version__
from app.dependencies import ServiceDep
from app.schemas.bodies import (
    CapabilitiesBody,
    FontBody,
    FormatBody,
    FormatsBody,
    LimitsBody,
    ThemeBody,
    ThemesBody,
)
from app.schemas.sent import MOST_ASSETS
from renderers import FORMATS

router = APIRouter(prefix="/v1", tags=["catalog"])


@router.head("/formats", include_in_schema=False)
@router.get("/formats", summary="List the output formats")
async def formats() -> FormatsBody:
    """Every output format: what `to` calls it, its suffix and its media type."""
    return FormatsBody(formats=[FormatBody.of(row) for row in FORMATS])


@router.head("/themes", include_in_schema=False)
@router.get("/themes", summary="List the themes")
async def themes(service: ServiceDep) -> ThemesBody:
    """Every theme that a deck can choose without bringing its own CSS."""
    return ThemesBody(themes=[ThemeBody.of(card) for card in service.renderer.themes])


@router.head("/capabilities", include_in_schema=False)
@router.get("/capabilities", summary="Tell what this service can do")
async def capabilities(service: ServiceDep) -> CapabilitiesBody:
    """Formats, themes, fonts, limits and versions in one answer."""
    settings, renderer = service.settings, service.renderer
    return CapabilitiesBody(
        formats=[FormatBody.of(row) for row in FORMATS],
        themes=[ThemeBody.of(card) for card in renderer.themes],
        fonts=[FontBody.of(font) for font in renderer.fonts],
        limits=LimitsBody(
            max_body_bytes=settings.max_body_bytes,
            max_assets=MOST_ASSETS,
            max_slides=settings.max_slides,
            max_output_bytes=settings.max_output_bytes,
            deadline_seconds=settings.deadline_seconds,
            slots=settings.slots,
            queue=settings.queue,
        ),
        remote=settings.remote,
        versions={"marpd": __version__, **renderer.versions},
    )
