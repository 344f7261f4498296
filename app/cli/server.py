"""The server that ends in order: told to go, it takes no more decks, finishes those it has, and answers probes."""

from __future__ import annotations

import math
import time
from types import FrameType

import uvicorn

from app.dependencies.admission import Admission


class Server(uvicorn.Server):
    """Leaves when nothing is rendered any more, at the latest `seconds` after it was told; at once when told again."""

    def __init__(self, config: uvicorn.Config, admission: Admission, seconds: float) -> None:
        super().__init__(config)
        self._admission = admission
        self._seconds = seconds
        self._until: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take note of a signal. Who is just being told by a balancer to come elsewhere still gets an answer."""
        super().handle_exit(sig, frame)
        if self._until is None:
            self._until = time.monotonic() + self._seconds
            self._admission.drain()
            self.should_exit = False

    async def on_tick(self, counter: int) -> bool:
        """Whether it is time to leave."""
        if self._until is not None:
            left = self._until - time.monotonic()
            if self._admission.is_idle or left <= 0:
                self.should_exit = True
                # For answers that are still on their way, and for what does not heed its deadline.
                self.config.timeout_graceful_shutdown = max(1, math.ceil(left))
        return await super().on_tick(counter)
