"""One browser and the warm tabs it keeps ready."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from renderers.browser import fonts
from renderers.browser.font_book import FontBook
from renderers.browser.launch import LaunchFailed, Running
from renderers.browser.memory import MemoryWatch
from renderers.browser.options import BrowserOptions
from renderers.browser.tab import Tab
from renderers.errors import BrowserCrashed

# A page closes in some 10 ms and is made in 200. A browser that takes this long hangs.
_CLOSE_SECONDS = 3.0
_MAKE_SECONDS = 15.0
# How soon it is noticed that a browser ended which nobody was using, and that a page takes too much. A page can take a
# few hundred megabytes meanwhile.
_WATCH_SECONDS, _BUSY_WATCH_SECONDS = 1.0, 0.2
# So much a browser has to have done before it can be worn, or one would follow the other for ever.
_LEAST_RENDERS = 10
# A browser that lives and yet makes no page this often is of no use.
_ATTEMPTS = 3


class ShellGone(Exception):
    """The browser ended, or hung and was ended."""


class Shell:
    """A running browser with up to `slots` tabs made ahead. `on_gone` is called when it ends by itself."""

    def __init__(
        self,
        running: Running,
        scripts: Mapping[fonts.Region, Mapping[str, Any]],
        book: FontBook,
        options: BrowserOptions,
        on_gone: Callable[[Shell], None],
    ) -> None:
        self.version = running.browser.version
        self.renders = 0
        self.began = asyncio.get_running_loop().time()
        self._running = running
        self._fonts = scripts
        # What is painted is not the same in all regions.
        self._books = {region: FontBook(book.installed) for region in fonts.Region}
        self._options = options
        self._memory = MemoryWatch(running, options)
        self._is_busy = asyncio.Event()
        self._on_gone = on_gone
        self._is_gone = False
        self._tabs: set[Tab] = set()
        self._waiting = 0
        self._spares: deque[asyncio.Task[Tab]] = deque()
        self._closing: set[asyncio.Task[None]] = set()
        running.browser.on("disconnected", lambda _: self._lose())
        self._watch = asyncio.ensure_future(self._watching())

    @classmethod
    async def warm(
        cls, running: Running, book: FontBook, options: BrowserOptions, on_gone: Callable[[Shell], None]
    ) -> Shell:
        """A shell that has a tab ready. Raises `LaunchFailed`, with the browser ended."""
        from playwright.async_api import Error

        try:
            shell = cls(running, await fonts.for_scripts(running.browser), book, options, on_gone)
            shell._refill()
            await shell._spares[0]
        except BaseException as error:
            await running.stop()
            if isinstance(error, Error | BrowserCrashed | TimeoutError):
                raise LaunchFailed(f"It made no page: {error}") from error
            raise
        return shell

    @property
    def is_alive(self) -> bool:
        """Whether it can be used, as far as can be told without asking it."""
        if not self._is_gone and not self._running.is_alive:
            self._lose()
        return not self._is_gone

    @property
    def is_idle(self) -> bool:
        """Whether no deck is being laid out."""
        return not self._tabs

    @property
    def is_worn(self) -> bool:
        """Whether another should take its place soon."""
        has_grown = self._memory.total_bytes > self._options.memory_bytes and self.renders >= _LEAST_RENDERS
        return has_grown or self.renders >= self._options.renders_per_browser

    @property
    def memory_bytes(self) -> int:
        """What its processes had when they were last looked at."""
        return self._memory.total_bytes

    async def take(self, region: fonts.Region = fonts.Region.TAIWAN) -> Tab:
        """A warm tab, or a new one if there is none for the region. Raises `ShellGone`."""
        for _ in range(_ATTEMPTS):
            if not self.is_alive:
                raise ShellGone
            tab = await self._next(region)
            if tab is not None and not tab.gone.done() and self.is_alive:
                self._tabs.add(tab)
                tab.why_gone = self._memory.why_gone
                self._is_busy.set()
                self.renders += 1
                return tab
        self.kill()
        raise ShellGone

    def give_back(self, tab: Tab) -> None:
        """Close a tab and make another, while nobody waits for it."""
        self._tabs.discard(tab)
        if not self._tabs:
            self._is_busy.clear()
        closing = asyncio.ensure_future(self._close(tab))
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    def kill(self) -> None:
        """End it at once. Whoever waits for one of its tabs learns that it is gone."""
        self._running.kill()
        self._lose()

    async def stop(self) -> None:
        """End it in peace."""
        self._is_gone = True
        self._forsake_tabs()
        tasks = (self._watch, *self._spares, *self._closing)
        for task in tasks:
            task.cancel()
        # Not longer: a browser that hangs keeps them waiting until it is killed.
        await asyncio.wait(tasks, timeout=1)
        await self._running.stop()

    async def _next(self, region: fonts.Region) -> Tab | None:
        """The oldest spare; None if its making failed. A caller that is cancelled leaves it for the next."""
        if region is not fonts.Region.TAIWAN:
            return await self._special(region)
        self._waiting += 1
        making = self._spares.popleft() if self._spares else self._making()
        try:
            await asyncio.wait((making,))
        except asyncio.CancelledError:
            self._spares.appendleft(making)
            raise
        finally:
            self._waiting -= 1
        return None if making.cancelled() or making.exception() is not None else making.result()

    async def _special(self, region: fonts.Region) -> Tab | None:
        """A tab made for one deck; None if that failed."""
        from playwright.async_api import Error

        with contextlib.suppress(Error, BrowserCrashed, TimeoutError):
            return await self._make(region)
        return None

    def _refill(self) -> None:
        while len(self._spares) < self._options.slots and not self._is_gone:
            self._spares.append(self._making())

    def _making(self) -> asyncio.Task[Tab]:
        making = asyncio.ensure_future(self._make())
        making.add_done_callback(_take_note)
        return making

    async def _make(self, region: fonts.Region = fonts.Region.TAIWAN) -> Tab:
        def is_awaited() -> bool:
            return self._waiting > 0 or region is not fonts.Region.TAIWAN

        try:
            async with asyncio.timeout(_MAKE_SECONDS):
                return await Tab.make(self._running.browser, self._fonts[region], self._books[region], is_awaited)
        except TimeoutError:
            self.kill()
            raise

    async def _close(self, tab: Tab) -> None:
        from playwright.async_api import Error

        try:
            with contextlib.suppress(Error):
                async with asyncio.timeout(_CLOSE_SECONDS):
                    await tab.close()
        except TimeoutError:
            self.kill()
        self._refill()

    async def _watching(self) -> None:
        while self.is_alive:
            if self._tabs:
                await asyncio.sleep(_BUSY_WATCH_SECONDS)
            else:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_WATCH_SECONDS):
                        await self._is_busy.wait()
                        continue  # Most decks are done before there is anything to see.
            self._memory.look()

    def _lose(self) -> None:
        if self._is_gone:
            return
        self._is_gone = True
        self._forsake_tabs()
        self._on_gone(self)

    def _forsake_tabs(self) -> None:
        for tab in self._tabs:
            tab.lose()


def _take_note(task: asyncio.Task[Tab]) -> None:
    """Look at a failure that perhaps nobody waits for, or asyncio complains that nobody did."""
    if not task.cancelled():
        task.exception()
