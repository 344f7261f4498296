"""The cascade: which value each directive has on each slide (section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from renderers.directives.table import THEME, directive_named, is_spot
from renderers.model.blocks import Settings
from renderers.model.diagnostic import Code, Diagnostic
from renderers.model.directive import DirectiveValues, Rejected, Scope


@dataclass(frozen=True, slots=True)
class Setting:
    """A mapping of directives, the line it stands on, and the lines of its keys as far as they are known."""

    settings: Settings
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)
    is_front_matter: bool = False

    def line_of(self, key: str) -> int:
        """The line of a key, else that of the whole."""
        return self.lines.get(key, self.line)


@dataclass(frozen=True, slots=True)
class Values:
    """What some settings set, by scope: for the deck, from this slide on, and for this slide only."""

    for_deck: DirectiveValues = DirectiveValues()
    from_here: DirectiveValues = DirectiveValues()
    only_here: DirectiveValues = DirectiveValues()


def read_settings(setting: Setting, themes: tuple[str, ...]) -> tuple[Values, tuple[Diagnostic, ...]]:
    """Typed values of one mapping, and what was not set because its directive does not take it."""
    deck, here, only = DirectiveValues(), DirectiveValues(), DirectiveValues()
    problems: list[Diagnostic] = []
    for key, raw in setting.settings.items():
        row = directive_named(key, in_front_matter=setting.is_front_matter)
        if row is None:
            continue
        value = row.parse(raw)
        if isinstance(value, Rejected):
            problems.append(_rejected(key, value, setting.line_of(key)))
        elif row is THEME and value not in themes:
            problems.extend(_unknown_theme(value, themes, setting.line_of(key)))
        elif row.scope is Scope.GLOBAL:
            deck = deck.with_value(row, value)
        elif is_spot(key):
            only = only.with_value(row, value)
        else:
            here = here.with_value(row, value)
    return Values(deck, here, only), tuple(problems)


def merged(first: Values, second: Values) -> Values:
    """Two sets of values, the second over the first."""
    return Values(
        first.for_deck.merged(second.for_deck),
        first.from_here.merged(second.from_here),
        first.only_here.merged(second.only_here),
    )


def _rejected(key: str, rejected: Rejected, line: int) -> Diagnostic:
    return Diagnostic(
        code=Code.DIRECTIVE_VALUE,
        message=f"The directive '{key}' does not take this value.",
        hint=f"Give it {rejected.expected}.",
        line=line,
    )


def _unknown_theme(name: str, themes: tuple[str, ...], line: int) -> tuple[Diagnostic, ...]:
    if not name:
        return ()
    return (
        Diagnostic(
            code=Code.THEME_UNKNOWN,
            message=f"There is no theme '{name[:60]}'; the deck keeps the theme it has, 'default' if none.",
            hint=f"Send the theme's CSS along, or use one of: {', '.join(themes)}.",
            line=line,
        ),
    )
