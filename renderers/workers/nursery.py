"""The process that workers come from: one thread, everything loaded, and a fork for each worker.

It does what it is asked for over its standard input, and ends when nobody holds the other end any more. It runs apart
from the service, which has threads and must not be forked.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import os
import resource
import signal
import socket
import struct
import sys
from pathlib import Path

from renderers.workers import bench

FORK, REAP = b"F", b"R"
NUMBER = struct.Struct("!q")
REQUEST = struct.Struct("!cq")
READY = 0

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
# The kernel ends workers before the service when memory is short; 1000 is the first to go.
_OOM_SCORE = b"500"


def main(rehearsal: str, memory_bytes: int, result_bytes: int) -> None:
    """Load everything, say so, and answer requests until there are no more."""
    # What a terminal sends to everybody is the service's to understand.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=os.dup(0))
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    if rehearsal:
        module, _, function = rehearsal.partition(":")
        getattr(importlib.import_module(module), function)()
    # What is there now stays for ever; collectors that look at it would copy its pages into every worker.
    gc.collect()
    gc.freeze()
    control.sendall(NUMBER.pack(READY))
    while True:
        request, handles, _, _ = socket.recv_fds(control, REQUEST.size, 1)
        if len(request) < REQUEST.size:
            return
        what, number = REQUEST.unpack(request)
        if what == FORK:
            answer = _fork(control, socket.socket(fileno=handles[0]), memory_bytes, result_bytes)
        else:
            answer = _reap(number)
        control.sendall(NUMBER.pack(answer))


def _fork(control: socket.socket, connection: socket.socket, memory_bytes: int, result_bytes: int) -> int:
    """The number of a new worker that serves a connection; the negative number of an error if there is none."""
    parent = os.getpid()
    try:
        child = os.fork()
    except OSError as error:
        connection.close()
        return -(error.errno or 1)
    if child:
        connection.close()
        return child
    status = 1
    try:
        control.close()
        _bound(parent, memory_bytes)
        bench.serve(connection, result_bytes)
        status = 0
    except OSError:
        pass  # Nobody is there to be told.
    finally:
        # Not by the way of the process above, whose cleaning up is not ours.
        os._exit(status)


def _bound(parent: int, memory_bytes: int) -> None:
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Of everything that a process maps this counts what it can write to, and so what may become memory.
    resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_bytes(_OOM_SCORE)


def _reap(pid: int) -> int:
    """How a worker ended that was ended, or ended itself: an exit status, or the negative number of a signal."""
    try:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    except ChildProcessError:
        return -signal.SIGKILL


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
