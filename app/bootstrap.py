"""Builds a renderer from the settings, and keeps trying to start it: the only place that names concrete parts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Protocol

from app.settings import Settings
from app.telemetry.logs import write
from renderers import (
    BrowserOptions,
    BrowserStatus,
    BrowserUnavailable,
    InstalledFont,
    Limits,
    RemoteHosts,
    RemoteOptions,
    Rendering,
    RenderOptions,
    Source,
    ThemeCard,
    WorkerOptions,
    WorkersStatus,
    WorkersUnavailable,
    build_renderer,
)

# What the engine calls its finding about Chromium's sandbox.
SANDBOX = "sandbox"

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0


class Renderer(Protocol):
    """What the service and the command line need of a renderer. Tests bring their own."""

    @property
    def status(self) -> BrowserStatus:
        """Whether the browser can take work, and if not, why and what to do."""

    @property
    def workers(self) -> WorkersStatus:
        """How many workers live, and how many had to be replaced."""

    @property
    def themes(self) -> tuple[ThemeCard, ...]:
        """Every theme there is."""

    @property
    def versions(self) -> Mapping[str, str]:
        """The versions of what makes the output."""

    @property
    def fonts(self) -> tuple[InstalledFont, ...]:
        """The font families that are installed, with the scripts they cover."""

    async def start(self) -> None:
        """Starts browser and workers. Raises `BrowserUnavailable` or `WorkersUnavailable`."""

    async def stop(self) -> None:
        """Ends every process that `start` began."""

    async def render(self, source: Source, options: RenderOptions) -> Rendering:
        """The artifacts of `source`. Raises errors of the engine's tree only."""


RendererMaker = Callable[[Settings], Renderer]


def browser_options(settings: Settings) -> BrowserOptions:
    """The browser that the operator asked for."""
    executable = str(settings.chromium) if settings.chromium else None
    return BrowserOptions(
        executable=executable,
        sandbox=settings.sandbox,
        slots=settings.slots,
        memory_bytes=settings.browser_memory_bytes,
        page_memory_bytes=settings.page_memory_bytes,
    )


def remote_options(settings: Settings) -> RemoteOptions | None:
    """What decks may have from the network; None for nothing."""
    if settings.remote == "off":
        return None
    return RemoteOptions(
        hosts=RemoteHosts.read(settings.hosts),
        files=settings.remote_max_files,
        total_bytes=settings.remote_max_bytes,
        seconds=settings.remote_seconds,
    )


def limits_from(settings: Settings) -> Limits:
    """What the operator allows one deck."""
    return Limits(
        slides=settings.max_slides,
        output_bytes=settings.max_output_bytes,
        picture_pixels=settings.max_picture_pixels,
        remember_seconds=settings.remember_seconds,
    )


def renderer_from(settings: Settings) -> Renderer:
    """A renderer for one's own decks, as a command needs it: there soon. Starts nothing."""
    return build_renderer(
        browser_options(settings),
        limits=limits_from(settings),
        theme_folder=settings.theme_folder,
        remote=remote_options(settings),
    )


def service_renderer_from(settings: Settings) -> Renderer:
    """A renderer for decks of strangers, each of which can be ended. Starts nothing."""
    workers = WorkerOptions(
        count=settings.slots,
        memory_bytes=settings.worker_memory_bytes,
        result_bytes=settings.max_output_bytes,
    )
    return build_renderer(
        browser_options(settings),
        workers=workers,
        limits=limits_from(settings),
        theme_folder=settings.theme_folder,
        remote=remote_options(settings),
    )


@asynccontextmanager
async def running(renderer: Renderer) -> AsyncIterator[None]:
    """Holds a renderer that is started, or that is tried again and again when it cannot be; stops it at the end."""
    attempts = None if await _has_started(renderer) else asyncio.create_task(_keep_trying(renderer))
    try:
        yield
    finally:
        if attempts:
            attempts.cancel()
            with suppress(asyncio.CancelledError):
                await attempts
        await renderer.stop()


async def _keep_trying(renderer: Renderer) -> None:
    pause = FIRST_PAUSE_SECONDS
    while True:
        await asyncio.sleep(pause)
        if renderer.status.is_ready or await _has_started(renderer):
            return
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


async def _has_started(renderer: Renderer) -> bool:
    try:
        await renderer.start()
    except (BrowserUnavailable, WorkersUnavailable) as error:
        reason = {"reason": error.message, "hint": error.hint, "detail": error.detail}
        write(logging.WARNING, error.code.replace("-", " "), **reason)
        return False
    write(logging.INFO, "browser ready", **renderer.versions)
    return True
