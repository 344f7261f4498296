"""All workers: some rest, some work, and whoever is lost or ended is replaced without anybody's waiting for it."""

from __future__ import annotations

import asyncio
import logging
import pickle
import signal
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any, ParamSpec, TypeVar, cast

from renderers.errors import WorkersUnavailable
from renderers.model.work import WorkersStatus, too_heavy
from renderers.workers.options import WorkerOptions
from renderers.workers.source import Source
from renderers.workers.wire import Gone
from renderers.workers.worker import Worker

P = ParamSpec("P")
T = TypeVar("T")
Question = TypeVar("Question")
Answer = TypeVar("Answer")

_LOG = logging.getLogger(__name__)
# A worker that somebody else ended is made good once. Then what it worked on is taken for the reason: so does the
# kernel end what takes the memory of the machine.
_ATTEMPTS = 2
# How many nurseries a request may lose before it had a worker.
_STARTS = 3
_FROM_OUTSIDE = {None, -signal.SIGKILL, -signal.SIGTERM}


class Crew:
    """`Workers` in processes. It belongs to one event loop."""

    def __init__(self, options: WorkerOptions) -> None:
        self._options = options
        self._places = asyncio.Semaphore(options.count)
        self._resting: list[Worker] = []
        self._working: set[Worker] = set()
        self._source: asyncio.Task[Source] | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._filling: asyncio.Task[None] | None = None
        self._forks = self._killed = 0
        self._is_stopped = False

    async def start(self) -> None:
        """Have all workers ready. Raises `WorkersUnavailable`; may be tried again, also after `stop`."""
        self._is_stopped = False
        await self._nursery()
        if self._filling is None or self._filling.done():
            self._filling = self._later(self._fill())
        await asyncio.shield(self._filling)

    async def stop(self) -> None:
        """End every process that was started. Work that is under way ends with `WorkersUnavailable`."""
        self._is_stopped = True
        source = self._source
        if source is not None and not source.done():
            source.cancel()
        self._end_all()
        while self._tasks:
            await asyncio.wait(self._tasks)
            self._end_all()  # One may just have come.
        self._source = None
        if source is not None and (nursery := _opened(source)):
            await nursery.stop()

    @property
    def status(self) -> WorkersStatus:
        """How the workers are."""
        alive = len(self._resting) + len(self._working)
        return WorkersStatus(alive=alive, replaced=max(0, self._forks - self._options.count), killed=self._killed)

    async def run(self, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What `work` gives."""
        return cast("T", await self._do((work, arguments, named), _nobody))

    async def converse(
        self,
        dialogue: Callable[P, Generator[Question, Answer, T]],
        answer: Callable[[Question], Awaitable[Answer]],
        *arguments: P.args,
        **named: P.kwargs,
    ) -> T:
        """What `dialogue` returns in the end."""
        return cast("T", await self._do((dialogue, arguments, named), answer))

    async def _do(self, job: tuple[Any, ...], answer: Callable[[Any], Awaitable[Any]]) -> object:
        content = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
        status = None
        async with self._places:
            for _ in range(_ATTEMPTS):
                worker = await self._take()
                try:
                    return await worker.do(content, answer)
                except Gone:
                    status = await self._ended(worker)
                    if status not in _FROM_OUTSIDE:
                        break
                finally:
                    self._give_back(worker)
        if self._is_stopped:
            raise WorkersUnavailable("The workers were stopped.", phase="start")
        raise too_heavy("The process that worked on it came to grief.", detail=f"A worker ended with {status}.")

    async def _take(self) -> Worker:
        """A worker that rests, or else a new one."""
        if not self._resting:
            await self._filled()
        while self._resting:
            worker = self._resting.pop()
            self._working.add(worker)
            if worker.is_alive:
                return worker
            self._end(worker)
            await self._filled()
        worker = await self._fork()
        self._working.add(worker)
        return worker

    async def _filled(self) -> None:
        """Wait for those that are on their way."""
        if self._filling is not None and not self._filling.done():
            await asyncio.wait((self._filling,))

    def _give_back(self, worker: Worker) -> None:
        if worker not in self._working:
            return
        self._killed += worker.is_spent
        if worker.is_spent or self._is_worn(worker) or self.status.alive > self._options.count:
            self._end(worker)
        else:
            self._working.discard(worker)
            self._resting.append(worker)

    def _is_worn(self, worker: Worker) -> bool:
        has_done_enough = worker.jobs >= self._options.jobs_per_worker
        return has_done_enough or worker.resident_bytes > self._options.memory_bytes // 2

    async def _ended(self, worker: Worker) -> int | None:
        """How a worker ended that is not there any more."""
        self._killed += 1
        self._working.discard(worker)
        worker.kill()
        source = await self._nursery()
        status = await source.reap(worker)
        _LOG.warning("A worker ended in the middle of its work: %s.", status)
        self._refill()
        return status

    def _end_all(self) -> None:
        for worker in (*self._resting, *self._working):
            self._end(worker)

    def _end(self, worker: Worker) -> None:
        """End a worker, and see that there is another in its place."""
        self._working.discard(worker)
        if worker in self._resting:
            self._resting.remove(worker)
        worker.kill()
        if nursery := _opened(self._source):
            self._later(nursery.reap(worker))
        self._refill()

    def _refill(self) -> None:
        if not self._is_stopped and (self._filling is None or self._filling.done()):
            self._filling = self._later(self._fill())

    async def _fill(self) -> None:
        while not self._is_stopped and len(self._resting) + len(self._working) < self._options.count:
            self._resting.insert(0, await self._fork())

    async def _fork(self) -> Worker:
        for _ in range(_STARTS):
            source = await self._nursery()
            try:
                worker = await source.fork()
            except Gone:
                continue
            except OSError as error:
                raise _unavailable(str(error)) from error
            self._forks += 1
            return worker
        raise _unavailable("The nursery ends as soon as it is started.")

    async def _nursery(self) -> Source:
        """Where workers come from, started if it is not there. One start serves everybody who waits."""
        if self._is_stopped:
            raise WorkersUnavailable("The workers were stopped.", phase="start")
        source = self._source
        if source is None or (source.done() and _is_over(source)):
            source = self._source = self._later(Source.open(self._options))
        await asyncio.wait((source,))
        if nursery := _opened(source):
            return nursery
        raise _unavailable("" if source.cancelled() else repr(source.exception()))

    def _later(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(_take_note)
        return task


async def _nobody(question: object) -> object:
    raise TypeError(f"work that asks needs somebody who answers: {question!r}")


def _opened(source: asyncio.Task[Source] | None) -> Source | None:
    """The nursery, if it was opened."""
    is_open = source is not None and source.done() and not source.cancelled() and source.exception() is None
    return source.result() if source is not None and is_open else None


def _is_over(source: asyncio.Task[Source]) -> bool:
    nursery = _opened(source)
    if nursery is not None and nursery.is_gone:
        nursery.kill()
    return nursery is None or nursery.is_gone


def _take_note(task: asyncio.Task[Any]) -> None:
    """Look at a failure that perhaps nobody waits for, or asyncio complains that nobody did."""
    if not task.cancelled() and task.exception() is not None:
        _LOG.debug("a worker could not be had", exc_info=task.exception())


def _unavailable(detail: str) -> WorkersUnavailable:
    return WorkersUnavailable(
        "No process can be started that would work on the deck.",
        hint="See that the server has memory and processes to spare.",
        phase="start",
        detail=detail,
    )
