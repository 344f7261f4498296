"""The composed page: one HTML text, and the assets it may load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from renderers.model.assets import Assets, MemoryAssets
from renderers.model.deck import Metadata, Slide
from renderers.model.geometry import Size


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlDocument:
    """A deck as a page for the browser: `slides` screens of `size`, one below the other.

    `sources` are the slides that it was made from, for outputs that say more than the page shows; a page that was made
    by other means has none. `remote` are the URLs on the network that it refers to, by the names it has for them.
    """

    html: str
    slides: int
    size: Size
    assets: Assets = field(default_factory=MemoryAssets)
    metadata: Metadata = Metadata()
    sources: Sequence[Slide] = ()
    remote: Mapping[str, str] = field(default_factory=dict)

    @property
    def bare(self) -> HtmlDocument:
        """What it says about itself, without what it shows."""
        return replace(self, html="", assets=MemoryAssets(), sources=(), remote={})
