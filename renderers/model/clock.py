"""How long each phase of one render took, and which one is running."""

from __future__ import annotations

from time import perf_counter


class Clock:
    """Seconds by phase. It belongs to one render and to nobody else."""

    def __init__(self) -> None:
        self.phase = ""
        self.pending = ""
        self.seconds: dict[str, float] = {}
        self._since = perf_counter()

    def enter(self, phase: str, pending: str = "") -> None:
        """End the running phase and begin another; the empty name only ends it. `pending` is the URL it waits for."""
        now = perf_counter()
        if self.phase:
            self.seconds[self.phase] = self.seconds.get(self.phase, 0.0) + now - self._since
        self.phase, self.pending, self._since = phase, pending, now
