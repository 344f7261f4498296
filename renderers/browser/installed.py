"""The fonts of this machine, asked of fontconfig, which Chromium asks too: their families and their characters."""

from __future__ import annotations

import logging
import subprocess
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2s

from renderers.browser.scripts import SAMPLES
from renderers.model.fonts import InstalledFont

_LOG = logging.getLogger(__name__)

# All faces with their characters: some 20 ms and half a megabyte for 150 of them.
_LIST = ("fc-list", ":scalable=true", "--format", "%{family}\t%{charset}\t%{fontversion}\n")
_SECONDS = 10.0

Ranges = tuple[tuple[int, int], ...]
"""First and last code points, ascending."""


class Characters:
    """A set of characters, kept as ranges."""

    def __init__(self, ranges: Ranges) -> None:
        self._firsts = [first for first, _ in ranges]
        self._lasts = [last for _, last in ranges]

    def __contains__(self, character: str) -> bool:
        at = bisect_right(self._firsts, ord(character)) - 1
        return at >= 0 and ord(character) <= self._lasts[at]


class Installed:
    """What is installed. `faces` are pairs of a face's family names and its characters.

    `digest` is another when another font or another version of one is installed; empty when nothing is known.
    """

    def __init__(self, faces: Iterable[tuple[tuple[str, ...], Ranges]] = (), digest: str = "") -> None:
        self.digest = digest
        numbers: dict[Ranges, int] = {}
        self._sets_of: dict[str, set[int]] = {}
        self._names: dict[str, str] = {}
        for names, ranges in faces:
            number = numbers.setdefault(ranges, len(numbers))
            for name in names:
                self._names.setdefault(name.casefold(), names[0])
            self._sets_of.setdefault(names[0], set()).add(number)
        # Many faces have the same characters: the Chinese, Japanese and Korean ones, bold ones and their regulars.
        self._sets = [Characters(ranges) for ranges in numbers]

    @property
    def is_known(self) -> bool:
        """Whether anything is known of what is installed."""
        return bool(self._sets)

    @cached_property
    def fonts(self) -> tuple[InstalledFont, ...]:
        """The families by name."""
        return tuple(InstalledFont(family, self._scripts(family)) for family in sorted(self._sets_of, key=str.casefold))

    def family(self, name: str) -> str | None:
        """The family that has this name, in whatever case; None if there is none."""
        return self._names.get(name.casefold())

    def has(self, family: str, character: str) -> bool:
        """Whether some face of an installed family has a character."""
        return not self.coverage(character).isdisjoint(self._sets_of.get(family, ()))

    def coverage(self, character: str) -> frozenset[int]:
        """Which sets of characters have this one, by number; empty if no font has it."""
        return frozenset(number for number, one in enumerate(self._sets) if character in one)

    def _scripts(self, family: str) -> tuple[str, ...]:
        return tuple(code for code, sample in SAMPLES.items() if all(self.has(family, one) for one in sample))


def read_installed() -> Installed:
    """What fontconfig lists. Nothing where there is no fontconfig, which is logged."""
    try:
        answer = subprocess.run(_LIST, capture_output=True, check=True, timeout=_SECONDS)  # noqa: S603 -- a constant
    except (OSError, subprocess.SubprocessError) as error:
        _LOG.warning(
            "fontconfig does not list the fonts, so no report can tell which characters are missing: %s", error
        )
        return Installed()
    return parse(answer.stdout.decode("utf-8", "replace"))


def parse(listed: str) -> Installed:
    """What a list of `family,family<tab>charset<tab>version` lines tells, in whatever order the lines stand."""
    lines = sorted(line.split("\t") for line in listed.splitlines() if "\t" in line)
    ranges: Mapping[str, Ranges] = {charset: _ranges(charset) for charset in {charset for _, charset, *_ in lines}}
    faces = ((_names(families), ranges[charset]) for families, charset, *_ in lines if ranges[charset])
    digest = blake2s("\n".join(map("\t".join, lines)).encode("utf-8", "replace"), digest_size=8).hexdigest()
    return Installed(faces, digest)


def _names(families: str) -> tuple[str, ...]:
    # A comma inside of a name is written with a backslash.
    parts = families.replace("\\,", "\0").split(",")
    return tuple(part.replace("\0", ",").replace("\\", "") for part in parts)


def _ranges(charset: str) -> Ranges:
    return tuple(_range(word.split("-")) for word in charset.split())


def _range(ends: Sequence[str]) -> tuple[int, int]:
    return int(ends[0], 16), int(ends[-1], 16)
