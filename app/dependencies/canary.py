"""A slide of the service's own, rendered now and then while nobody else renders: it tells whether all works."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from app.bootstrap import Renderer
from app.dependencies.admission import Admission
from app.telemetry.logs import write
from renderers import MarpdError, RenderOptions, Source

_DEADLINE_SECONDS = 10.0
# A service that is ill should be known to be well again soon.
_LONGEST_PAUSE_SECONDS = 5.0


@dataclass
class Canary:
    """`failure` is why the last one could not be rendered; empty when it could, and before the first.

    The browser has shown and printed a page before it counts as started, so that the first can wait.
    """

    renderer: Renderer
    admission: Admission
    seconds: float
    failure: str = ""
    count: int = 0

    async def watch(self) -> None:
        """Render one every `seconds`, for ever. It never stands in the way of a deck."""
        while True:
            await asyncio.sleep(min(self.seconds, _LONGEST_PAUSE_SECONDS) if self.failure else self.seconds)
            if self.admission.is_idle and self.renderer.status.is_ready:
                await self._sing()

    async def _sing(self) -> None:
        self.count += 1
        # Each is another deck: what is remembered of the last one is no answer.
        slide = Source(f"# Canary {self.count}", "canary")
        try:
            await self.renderer.render(slide, RenderOptions(deadline_seconds=_DEADLINE_SECONDS))
        except MarpdError as error:
            self.failure = error.message
            write(logging.WARNING, "canary failed", code=error.code, reason=error.message, detail=error.detail)
        except Exception as error:  # a mistake of ours, which must not end the watch
            self.failure = "The service made a mistake."
            logging.getLogger("marpd").exception("canary failed", exc_info=error)
        else:
            self.failure = ""
