"""Work for tests of workers: functions of a module, as all work is."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from pathlib import Path

from renderers.errors import SourceNotUtf8

KEPT: list[bytes] = []


def add(one: int, other: int) -> int:
    """A sum."""
    return one + other


def pid() -> int:
    """Who works."""
    return os.getpid()


def begin_and_hang(started: Path) -> None:
    """Say that it began, and never end."""
    started.write_text(str(os.getpid()))
    while True:
        time.sleep(1)


def hang_once(started: Path) -> str:
    """Never end the first time; the second time say who worked the first time."""
    if started.exists():
        return started.read_text()
    begin_and_hang(started)
    return ""


def spin(started: Path) -> None:
    """The same, working hard, without ever letting go of the interpreter."""
    started.write_text(str(os.getpid()))
    # One call into C, which nothing of Python's can interrupt: some 10 minutes.
    pow(3, 10**9, 10 ** (10**6) + 7)


def take(count: int) -> int:
    """Allocate so many bytes and touch each page."""
    return len(bytearray(os.urandom(1)) * count)


def keep(count: int) -> None:
    """Allocate and keep."""
    KEPT.append(b"x" * count)


def recurse(depth: int) -> int:
    """Go deeper than Python lets anybody go."""
    return recurse(depth + 1)


def give(count: int) -> bytes:
    """So many bytes."""
    return bytes(count)


def refuse() -> None:
    """An error of the tree, with fields of its own."""
    raise SourceNotUtf8(line=3, column=4, byte=0xE9)


def stumble() -> None:
    """An error that nobody foresaw."""
    raise KeyError("nobody foresaw this")


def abort() -> None:
    """End as native code ends that found itself in error."""
    os.abort()


def crash() -> None:
    """End as native code ends that reads where nothing is."""
    import ctypes

    ctypes.string_at(0)


def ask(count: int) -> Generator[int, int, list[int]]:
    """Ask for the squares of some numbers."""
    squares: list[int] = []
    for number in range(count):
        square = yield number
        squares += [square]
    return squares


def fill_environment() -> dict[str, str]:
    """What a worker knows of the service's surroundings."""
    return dict(os.environ)


def limits() -> tuple[int, int]:
    """The most it may allocate, and how willingly the kernel ends it."""
    import resource

    return resource.getrlimit(resource.RLIMIT_DATA)[0], int(Path("/proc/self/oom_score_adj").read_text())


def threads_of_parent() -> int:
    """How many threads the process has that this one was forked from."""
    return len(list(Path(f"/proc/{os.getppid()}/task").iterdir()))


def modules() -> set[str]:
    """What is loaded."""
    import sys

    return set(sys.modules)
