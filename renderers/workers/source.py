"""The nursery, as seen by the service: started, asked for workers, and ended."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys

from renderers.workers import nursery, wire
from renderers.workers.options import WorkerOptions
from renderers.workers.wire import Gone
from renderers.workers.worker import Worker

_STOP_SECONDS = 2.0
# Settings may hold what no deck should see; the rest says where programs and libraries are.
_OURS = "MARPD_"
_START = (
    "import sys; sys.path[:] = {path!r}; "
    "from renderers.workers.nursery import main; main({rehearsal!r}, {memory}, {result})"
)


class Source:
    """A running nursery. It answers one request after the other."""

    def __init__(self, options: WorkerOptions, process: subprocess.Popen[bytes], control: socket.socket) -> None:
        self._options = options
        self._process = process
        self._control = control
        self._turn = asyncio.Lock()
        self._requests: set[asyncio.Task[int]] = set()
        self.is_gone = False

    @classmethod
    async def open(cls, options: WorkerOptions) -> Source:
        """A nursery that has loaded everything. Raises `Gone` and `TimeoutError`, with nothing left behind."""
        ours, theirs = wire.pair()
        source = cls(options, _started(options, theirs), ours)
        try:
            async with asyncio.timeout(options.start_seconds):
                await source._number()
        except BaseException:
            source.kill()
            raise
        return source

    async def fork(self) -> Worker:
        """A new worker. Raises `Gone` when there is no nursery any more, and `OSError` when there can be no worker."""
        ours, theirs = wire.pair()
        try:
            with theirs:
                number = await self._ask(nursery.FORK, 0, theirs)
        except BaseException:
            ours.close()
            raise
        if number < 0:
            ours.close()
            raise OSError(-number, os.strerror(-number))
        return Worker(number, ours, self._options.result_bytes)

    async def reap(self, worker: Worker) -> int | None:
        """How a worker ended that was killed or has gone: the negative number of its signal; None if nobody knows."""
        try:
            return await self._ask(nursery.REAP, worker.pid)
        except Gone:
            return None

    def kill(self) -> None:
        """End it, and with it all workers that came from it."""
        self.is_gone = True
        self._process.kill()
        self._process.wait()
        if not self._requests:
            # Who still listens would never hear that it was closed; that the other end goes he hears.
            self._control.close()

    async def stop(self) -> None:
        """End it in peace."""
        self.is_gone = True
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(subprocess.TimeoutExpired):
            await asyncio.to_thread(self._process.wait, _STOP_SECONDS)
        if self._requests:
            await asyncio.wait(self._requests)
        self.kill()

    async def _ask(self, what: bytes, number: int, handle: socket.socket | None = None) -> int:
        """The answer to a request, which runs to its end also when nobody waits for it any more."""
        request = asyncio.ensure_future(self._exchange(what, number, handle and handle.dup()))
        self._requests.add(request)
        request.add_done_callback(self._answered)
        return await asyncio.shield(request)

    def _answered(self, request: asyncio.Task[int]) -> None:
        self._requests.discard(request)
        if not request.cancelled():
            request.exception()  # Perhaps nobody waits for it any more.
        if self.is_gone and not self._requests:
            self._control.close()

    async def _exchange(self, what: bytes, number: int, handle: socket.socket | None) -> int:
        try:
            async with self._turn:
                handles = [] if handle is None else [handle.fileno()]
                # A few bytes into an empty buffer: this does not block.
                socket.send_fds(self._control, [nursery.REQUEST.pack(what, number)], handles)
                return await self._number()
        except (OSError, Gone) as error:
            self.is_gone = True
            raise Gone from error
        finally:
            if handle is not None:
                handle.close()

    async def _number(self) -> int:
        content = bytearray(nursery.NUMBER.size)
        if await asyncio.get_running_loop().sock_recv_into(self._control, content) < len(content):
            raise Gone
        number: int = nursery.NUMBER.unpack(content)[0]
        return number


def _started(options: WorkerOptions, theirs: socket.socket) -> subprocess.Popen[bytes]:
    start = _START.format(
        path=sys.path, rehearsal=options.rehearsal, memory=options.memory_bytes, result=options.result_bytes
    )
    with theirs:
        return subprocess.Popen(  # noqa: S603  # our own interpreter
            [sys.executable, "-I", "-c", start],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if not name.startswith(_OURS)},
            # A signal to our process group is ours to handle: what runs may finish.
            start_new_session=True,
        )
