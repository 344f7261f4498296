"""Two thousand renders, honest and odd, on one service: memory stays where it was, and no file is left.

`python -m tests.hostile.soak --renders 2000` is `make soak`; `test_soak.py` is its short form.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.hostile.canary import Canary
from tests.hostile.case import Case, Range
from tests.hostile.cases import CASES
from tests.hostile.clean import Clean, clean_decks, working_folder
from tests.hostile.service import Service

MOST_GROWTH = 0.10
_REST_SECONDS = 4.0
_LOOKS = 8
# One in so many is a hostile deck, of those that are answered soon.
_ODD = 10


@dataclass(slots=True)
class Soak:
    """What came of it. `memory` is in bytes, of all processes at rest, after each part of the renders."""

    renders: int = 0
    memory: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    restarts: int = 0
    left: set[str] = field(default_factory=set)

    @property
    def growth(self) -> float:
        """How much more memory is held after the last part than after the first."""
        return self.memory[-1] / self.memory[0] - 1

    def __str__(self) -> str:
        held = ", ".join(f"{one / 1e6:.0f}" for one in self.memory)
        return (
            f"{self.renders} renders, {len(self.wrong)} wrong {self.wrong[:3]}; memory after each part {held} MB "
            f"({self.growth:+.1%}); {self.restarts} browsers started in place of another; left: {sorted(self.left)}"
        )


def soak(range_: Range, *, renders: int, parts: int, slots: int, seed: int = 1) -> Soak:
    """So many renders in equal parts, `slots` at a time, with a rest after each part."""
    service, chance = range_.service, random.Random(seed)
    decks, odd = clean_decks(service), [case for case in CASES if case.statuses == frozenset({200}) and not case.raw]
    result, lock = Soak(), threading.Lock()
    before = service.leftovers()

    def one(what: Clean | Case) -> None:
        if isinstance(what, Clean):
            answer = service.render(what.deck, what.to)
            is_right, told = what.is_right(answer), f"{what.to}: {answer.status} {answer.code}"
        else:
            sent = range_.send(what)
            is_right, told = sent is not None and sent.status in what.statuses, f"{what.name}: {sent and sent.status}"
        with lock:
            result.renders += 1
            if not is_right:
                result.wrong.append(told)

    def some(count: int) -> Iterator[Clean | Case]:
        for _ in range(count):
            yield chance.choice(odd) if chance.randrange(_ODD) == 0 else chance.choice(decks)

    for _ in range(parts):
        with ThreadPoolExecutor(slots) as pool:
            list(pool.map(one, some(renders // parts)))
        result.memory.append(at_rest(service))
    result.restarts = int(float(_number(service, "marpd_browser_restarts")))
    range_.assert_unharmed()
    result.left = service.leftovers() if len(service.leftovers()) > len(before) else set()
    return result


def at_rest(service: Service) -> int:
    """Bytes held when nothing is rendered: the middle one of several looks."""
    time.sleep(_REST_SECONDS)
    looks = []
    for _ in range(_LOOKS):
        looks.append(service.memory())
        time.sleep(0.25)
    return int(statistics.median(looks))


def _number(service: Service, name: str) -> str:
    lines = service.ask("GET", "/metrics").body.decode().splitlines()
    return next(line.split()[1] for line in lines if line.startswith(f"{name} "))


def main() -> int:
    """The soak, and its figures on stdout."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--renders", type=int, default=2000)
    parser.add_argument("--slots", type=int, default=len(os.sched_getaffinity(0)))
    given = parser.parse_args()
    folder, canary = working_folder("soak"), Canary()
    service = Service(folder, slots=str(given.slots), deadline_seconds="30")
    secret = folder.with_suffix(".svg")
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    try:
        range_ = Range.ready(service, canary, secret)
        result = soak(range_, renders=given.renders, parts=4, slots=given.slots)
    finally:
        service.end()
        shutil.rmtree(folder)
        secret.unlink()
    print(result)
    return 0 if not result.wrong and not result.left and abs(result.growth) <= MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
