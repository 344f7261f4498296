"""Page numbers: which slides count, and which show their number (section 7)."""

from __future__ import annotations

from collections.abc import Iterable

from renderers.directives.values import Pagination
from renderers.model.deck import PageNumber


def paginate(modes: Iterable[Pagination]) -> tuple[PageNumber | None, ...]:
    """The number each slide shows, None where it shows none."""
    count = 0
    numbers: list[int | None] = []
    for mode in modes:
        if mode not in {Pagination.HOLD, Pagination.SKIP}:
            count += 1
        if mode in {Pagination.ON, Pagination.HOLD}:
            # A deck that begins with `hold` begins on page 1 (M-097).
            count = max(count, 1)
            numbers.append(count)
        else:
            numbers.append(None)
    return tuple(None if number is None else PageNumber(number, count) for number in numbers)
