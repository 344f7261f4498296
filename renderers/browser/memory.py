"""What a browser's processes have taken, looked at now and then; a page that takes too much is ended."""

from __future__ import annotations

import asyncio
import logging

from renderers.browser.launch import Running
from renderers.browser.options import BrowserOptions
from renderers.model.work import TOO_MUCH_MEMORY

_LOG = logging.getLogger(__name__)
# How soon the browser tells that a page is gone.
_NEWS_SECONDS = 2.0


class MemoryWatch:
    """Of one browser. `total_bytes` is what all its processes had when they were last looked at."""

    def __init__(self, running: Running, options: BrowserOptions) -> None:
        self.total_bytes = 0
        self._running = running
        self._page_bytes = options.page_memory_bytes
        # The others work for all pages together.
        self._helper_bytes = max(options.memory_bytes, options.page_memory_bytes)
        self._ended: list[float] = []

    def look(self) -> None:
        """Look at each process, and end those of pages and helpers that have taken too much."""
        members = self._running.members()
        self.total_bytes = sum(member.memory_bytes for member in members)
        for member in members:
            most_bytes = self._page_bytes if member.is_page else self._helper_bytes
            if member.memory_bytes > most_bytes and not member.is_first:
                _LOG.warning("A process of Chromium was ended that had taken %d MB.", member.memory_bytes >> 20)
                member.process.kill()
                if member.is_page:
                    self._ended.append(asyncio.get_running_loop().time())

    def why_gone(self) -> str:
        """Why a page is gone that has just gone: the reason if one was ended for its memory, and nothing otherwise."""
        now = asyncio.get_running_loop().time()
        self._ended = [then for then in self._ended if now - then < _NEWS_SECONDS]
        if not self._ended:
            return ""
        self._ended.pop()
        return TOO_MUCH_MEMORY
