"""What a deck may have from the network, and what it got."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2s
from typing import Protocol
from urllib.parse import urlsplit

from renderers.errors import OptionInvalid
from renderers.model.assets import Asset, Assets
from renderers.model.document import HtmlDocument
from renderers.model.laid_out_deck import RefusedRequest

_HTTPS_PORT = 443
_FOLDER = ".remote/"


@dataclass(frozen=True, slots=True)
class RemoteHosts:
    """The hosts that may be fetched from: `host`, `*.host` for all below it, `host:port` where it is not 443."""

    names: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def read(cls, words: Iterable[str]) -> RemoteHosts:
        """Hosts as an operator writes them. Raises `OptionInvalid` for what is no host."""
        return cls(frozenset(map(_host_and_port, words)))

    def permit(self, url: str) -> bool:
        """Whether a URL is https, to a host of the list, and without a user's name."""
        try:
            parts = urlsplit(url)
            port = _HTTPS_PORT if parts.port is None else parts.port
        except ValueError:
            return False
        if parts.scheme != "https" or parts.username is not None or parts.password is not None:
            return False
        host = _ascii(parts.hostname or "")
        if not _is_host(host):
            return False
        above = (f"*{host[at:]}" for at, char in enumerate(host) if char == ".")
        return any((name, port) in self.names for name in (host, *above))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteOptions:
    """What one deck may fetch: where from, how many files, how many bytes in all, and how long all of it may take."""

    hosts: RemoteHosts
    files: int = 50
    total_bytes: int = 20 * 1024 * 1024
    seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """The files by their URL, and for each URL without one why, in words that an author may read."""

    assets: Mapping[str, Asset] = field(default_factory=dict)
    failures: Mapping[str, str] = field(default_factory=dict)


class Fetcher(Protocol):
    """Something that fetches what a deck refers to."""

    @property
    def hosts(self) -> RemoteHosts:
        """Where from."""

    async def fetch(self, urls: Iterable[str]) -> Fetched:
        """Every URL that can be had. Raises nothing: what fails has its reason."""


def local_name(url: str) -> str:
    """The asset path under which the page knows a URL on the network, so that it never names a foreign host."""
    return f"{_FOLDER}{blake2s(url.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"


def explained(refused: Iterable[RefusedRequest], fetched: Fetched) -> tuple[RefusedRequest, ...]:
    """What was asked for in vain, each once, with local names as the deck wrote them and why there is no file."""
    urls = {local_name(url): url for url in fetched.failures}
    return tuple(
        dict.fromkeys(
            RefusedRequest(urls[one.url], one.refusal, fetched.failures[urls[one.url]]) if one.url in urls else one
            for one in refused
        )
    )


def with_fetched(document: HtmlDocument, fetched: Fetched) -> HtmlDocument:
    """The document with the files that were fetched among its assets."""
    files = {local_name(url): asset for url, asset in fetched.assets.items()}
    return replace(document, assets=_Together(document.assets, files))


@dataclass(frozen=True, slots=True)
class _Together:
    """Assets that came with the deck, and files by their local names."""

    assets: Assets
    files: Mapping[str, Asset]

    def read(self, path: str) -> Asset | None:
        return self.files.get(path) if path.startswith(_FOLDER) else self.assets.read(path)

    def names(self) -> tuple[str, ...]:
        return self.assets.names()


def _host_and_port(word: str) -> tuple[str, int]:
    name, colon, port = word.strip().lower().partition(":")
    host = _ascii(name.removeprefix("*."))
    if not _is_host(host) or (colon and not (port.isdecimal() and 0 < int(port) < 1 << 16)):
        raise OptionInvalid(
            f"'{word}' is no host to fetch from.",
            hint="Write names such as images.example.com, *.example.com or example.com:8443.",
            phase="settings",
        )
    return ("*." if name.startswith("*.") else "") + host, int(port) if colon else _HTTPS_PORT


def _is_host(host: str) -> bool:
    return all(label.replace("-", "").isalnum() for label in host.split("."))


def _ascii(host: str) -> str:
    """A host as name servers and certificates know it; empty for what is none."""
    try:
        return host.encode("idna").decode("ascii").rstrip(".").lower()
    except UnicodeError:
        return ""
