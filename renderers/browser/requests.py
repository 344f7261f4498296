"""What the page may load: its own assets, from memory. Everything else is refused, and written down."""

from __future__ import annotations

import asyncio
import base64
import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from renderers.browser.still import stilled
from renderers.model.assets import Asset, Assets, MemoryAssets, path_of
from renderers.model.laid_out_deck import Refusal, RefusedRequest
from renderers.model.origin import DECK_URL, ORIGIN, relative

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Request

# Chromium's own walls behind the interception. `sandbox` also stops what no fetch directive names: scripts, forms,
# popups, downloads and `<meta http-equiv=refresh>`; without `allow-same-origin` the deck's own fonts would be foreign.
# Films from elsewhere are left to the interception: Chromium says nothing of those that the policy forbids.
POLICY = (
    "default-src 'none'; img-src 'self' data:; media-src 'self' data: http: https:; font-src 'self' data:; "
    "style-src 'self' 'unsafe-inline' data:; base-uri 'none'; form-action 'none'; sandbox allow-same-origin"
)
_PROBE = f"{ORIGIN}/probe/"
# From the answer of the last request until the page has it all; more than this means that it will never ask for it.
_MOST_SECONDS = 5.0
_PAGE_HEADERS = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
}


class Requests:
    """Answers for one page. An empty one stands at the deck's address, once; the assets come with the deck."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        self._is_there = False
        self._assets: Assets = MemoryAssets()
        self._refused: dict[str, RefusedRequest] = {}
        self._answers: set[asyncio.Task[None]] = set()
        self._has_news = False
        self._served: set[str] = set()
        self._open: set[Request] = set()
        self._ended = asyncio.Event()
        self._probes = 0
        self._pictures: dict[str, Asset] = {}
        session.on("Fetch.requestPaused", self._on_paused)

    @property
    def refused(self) -> tuple[RefusedRequest, ...]:
        """What was refused, in the order it was asked for, each URL once."""
        return tuple(self._refused.values())

    @property
    def pictures(self) -> tuple[Asset, ...]:
        """The pictures that the page got, under the names by which it asked for them."""
        return tuple(self._pictures.values())

    def serve(self, assets: Assets) -> None:
        """From now on answer from these assets."""
        self._assets = assets

    async def settled(self) -> bool:
        """Wait until the page has all that it asked for. Tells whether it asked for anything since the last call."""
        while self._answers or self._open:
            if self._answers:
                await asyncio.wait(self._answers)
            elif not await self._one_ended():
                break
        had_news, self._has_news = self._has_news, False
        return had_news

    def probe(self) -> str:
        """An address that is answered when all that was asked for before it is."""
        self._probes += 1
        return f"{_PROBE}{self._probes}"

    async def _one_ended(self) -> bool:
        """Wait for one of the requests that are open. Tells whether one ended in reasonable time."""
        self._ended.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_MOST_SECONDS):
                await self._ended.wait()
                return True
        self._open.clear()
        return False

    def on_begun(self, request: Request) -> None:
        """What the page asks for."""
        # A film stays open for as long as it might be played on.
        if request.resource_type not in ("document", "media") and not request.url.startswith(("data:", _PROBE)):
            self._open.add(request)

    def on_ended(self, request: Request) -> None:
        """What the page has. That it was answered does not mean that it was received."""
        self._open.discard(request)
        self._ended.set()

    def on_failed(self, request: Request) -> None:
        """What never came as far as the interception: other origins, `file:`, whatever the policy forbids."""
        self.on_ended(request)
        if request.resource_type == "media" and request.failure == "net::ERR_ABORTED":
            # The page has enough of a film, or wants another one.
            return
        # A file that was served may fail in the page; a `data:` URL asks nobody.
        if request.url not in self._served and request.url != DECK_URL and not request.url.startswith("data:"):
            self._refuse(request.url, Refusal.BLOCKED)

    def _on_paused(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith(_PROBE):
            work = self._answer_probe(event, tuple(self._answers))
        else:
            self._has_news = True
            work = self._answer(event)
        answer = asyncio.ensure_future(work)
        self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)

    async def _answer(self, event: dict[str, Any]) -> None:
        from playwright.async_api import Error

        # A page that goes away meanwhile needs no answer, and whoever works with it learns of it elsewhere.
        with contextlib.suppress(Error):
            if event["resourceType"] == "Document":
                await self._answer_navigation(event)
            else:
                await self._answer_resource(event)

    async def _answer_probe(self, event: dict[str, Any], before: tuple[asyncio.Task[None], ...]) -> None:
        from playwright.async_api import Error

        if before:
            await asyncio.wait(before)
        with contextlib.suppress(Error):
            await self._fulfil(event, b"", {"content-type": "image/png"})

    async def _answer_navigation(self, event: dict[str, Any]) -> None:
        if self._is_there or event["request"]["url"] != DECK_URL:
            # "Aborted" leaves the page where it is; any other reason would put an error page in its place.
            await self._fail(event, "Aborted", Refusal.BLOCKED)
        else:
            self._is_there = True
            await self._fulfil(event, b"<!DOCTYPE html>", _PAGE_HEADERS)

    async def _answer_resource(self, event: dict[str, Any]) -> None:
        url: str = event["request"]["url"]
        if url == DECK_URL:
            # Chromium's own tools ask for the page's text, which was never sent; no deck does.
            await self._session.send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "Aborted"})
            return
        if not url.startswith(f"{ORIGIN}/"):
            await self._fail(event, "BlockedByClient", Refusal.BLOCKED)
            return
        if url == DECK_URL and event["resourceType"] == "Other":
            # Chromium itself, which reads the page once more to tell of its styles.
            self._served.add(url)
            await self._fulfil(event, b"", _PAGE_HEADERS)
            return
        # In a thread, for it may be a file on a slow disk.
        asset = await asyncio.to_thread(self._asset, url)
        if asset is None:
            await self._fail(event, "BlockedByClient", Refusal.MISSING)
        else:
            self._served.add(url)
            if asset.media_type.startswith("image/") and (path := path_of(relative(url))):
                self._pictures[path] = replace(asset, path=path)
            headers = {"content-type": asset.media_type, "x-content-type-options": "nosniff"}
            await self._fulfil(event, stilled(asset), headers)

    def _asset(self, url: str) -> Asset | None:
        path = path_of(relative(url))
        # A file that may not be read is as good as none.
        with contextlib.suppress(OSError):
            return None if path is None else self._assets.read(path)
        return None

    async def _fulfil(self, event: dict[str, Any], body: bytes, headers: dict[str, str]) -> None:
        reply = {
            "requestId": event["requestId"],
            "responseCode": 200,
            "responseHeaders": [{"name": name, "value": value} for name, value in headers.items()],
            "body": base64.b64encode(body).decode(),
        }
        await self._session.send("Fetch.fulfillRequest", reply)

    async def _fail(self, event: dict[str, Any], reason: str, refusal: Refusal) -> None:
        self._refuse(event["request"]["url"], refusal)
        await self._session.send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": reason})

    def _refuse(self, url: str, refusal: Refusal) -> None:
        written = relative(url)
        self._refused.setdefault(written, RefusedRequest(written, refusal))
