"""A running `marpd`, as its users run it, and what it starts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Process(NamedTuple):
    """A process; when it began tells it from another of the same number."""

    pid: int
    began: int


def processes() -> dict[Process, int]:
    """Every living process of the machine, with the number of its parent."""
    found = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, *rest = file.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if state != "Z":
            found[Process(int(file.parent.name), int(rest[17]))] = int(parent)
    return found


class Marpd:
    """A running `marpd`, and everything that it started, also what has left its side since."""

    def __init__(self, *arguments: str, cwd: Path = ROOT, **settings: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app", *arguments],
            cwd=cwd,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                **{f"MARPD_{name.upper()}": str(value) for name, value in settings.items()},
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.seen: set[Process] = set()

    def family(self) -> set[Process]:
        """What lives now of the processes that were ever seen below it."""
        living = processes()
        known = {self.process.pid, *(one.pid for one in self.seen & living.keys())}
        while more := {one.pid for one, parent in living.items() if parent in known} - known:
            known |= more
        self.seen |= {one for one in living if one.pid in known}
        return self.seen & living.keys()

    def wait_for_family(self, size: int) -> None:
        """Waits until so many processes of it live."""
        until = time.monotonic() + 30
        while len(self.family()) < size:
            assert time.monotonic() < until
            time.sleep(0.05)

    def serving(self) -> str:
        """The address of the service, once it listens."""
        assert self.process.stderr
        return str(json.loads(self.process.stderr.readline())["url"])

    def is_alone(self) -> bool:
        """Whether everything it started is gone, now or in a moment."""
        until = time.monotonic() + 5
        while self.family() and time.monotonic() < until:
            time.sleep(0.05)
        return not self.family()

    def end(self) -> None:
        """Ends it whatever it does, and with it all that it started."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()
        for one in self.family():
            os.kill(one.pid, signal.SIGKILL)
