"""What routes ask for: the one service that this process runs, and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from app.bootstrap import Renderer
from app.dependencies.admission import Admission
from app.dependencies.canary import Canary
from app.problems import NotReady, ServiceStopping
from app.settings import Settings
from app.telemetry.metrics import Metrics
from renderers import BrowserUnavailable, MarpdError


@dataclass(frozen=True, slots=True)
class Service:
    """Everything one service shares between its requests."""

    settings: Settings
    renderer: Renderer
    admission: Admission
    metrics: Metrics
    canary: Canary

    @property
    def obstacle(self) -> MarpdError | None:
        """Why no decks should be sent now; None when all is well. Whatever takes time for that was done before."""
        status = self.renderer.status
        if self.admission.is_draining:
            return ServiceStopping("The service is about to stop.", phase="stop")
        if not status.is_ready:
            return BrowserUnavailable(status.reason or "The browser is starting.", hint=status.hint, phase="start")
        if self.canary.failure:
            reason = f"A slide of the service's own could not be rendered. {self.canary.failure}"
            return NotReady(reason, phase="canary")
        if self.admission.is_full:
            return NotReady("The queue is full.", hint="It will be shorter in a moment.", phase="queue")
        return None


def service_of(request: Request) -> Service:
    """The service that answers this request."""
    service = request.app.state.service
    if not isinstance(service, Service):
        raise TypeError("create_app puts the service into the app's state")
    return service


ServiceDep = Annotated[Service, Depends(service_of)]
