"""What can be made and with which themes, straight from the tables."""

from __future__ import annotations

from fastapi import APIRouter

from app.dependencies import ServiceDep
from app.schemas.bodies import FormatBody, FormatsBody, ThemeBody, ThemesBody
from renderers import FORMATS

router = APIRouter(prefix="/v1", tags=["catalog"])


@router.get("/formats", summary="List the output formats")
async def formats() -> FormatsBody:
    """Every output format: what `to` calls it, its suffix and its media type."""
    return FormatsBody(formats=[FormatBody.of(row) for row in FORMATS])


@router.get("/themes", summary="List the themes")
async def themes(service: ServiceDep) -> ThemesBody:
    """Every theme that a deck can choose without bringing its own CSS."""
    return ThemesBody(themes=[ThemeBody.of(card) for card in service.renderer.themes])
