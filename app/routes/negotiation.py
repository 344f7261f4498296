"""Which formats an answer has: what `to` names, else what the Accept header takes, else the first of the table."""

from __future__ import annotations

from app.problems import NothingAcceptable
from renderers import FORMATS, Format


def formats_for(asked: tuple[Format, ...], accept: str) -> tuple[Format, ...]:
    """The formats to make. Raises `NothingAcceptable` with those there are."""
    if asked:
        return asked
    if not accept.strip():
        return FORMATS[:1]
    ranges = _ranges(accept)
    decks = [row for row in FORMATS if row.is_deck]
    best = max(decks, key=lambda row: _quality(row.media_type, ranges))
    if _quality(best.media_type, ranges) > 0:
        return (best,)
    possible = ", ".join(f"{row.media_type} ({row.name})" for row in decks)
    raise NothingAcceptable(
        "The Accept header takes nothing that can be made.",
        hint=f"Accept one of: {possible}; or name the format with ?to=.",
        phase="read",
    )


def _ranges(accept: str) -> dict[str, float]:
    """Media ranges and how much each is wanted (RFC 9110 section 12.5.1)."""
    ranges: dict[str, float] = {}
    for part in accept.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weights = (piece[2:] for piece in parameters if piece.startswith("q="))
        ranges[media_range] = _weight(next(weights, "1"))
    return ranges


def _weight(text: str) -> float:
    try:
        return min(max(0.0, float(text)), 1.0)
    except ValueError:
        return 0.0


def _quality(media_type: str, ranges: dict[str, float]) -> float:
    """The weight of the closest range that takes `media_type`."""
    family = media_type.partition("/")[0]
    return next((ranges[known] for known in (media_type, f"{family}/*", "*/*") if known in ranges), 0.0)
