"""Workers do what they are given; whatever that does to them is the end of it, and nobody else notices."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from renderers.errors import DeckTooHeavy, OutputTooLarge, SourceNotUtf8, WorkersUnavailable
from renderers.model.work import Workers
from renderers.workers.crew import Crew
from renderers.workers.in_place import InPlace
from renderers.workers.options import WorkerOptions
from renderers.workers.worker import Unforeseen
from tests.renderers.workers import jobs

pytestmark = pytest.mark.anyio

MEGABYTE = 1024 * 1024


@asynccontextmanager
async def crew(**options: object) -> AsyncIterator[Crew]:
    """A crew for the length of a test. It is stopped whatever happens, and leaves nobody behind."""
    workers = Crew(WorkerOptions(**{"count": 1, "memory_bytes": 256 * MEGABYTE, **options}))
    before = children()
    try:
        yield workers
    finally:
        await workers.stop()
    assert children() <= before


def children() -> set[int]:
    """The living nurseries and workers that this process has started. Other tests' browsers come and go."""
    found: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, *_ = stat.read_text().rpartition(") ")[2].split()
            command = stat.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if state != "Z" and b"workers.nursery" in command:
            found[int(stat.parent.name)] = int(parent)
    below = {os.getpid()}
    while more := {pid for pid, parent in found.items() if parent in below} - below:
        below |= more
    return below - {os.getpid()}


def written(path: Path) -> str:
    """What is in a file; nothing if there is none."""
    return path.read_text() if path.exists() else ""


async def until(path: Path) -> int:
    """The number of the worker that has written it into a file."""
    async with asyncio.timeout(30):
        while not written(path):  # noqa: ASYNC110  # another process writes it
            await asyncio.sleep(0.005)
    return int(written(path))


def parent_of(pid: int) -> int:
    """The process that has started another."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[1])


def is_alive(pid: int) -> bool:
    """Whether a process runs."""
    return pid in children()


async def ended(pid: int) -> bool:
    """Whether a process is gone, now or as soon as the kernel has cleared it away."""
    for _ in range(500):
        if not is_alive(pid):
            return True
        await asyncio.sleep(0.01)
    return False


@pytest.fixture(params=[True, False], ids=["processes", "in place"])
async def workers(request: pytest.FixtureRequest) -> AsyncIterator[Workers]:
    """Both that there are, for what they have in common."""
    if not request.param:
        yield InPlace()
        return
    async with crew() as found:
        yield found


async def test_work_gives_what_it_gives(workers: Workers):
    """With arguments by place and by name."""
    assert await workers.run(jobs.add, 2, other=3) == 5


async def test_errors_of_the_tree_come_as_they_are(workers: Workers):
    """With their own fields."""
    with pytest.raises(SourceNotUtf8) as refused:
        await workers.run(jobs.refuse)

    assert (refused.value.line, refused.value.column) == (3, 4)
    assert "0xe9" in refused.value.message
    assert str(refused.value) == refused.value.message


async def test_what_nests_too_deep_is_the_decks_fault(workers: Workers):
    """And no mistake of ours."""
    with pytest.raises(DeckTooHeavy) as refused:
        await workers.run(jobs.recurse, 0)

    assert "nests too deep" in refused.value.message
    assert await workers.run(jobs.add, 1, 1) == 2


async def test_a_dialogue_is_answered_here(workers: Workers):
    """Each thing that it yields, in order."""
    asked: list[int] = []

    async def squared(number: int) -> int:
        asked.append(number)
        return number * number

    assert await workers.converse(jobs.ask, squared, 4) == [0, 1, 4, 9]
    assert asked == [0, 1, 2, 3]


async def test_an_answer_that_fails_ends_the_dialogue(workers: Workers):
    """With its own error; the next work is done."""

    async def failing(_number: int) -> int:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        await workers.converse(jobs.ask, failing, 4)

    assert await workers.run(jobs.add, 1, 1) == 2


async def test_an_unforeseen_error_tells_where_it_was():
    """For the log: the worker lives on."""
    async with crew() as workers:
        before = await workers.run(jobs.pid)
        with pytest.raises(Unforeseen, match="in stumble"):
            await workers.run(jobs.stumble)

        assert await workers.run(jobs.pid) == before


async def test_work_that_nobody_waits_for_is_ended_at_once(tmp_path: Path):
    """And its place is free, though it would have gone on for ever."""
    async with crew() as workers:
        working = asyncio.ensure_future(workers.run(jobs.begin_and_hang, tmp_path / "started"))
        pid = await until(tmp_path / "started")

        working.cancel()
        await asyncio.wait((working,))

        assert await ended(pid)
        assert await workers.run(jobs.add, 1, 1) == 2
        assert workers.status.killed == 1


async def test_a_deadline_ends_what_never_lets_go_of_the_interpreter(tmp_path: Path):
    """No signal of Python's would reach it."""
    async with crew() as workers:
        await workers.start()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await workers.run(jobs.spin, tmp_path / "started")

        assert await ended(await until(tmp_path / "started"))


