"""Fetching what a deck refers to, from hosts that the operator listed and from nowhere else."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import httpcore

from renderers.model.assets import Asset
from renderers.model.remote import Fetched, RemoteHosts, RemoteOptions
from renderers.remote.addresses import is_public
from renderers.remote.kinds import kind_of, may_be_shown
from renderers.remote.network import AddressRefused, PinnedNetwork, Resolve, resolve

_LOG = logging.getLogger(__name__)
_AT_ONCE = 6
_MOST_REDIRECTS = 3
_LONGEST_URL = 4096
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200
# The whole of what a server learns: no cookies, no referrer, no language. Compressed answers would have to be unpacked.
_HEADERS = (
    ("User-Agent", "marpd"),
    ("Accept", "image/*, font/*, application/octet-stream;q=0.5"),
    ("Accept-Encoding", "identity"),
)
_UNREACHABLE = "its server could not be reached"
_ELSEWHERE = "it leads to an address that this service does not fetch from"
_SLOW = "it did not arrive in time"


class _Failed(Exception):
    """Why there is no file, in words that an author may read; `detail` is the operator's."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail or reason


@dataclass(slots=True)
class _Budget:
    """How many bytes a deck may still fetch."""

    left: int

    def take(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise _Failed("it is larger than this service fetches")


class RemoteFetcher:
    """Fetches by https, each connection to an address that was checked, each redirect as a new request.

    `resolve`, `is_allowed` and `tls` say how names are looked up, which addresses may be connected to, and whom to
    believe a certificate from.
    """

    def __init__(
        self,
        options: RemoteOptions,
        *,
        resolve: Resolve = resolve,
        is_allowed: Callable[[str], bool] = is_public,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._options = options
        self._network = PinnedNetwork(resolve=resolve, is_allowed=is_allowed)
        self._tls = tls

    @property
    def hosts(self) -> RemoteHosts:
        """Where it fetches from."""
        return self._options.hosts

    async def fetch(self, urls: Iterable[str]) -> Fetched:
        """Every URL that can be had within the limits of one deck. Raises nothing: what fails has its reason."""
        wanted = list(dict.fromkeys(urls))
        assets: dict[str, Asset] = {}
        failures = dict.fromkeys(wanted[self._options.files :], "the deck refers to too many files on the network")
        if not wanted:
            return Fetched()
        gate, budget = asyncio.Semaphore(_AT_ONCE), _Budget(self._options.total_bytes)
        # A pool a deck: nothing of one render is there for the next.
        async with self._pool() as pool:

            async def one(url: str) -> None:
                try:
                    async with gate:
                        assets[url] = await self._one(pool, url, budget)
                except _Failed as failed:
                    failures[url] = failed.reason
                    _LOG.warning("nothing was fetched from %s: %s", urlsplit(url).hostname, failed.detail)
                except Exception:
                    failures[url] = _UNREACHABLE
                    _LOG.exception("a fetch failed in a way that nobody foresaw")

            tasks = [asyncio.ensure_future(one(url)) for url in wanted[: self._options.files]]
            try:
                _, late = await asyncio.wait(tasks, timeout=self._options.seconds)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
        failures.update((url, _SLOW) for url in wanted if late and url not in assets and url not in failures)
        return Fetched(assets, failures)

    def _pool(self) -> httpcore.AsyncConnectionPool:
        return httpcore.AsyncConnectionPool(
            ssl_context=self._tls, max_connections=_AT_ONCE, http2=False, network_backend=self._network
        )

    async def _one(self, pool: httpcore.AsyncConnectionPool, url: str, budget: _Budget) -> Asset:
        """A file, perhaps after redirects."""
        here = url
        for _ in range(1 + _MOST_REDIRECTS):
            if len(here) > _LONGEST_URL or not self.hosts.permit(here):
                raise _Failed(
                    "it leads to an address that this service does not fetch from", f"it leads to {here[:200]!r}"
                )
            answer = await self._ask(pool, here, budget)
            if isinstance(answer, Asset):
                return answer
            try:
                here = urljoin(here, answer)
            except ValueError:
                raise _Failed(_ELSEWHERE, f"it leads to {answer[:200]!r}") from None
        raise _Failed("it leads from one address to the next too often")

    async def _ask(self, pool: httpcore.AsyncConnectionPool, url: str, budget: _Budget) -> Asset | str:
        """The file at a URL, or where that URL leads to instead."""
        try:
            async with pool.stream("GET", _target(url), headers=_HEADERS, extensions=self._timeouts) as response:
                return await _read(url, response, budget)
        except AddressRefused as refused:
            raise _Failed(_UNREACHABLE, f"{refused}, which is not allowed") from None
        except httpcore.TimeoutException as error:
            raise _Failed(_SLOW, repr(error)) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
            raise _Failed(_UNREACHABLE, repr(error)) from None

    @property
    def _timeouts(self) -> dict[str, dict[str, float]]:
        return {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), self._options.seconds)}


async def _read(url: str, response: httpcore.Response, budget: _Budget) -> Asset | str:
    """Reads no more than is worth it. Raises `_Failed`."""
    headers = {name.decode("ascii", "replace").lower(): value.decode("latin-1") for name, value in response.headers}
    if response.status in _REDIRECTS and "location" in headers:
        return headers["location"]
    if response.status != _OK:
        raise _Failed(f"its server answered {response.status}")
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise _Failed("its server sends it compressed")
    content_type = headers.get("content-type", "")
    if not may_be_shown(content_type):
        raise _Failed("it is neither a picture nor a font")
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > budget.left:
        raise _Failed("it is larger than this service fetches")
    chunks: list[bytes] = []
    async for chunk in response.aiter_stream():
        budget.take(len(chunk))
        chunks.append(chunk)
    content = b"".join(chunks)
    kind = kind_of(content, content_type)
    if kind is None:
        raise _Failed("it is neither a picture nor a font")
    return Asset(url, content, kind)


def _target(url: str) -> httpcore.URL:
    """The URL in pieces, so that the host which was checked is the one that is connected to."""
    parts: SplitResult = urlsplit(url)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    return httpcore.URL(
        scheme=b"https",
        host=(parts.hostname or "").encode("idna").rstrip(b".").lower(),
        port=parts.port or 443,
        target=(path + query).encode("ascii"),
    )
