"""One page in a context of its own: made and warmed ahead, given one deck, and thrown away."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from renderers.browser.draw import draw
from renderers.browser.font_book import FontBook
from renderers.browser.font_use import Survey, painted_fonts, survey
from renderers.browser.launch import has_room
from renderers.browser.measure import Inquiry, inquire, snapshot, studied
from renderers.browser.overflow import find_overflow
from renderers.browser.requests import Requests
from renderers.browser.still import stilled_page
from renderers.errors import BrowserCrashed, BrowserUnavailable, RenderFailed
from renderers.model.assets import MemoryAssets
from renderers.model.document import HtmlDocument
from renderers.model.fonts import PaintedFonts
from renderers.model.geometry import Size
from renderers.model.laid_out_deck import RefusedRequest, Study
from renderers.model.layout import Drawing
from renderers.model.origin import DECK_URL
from renderers.model.overflow import Overflow
from renderers.model.work import Workers, too_heavy

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, CDPSession, Page

Json = dict[str, Any]
P = ParamSpec("P")
T = TypeVar("T")

# The size most decks have (M-207), for which the page is ready at once.
_USUAL = Size(1280, 720)
_PRINT: Json = {
    "printBackground": True,
    "preferCSSPageSize": True,
    "generateTaggedPDF": True,
    "generateDocumentOutline": True,
    # In one message: a stream takes a round trip for each piece.
    "transferMode": "ReturnAsBase64",
}
# From memory into the page takes milliseconds.
_PICTURES_SECONDS, _GLANCE_SECONDS = 10.0, 0.003
_NEWS_SECONDS = 0.2
# Chromium tells of each in some kilobytes, all in one message. A thousand full slides have less than half of that.
_MOST_ELEMENTS = 100_000
_COUNT = "document.getElementsByTagName('*').length"
# Device pixels a CSS pixel of what has to be drawn for PowerPoint.
_DRAWING_SCALE = 2.0
_SCRIPTS = resources.files("renderers.browser")
_WRITE = _SCRIPTS.joinpath("write.js").read_text("utf-8")
_SCALE = _SCRIPTS.joinpath("scaling.js").read_text("utf-8")
_FORMULAS = _SCRIPTS.joinpath("formulas.js").read_text("utf-8")
_SETTLE = _SCRIPTS.joinpath("settle.js").read_text("utf-8")
# Fonts that stand in the page itself are waited for without a probe.
_SIGN_OF_FILES = re.compile(r"url\((?!data:font/)|@import|image-set\(")
_PLAYERS, _PLAYERS_FRAMES = re.compile("<(?:video|audio)[ >]"), 3
_WARM_UP = HtmlDocument(html=_SCRIPTS.joinpath("warm_up.html").read_text("utf-8"), slides=3, size=_USUAL)


class Tab:
    """A `LaidOutDeck` once `lay_out` was called. `gone` is done when page or browser went away.

    Whoever ends pages says with `why_gone` why it ended one, and nothing if it did not.
    """

    def __init__(self, context: BrowserContext, page: Page, session: CDPSession, book: FontBook) -> None:
        self.document = _WARM_UP
        self.gone: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.why_gone: Callable[[], str] = str
        self._context = context
        self._page = page
        self._session = session
        self._book = book
        self._survey: asyncio.Task[Survey] | None = None
        self._requests = Requests(session)
        page.on("request", self._requests.on_begun)
        page.on("requestfinished", self._requests.on_ended)
        page.on("requestfailed", self._requests.on_failed)
        page.on("crash", lambda _: self.lose(self.why_gone()))
        page.on("close", lambda _: self.lose())

    @classmethod
    async def make(
        cls, browser: Browser, fonts: Mapping[str, Any], book: FontBook, is_awaited: Callable[[], bool]
    ) -> Tab:
        """A page that stands at the deck's address; its process runs.

        Unless somebody waits for it, it has shown and printed something, and has the usual fonts open. What is printed
        later does not depend on that. Raises Playwright's errors and `BrowserCrashed`, with nothing left behind.
        """
        context = await browser.new_context(
            java_script_enabled=False,
            service_workers="block",
            accept_downloads=False,
            viewport={"width": int(_USUAL.width), "height": int(_USUAL.height)},
        )
        try:
            page = await context.new_page()
            tab = cls(context, page, await context.new_cdp_session(page), book)
            await tab._prepare(fonts)
            if not is_awaited():
                await tab.lay_out(_WARM_UP)
            if not is_awaited():
                await tab.print()
        except BaseException:
            with contextlib.suppress(Exception):
                await context.close()
            raise
        return tab

    async def _prepare(self, fonts: Mapping[str, Any]) -> None:
        await asyncio.gather(
            self._ask("Fetch.enable", {"patterns": [{"urlPattern": "*"}]}),
            # Before any layout, or fonts and pictures meant for paper would be asked for too late.
            self._ask("Emulation.setEmulatedMedia", {"media": "print"}),
            self._ask("Page.setFontFamilies", fonts),
        )
        await self._page.goto(DECK_URL, wait_until="load")

    @property
    def refused(self) -> tuple[RefusedRequest, ...]:
        """What the page asked for and did not get."""
        return self._requests.refused

    async def lay_out(self, document: HtmlDocument) -> None:
        """Show a deck in place of what is there, and wait for its pictures and fonts; what moves is made still."""
        self.document = document
        self._requests.serve(document.assets)
        await self._requests.settled()
        if document.size != _USUAL:
            await self._ask("Emulation.setDeviceMetricsOverride", _metrics(document.size))
        # Written over the page that is there: a navigation would take longer than all of the layout.
        await self._settle(
            f"({_WRITE})({json.dumps(stilled_page(document.html), ensure_ascii=False)}).then(() => {self._settling()})"
        )
        if _PLAYERS.search(document.html):
            await self._draw_players()
        if "<math" in document.html:
            await self._evaluate(_FORMULAS)
        if "data-auto-scaling" in document.html:
            # Once its fonts are there, for it measures text.
            await self._evaluate(_SCALE)
        if document is not _WARM_UP:
            # Meanwhile the exporters can begin: the page is only read.
            self._survey = asyncio.ensure_future(survey(self._ask, self._book))
            self._survey.add_done_callback(_take_note)

    async def _settle(self, expression: str) -> None:
        """Wait for what the page asks for, and for its pictures to arrive in it once they were sent."""
        loop = asyncio.get_running_loop()
        latest = loop.time() + _PICTURES_SECONDS
        are_there = await self._evaluate(expression)
        while await self._requests.settled() or (not are_there and loop.time() < latest):
            are_there = await self._evaluate(self._settling())
            if not are_there:
                await asyncio.sleep(_GLANCE_SECONDS)

    async def _draw_players(self) -> None:
        """Let players choose their buttons, which they do some moments after they were drawn in their size."""
        spot = {"x": 0, "y": 0, "width": 1, "height": 1, "scale": 1}
        for _ in range(_PLAYERS_FRAMES):
            await self._ask("Page.captureScreenshot", {"format": "png", "clip": spot})
            await asyncio.sleep(_GLANCE_SECONDS)

    def _settling(self) -> str:
        """What waits for fonts and backgrounds; whoever has no address in the page needs no probe for them."""
        has_files = _SIGN_OF_FILES.search(self.document.html) is not None
        return f"({_SETTLE})({json.dumps(self._requests.probe() if has_files else '')})"

    async def print(self) -> bytes:
        """The deck as Chromium's own PDF."""
        return base64.b64decode((await self._ask("Page.printToPDF", _PRINT))["data"])

    async def capture(self, slide: int, *, scale: float = 1) -> bytes:
        """A slide as PNG."""
        size = self.document.size
        top = (slide - 1) * size.height
        # Scrolled to, because Chromium draws no more than some 16,000 pixels of a page at once.
        await self._evaluate(f"scrollTo(0, {top})")
        clip = {"x": 0, "y": top, "width": size.width, "height": size.height, "scale": scale}
        # The quicker compression: half the time for a quarter more bytes.
        shot = await self._ask("Page.captureScreenshot", {"format": "png", "clip": clip, "optimizeForSpeed": True})
        return base64.b64decode(shot["data"])

    async def overflow(self) -> tuple[Overflow, ...]:
        """What does not fit on its slide."""
        return await find_overflow(self._ask)

    async def study(self, study: Study[P, T], workers: Workers, *arguments: P.args, **named: P.kwargs) -> T:
        """What a study makes of the layout. Raises `DeckTooHeavy` for more elements than can be told of."""
        count = (await self._ask("Runtime.evaluate", {"expression": _COUNT}))["result"]["value"]
        if count > _MOST_ELEMENTS:
            raise too_heavy(f"It has {count} elements; a layout of at most {_MOST_ELEMENTS} is read.", phase="layout")
        document = replace(self.document, html="", assets=MemoryAssets(self._requests.pictures))
        answer = await snapshot(self._ask, self.document.html)
        return await workers.converse(studied, self._answer, answer, document, study, arguments, named)

    async def _answer(self, question: Inquiry | Sequence[Drawing]) -> object:
        if isinstance(question, Inquiry):
            return await inquire(self._ask, question)
        return await draw(self._ask, self.document.size, question, scale=_DRAWING_SCALE)

    async def fonts(self) -> PaintedFonts:
        """What all text was painted in, and which characters no font has."""
        if self._survey is None:
            return PaintedFonts()
        return await painted_fonts(self._ask, self._book, await self._survey)

    async def close(self) -> None:
        """End the page's process and forget all it stored."""
        if self._survey is not None:
            self._survey.cancel()
        await self._context.close()

    def lose(self, reason: str = "") -> None:
        """Say that page or browser went away, for a reason if it is the deck's fault; nobody waits for it any more."""
        if not self.gone.done():
            self.gone.set_result(reason)

    async def _evaluate(self, expression: str) -> bool:
        """Whether what an expression gives, or promises, is true."""
        answer = await self._ask("Runtime.evaluate", {"expression": expression, "awaitPromise": True})
        if "exceptionDetails" in answer:
            raise _crashed(str(answer["exceptionDetails"]))
        return bool(answer["result"].get("value"))

    async def _ask(self, method: str, parameters: Mapping[str, Any]) -> Json:
        """Chromium's answer. Raises `BrowserCrashed` or `DeckTooHeavy` as soon as none can come any more."""
        from playwright.async_api import Error

        asking = asyncio.ensure_future(self._session.send(method, dict(parameters)))
        try:
            await asyncio.wait((asking, self.gone), return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                raise self._lost(f"{method} was not answered")
            return asking.result()
        except Error as error:
            # That the page is gone may be told a little later than that it does not answer.
            await asyncio.wait((self.gone,), timeout=_NEWS_SECONDS)
            raise self._lost(f"{method}: {error.message}") from error
        finally:
            asking.cancel()

    def _lost(self, detail: str) -> RenderFailed:
        reason = self.gone.result() if self.gone.done() else ""
        if reason:
            return too_heavy(reason, phase="layout", detail=detail)
        return _crashed(detail) if has_room() else _no_room(detail)


def _take_note(task: asyncio.Task[Survey]) -> None:
    """Look at a failure that perhaps nobody waits for, or asyncio complains that nobody did."""
    if not task.cancelled():
        task.exception()


def _metrics(size: Size) -> Json:
    return {
        "width": math.ceil(size.width),
        "height": math.ceil(size.height),
        "deviceScaleFactor": 1,
        "mobile": False,
    }


def _no_room(detail: str) -> BrowserUnavailable:
    return BrowserUnavailable(
        "Chromium has no room on the disk.",
        hint="See that there is room in the temporary folder of the server.",
        phase="layout",
        detail=detail,
    )


def _crashed(detail: str) -> BrowserCrashed:
    return BrowserCrashed(
        "Chromium went away while it laid the deck out.",
        hint="Look for a slide with huge pictures, or thousands of elements, and make it lighter.",
        phase="layout",
        detail=detail,
    )
