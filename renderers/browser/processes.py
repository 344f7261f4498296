"""Our own processes, found through /proc, and ended: exactly them, also when nobody answers any more."""

from __future__ import annotations

import contextlib
import os
import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from renderers.browser.chromium import mark

_PROC = Path("/proc")
_TAKEN = re.compile(r"^Rss(?:Anon|Shmem):\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Process:
    """A process by its number and the moment it began (in clock ticks since boot), for numbers are used again."""

    pid: int
    began: int

    @property
    def is_alive(self) -> bool:
        """Whether it still runs. A process that ended and was not yet collected does not."""
        status = _status(self.pid)
        return status is not None and status.process == self and status.state != "Z"

    def kill(self) -> None:
        """End it at once, if it still runs."""
        if self.is_alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Member:
    """A process of a browser. `memory_bytes` is what it has taken for itself, or shares with others of the browser."""

    process: Process
    is_first: bool
    is_page: bool
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Family:
    """A browser's first process, the driver that started it, and the folder of its profile."""

    browser: Process
    driver: Process
    profile: Path | None = None

    @property
    def is_alive(self) -> bool:
        """Whether both are still there. Costs two small reads."""
        return self.browser.is_alive and self.driver.is_alive

    def members(self) -> tuple[Member, ...]:
        """All the browser's own processes, and what each has taken."""
        return tuple(
            Member(one, one == self.browser, b"--type=renderer" in _command_line(one.pid), _memory_bytes(one.pid))
            for one in _group(self.browser)
        )

    def kill(self) -> None:
        """End them and all the browser's own processes, which are in its process group."""
        self.driver.kill()
        for process in _group(self.browser):
            process.kill()


def family_of(folder: Path) -> Family | None:
    """The browser that keeps its things in `folder`, if one was started. Its driver is the process above it."""
    wanted = mark(folder).encode()
    for status in _statuses():
        command_line = _command_line(status.process.pid)
        if wanted in command_line and status.group == status.process.pid:
            driver = _status(status.parent_pid)
            if driver is not None:
                return Family(status.process, driver.process, _profile(command_line))
    return None


@dataclass(frozen=True, slots=True)
class _Status:
    process: Process
    state: str
    parent_pid: int
    group: int


def _group(first: Process) -> Iterator[Process]:
    """Everything in the process group of its first process; that one last, for without it the others cannot be told."""
    now = _status(first.pid)
    if now is not None and now.process != first:
        return  # The number belongs to somebody else, which cannot be while one of the group lives.
    yield from (one.process for one in _statuses() if one.group == first.pid and one.process != first)
    yield first


def _statuses() -> Iterator[_Status]:
    for entry in _PROC.iterdir():
        status = _status(int(entry.name)) if entry.name.isdecimal() else None
        if status is not None:
            yield status


def _status(pid: int) -> _Status | None:
    try:
        stat = (_PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return None
    # See proc(5): the name, which may hold anything, stands in brackets before the fields we need.
    state, parent, group, *rest = stat.rpartition(")")[2].split()
    return _Status(Process(pid, int(rest[16])), state, int(parent), int(group))


def _profile(command_line: bytes) -> Path | None:
    # Chromium writes its arguments anew, with blanks between them.
    found = re.search(rb"--user-data-dir=(.+?)(?=\0| --|$)", command_line)
    return Path(os.fsdecode(found[1])) if found else None


def _memory_bytes(pid: int) -> int:
    """Memory that is no file's. Pictures lie in what is shared, so that is counted; between processes even twice."""
    try:
        status = (_PROC / str(pid) / "status").read_text(errors="replace")
    except OSError:
        return 0
    return sum(int(kilobytes) for kilobytes in _TAKEN.findall(status)) * 1024


def _command_line(pid: int) -> bytes:
    try:
        return (_PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""
