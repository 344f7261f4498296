"""Decks that came to grief, remembered for a while, so that sending one again costs next to nothing."""

from __future__ import annotations

import copy
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2b

from renderers.errors import BrowserCrashed, DeckTooHeavy, RenderFailed, RenderTimeout
from renderers.model.output import RenderOptions
from renderers.model.source import Source

OFFENCES = (BrowserCrashed, DeckTooHeavy, RenderTimeout)
"""What is the deck's own fault, and would happen again."""

# More than anybody sends within a minute who does not mean harm; each takes some 300 bytes.
_MOST = 1000
# With notably more time than it had then, a deck may well succeed.
_MORE_TIME = 1.1


@dataclass(frozen=True, slots=True)
class _Offence:
    digest: bytes
    error: RenderFailed
    until: float
    seconds: float


class Offenders:
    """Remembers each for `seconds`, and the newest ones only."""

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        # By a number that costs little; what it is exactly is looked at only where that is known.
        self._offences: OrderedDict[int, _Offence] = OrderedDict()

    def check(self, source: Source, options: RenderOptions) -> None:
        """Raises what became of this deck lately, unless it has more time now than it had then."""
        offence = self._offences.get(_number(source)) if self._offences else None
        if offence is None or offence.until < self._now():
            return
        has_more_time = options.deadline_seconds > offence.seconds * _MORE_TIME
        if isinstance(offence.error, RenderTimeout) and has_more_time:
            return
        if offence.digest == _digest(source, options):
            raise _again(offence.error, offence.until - self._now())

    def add(self, source: Source, options: RenderOptions, error: RenderFailed) -> None:
        """Remember what became of a deck, if that is its own fault."""
        if self._seconds <= 0 or not isinstance(error, OFFENCES):
            return
        number = _number(source)
        until = self._now() + self._seconds
        # A copy has no traceback, which would hold the whole deck and its page.
        offence = _Offence(_digest(source, options), copy.copy(error), until, options.deadline_seconds)
        self._offences[number] = offence
        self._offences.move_to_end(number)
        while len(self._offences) > _MOST or next(iter(self._offences.values())).until < self._now():
            self._offences.popitem(last=False)

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._offences)


def _number(source: Source) -> int:
    return hash((source.text, source.themes))


def _digest(source: Source, options: RenderOptions) -> bytes:
    """What a request is made of, all but its deadline."""
    digest = blake2b(repr(replace(options, deadline_seconds=0)).encode("utf-8", "replace"), digest_size=16)
    for text in (source.text, *source.themes):
        _put(digest, text.encode("utf-8", "surrogatepass"))
    for name in source.assets.names():
        found = source.assets.read(name)
        _put(digest, name.encode("utf-8", "surrogatepass"))
        _put(digest, found.content if found else b"")
    return digest.digest()


def _put(digest: blake2b, content: bytes) -> None:
    digest.update(len(content).to_bytes(8, "big"))
    digest.update(content)


def _again(error: RenderFailed, seconds: float) -> RenderFailed:
    again = copy.copy(error)
    again.message = f"{error.message} That was a moment ago: the same deck is not tried again for {seconds:.0f} s."
    again.args = (again.message,)
    return again
