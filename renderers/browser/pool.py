"""The browser that is always there: started when needed, kept warm, replaced when it is worn or gone, and ended."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib.metadata import version

from renderers.browser.executable import find_chromium
from renderers.browser.font_book import FontBook
from renderers.browser.fonts import Region
from renderers.browser.installed import Installed, read_installed
from renderers.browser.launch import LaunchFailed
from renderers.browser.options import BrowserOptions, Sandbox
from renderers.browser.sandbox import launch_sandboxed
from renderers.browser.shell import Shell, ShellGone
from renderers.browser.tab import Tab
from renderers.errors import BrowserUnavailable
from renderers.model.document import HtmlDocument
from renderers.model.fonts import InstalledFont
from renderers.model.laid_out_deck import BrowserStatus, LaidOutDeck

_LOG = logging.getLogger(__name__)

# A browser that ends sooner than this is not started again before somebody needs it, or it would start for ever.
_SOUND_SECONDS = 5.0
# A start takes half a second. Stopping waits for one, and not for one that hangs.
_START_SECONDS = 5.0
# How many browsers a request may lose before its deck was even shown.
_ATTEMPTS = 3
_STOPPED = BrowserStatus(is_ready=False, reason="The browser was stopped.")
_READY = BrowserStatus(is_ready=True)
_STARTING = BrowserStatus(is_ready=False, reason="The browser is starting.", hint="Try again in a moment.")


class BrowserPool:
    """A `Browser` over one headless Chromium. It belongs to one event loop."""

    def __init__(self, options: BrowserOptions) -> None:
        self._options = options
        self._wish = options.sandbox
        self._slots = asyncio.Semaphore(options.slots)
        self._start: asyncio.Task[Shell] | None = None
        self._successor: asyncio.Task[Shell] | None = None
        self._shells: set[Shell] = set()
        self._ends: set[asyncio.Task[None]] = set()
        self._launches = 0
        self._version = ""
        self._installed = Installed()
        self._is_stopped = False

    async def start(self) -> None:
        """Be warm. Raises `BrowserUnavailable`; may be tried again, also after `stop`."""
        self._is_stopped = False
        await self._current()

    @asynccontextmanager
    async def open(self, document: HtmlDocument) -> AsyncIterator[LaidOutDeck]:
        """Lay a document out. Waits while `slots` others are laid out."""
        async with self._slots:
            shell, tab = await self._take(Region.of(document.html))
            try:
                await tab.lay_out(document)
                yield tab
            finally:
                self._give_back(shell, tab)

    async def stop(self) -> None:
        """End every process that was started. Renders that run end with `BrowserCrashed`."""
        self._is_stopped = True
        starts = [task for task in (self._start, self._successor) if task is not None and not task.done()]
        if starts:
            _, hanging = await asyncio.wait(starts, timeout=_START_SECONDS)
            for task in hanging:
                task.cancel()
            await asyncio.wait(starts)
        self._start = self._successor = None
        for shell in self._shells.copy():
            self._end(shell)
        if self._ends:
            await asyncio.wait(self._ends)

    @property
    def status(self) -> BrowserStatus:
        """How the browser is, as of the last that was heard of it."""
        memory_bytes = sum(shell.memory_bytes for shell in self._shells)
        return replace(self._state(), restarts=max(0, self._launches - 1), memory_bytes=memory_bytes)

    @property
    def versions(self) -> Mapping[str, str]:
        """The versions of Chromium and Playwright, and a digest of the fonts with theirs."""
        if not self._version:
            return {}
        fonts = self._installed.digest
        return {"chromium": self._version, "playwright": version("playwright"), **({"fonts": fonts} if fonts else {})}

    @property
    def fonts(self) -> tuple[InstalledFont, ...]:
        """The families that the browser finds on this machine, as of its last start."""
        return self._installed.fonts

    def _state(self) -> BrowserStatus:
        if self._is_stopped:
            return _STOPPED
        if self._start is None or not self._start.done() or self._start.cancelled():
            return _STARTING
        failure = self._start.exception()
        if isinstance(failure, BrowserUnavailable):
            return BrowserStatus(is_ready=False, reason=failure.message, hint=failure.hint)
        return _READY if failure is None and self._start.result().is_alive else _STARTING

    async def _take(self, region: Region) -> tuple[Shell, Tab]:
        for _ in range(_ATTEMPTS):
            shell = await self._current()
            with contextlib.suppress(ShellGone):
                return shell, await shell.take(region)
        raise BrowserUnavailable(
            "Chromium ends as soon as it is started.",
            hint="Run `marpd doctor` on the server, and see that it has memory and processes to spare.",
            phase="start",
        )

    def _give_back(self, shell: Shell, tab: Tab) -> None:
        shell.give_back(tab)
        if shell is not self._present():
            if shell.is_idle:
                self._end(shell)
        elif shell.is_worn and self._successor is None:
            self._successor = asyncio.ensure_future(self._succeed(shell))

    async def _current(self) -> Shell:
        """The browser to use, started if there is none. One start serves everybody who waits."""
        if self._is_stopped:
            raise BrowserUnavailable(_STOPPED.reason, phase="start")
        return await asyncio.shield(self._begin())

    def _begin(self) -> asyncio.Task[Shell]:
        if self._start is None or (self._start.done() and self._present() is None):
            self._start = asyncio.ensure_future(self._launch())
            self._start.add_done_callback(_take_note)
        return self._start

    def _present(self) -> Shell | None:
        """The browser in use, if it is there."""
        start = self._start
        if start is None or not start.done() or start.cancelled() or start.exception() is not None:
            return None
        return start.result() if start.result().is_alive else None

    async def _succeed(self, worn: Shell) -> Shell:
        """Put a new browser in place of a worn one, which ends with the last deck it shows."""
        fresh = await self._launch()
        self._start, self._successor = self._successor, None
        if worn.is_idle:
            self._end(worn)
        return fresh

    async def _launch(self) -> Shell:
        options = self._options
        executable = await asyncio.to_thread(find_chromium, options.executable)
        if executable is None:
            raise BrowserUnavailable(
                "There is no Chromium.",
                hint="Install chromium-headless-shell, or say with MARPD_CHROMIUM where one is.",
                phase="start",
            )
        # As often as a browser starts: fonts that were added meanwhile are there for it, too.
        self._installed = await asyncio.to_thread(read_installed)
        try:
            running, verdict = await launch_sandboxed(executable, self._wish, options.start_seconds)
            shell = await Shell.warm(running, FontBook(self._installed), options, self._on_gone)
        except LaunchFailed as failure:
            raise BrowserUnavailable(
                "Chromium does not start.",
                hint="Run `marpd doctor` on the server.",
                phase="start",
                detail=str(failure),
            ) from failure
        if not verdict.is_on:
            self._wish = Sandbox.OFF  # Known now; no need to try, and to warn, at every start.
        self._shells.add(shell)
        self._launches += 1
        self._version = shell.version
        return shell

    def _on_gone(self, shell: Shell) -> None:
        _LOG.warning("Chromium ended by itself, or hung and was ended.")
        self._end(shell)
        lived_seconds = asyncio.get_running_loop().time() - shell.began
        if not self._is_stopped and lived_seconds > _SOUND_SECONDS and self._present() is None:
            self._begin()

    def _end(self, shell: Shell) -> None:
        if shell in self._shells:
            self._shells.discard(shell)
            end = asyncio.ensure_future(shell.stop())
            self._ends.add(end)
            end.add_done_callback(self._ends.discard)


def _take_note(task: asyncio.Task[Shell]) -> None:
    """Look at a failure that perhaps nobody waits for, or asyncio complains that nobody did."""
    if not task.cancelled():
        task.exception()
