"""Starting a browser with its driver, and ending both."""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from renderers.browser import chromium
from renderers.browser.processes import Family, Member, family_of

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright

# Both end within 0.1 s when they are well.
_STOP_SECONDS = 5.0
# How much of the browser's own log tells why it did not start.
_LINES = 8
_ATTEMPTS = 5
_PAUSE_SECONDS = 0.05
# A slide of 4K as Chromium holds it: with less, pages crash that are well.
_LEAST_ROOM_BYTES = 32 * 1024 * 1024


class LaunchFailed(Exception):
    """The browser did not start. The text is its own log, for the operator."""


class Running:
    """A browser that runs, its driver, and the folder that holds whatever they write."""

    def __init__(self, playwright: Playwright, browser: Browser, folder: Path, family: Family | None) -> None:
        self.browser = browser
        self._playwright = playwright
        self._folder = folder
        self._family = family

    @property
    def is_alive(self) -> bool:
        """Whether both processes are there, asked of the system and not of them."""
        return self._family is None or self._family.is_alive

    def members(self) -> tuple[Member, ...]:
        """The browser's processes."""
        return self._family.members() if self._family is not None else ()

    async def answers(self, seconds: float) -> bool:
        """Whether the browser itself answers in time."""
        from playwright.async_api import Error

        try:
            async with asyncio.timeout(seconds):
                session = await self.browser.new_browser_cdp_session()
                await session.send("Browser.getVersion")
                await session.detach()
        except (Error, TimeoutError):
            return False
        return True

    def kill(self) -> None:
        """End both at once."""
        if self._family is not None:
            self._family.kill()

    async def stop(self) -> None:
        """End both, in peace if they will, and remove their folder."""
        from playwright.async_api import Error

        try:
            with contextlib.suppress(Error, TimeoutError):
                async with asyncio.timeout(_STOP_SECONDS):
                    await self.browser.close()
                    await self._playwright.stop()
        finally:
            self.kill()
            _remove(self._folder, self._family)


async def launch(executable: Path, *, sandboxed: bool, seconds: float) -> Running:
    """Start a browser. Raises `LaunchFailed`. Nothing stays behind when it does, or when it is cancelled."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="marpd-"))
    except OSError as error:
        raise LaunchFailed(f"There can be no folder for it in {tempfile.gettempdir()}: {error.strerror}.") from error
    try:
        async with asyncio.timeout(seconds):
            return await _launch(executable, folder, sandboxed=sandboxed)
    except BaseException as error:
        _remove(folder, None)
        if isinstance(error, TimeoutError):
            raise LaunchFailed(f"The browser did not start within {seconds:g} s.") from None
        raise


async def _launch(executable: Path, folder: Path, *, sandboxed: bool) -> Running:
    from playwright.async_api import Error, async_playwright

    playwright = None
    try:
        playwright = await async_playwright().start()
        browser = await playwright.chromium.launch(
            executable_path=executable,
            args=chromium.flags(folder),
            env=chromium.environment(folder),
            chromium_sandbox=sandboxed,
            artifacts_dir=folder / "artifacts",
            # A signal to our process group is ours to handle: what runs may finish.
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
    except BaseException as error:
        await _abandon(playwright, folder)
        if isinstance(error, Error):
            raise LaunchFailed(_said(error.message)) from error
        raise
    return Running(playwright, browser, folder, await asyncio.to_thread(family_of, folder))


def _said(message: str) -> str:
    """The last of what the browser itself wrote, out of Playwright's account of a start, or how that begins."""
    lines = re.findall(r"\[err\] (.+)", message)
    return "\n".join(lines[-_LINES:]) or message.partition("\n")[0]


async def _abandon(playwright: Playwright | None, folder: Path) -> None:
    """End a browser that came only half way. The driver ends what it started when it ends itself."""
    try:
        if playwright is not None:
            with contextlib.suppress(Exception):
                async with asyncio.timeout(_STOP_SECONDS):
                    await playwright.stop()
    finally:
        family = family_of(folder)
        if family is not None:
            family.kill()
            _remove(folder, family)


def has_room() -> bool:
    """Whether the temporary folder can hold what pages share with the browser."""
    try:
        return shutil.disk_usage(tempfile.gettempdir()).free > _LEAST_ROOM_BYTES
    except OSError:
        return False


def _remove(folder: Path, family: Family | None) -> None:
    # Again if need be: a process that is just ending may still write there.
    for _ in range(_ATTEMPTS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
        time.sleep(_PAUSE_SECONDS)
    # The driver makes the profile where it likes and removes it itself, unless it was killed.
    if family is not None and family.profile is not None:
        shutil.rmtree(family.profile, ignore_errors=True)
