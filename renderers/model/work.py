"""The port for work whose time and memory depend on what a deck holds: done where it can be ended, or in a thread."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass
from typing import Any, ParamSpec, Protocol, TypeVar

from renderers.errors import DeckTooHeavy

P = ParamSpec("P")
T = TypeVar("T")
Question = TypeVar("Question")
Answer = TypeVar("Answer")

TOO_DEEP = "It nests too deep."
TOO_MUCH_MEMORY = "It takes more memory than one deck may."


@dataclass(frozen=True, slots=True)
class WorkersStatus:
    """How many workers live, and how many were started in place of another or ended because of a deck, so far."""

    alive: int = 0
    replaced: int = 0
    killed: int = 0


class Workers(Protocol):
    """Somewhere to work. What is handed over and what comes back are values; the work is a function of a module.

    Whoever is cancelled while he waits ends the work with it.
    """

    async def start(self) -> None:
        """Be ready before the first request. Raises `WorkersUnavailable`; may be tried again."""

    async def stop(self) -> None:
        """End every process that was started. May be called twice."""

    async def run(self, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What `work` gives. Raises what it raises of the tree of errors, and `DeckTooHeavy` when it came to grief."""

    async def converse(
        self,
        dialogue: Callable[P, Generator[Question, Answer, T]],
        answer: Callable[[Question], Awaitable[Answer]],
        *arguments: P.args,
        **named: P.kwargs,
    ) -> T:
        """What `dialogue` returns in the end. Until then each thing that it yields is a question, answered here."""

    @property
    def status(self) -> WorkersStatus:
        """How the workers are, without asking them."""


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


def too_heavy(reason: str, *, phase: str = "", detail: str = "") -> DeckTooHeavy:
    """The error for a deck that nothing can be made of, for a reason in one sentence."""
    return DeckTooHeavy(
        f"The deck is too heavy to be rendered. {reason}",
        hint="Make it lighter: look for what is nested very deep, very long, or repeated very often.",
        phase=phase,
        detail=detail,
    )
