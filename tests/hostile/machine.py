"""What the system says of a service's processes: who lives, who was left behind, how much memory they hold."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_PROC = Path("/proc")
_GLANCE_SECONDS = 0.15


@dataclass(frozen=True, slots=True)
class Process:
    """A living process: its number, its parent's, its group's, and its name."""

    pid: int
    parent: int
    group: int
    name: str


def below(root: int) -> list[Process]:
    """Every living process below one, near ones first."""
    children: dict[int, list[Process]] = {}
    for stat in _PROC.glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            head, _, tail = stat.read_text(errors="replace").rpartition(") ")
            state, parent, group, *_ = tail.split()
            if state not in "ZX":
                process = Process(int(stat.parent.name), int(parent), int(group), head.partition("(")[2])
                children.setdefault(process.parent, []).append(process)
    found = list(children.get(root, []))
    for process in found:
        found.extend(children.get(process.pid, []))
    return found


def memory_of(pids: list[int]) -> int:
    """Bytes that processes hold, what they share counted once (PSS)."""
    total = 0
    for pid in pids:
        with suppress(OSError, ValueError, IndexError):
            for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    return total


class MemoryWatch:
    """The most memory that a process and all below it held, sampled while it is open."""

    def __init__(self, root: int) -> None:
        self.peak = 0
        self._root = root
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self.peak = max(self.peak, memory_of([self._root, *(one.pid for one in below(self._root))]))
            if self._ended.wait(_GLANCE_SECONDS):
                return
