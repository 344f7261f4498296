"""The deck as it was received."""

from __future__ import annotations

from dataclasses import dataclass, field

from renderers.errors import SourceNotUtf8
from renderers.model.assets import Assets, MemoryAssets


@dataclass(frozen=True, slots=True)
class Source:
    """Markdown, and what came with it.

    `themes` are whole stylesheets, each named by its own `@theme` comment. `name` is a file name without suffix, used
    for titles and file names of the output.
    """

    text: str
    name: str = "deck"
    assets: Assets = field(default_factory=MemoryAssets)
    themes: tuple[str, ...] = ()


def decode(content: bytes) -> str:
    """The deck's text: UTF-8, a byte order mark dropped (M-295). Raises `SourceNotUtf8` with the place."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        start_of_line = before.rfind(b"\n") + 1
        raise SourceNotUtf8(
            line=before.count(b"\n") + 1,
            column=len(before[start_of_line:].decode("utf-8", "replace")) + 1,
            byte=error.object[error.start],
        ) from None
