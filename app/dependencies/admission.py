"""Who may render now, who waits, and who is sent away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from app.problems import QueueFull, ServiceStopping

PHASE = "queue"


class Admission:
    """`slots` renders at the same time, `queue` requests waiting for one, and no more.

    A place is taken before the body is read, so that the bodies in memory are counted too.
    """

    def __init__(self, *, slots: int, queue: int) -> None:
        self._slots = asyncio.Semaphore(slots)
        self._places = slots + queue
        self._taken = 0
        self._running = 0
        self.is_draining = False

    def drain(self) -> None:
        """Let nobody in any more."""
        self.is_draining = True

    @property
    def is_idle(self) -> bool:
        """Whether nobody has a place."""
        return self._taken == 0

    @property
    def is_full(self) -> bool:
        """Whether the next one would be sent away."""
        return self._taken >= self._places

    @property
    def running(self) -> int:
        """How many renders run now."""
        return self._running

    @property
    def waiting(self) -> int:
        """How many requests have a place and no slot."""
        return self._taken - self._running

    @contextmanager
    def place(self) -> Iterator[None]:
        """Holds a place. Raises `QueueFull` at once when there is none, `ServiceStopping` when there will be none."""
        if self.is_draining:
            raise ServiceStopping(
                "The service is about to stop and takes no more decks.",
                hint="Send it again after the time in Retry-After: another instance may answer.",
                phase=PHASE,
            )
        if self.is_full:
            raise QueueFull(
                "As many requests wait already as this service lets wait.",
                hint="Send it again after the time in Retry-After.",
                phase=PHASE,
                places=self._places,
            )
        self._taken += 1
        try:
            yield
        finally:
            self._taken -= 1

    @asynccontextmanager
    async def slot(self, seconds: float) -> AsyncIterator[None]:
        """Holds a slot. Raises `QueueFull` when none is free within `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                await self._slots.acquire()
        except TimeoutError:
            raise QueueFull(
                "The request waited for a free slot for as long as one may.",
                hint="Send it again after the time in Retry-After.",
                phase=PHASE,
                places=self._places,
            ) from None
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            self._slots.release()
