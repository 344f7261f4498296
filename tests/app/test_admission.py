"""Who may render, who waits, who is sent away, and what a client that leaves gives back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import anyio
import pytest

from app.dependencies.admission import Admission
from app.problems import QueueFull

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.app.conftest import ClientMaker, Live
    from tests.app.fake_renderer import FakeRenderer

pytestmark = pytest.mark.anyio


async def until(is_true: Callable[[], bool]) -> None:
    """Waits for what happens in another thread, or on the other side of a socket."""
    with anyio.fail_after(5):
        while not is_true():  # noqa: ASYNC110  # nobody there could set an event
            await anyio.sleep(0.005)


async def test_beyond_slots_and_queue_a_request_is_sent_away_at_once(
    make_client: ClientMaker, renderer: FakeRenderer
) -> None:
    """One renders, one waits, the third is told when to come back; the first two still get their files."""
    renderer.gate = asyncio.Event()
    client = await make_client(slots=1, queue=1)
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(client.post("/v1/render", content=b"# 1"))
        second = tasks.create_task(client.post("/v1/render", content=b"# 2"))
        await until(lambda: len(renderer.calls) == 1)
        await anyio.sleep(0.02)

        third = await client.post("/v1/render", content=b"# 3")

        renderer.gate.set()
    assert (third.status_code, third.json()["code"]) == (429, "queue-full")
    assert int(third.headers["retry-after"]) > 0
    assert [first.result().status_code, second.result().status_code] == [200, 200]


async def test_no_more_than_the_slots_render_at_the_same_time(make_client: ClientMaker, renderer: FakeRenderer) -> None:
    """The rest waits without touching the renderer."""
    renderer.gate = asyncio.Event()
    client = await make_client(slots=2, queue=10)
    async with asyncio.TaskGroup() as tasks:
        for number in range(5):
            tasks.create_task(client.post("/v1/render", content=b"# %d" % number))
        await until(lambda: len(renderer.calls) == 2)
        await anyio.sleep(0.02)

        running = len(renderer.calls)

        renderer.gate.set()
    assert running == 2
    assert len(renderer.calls) == 5


async def test_waiting_ends_at_the_deadline(make_client: ClientMaker, renderer: FakeRenderer) -> None:
    """The one deadline of a request covers its time in the queue; to come again may help."""
    renderer.gate = asyncio.Event()
    client = await make_client(slots=1, queue=1, deadline_seconds=0.2)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(client.post("/v1/render", content=b"# 1"))
        await until(lambda: len(renderer.calls) == 1)

        second = await client.post("/v1/render", content=b"# 2")

        renderer.gate.set()
    assert (second.status_code, second.json()["retryable"]) == (429, True)


async def test_a_slot_and_a_place_come_back_after_an_error() -> None:
    """However a render ends."""
    admission = Admission(slots=1, queue=0)

    for _ in range(3):
        with pytest.raises(RuntimeError, match="boom"), admission.place():
            async with admission.slot(1):
                raise RuntimeError("boom")

    assert (admission.running, admission.waiting) == (0, 0)


async def test_a_wait_in_vain_leaves_the_slot_to_others() -> None:
    """A semaphore that loses count would starve the service."""
    admission = Admission(slots=1, queue=1)
    async with admission.slot(1):
        with pytest.raises(QueueFull):
            async with admission.slot(0.01):
                pass

    async with admission.slot(0.01):
        assert admission.running == 1


async def test_nobody_waits_longer_than_the_operator_lets_them(
    make_live: Callable[..., Live], renderer: FakeRenderer
) -> None:
    """Although the deadline is far away: whoever is served is served soon."""
    live = make_live(slots=1, queue=5, queue_seconds=0.1, deadline_seconds=600)
    live.gate()
    first, second = live.connect(), live.connect()
    first.sendall(b"POST /v1/render HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n# Hi")
    await until(lambda: len(renderer.calls) == 1)

    second.sendall(b"POST /v1/render HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n# Hi")

    told = await anyio.to_thread.run_sync(second.recv, 4096)
    assert told.startswith(b"HTTP/1.1 429")
    assert b"retry-after: " in told.lower()
    live.open_gate()
    first.close()
    second.close()


async def test_a_client_that_leaves_ends_its_render_and_frees_its_slot(
    make_live: Callable[..., Live], renderer: FakeRenderer
) -> None:
    """Nobody pays for an answer that nobody reads."""
    live = make_live(slots=1, queue=0)
    live.gate()
    gone = live.connect()
    gone.sendall(b"POST /v1/render HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n# Hi")
    await until(lambda: len(renderer.calls) == 1)

    gone.close()

    await until(lambda: renderer.cancelled == 1)
    renderer.gate = None
    next_one = live.connect()
    next_one.sendall(b"POST /v1/render HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n# Hi")
    assert next_one.recv(15) == b"HTTP/1.1 200 OK"
    next_one.close()


async def test_a_client_that_leaves_while_it_sends_is_forgotten(
    make_live: Callable[..., Live], renderer: FakeRenderer
) -> None:
    """Half a deck is not rendered, and its place is free again."""
    live = make_live(slots=1, queue=0)
    gone = live.connect()
    gone.sendall(b"POST /v1/render HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n# Hi")
    await anyio.sleep(0.05)
    gone.close()
    await anyio.sleep(0.05)

    next_one = live.connect()
    next_one.sendall(b"POST /v1/render HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n# Hi")

    assert next_one.recv(15) == b"HTTP/1.1 200 OK"
    assert len(renderer.calls) == 1
    next_one.close()


async def test_a_body_that_does_not_arrive_is_not_waited_for(make_live: Callable[..., Live]) -> None:
    """A slow client holds a place until the deadline and no longer."""
    live = make_live(slots=1, queue=0, deadline_seconds=0.2)
    slow = live.connect()

    slow.sendall(b"POST /v1/render HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n# Hi")

    assert slow.recv(12) == b"HTTP/1.1 408"
    slow.close()


async def test_a_body_that_says_it_is_too_large_need_not_come(make_live: Callable[..., Live]) -> None:
    """The answer is there before the first byte of it."""
    live = make_live(max_body_bytes=1000)
    client = live.connect()

    client.sendall(b"POST /v1/render HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n")

    assert client.recv(12) == b"HTTP/1.1 413"
    client.close()


async def test_a_body_that_does_not_say_its_size_is_counted(make_live: Callable[..., Live]) -> None:
    """The answer comes while the client could go on for ever."""
    live = make_live(max_body_bytes=1000)
    client = live.connect()
    client.sendall(b"POST /v1/render HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")

    client.sendall(b"7d0\r\n" + b"x" * 2000)

    assert client.recv(12) == b"HTTP/1.1 413"
    client.close()


async def test_a_wrong_option_costs_no_upload(make_live: Callable[..., Live]) -> None:
    """A typing mistake in the address is told before the body is sent."""
    live = make_live()
    client = live.connect()

    client.sendall(b"POST /v1/render?to=pdff HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n")

    assert client.recv(12) == b"HTTP/1.1 422"
    client.close()
