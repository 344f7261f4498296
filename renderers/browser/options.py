"""What an operator may say about the browser."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sandbox(StrEnum):
    """Whether Chromium runs in its sandbox: where it can, always (or not at all), or never."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserOptions:
    """How to run the browser.

    `executable` is a path, None to look for one. `slots` is how many decks are laid out at once, and how many fresh
    pages are kept warm for the next ones. A browser is replaced after `renders_per_browser` decks, or above
    `memory_bytes` for all its processes, while nobody waits for it. A page that takes more than `page_memory_bytes` is
    ended, which is its deck's fault. `start_seconds` bounds a browser's start.
    """

    executable: str | None = None
    sandbox: Sandbox = Sandbox.AUTO
    slots: int = 2
    renders_per_browser: int = 500
    memory_bytes: int = 2 * 1024 * 1024 * 1024
    page_memory_bytes: int = 1024 * 1024 * 1024
    start_seconds: float = 30
