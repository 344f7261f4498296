"""YAML as Marp reads it: every scalar is text, values of known keys may be loose, and nothing can blow up.

PyYAML's loaders build Python objects and recurse; a hundred bytes can ask them for gigabytes, or crash the process.
Here only its event stream is used, which is flat, and a small composer with limits stands on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from renderers.model.blocks import Yaml

MOST_CHARACTERS = 256 * 1024
MOST_NODES = 10_000
MOST_DEPTH = 32

# M-038: any other explicit tag makes the block void.
_TAGS = {None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}
# M-041: a value that begins with one of these is left to strict YAML.
_STRICT_STARTS = "[\"'{|>~&*"
_KEY = re.compile(r"(?P<quote>['\"]?)(?P<key>[\w-]+)(?P=quote)[ \t]*:")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\u0085": "\\N", "\u2028": "\\L", "\u2029": "\\P", "\t": "\\t"}


class YamlRefused(Exception):
    """A YAML text that means nothing here. `line` and `column` count from 1 within that text."""

    def __init__(self, reason: str, *, line: int = 1, column: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


def read_yaml(text: str, loose_keys: Iterable[str] = ()) -> Yaml:
    """The value of a YAML text; an empty text is an empty text. Raises `YamlRefused`."""
    if len(text) > MOST_CHARACTERS:
        raise YamlRefused(f"it is longer than {MOST_CHARACTERS} characters")
    # The final newline makes a block scalar at the end keep its own (M-040).
    return _compose(loosen(text, loose_keys).strip() + "\n")


def key_lines(text: str) -> dict[str, int]:
    """The line, from 1, of each key at the outermost level of a YAML text that stands at the start of a line."""
    found = ((_KEY.match(line), number) for number, line in enumerate(text.split("\n"), start=1))
    return {key["key"]: number for key, number in found if key}


def loosen(text: str, keys: Iterable[str]) -> str:
    """The text with the values of these keys quoted where they start a line and are not quoted already (M-041)."""
    names = "|".join(re.escape(key) for key in keys)
    if not names:
        return text
    loose = re.compile(rf"^(_?(?:{names})|(?P<q>['\"])_(?:{names})(?P=q))([ \t]*:[ \t]+)(\S.*)$")
    return "\n".join(_loosened(line, loose) for line in text.split("\n"))


def _loosened(line: str, loose: re.Pattern[str]) -> str:
    found = loose.match(line.rstrip("\r"))
    if not found or found[4][0] in _STRICT_STARTS:
        return line
    # Backslashes are escaped too, so that `C:\dir` is what it says; Marp loses the block over it (M-046, section 28).
    quoted = "".join(_ESCAPES.get(char, char) for char in found[4].strip())
    return f'{found[1]}: "{quoted}"'


class _Place(Protocol):
    """Where something stands in the YAML, counted from 0: the two parsers of PyYAML have a type each."""

    line: int
    column: int


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come: the finished part, and the key that waits for its value."""

    value: list[Yaml] | dict[str, Yaml]
    anchor: str | None
    nodes_before: int
    key: str | None = None

    def put(self, value: Yaml, mark: _Place | None) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
        elif self.key is not None:
            self.value[self.key] = value
            self.key = None
        elif not isinstance(value, str):
            raise _refused("a key must be plain text", mark)
        elif value in self.value:
            raise _refused(f"the key '{value}' stands twice", mark)
        else:
            self.key = value


@dataclass(slots=True)
class _Composer:
    """Builds one value out of a flat stream of events, counting what every alias would unfold to."""

    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Yaml, int]] = field(default_factory=dict)
    nodes: int = 0
    documents: int = 0
    value: Yaml = ""

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise _refused("there are two YAML documents", event.start_mark)
            case yaml.ScalarEvent():
                self._check(event.tag, event.start_mark)
                self._put(event.value, event.anchor, self.nodes - 1, event.start_mark)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._open(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                done = self.stack.pop()
                self._put(done.value, done.anchor, done.nodes_before, event.start_mark)
            case yaml.AliasEvent():
                self._alias(event)

    def _open(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        self._check(event.tag, event.start_mark)
        if len(self.stack) >= MOST_DEPTH:
            raise _refused(f"it is nested deeper than {MOST_DEPTH} levels", event.start_mark)
        value: list[Yaml] | dict[str, Yaml] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self.stack.append(_Open(value, event.anchor, self.nodes - 1))

    def _alias(self, event: yaml.AliasEvent) -> None:
        known = self.anchors.get(event.anchor or "")
        if known is None:
            raise _refused(f"nothing is anchored as '{event.anchor}'", event.start_mark)
        value, nodes = known
        self._count(nodes, event.start_mark)
        self._put(value, None, 0, event.start_mark)

    def _check(self, tag: str | None, mark: _Place | None) -> None:
        if tag not in _TAGS:
            raise _refused(f"the tag {tag} is not known here", mark)
        self._count(1, mark)

    def _count(self, nodes: int, mark: _Place | None) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            raise _refused(f"it holds more than {MOST_NODES} values", mark)

    def _put(self, value: Yaml, anchor: str | None, nodes_before: int, mark: _Place | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = (value, self.nodes - nodes_before)
        if self.stack:
            self.stack[-1].put(value, mark)
        else:
            self.value = value


def _compose(text: str) -> Yaml:
    composer = _Composer()
    for event in _events(text):
        composer.take(event)
    return composer.value


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        raise _refused(str(error.problem or error.context), error.problem_mark or error.context_mark) from None
    except yaml.YAMLError as error:
        raise YamlRefused(str(error)) from None


def _refused(reason: str, mark: _Place | None) -> YamlRefused:
    if mark is None:
        return YamlRefused(reason)
    return YamlRefused(reason, line=mark.line + 1, column=mark.column + 1)
