"""One worker, as seen by the service: a connection and the number of a process."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from renderers.errors import MarpdError, OutputTooLarge
from renderers.model.work import TOO_DEEP, TOO_MUCH_MEMORY, too_heavy
from renderers.workers import wire
from renderers.workers.wire import Kind, Message, TooLong

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class Unforeseen(Exception):
    """Work ended in an error that is nobody's fault but ours. The text is where that was."""


class Worker:
    """Does one job after the other. `is_spent` says that it should get no more."""

    def __init__(self, pid: int, connection: socket.socket, result_bytes: int) -> None:
        self.pid = pid
        self.jobs = 0
        self.is_spent = False
        self._is_in_use = self._is_killed = False
        self._connection = connection
        self._result_bytes = result_bytes

    @property
    def is_alive(self) -> bool:
        """Whether a resting worker is still there."""
        return wire.is_open(self._connection)

    @property
    def resident_bytes(self) -> int:
        """How much memory it has for itself alone."""
        try:
            _, resident, shared, *_ = Path(f"/proc/{self.pid}/statm").read_text().split()
        except OSError:
            return 0
        return (int(resident) - int(shared)) * _PAGE_BYTES

    async def do(self, job: bytes, answer: Callable[[Any], Awaitable[Any]]) -> object:
        """What comes of a job. Raises what it raised, `Gone` when the worker ended, `DeckTooHeavy`, `OutputTooLarge`.

        Nothing can be done with the worker any more when somebody stops waiting before it is done.
        """
        self.jobs += 1
        self.is_spent, self._is_in_use = True, True
        try:
            message = await self._done(job, answer)
        finally:
            self._is_in_use = False
            if self._is_killed:
                self._connection.close()
        self.is_spent = message.kind is Kind.HEAVY
        return self._outcome(message)

    async def _done(self, job: bytes, answer: Callable[[Any], Awaitable[Any]]) -> Message:
        await wire.tell(self._connection, Message(Kind.JOB, job))
        while (message := await self._hear()).kind is Kind.QUESTION:
            reply = await answer(_opened(message))
            await wire.tell(self._connection, Message(Kind.ANSWER, pickle.dumps(reply, pickle.HIGHEST_PROTOCOL)))
        return message

    async def _hear(self) -> Message:
        try:
            # A pickle is a little longer than what is in it.
            return await wire.hear(self._connection, self._result_bytes + 1024)
        except TooLong:
            raise OutputTooLarge(limit_bytes=self._result_bytes) from None

    def _outcome(self, message: Message) -> object:
        match message.kind:
            case Kind.DONE:
                return _opened(message)
            case Kind.RAISED:
                error = _opened(message)
                raise error if isinstance(error, MarpdError) else Unforeseen(repr(error))
            case Kind.LARGE:
                raise OutputTooLarge(limit_bytes=self._result_bytes)
            case Kind.HEAVY:
                reason = TOO_DEEP if message.content == b"RecursionError" else TOO_MUCH_MEMORY
                raise too_heavy(reason, detail=message.content.decode())
        raise Unforeseen(message.content.decode())

    def kill(self) -> None:
        """End it at once. Its number stays its own until it is reaped."""
        self._is_killed = True
        if not self._is_in_use:
            # Who still listens would never hear that it was closed; that the other end goes he hears.
            self._connection.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


def _opened(message: Message) -> object:
    # From a process of ours. It is no wall against somebody who has taken one over: that is the sandbox's business.
    value: object = pickle.loads(message.content)  # noqa: S301
    return value
