"""Text as it may stand in HTML."""

from __future__ import annotations

from collections.abc import Iterable


def escape_text(text: str) -> str:
    """Text between tags, or inside a double-quoted attribute value."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("\0", "")


def attributes(pairs: Iterable[tuple[str, str | None]]) -> str:
    """Attributes in order, each with a blank before it; a value of None leaves its attribute out."""
    return "".join(f' {name}="{escape_text(value)}"' for name, value in pairs if value is not None)
