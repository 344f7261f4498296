"""The list of routers: everything the service answers."""

from fastapi import APIRouter

from app.routes import catalog, docs, health, renders

ROUTERS: tuple[APIRouter, ...] = (renders.router, catalog.router, health.router, docs.router)
