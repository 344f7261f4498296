"""The entity tag of an answer, known before anything is rendered: the same input gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from importlib.metadata import distributions

from app import __version__
from renderers import RenderOptions, Source

_TAGS = re.compile(r'(?:W/)?("[^"]*")')
_DIGEST_BYTES = 16


def entity_tag(kind: str, source: Source, order: RenderOptions, name: str, versions: Mapping[str, str]) -> str:
    """The strong tag of what `source` becomes: of all that was sent, of the options, and of all that makes the bytes.

    `kind` tells answers of different shape apart; `name` is in the names of files.
    """
    digest = blake2b(digest_size=_DIGEST_BYTES)
    # How much time is left changes nothing in an answer.
    lasting = replace(order, deadline_seconds=0)
    facts = (kind, name, repr(lasting), __version__, _packages(), repr(sorted(versions.items())))
    for part in (*(fact.encode() for fact in facts), *_parts(source)):
        # With its length, so that no two inputs run together into the same bytes.
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return f'"{digest.hexdigest()}"'


def is_known(if_none_match: str, tag: str) -> bool:
    """Whether the caller has the answer of this tag already (RFC 9110 section 13.1.2).

    `*` is not taken as such: nothing is stored here, so there is no answer that it could mean.
    """
    return tag in _TAGS.findall(if_none_match)


def _parts(source: Source) -> Iterator[bytes]:
    yield source.text.encode()
    yield type(source.assets).__name__.encode()
    for path in sorted(source.assets.names()):
        asset = source.assets.read(path)
        if asset is not None:
            yield path.encode()
            yield asset.content
    yield from (css.encode() for css in source.themes)


@cache
def _packages() -> str:
    """Every installed package with its version: what some of them do shows in the output."""
    return repr(sorted(f"{one.name} {one.version}" for one in distributions()))
