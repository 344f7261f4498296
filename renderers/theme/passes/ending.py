"""A stylesheet ends in itself: what follows it is not part of its last statement."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.theme.sheet import Edit, Sheet


def ending(sheet: Sheet) -> Iterator[Edit]:
    """A semicolon for an at-rule at the very end that has none; none at all after a rule."""
    last = sheet.rules[-1] if sheet.rules else None
    if last and last.is_rest:
        yield Edit(last.start, last.end, "")
    elif last and last.opening is None and not sheet.css[: last.end].endswith(";"):
        yield Edit(last.end, last.end, ";")
