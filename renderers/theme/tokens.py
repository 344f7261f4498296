"""CSS text and where its tokens stand. tinycss2 gives the positions; the text itself is never written anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tinycss2 import parse_component_value_list

Node = Any
"""A component value of tinycss2, which has no types."""

MAX_LENGTH = 2_000_000
"""Characters in one theme, and in all styles of a deck: room for an embedded font."""

MAX_MARKS = 60_000
"""Marks in one theme, and in all styles of a deck: a few seconds of work at worst, four times what real themes have."""

MAX_DEPTH = 100
"""Brackets inside brackets, in what others wrote."""

_BLANK = frozenset({"whitespace", "comment"})
_MARK = re.compile(r"[^\w\s]|\s+")
# A data URL is one token, and the marks in it are part of its code. What a backslash makes something else is not one.
_DATA_URL = re.compile(r"""(?<!\\)[:,]\s*url\(\s*["']?data:[^"'()\s\\]*""", re.IGNORECASE)
_SENTINEL = ";"


class Token(NamedTuple):
    """A component value of tinycss2 and the text it stands for: `css[start:end]`, brackets and content included."""

    node: Node
    start: int
    end: int

    @property
    def kind(self) -> str:
        """tinycss2's word for what it is: `ident`, `literal`, `{} block` and so on."""
        return str(self.node.type)

    @property
    def is_blank(self) -> bool:
        """Whether it is white space or a comment."""
        return self.node.type in _BLANK

    def is_ident(self, word: str) -> bool:
        """Whether it is the identifier `word`, in this very case."""
        return bool(self.node.type == "ident" and self.node.value == word)

    def is_literal(self, char: str) -> bool:
        """Whether it is the delimiter `char`."""
        return bool(self.node.type == "literal" and self.node.value == char)


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why a stylesheet cannot be used, and where (`line` and `column` from 1)."""

    message: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Tokenized:
    """A stylesheet's text with its outermost tokens, which tile it without a gap."""

    css: str
    line_starts: tuple[int, ...]
    tokens: tuple[Token, ...]

    def inside(self, block: Token) -> tuple[Token, ...]:
        """The tokens between the brackets of a block or function."""
        nodes = block.node.arguments if block.kind == "function" else block.node.content
        return _placed(nodes, block.end - 1, self.line_starts)


def normalized(css: str) -> str:
    """The text as a CSS parser reads it: line feeds only, no NUL (CSS Syntax 3, section 3.3)."""
    return css.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def tokenize(css: str, *, max_depth: int) -> Tokenized | Mistake:
    """The tokens of a normalized text, or why there are none: too deep, or brackets that do not match."""
    try:
        nodes = parse_component_value_list(css + _SENTINEL)
    except ValueError:  # tinycss2 on a number of 4,300 digits, or on an escaped surrogate in a name
        return Mistake("it has a number or an escape that no browser reads", 1)
    mistake = _bracket_mistake(css, nodes, max_depth)
    if mistake:
        return mistake
    line_starts = _line_starts(css)
    return Tokenized(css, line_starts, _placed(nodes[:-1], len(css), line_starts))


def marks(css: str) -> int:
    """How many stretches of white space and characters beside letters and digits there are: about half the tokens."""
    return len(_MARK.findall(_DATA_URL.sub("", css)))


def _line_starts(css: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", css)))


def _placed(nodes: Sequence[Node], end: int, line_starts: tuple[int, ...]) -> tuple[Token, ...]:
    starts = [line_starts[node.source_line - 1] + node.source_column - 1 for node in nodes]
    return tuple(map(Token, nodes, starts, [*starts[1:], end]))


def _bracket_mistake(css: str, nodes: list[Node], max_depth: int) -> Mistake | None:
    """What is wrong with brackets, strings and comments. Anything left open swallows the sentinel after the text."""
    depth = 0
    level = nodes
    while level:
        for node in level:
            if node.type == "error" and node.kind in (")", "]", "}"):
                return Mistake(f"a '{node.kind}' closes nothing", node.source_line, node.source_column)
        if depth > max_depth:
            return Mistake("its brackets are nested too deeply", level[0].source_line, level[0].source_column)
        level = [inner for node in level for inner in _content(node)]
        depth += 1
    if _is_sentinel(nodes[-1], css):
        return None
    last = _innermost_open(nodes[-1], css)
    return Mistake(f"{_left_open(last)} is never closed", last.source_line, last.source_column)


def _is_sentinel(node: Node, css: str) -> bool:
    is_last = node.source_line == css.count("\n") + 1 and node.source_column == len(css) - css.rfind("\n")
    return bool(is_last and node.type == "literal" and node.value == _SENTINEL)


def _innermost_open(node: Node, css: str) -> Node:
    """What swallowed the sentinel: the last of the last, down to the block or string it is in."""
    inner = _content(node)
    while inner and not _is_sentinel(inner[-1], css):
        node = inner[-1]
        inner = _content(node)
    return node


def _content(node: Node) -> Sequence[Node]:
    if node.type == "function":
        return node.arguments  # type: ignore[no-any-return]
    return node.content if node.type.endswith("block") else ()


def _left_open(node: Node) -> str:
    words = {"comment": "a comment", "string": "a string", "error": "a string", "url": "a url(", "function": "a '('"}
    return words.get(node.type, "a block")
