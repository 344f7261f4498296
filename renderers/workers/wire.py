"""Messages between processes of ours: a kind, a length, and that many bytes, over a pair of sockets."""

from __future__ import annotations

import asyncio
import socket
import struct
from dataclasses import dataclass
from enum import IntEnum

_HEAD = struct.Struct("!BQ")
# Fewer turns for what is long; the system may give less.
_BUFFER_BYTES = 1024 * 1024


class Kind(IntEnum):
    """What a message is: a job with its arguments, and what may come of it."""

    JOB = 1
    QUESTION = 2
    ANSWER = 3
    DONE = 4
    RAISED = 5
    HEAVY = 6
    LARGE = 7
    BROKE = 8


@dataclass(frozen=True, slots=True)
class Message:
    """One message; its content is a pickle, or text where something went wrong."""

    kind: Kind
    content: bytes = b""


class Gone(Exception):
    """The other side is not there any more."""


class TooLong(Exception):
    """A message is longer than it may be."""


def pair() -> tuple[socket.socket, socket.socket]:
    """Our end, which does not block, and the other one, which does."""
    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER_BYTES)
    ours.settimeout(0)
    return ours, theirs


def send(connection: socket.socket, message: Message) -> None:
    """Send, and wait for it. Raises `OSError`."""
    connection.sendall(_HEAD.pack(message.kind, len(message.content)))
    connection.sendall(message.content)


def receive(connection: socket.socket) -> Message | None:
    """Wait for a message; None when there will be none."""
    head = _exactly(connection, _HEAD.size)
    if head is None:
        return None
    kind, length = _HEAD.unpack(head)
    content = _exactly(connection, length)
    return None if content is None else Message(Kind(kind), bytes(content))


def _exactly(connection: socket.socket, length: int) -> bytearray | None:
    content = bytearray(length)
    view = memoryview(content)
    while view:
        count = connection.recv_into(view)
        if not count:
            return None
        view = view[count:]
    return content


async def tell(connection: socket.socket, message: Message) -> None:
    """Send without blocking. Raises `Gone`."""
    loop = asyncio.get_running_loop()
    try:
        await loop.sock_sendall(connection, _HEAD.pack(message.kind, len(message.content)) + message.content)
    except OSError as error:
        raise Gone from error


async def hear(connection: socket.socket, most_bytes: int) -> Message:
    """The next message, without blocking. Raises `Gone`, and `TooLong` before anything of it is taken in."""
    kind, length = _HEAD.unpack(await _hear_exactly(connection, _HEAD.size))
    if length > most_bytes:
        raise TooLong
    return Message(Kind(kind), bytes(await _hear_exactly(connection, length)))


async def _hear_exactly(connection: socket.socket, length: int) -> bytearray:
    loop = asyncio.get_running_loop()
    content = bytearray(length)
    view = memoryview(content)
    while view:
        try:
            count = await loop.sock_recv_into(connection, view)
        except OSError as error:
            raise Gone from error
        if not count:
            raise Gone
        view = view[count:]
    return content


def is_open(connection: socket.socket) -> bool:
    """Whether the other side of a quiet connection is there, without waiting."""
    try:
        return bool(connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
    except BlockingIOError:
        return True
    except OSError:
        return False
