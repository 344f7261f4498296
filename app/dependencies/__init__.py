"""What routes ask for: the one service that this process runs, and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from app.bootstrap import Renderer
from app.dependencies.admission import Admission
from app.settings import Settings
from app.telemetry.metrics import Metrics


@dataclass(frozen=True, slots=True)
class Service:
    """Everything one service shares between its requests."""

    settings: Settings
    renderer: Renderer
    admission: Admission
    metrics: Metrics


def service_of(request: Request) -> Service:
    """The service that answers this request."""
    service = request.app.state.service
    if not isinstance(service, Service):
        raise TypeError("create_app puts the service into the app's state")
    return service


ServiceDep = Annotated[Service, Depends(service_of)]