async def test_memory_has_a_bound_which_is_the_decks_fault():
    """The worker is replaced; less than that is given."""
    async with crew() as workers:
        with pytest.raises(DeckTooHeavy) as refused:
            await workers.run(jobs.take, 300 * MEGABYTE)

        assert "memory" in refused.value.message
        assert not refused.value.is_retryable
        assert await workers.run(jobs.take, 100 * MEGABYTE) == 100 * MEGABYTE


@pytest.mark.parametrize("end", [jobs.abort, jobs.crash])
async def test_native_code_that_crashes_takes_only_its_worker(end: object):
    """It is the deck's fault, and told at once: not tried again."""
    async with crew() as workers:
        with pytest.raises(DeckTooHeavy):
            await workers.run(end)

        assert workers.status.killed == 1
        assert await workers.run(jobs.add, 1, 1) == 2


async def test_a_worker_that_somebody_else_ends_is_made_good(tmp_path: Path):
    """Once: the work is done by another."""
    async with crew() as workers:
        working = asyncio.ensure_future(workers.run(jobs.hang_once, tmp_path / "started"))
        pid = await until(tmp_path / "started")

        os.kill(pid, signal.SIGKILL)

        assert int(await working) == pid


async def test_what_ends_two_workers_is_at_fault(tmp_path: Path):
    """As what takes all memory of the machine does: the kernel ends it."""
    async with crew() as workers:
        working = asyncio.ensure_future(workers.run(jobs.begin_and_hang, tmp_path / "started"))
        for _ in range(2):
            os.kill(await until(tmp_path / "started"), signal.SIGKILL)
            (tmp_path / "started").unlink()

        with pytest.raises(DeckTooHeavy):
            await working


async def test_a_result_has_a_bound():
    """The operator's setting is named; the worker is well."""
    async with crew(result_bytes=MEGABYTE) as workers:
        with pytest.raises(OutputTooLarge) as refused:
            await workers.run(jobs.give, MEGABYTE + 1)

        assert "MARPD_MAX_OUTPUT_BYTES" in refused.value.hint
        assert len(await workers.run(jobs.give, MEGABYTE - 1024)) == MEGABYTE - 1024


async def test_two_work_at_once_and_a_third_waits(tmp_path: Path):
    """For whoever is ready first."""
    async with crew(count=2) as workers:
        hanging = [asyncio.ensure_future(workers.run(jobs.begin_and_hang, tmp_path / name)) for name in ("a", "b")]
        pids = {await until(tmp_path / name) for name in ("a", "b")}
        third = asyncio.ensure_future(workers.run(jobs.add, 1, 1))
        await asyncio.sleep(0.1)
        is_waiting = not third.done()

        hanging[0].cancel()

        assert await third == 2
        assert is_waiting
        assert len(pids) == 2
        hanging[1].cancel()


