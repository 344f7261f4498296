"""A stylesheet as rules and declarations, each knowing where it stands in the text, and edits to that text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from renderers.theme.tokens import Mistake, Token, Tokenized


@dataclass(frozen=True, slots=True)
class Declaration:
    """`name: value`, from `start` to `end`, its semicolon included. `name` keeps the author's case."""

    name: str
    start: int
    end: int
    value: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A style rule, or an at-rule (`at` is its lower-case keyword). `opening` is where its `{` stands, if any."""

    at: str | None
    start: int
    end: int
    prelude: tuple[Token, ...]
    opening: int | None = None
    declarations: tuple[Declaration, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def is_rest(self) -> bool:
        """Whether it is no rule but what follows the last one: semicolons that close nothing."""
        return self.at is None and self.opening is None


class Placed(NamedTuple):
    """A rule and the rules it stands in, outermost first."""

    rule: Rule
    outer: tuple[Rule, ...]

    @property
    def style_rules(self) -> tuple[Rule, ...]:
        """The style rules among its outer rules and itself: more than one means CSS nesting."""
        return tuple(rule for rule in (*self.outer, self.rule) if rule.at is None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A parsed stylesheet. `bare_word` is the first thing in a block that is neither declaration nor rule (M-197)."""

    source: Tokenized
    rules: tuple[Rule, ...]
    bare_word: Mistake | None = None

    @property
    def css(self) -> str:
        """The text, letter for letter."""
        return self.source.css

    def text(self, tokens: tuple[Token, ...]) -> str:
        """What tokens that follow one another stand for."""
        return self.css[tokens[0].start : tokens[-1].end] if tokens else ""

    def walk(self) -> Iterator[Placed]:
        """Every rule in the order of the text, keyframes and what is in them left out."""
        return _walk(self.rules, ())


class Edit(NamedTuple):
    """Put `text` in the place of `css[start:end]`."""

    start: int
    end: int
    text: str


def splice(css: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made, insertions first. An edit inside the range of an earlier one is left out."""
    pieces = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        if edit.start >= done:
            pieces += [css[done : edit.start], edit.text]
            done = edit.end
    return "".join([*pieces, css[done:]])


def trimmed(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens without white space and comments at either end."""
    solid = [index for index, token in enumerate(tokens) if not token.is_blank]
    return tokens[solid[0] : solid[-1] + 1] if solid else ()


def is_keyframes(rule: Rule) -> bool:
    """Whether it is `@keyframes`, under any vendor's prefix."""
    return rule.at is not None and rule.at.endswith("keyframes")


def _walk(rules: tuple[Rule, ...], outer: tuple[Rule, ...]) -> Iterator[Placed]:
    for rule in rules:
        if not is_keyframes(rule) and not rule.is_rest:
            yield Placed(rule, outer)
            yield from _walk(rule.rules, (*outer, rule))
