"""What is known of this machine's fonts: what is installed, and what Chromium was seen to take for what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from renderers.browser.installed import Installed

GENERIC = frozenset(
    {
        *("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif"),
        *("ui-monospace", "ui-rounded", "math", "emoji", "fangsong", "-webkit-body", "-webkit-standard"),
    }
)
"""What CSS calls kinds of fonts, and no font."""

_FAMILY = re.compile(r'"((?:[^"\\]|\\.)*)"|([^,"]+)', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# A theme has a dozen faces, a deck's text some dozen kinds of characters.
_MOST_KNOWN = 5_000
_MOST_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Look:
    """A font as CSS asks for it, of text in a language: what a font is chosen by, besides the character."""

    family: str
    weight: str
    style: str
    language: str

    @property
    def css(self) -> str:
        """As CSS's `font` has it, at a size to look at."""
        return f"{self.style} {self.weight} 32px {self.family}"


@dataclass(frozen=True, slots=True)
class Kind:
    """What decides which font is taken for a character, besides its look: its script, and which fonts have it.

    The latter by the number of their sets of characters; after it the same for the characters that it is composed of,
    for a font that has only these can draw it too.
    """

    script: str
    coverage: tuple[frozenset[int], ...]
    is_emoji: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Which font is taken for characters of a kind."""

    look: Look
    kind: Kind


@dataclass(frozen=True, slots=True)
class Answer:
    """The family that was taken, and whether the deck brought it."""

    family: str
    is_embedded: bool = False


@dataclass
class FontBook:
    """What is installed, and answers that hold as long as that does.

    An answer depends on the machine only, so it may serve the next deck. What a deck's own fonts have a part in must
    not be written here.
    """

    installed: Installed = field(default_factory=Installed)
    _kinds: dict[str, Kind] = field(default_factory=dict)
    _answers: dict[Question, Answer] = field(default_factory=dict)
    _twins: dict[str, str | None] = field(default_factory=dict)

    def kind(self, unit: str) -> Kind:
        """The kind of a character, which may have an emoji selector after it."""
        kind = self._kinds.get(unit)
        if kind is None:
            if len(self._kinds) >= _MOST_CHARACTERS:
                self._kinds.clear()
            kind = self._kinds[unit] = self._kind(unit)
        return kind

    def _kind(self, unit: str) -> Kind:
        from fontTools import unicodedata as scripts

        character = unit[0]
        parts = unicodedata.normalize("NFD", character)
        composed = parts if parts != character else ""
        coverage = tuple(map(self.installed.coverage, (character, *composed)))
        return Kind(str(scripts.script(character)), coverage, is_emoji=len(unit) > 1)

    def answer(self, question: Question) -> Answer | None:
        """What is known, if it is."""
        return self._answers.get(question)

    def learn(self, question: Question, answer: Answer) -> None:
        """Keep an answer for whoever asks next."""
        if len(self._answers) >= _MOST_KNOWN:
            self._answers.clear()
        self._answers[question] = answer

    def knows(self, family: str) -> bool:
        """Whether it is known what is taken for a family's name."""
        return self.installed.family(family) is not None or family.casefold() in self._twins

    def stands_for(self, family: str) -> str | None:
        """The installed family that a name means: itself, or one as wide as it. None if there is none."""
        return self.installed.family(family) or self._twins.get(family.casefold())

    def learn_twin(self, family: str, twin: str | None) -> None:
        """Keep which font is taken for a family that is not installed."""
        if len(self._twins) >= _MOST_KNOWN:
            self._twins.clear()
        self._twins[family.casefold()] = twin


def named(css: str, is_generic: Callable[[str], bool] = lambda name: name.lower() in GENERIC) -> tuple[str, ...]:
    """The families that a computed `font-family` names, without the generic ones."""
    found = []
    for quoted, plain in _FAMILY.findall(css):
        name = _ESCAPED.sub(r"\1", quoted) if quoted else plain.strip()
        if name and (quoted or not is_generic(name)):
            found.append(name)
    return tuple(found)


def quoted(family: str) -> str:
    """A family's name as CSS's strings have it."""
    return '"' + "".join(f"\\{ord(one):x} " if one in '"\\\n\r\f' else one for one in family) + '"'
