"""Runs a coroutine so that signals end it in order: whatever it started is stopped before the process leaves."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

from app.problems import ExitStatus

Outcome = TypeVar("Outcome")


def run(work: Coroutine[Any, Any, Outcome]) -> Outcome:
    """What `work` gives. SIGINT raises `KeyboardInterrupt`, SIGTERM `SystemExit`, both after `work` has cleaned up."""
    signals: list[int] = []
    try:
        return asyncio.run(_listening(work, signals))
    except asyncio.CancelledError:
        if signals:
            raise SystemExit(ExitStatus.TERMINATED) from None
        raise


async def _listening(work: Coroutine[Any, Any, Outcome], signals: list[int]) -> Outcome:
    working = asyncio.ensure_future(work)

    def end() -> None:
        signals.append(signal.SIGTERM)
        working.cancel()

    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, end)
    return await working
