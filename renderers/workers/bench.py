"""What a worker does: job after job, each with its own outcome."""

from __future__ import annotations

import pickle
import socket
import traceback
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any

from renderers.errors import MarpdError
from renderers.workers import wire
from renderers.workers.wire import Kind, Message


def serve(connection: socket.socket, result_bytes: int) -> None:
    """Work until nobody is there who wants it, or memory ran out, after which nothing can be relied upon."""
    while (job := wire.receive(connection)) is not None:
        outcome = _outcome(connection, job.content)
        if outcome.kind is Kind.DONE and len(outcome.content) > result_bytes:
            outcome = Message(Kind.LARGE)
        wire.send(connection, outcome)
        if outcome.kind is Kind.HEAVY:
            return


def _outcome(connection: socket.socket, content: bytes) -> Message:
    try:
        # From the process that started this one.
        work, arguments, named = pickle.loads(content)  # noqa: S301
        return Message(Kind.DONE, _packed(_done(connection, work, arguments, named)))
    except MarpdError as error:
        return Message(Kind.RAISED, _packed(error))
    except (MemoryError, RecursionError) as error:
        return Message(Kind.HEAVY, type(error).__name__.encode())
    except Exception:  # whatever it is, it is told where it can be written down
        return Message(Kind.BROKE, traceback.format_exc().encode("utf-8", "replace"))


def _done(
    connection: socket.socket, work: Callable[..., object], arguments: Sequence[Any], named: Mapping[str, Any]
) -> object:
    result = work(*arguments, **named)
    return _talked(connection, result) if isinstance(result, Generator) else result


def _talked(connection: socket.socket, talk: Generator[object, object, object]) -> object:
    reply: object = None
    while True:
        try:
            question = talk.send(reply)
        except StopIteration as end:
            return end.value
        wire.send(connection, Message(Kind.QUESTION, _packed(question)))
        answer = wire.receive(connection)
        if answer is None:
            raise SystemExit
        reply = pickle.loads(answer.content)  # noqa: S301  # from the same process again


def _packed(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
