"""Ten clients a slot, hostile and honest, at once: the honest are served right and soon, or told to come again.

`python -m tests.hostile.flood --seconds 120` is `make flood`; `test_flood.py` is its short form.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.hostile.canary import Canary
from tests.hostile.case import Range
from tests.hostile.cases import CASES
from tests.hostile.clean import Clean, clean_decks, working_folder
from tests.hostile.service import Answer, Service
from tests.hostile.soak import at_rest

CLIENTS_A_SLOT = 10
MOST_SLOWER = 4.0
"""How many times slower than at rest nineteen of twenty honest answers may be."""

_MOST_BYTES = 200_000
# Those who flood share the machine with the service here, which they would not elsewhere: they do not spin.
_PAUSE_SECONDS = 0.1

QUEUE_SECONDS = 1
"""How long a request may wait for a slot: who waits longer behind hostile ones is told to come again."""


@dataclass(slots=True)
class Flood:
    """What came of it. Times are those of honest answers, in seconds."""

    idle: list[float]
    accepted: list[float] = field(default_factory=list)
    honest: Counter[str] = field(default_factory=Counter)
    hostile: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    memory_before: int = 0
    memory_after: int = 0
    handles_before: int = 0
    handles_after: int = 0

    @property
    def slower(self) -> float:
        """The ratio of the 95th percentiles."""
        return percentile(self.accepted) / percentile(self.idle) if self.accepted else float("inf")

    def __str__(self) -> str:
        rest, flooded = percentile(self.idle), percentile(self.accepted)
        before, after = self.memory_before / 1e6, self.memory_after / 1e6
        return (
            f"honest: {dict(self.honest)}; p95 {rest:.2f} s at rest, {flooded:.2f} s in the flood, {self.slower:.1f} "
            f"times; hostile, by status: {dict(sorted(self.hostile.items()))}; memory {before:.0f} MB "
            f"before, {after:.0f} MB after; handles {self.handles_before} before, "
            f"{self.handles_after} after; wrong: {len(self.wrong)} {self.wrong[:3]}"
        )


def flood(range_: Range, *, seconds: float, slots: int, seed: int = 1) -> Flood:
    """Half of the clients send honest decks, half of them hostile ones, until the time is over."""
    service, chance = range_.service, random.Random(seed)
    decks = clean_decks(service)
    result = Flood(idle=[service.render(one.deck, one.to).seconds for _ in range(3) for one in decks])
    result.memory_before, result.handles_before = at_rest(service), _handles(service.pid)
    until, lock = time.monotonic() + seconds, threading.Lock()
    hostile = [case for case in CASES if case.raw is None and len(case.content({})) < _MOST_BYTES]

    def honest_client(chance: random.Random) -> None:
        while time.monotonic() < until:
            one = chance.choice(decks)
            _note(result, lock, one, _asked(lambda: service.render(one.deck, one.to)))  # noqa: B023  # called at once

    def hostile_client(chance: random.Random) -> None:
        while time.monotonic() < until:
            case = chance.choice(hostile)
            answer = _asked(lambda: range_.send(case))  # noqa: B023  # called at once
            with lock:
                result.hostile[answer.status if answer else 0] += 1
            if answer is None or answer.status == 429:
                time.sleep(_PAUSE_SECONDS)

    clients = [honest_client, hostile_client] * (CLIENTS_A_SLOT * slots // 2)
    threads = [threading.Thread(target=one, args=(random.Random(chance.random()),)) for one in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    range_.assert_unharmed()
    result.memory_after, result.handles_after = at_rest(service), _handles(service.pid)
    return result


def _asked(ask: object) -> Answer | None:
    try:
        return ask()  # type: ignore[operator]
    except OSError:
        return None


def _note(result: Flood, lock: threading.Lock, one: Clean, answer: Answer | None) -> None:
    with lock:
        if answer is None:
            result.wrong.append(f"{one.to}: no answer")
        elif one.is_right(answer):
            result.honest["right"] += 1
            result.accepted.append(answer.seconds)
        elif answer.status == 429 and "retry-after" in answer.headers:
            result.honest["told to come again"] += 1
        else:
            result.wrong.append(f"{one.to}: {answer.status} {answer.code}")
    if answer is not None and answer.status == 429:
        # A second at the least is what it was told; a flood does not wait for all of it.
        time.sleep(0.5)


def percentile(values: Sequence[float], share: float = 0.95) -> float:
    """The value that so many do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def _handles(pid: int) -> int:
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def settings(slots: int) -> dict[str, str]:
    """A service as an operator sets it up who expects a flood."""
    return {"slots": str(slots), "queue": str(slots), "queue_seconds": str(QUEUE_SECONDS)}


def main() -> int:
    """The flood, and its figures on stdout."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--slots", type=int, default=len(os.sched_getaffinity(0)))
    given = parser.parse_args()
    folder, canary = working_folder("flood"), Canary()
    service = Service(folder, **settings(given.slots))
    secret = folder.with_suffix(".svg")
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    try:
        result = flood(Range.ready(service, canary, secret), seconds=given.seconds, slots=given.slots)
    finally:
        service.end()
        shutil.rmtree(folder)
        Path(secret).unlink()
    print(result)
    return 0 if not result.wrong and result.slower <= MOST_SLOWER else 1


if __name__ == "__main__":
    sys.exit(main())
