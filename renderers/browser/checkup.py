"""What `marpd doctor` tells."""

from __future__ import annotations

from dataclasses import dataclass

from renderers.browser.executable import find_chromium
from renderers.browser.options import BrowserOptions


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    is_ok: bool
    message: str
    hint: str = ""


async def examine(options: BrowserOptions) -> tuple[Finding, ...]:
    """Look at everything a render needs."""
    path = find_chromium(options.executable)
    return (Finding("browser", path is not None, str(path)),)
