"""What the output says about itself."""

from __future__ import annotations

from datetime import UTC, datetime

from renderers.directives import table
from renderers.model.blocks import Block
from renderers.model.deck import Metadata
from renderers.model.directive import DirectiveValues


def metadata(blocks: tuple[Block, ...], values: DirectiveValues, language: str | None) -> Metadata:
    """Title, author and so on, from the deck's directives; the title from its headings if no directive says it."""
    return Metadata(
        title=values[table.TITLE] if table.TITLE in values else _title(blocks),
        author=values[table.AUTHOR],
        description=" ".join(values[table.DESCRIPTION].split()),
        keywords=values[table.KEYWORDS],
        language=values[table.LANG] or language,
        date=values[table.DATE],
    )


def date_of(given: int | None, written: str) -> int | None:
    """The output's date in seconds since 1970: the one given, else the deck's own if it is an ISO date, else None."""
    if given is not None:
        return given
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _title(blocks: tuple[Block, ...]) -> str:
    """The first heading of the highest level there is (M-299)."""
    headings = [heading for block in blocks for heading in block.headings]
    return min(headings, key=lambda heading: heading.level).text if headings else ""
