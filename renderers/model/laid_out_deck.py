"""The port between the browser and the exporters: what a deck that has been laid out can do."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from renderers.model.document import HtmlDocument
from renderers.model.fonts import InstalledFont, PaintedFonts
from renderers.model.layout import Drawing, LayoutSnapshot
from renderers.model.overflow import Overflow
from renderers.model.work import Workers

P = ParamSpec("P")
T = TypeVar("T")

Study = Callable[Concatenate[LayoutSnapshot, HtmlDocument, P], Generator[Sequence[Drawing], Sequence[bytes], T]]
"""Work on a layout and its document, which has the pictures that the page loaded. Each time that it yields drawings it
is sent them as PNG, no bytes for one that cannot be drawn."""


class Refusal(StrEnum):
    """Why the page did not get something it asked for."""

    MISSING = "missing"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class RefusedRequest:
    """A URL the page asked for in vain, as the deck wrote it where that can be told.

    `reason` is why a file on the network could not be fetched, in words that an author may read.
    """

    url: str
    refusal: Refusal
    reason: str = ""


class LaidOutDeck(Protocol):
    """A document in the browser, laid out and still. Good until its `async with` ends."""

    @property
    def document(self) -> HtmlDocument:
        """What was opened."""

    @property
    def refused(self) -> tuple[RefusedRequest, ...]:
        """What the page asked for and did not get, in the order it asked, each URL once."""

    async def print(self) -> bytes:
        """The deck as Chromium's own PDF: tagged, outlined, one page a slide."""

    async def capture(self, slide: int, *, scale: float = 1) -> bytes:
        """Slide number `slide` (from 1) as PNG, at `scale` times its size in CSS pixels."""

    async def overflow(self) -> tuple[Overflow, ...]:
        """What does not fit on its slide, in the order of slides."""

    async def study(self, study: Study[P, T], workers: Workers, *arguments: P.args, **named: P.kwargs) -> T:
        """What a study makes of the layout: every box of every slide, its lines of text and its looks.

        It is done by the workers, for a layout can be large.
        """

    async def fonts(self) -> PaintedFonts:
        """What all text was painted in. To be asked last: meanwhile the page holds words that are not the deck's."""


class Browser(Protocol):
    """Something that lays documents out. Started on first use, or ahead of it by `start`."""

    async def start(self) -> None:
        """Be warm before the first request. Raises `BrowserUnavailable` when that cannot be."""

    def open(self, document: HtmlDocument) -> AbstractAsyncContextManager[LaidOutDeck]:
        """Lay a document out, in a context of its own that ends with the `async with`.

        Raises `BrowserUnavailable` when no browser can be had and `BrowserCrashed` when it went away meanwhile, also
        out of the methods of the deck it yields.
        """

    async def stop(self) -> None:
        """End every process that was started. May be called twice."""

    @property
    def status(self) -> BrowserStatus:
        """How the browser is, without asking it."""

    @property
    def versions(self) -> Mapping[str, str]:
        """Names and versions that decide the bytes of the output, for cache keys. Empty before the first start."""

    @property
    def fonts(self) -> tuple[InstalledFont, ...]:
        """The font families that decks can count on, by name. Empty before the first start."""


@dataclass(frozen=True, slots=True)
class BrowserStatus:
    """Whether the browser is ready for a request; if not, `reason` and `hint` say why and what to do.

    `restarts` counts browsers that were started in place of another. `memory_bytes` is what all its processes had when
    they were last looked at.
    """

    is_ready: bool
    reason: str = ""
    hint: str = ""
    restarts: int = 0
    memory_bytes: int = 0