async def test_one_that_is_lost_does_not_disturb_another(tmp_path: Path):
    """Whatever becomes of its neighbour."""
    async with crew(count=2) as workers:
        working = asyncio.ensure_future(workers.run(jobs.hang_once, tmp_path / "started"))
        pid = await until(tmp_path / "started")
        for _ in range(3):
            with pytest.raises(DeckTooHeavy):
                await workers.run(jobs.abort)

        assert is_alive(pid)
        working.cancel()


async def test_a_worker_is_replaced_after_so_many_jobs():
    """Before anything that it may have gathered becomes much."""
    async with crew(jobs_per_worker=2) as workers:
        pids = [await workers.run(jobs.pid) for _ in range(4)]

        assert pids[0] == pids[1]
        assert pids[2] == pids[3]
        assert pids[1] != pids[2]


async def test_a_worker_that_keeps_memory_is_replaced():
    """Though it did nothing wrong."""
    async with crew() as workers:
        before = await workers.run(jobs.pid)
        await workers.run(jobs.keep, 150 * MEGABYTE)

        assert await workers.run(jobs.pid) != before
        assert workers.status.killed == 0


async def test_workers_come_again_when_their_nursery_is_ended():
    """So does whoever was lost with it."""
    async with crew() as workers:
        before = await workers.run(jobs.pid)

        os.kill(parent_of(before), signal.SIGKILL)

        assert await ended(before)
        assert await workers.run(jobs.pid) != before


async def test_all_are_there_before_they_are_needed():
    """Warm, and as many as may work at once."""
    async with crew(count=3, rehearsal="renderers.rehearsal:rehearse") as workers:
        await workers.start()
        begun = children()
        loaded = await workers.run(jobs.modules)

        assert workers.status.alive == 3
        assert {"renderers.pipeline", "pikepdf", "pptx", "lxml.etree", "PIL.Image"} <= loaded
        assert not {"playwright", "fastapi"} & loaded
        assert children() <= begun


async def test_the_nursery_has_one_thread_whatever_it_has_rehearsed():
    """A process with several must not be forked."""
    async with crew(rehearsal="renderers.rehearsal:rehearse") as workers:
        assert await workers.run(jobs.threads_of_parent) == 1


async def test_workers_are_bounded_and_go_first():
    """By the kernel, when memory is short; settings such as tokens are no business of theirs."""
    os.environ["MARPD_TOKENS"] = "secret"
    try:
        async with crew() as workers:
            known = await workers.run(jobs.fill_environment)
            bounds = await workers.run(jobs.limits)
    finally:
        del os.environ["MARPD_TOKENS"]

    assert "MARPD_TOKENS" not in known
    assert known["PATH"] == os.environ["PATH"]
    assert bounds == (256 * MEGABYTE, 500)


async def test_stopping_ends_all_and_work_in_progress(tmp_path: Path):
    """With an error that invites to try again: the deck did nothing."""
    workers = Crew(WorkerOptions(count=2))
    before = children()
    working = asyncio.ensure_future(workers.run(jobs.begin_and_hang, tmp_path / "started"))
    await until(tmp_path / "started")

    await workers.stop()
    await asyncio.wait((working,))

    assert isinstance(working.exception(), WorkersUnavailable)
    assert children() <= before
    assert workers.status.alive == 0


async def test_a_start_may_be_tried_again():
    """What could not be loaded once may be there later."""
    workers = Crew(WorkerOptions(count=1, rehearsal="tests.renderers.workers.jobs:no_such_function"))
    try:
        with pytest.raises(WorkersUnavailable) as failed:
            await workers.start()
        with pytest.raises(WorkersUnavailable):
            await workers.run(jobs.pid)
    finally:
        await workers.stop()

    assert failed.value.is_retryable


async def test_stopped_and_started_again():
    """As a service does that is tested."""
    async with crew() as workers:
        await workers.start()
        await workers.stop()
        with pytest.raises(WorkersUnavailable):
            await workers.run(jobs.pid)
        await workers.start()

        assert await workers.run(jobs.add, 1, 1) == 2
