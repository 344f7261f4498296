"""Imports of themes by name, which are put in their place; of addresses, which go to the very top (M-209 to M-213)."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.theme.sheet import Edit, Rule, Sheet, trimmed


def theme_imports(sheet: Sheet) -> tuple[str, ...]:
    """Names that `@import` asks for with a plain string, before any other statement; not all need be themes'."""
    return tuple(name for rule in _leading(sheet) for name in _name(rule))


def forced_theme_imports(sheet: Sheet) -> tuple[str, ...]:
    """Names that `@import-theme` asks for."""
    return tuple(name for rule in sheet.rules if rule.at == "import-theme" for name in _name(rule))


def addresses(sheet: Sheet, known: frozenset[str]) -> tuple[str, ...]:
    """The `@import`s of anything that is no known theme, each with its semicolon."""
    others = [rule for rule in sheet.rules if rule.at == "import" and rule.opening is None and not _is_of(rule, known)]
    return tuple(f"@import {sheet.text(trimmed(rule.prelude))};" for rule in others)


def unimported(sheet: Sheet) -> Iterator[Edit]:
    """The text without its imports, which are done elsewhere, and without `@charset`, which says nothing in a page."""
    for rule in sheet.rules:
        if rule.at in ("charset", "import", "import-theme"):
            yield Edit(rule.start, rule.end, "")


def _leading(sheet: Sheet) -> Iterator[Rule]:
    for rule in sheet.rules:
        if rule.at == "import":
            yield rule
        elif rule.at not in ("charset", "import-theme"):
            return


def _is_of(rule: Rule, known: frozenset[str]) -> bool:
    return any(name in known for name in _name(rule))


def _name(rule: Rule) -> tuple[str, ...]:
    """The string an import begins with; conditions after it are ignored (M-209)."""
    tokens = trimmed(rule.prelude)
    return (str(tokens[0].node.value),) if tokens and tokens[0].kind == "string" else ()
