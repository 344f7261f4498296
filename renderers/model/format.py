"""What an output format is: one row with a name, a suffix, a media type, and the function that makes it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Sequence
from dataclasses import dataclass, field, replace

from renderers.model.assets import Asset
from renderers.model.diagnostic import Diagnostic
from renderers.model.document import HtmlDocument
from renderers.model.laid_out_deck import LaidOutDeck, RefusedRequest
from renderers.model.work import Workers


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How to export. `scale` is device pixels a CSS pixel, for pictures. `date` is the seconds since 1970 that dates in
    the output say, None for no date at all. `most_bytes` bounds what is made, `most_pixels` a picture.
    """

    scale: float = 1
    date: int | None = None
    most_bytes: int = 1 << 30
    most_pixels: int = 1 << 30


@dataclass(frozen=True, slots=True)
class Exported:
    """What an exporter gave: one file or one a slide, what it could not get hold of, and words for the author."""

    files: tuple[bytes, ...]
    refused: tuple[RefusedRequest, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class FromDocument:
    """An exporter that needs no browser. Its document has no marks of tokens."""

    export: Callable[[HtmlDocument, ExportOptions], Exported]

    def ask_and_export(
        self, document: HtmlDocument, options: ExportOptions
    ) -> Generator[tuple[str, ...], Sequence[Asset | None], Exported]:
        """The export of a document whose assets are elsewhere: asks for those that it looks for, by their paths."""
        assets = _Wanted()
        document = replace(document, assets=assets)
        while True:
            exported = self.export(document, options)
            if not assets.wanted:
                return exported
            wanted = tuple(assets.wanted)
            assets.found.update(zip(wanted, (yield wanted), strict=True))
            assets.wanted.clear()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Assets that were found, by path, and the paths that were looked for and not asked about yet."""

    found: dict[str, Asset | None] = field(default_factory=dict)
    wanted: dict[str, None] = field(default_factory=dict)

    def read(self, path: str) -> Asset | None:
        """The asset, if it was found."""
        if path not in self.found:
            self.wanted[path] = None
        return self.found.get(path)

    def names(self) -> tuple[str, ...]:
        """Nothing: nobody has looked for them yet."""
        return ()


@dataclass(frozen=True, slots=True)
class FromLayout:
    """An exporter that works on the deck as the browser laid it out, from a document with the marks of its tokens.

    It has the workers do whatever takes time or memory by what the deck holds.
    """

    export: Callable[[LaidOutDeck, ExportOptions, Workers], Awaitable[Exported]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One row of the format table. Suffixes begin with a dot; files get the first, and a name may end in any.

    `is_per_slide` says that it gives one file a slide, `is_deck` that it shows the deck: no other is chosen by an
    Accept header, for programs accept JSON wherever they ask.
    """

    name: str
    suffix: str
    media_type: str
    exporter: FromDocument | FromLayout
    summary: str
    is_per_slide: bool = False
    is_deck: bool = True
    other_suffixes: tuple[str, ...] = ()

    def fits(self, filename: str) -> bool:
        """Whether a file's name ends as this format's do."""
        return filename.lower().endswith((self.suffix, *self.other_suffixes))
