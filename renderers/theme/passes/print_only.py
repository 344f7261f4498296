"""`@media marpit-print` asks for slides that are not made for printing; ours are (M-188)."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.theme.sheet import Edit, Sheet, trimmed


def print_only(sheet: Sheet) -> Iterator[Edit]:
    """Such blocks, taken out."""
    for rule, _ in sheet.walk():
        if rule.at == "media" and sheet.text(trimmed(rule.prelude)).lower() == "marpit-print":
            yield Edit(rule.start, rule.end, "")
