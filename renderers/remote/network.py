"""Connections to addresses that were looked at first: each name is looked up once, and its address connected to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress

import httpcore
from httpcore import SOCKET_OPTION, AsyncNetworkBackend, AsyncNetworkStream

Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""The addresses of a host. Raises `OSError`."""

# One after the other; somebody with more is not more likely to answer.
_MOST_ADDRESSES = 4


class AddressRefused(Exception):
    """A host has an address that is not out on the internet. The text names both, for the operator alone."""


async def resolve(host: str) -> Sequence[str]:
    """The addresses that the system knows for a host. Raises `OSError`."""
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class PinnedNetwork(AsyncNetworkBackend):
    """The network, but for addresses that are not allowed.

    One bad address among several refuses the host: nobody's public site has one. The connection is made to an address
    and not to the name, so a second answer of the name's server changes nothing; TLS still asks for the name.
    """

    def __init__(self, *, resolve: Resolve, is_allowed: Callable[[str], bool]) -> None:
        self._resolve = resolve
        self._is_allowed = is_allowed
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # the interface's own
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        """A connection to the first address of `host` that answers. Raises `AddressRefused` and httpcore's errors."""
        try:
            addresses = list(dict.fromkeys(await self._resolve(host)))
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} has no address") from error
        for address in addresses:
            if not self._is_allowed(address):
                raise AddressRefused(f"{host} is {address}")
        for address in addresses[:_MOST_ADDRESSES]:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
        raise httpcore.ConnectError(f"{host} does not answer")

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109  # the interface's own
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        """Never."""
        del timeout, socket_options
        raise AddressRefused(path)

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks for between attempts."""
        await self._network.sleep(seconds)
