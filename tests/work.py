"""How much work something takes, told by how it grows and not by the clock on the wall."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

TIMES = 4
_ROUNDS = 3
# What is made once, and what the system does beside it, in seconds of the processor.
_BESIDE = 0.02


def assert_linear(made: Callable[[int], T], work: Callable[[T], object], size: int) -> None:
    """Four times the input takes about four times the processor's time, and not sixteen times.

    `made` gives the input for a size and `work` works on it; both sizes are worked on in turn, in one run. The best of
    a few rounds counts, for a busy machine makes things slower and never quicker.
    """
    small, large = made(size), made(size * TIMES)
    work(small)
    spent = [(_processor_seconds(work, small), _processor_seconds(work, large)) for _ in range(_ROUNDS)]
    least, most = (min(column) for column in zip(*spent, strict=True))

    assert most < 2 * TIMES * least + _BESIDE, f"{size}: {least:.3f} s, {size * TIMES}: {most:.3f} s"


def _processor_seconds(work: Callable[[T], object], given: T) -> float:
    begun = time.process_time()
    work(given)
    return time.process_time() - begun
