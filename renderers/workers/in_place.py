"""Work done in threads of this process: there at once, and not to be ended."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from renderers.model.work import TOO_DEEP, TOO_MUCH_MEMORY, WorkersStatus, too_heavy

P = ParamSpec("P")
T = TypeVar("T")
Question = TypeVar("Question")
Answer = TypeVar("Answer")


class InPlace:
    """`Workers` in threads of this process: there at once, but what hangs or grows hangs and grows here.

    For a command that renders one deck and ends. Its threads do not keep the process from ending.
    """

    async def start(self) -> None:
        """There is nothing to start."""

    async def stop(self) -> None:
        """There is nothing to end."""

    async def run(self, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What `work` gives."""
        return await _in_thread(lambda: work(*arguments, **named))

    async def converse(
        self,
        dialogue: Callable[P, Generator[Question, Answer, T]],
        answer: Callable[[Question], Awaitable[Answer]],
        *arguments: P.args,
        **named: P.kwargs,
    ) -> T:
        """What `dialogue` returns in the end."""
        talk = dialogue(*arguments, **named)
        reply: Any = None
        while True:
            question, ended = await _in_thread(lambda: _step(talk, reply))  # noqa: B023  # done before it is bound anew
            if ended is not None:
                result: T = ended.result
                return result
            reply = await answer(question)

    @property
    def status(self) -> WorkersStatus:
        """Nobody to tell of."""
        return WorkersStatus()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a dialogue ended."""

    result: Any


def _step(talk: Generator[Any, Any, Any], reply: object) -> tuple[Any, Ended | None]:
    """The next question of a dialogue, or its end."""
    try:
        return talk.send(reply), None
    except StopIteration as end:
        return None, Ended(end.value)


async def _in_thread(work: Callable[[], T]) -> T:
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def body() -> None:
        try:
            outcome = work()
        except BaseException as error:  # it belongs to whoever waits
            _tell(loop, done, done.set_exception, error)
        else:
            _tell(loop, done, done.set_result, outcome)

    # Not one of asyncio's own, for which a process waits before it ends.
    threading.Thread(target=body, name="marpd-work", daemon=True).start()
    try:
        return await done
    except RecursionError:
        raise too_heavy(TOO_DEEP) from None
    except MemoryError:
        raise too_heavy(TOO_MUCH_MEMORY) from None


def _tell(
    loop: asyncio.AbstractEventLoop, done: asyncio.Future[Any], say: Callable[[Any], None], outcome: object
) -> None:
    def tell() -> None:
        if not done.done():
            say(outcome)

    # Nobody waits any more when the loop was closed.
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(tell)
