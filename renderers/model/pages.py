"""Which slides of a deck are wanted, by their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from renderers.errors import OptionInvalid

PATTERN = r"^[1-9][0-9]{0,5}(-[1-9][0-9]{0,5})?(,[1-9][0-9]{0,5}(-[1-9][0-9]{0,5})?)*$"
"""What a choice of pages looks like, as a regular expression: `1,3-5`."""

_HINT = "Name slides by number, such as 1,3-5."


@dataclass(frozen=True, slots=True)
class Pages:
    """Slides by number: ranges of first and last. None at all means every slide."""

    ranges: tuple[tuple[int, int], ...] = ()

    def of(self, count: int) -> tuple[int, ...]:
        """The numbers wanted of a deck of `count` slides, ascending, each once.

        Raises `OptionInvalid` for a slide that the deck does not have.
        """
        last = max((last for _, last in self.ranges), default=0)
        if last > count:
            has = f"{count} slides" if count != 1 else "one slide"
            raise OptionInvalid(
                f"There is no slide {last}: the deck has {has}.", hint=_HINT, phase="parse", field="pages"
            )
        if not self.ranges:
            return tuple(range(1, count + 1))
        return tuple(sorted({number for first, last in self.ranges for number in range(first, last + 1)}))


def read_pages(text: str) -> Pages:
    """The pages that a text such as `1,3-5` names. Raises `OptionInvalid`."""
    if not re.fullmatch(PATTERN, text):
        raise OptionInvalid("The option 'pages' is not a list of slides.", hint=_HINT, phase="read", field="pages")
    ends = [[int(number) for number in part.split("-")] for part in text.split(",")]
    for first, *rest in ends:
        if rest and rest[0] < first:
            raise OptionInvalid(f"The range {first}-{rest[0]} runs backwards.", hint=_HINT, phase="read", field="pages")
    return Pages(tuple((numbers[0], numbers[-1]) for numbers in ends))
