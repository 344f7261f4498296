"""A renderer without a browser: it answers at once with bytes that tell what it was asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from renderers import (
    Artifact,
    BrowserStatus,
    BrowserUnavailable,
    Diagnostic,
    FontUse,
    InstalledFont,
    Rendering,
    RenderOptions,
    Report,
    Source,
    ThemeCard,
    ThemeUnknown,
    WorkersStatus,
    format_named,
)

THEMES = (ThemeCard("default", ("16:9", "4:3"), is_built_in=True), ThemeCard("corporate", (), is_built_in=False))


@dataclass
class FakeRenderer:
    """Set its fields before the act, read `calls` and the counters after it.

    `error` is raised by every render. `gate` holds renders until it is set. `failing_starts` is how many times `start`
    finds no browser.
    """

    slides: int = 1
    diagnostics: tuple[Diagnostic, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=lambda: {"parse": 0.001, "layout": 0.0205})
    error: Exception | None = None
    gate: asyncio.Event | None = None
    failing_starts: int = 0
    calls: list[tuple[Source, RenderOptions]] = field(default_factory=list)
    cancelled: int = 0
    starts: int = 0
    stops: int = 0
    is_started: bool = False

    @property
    def status(self) -> BrowserStatus:
        """Ready when started."""
        if self.is_started:
            return BrowserStatus(is_ready=True, restarts=2, memory_bytes=300)
        return BrowserStatus(is_ready=False, reason="There is no Chromium.", hint="Install it.")

    @property
    def workers(self) -> WorkersStatus:
        """Two, which had their ups and downs."""
        return WorkersStatus(alive=2, replaced=4, killed=3)

    @property
    def themes(self) -> tuple[ThemeCard, ...]:
        """Two themes."""
        return THEMES

    @property
    def versions(self) -> Mapping[str, str]:
        """One version."""
        return {"chromium": "156.0"}

    @property
    def fonts(self) -> tuple[InstalledFont, ...]:
        """One family."""
        return (InstalledFont("Liberation Sans", ("Latn", "Grek", "Cyrl")),)

    async def start(self) -> None:
        """Succeeds after `failing_starts` failures."""
        self.starts += 1
        if self.starts <= self.failing_starts:
            raise BrowserUnavailable("There is no Chromium.", hint="Install it.", phase="start")
        self.is_started = True

    async def stop(self) -> None:
        """Is only counted."""
        self.stops += 1

    async def render(self, source: Source, options: RenderOptions) -> Rendering:
        """Files whose bytes are `FORMAT SLIDE`, after the gate."""
        self.calls.append((source, options))
        try:
            if self.gate:
                await self.gate.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.error:
            raise self.error
        if options.theme is not None and options.theme not in [card.name for card in THEMES]:
            raise ThemeUnknown(options.theme, tuple(card.name for card in THEMES))
        pages = options.pages.of(self.slides)
        report = Report(
            slides=self.slides,
            pages=pages,
            theme="default",
            diagnostics=self.diagnostics,
            fonts=(
                FontUse(
                    asked="Lato",
                    painted="Liberation Sans",
                    is_embedded=False,
                    characters=5,
                    scripts=(("Latn", 5),),
                    slides=(1,),
                ),
            ),
            seconds=self.seconds,
        )
        return Rendering(tuple(self._artifact(name, pages) for name in options.formats), report)

    def _artifact(self, name: str, pages: tuple[int, ...]) -> Artifact:
        row = format_named(name)
        numbers = pages if row.is_per_slide else ()
        files = tuple(f"{name} {number}".encode() for number in numbers or (1,) if row.is_deck)
        return Artifact(row.name, row.media_type, row.suffix, files, numbers)
