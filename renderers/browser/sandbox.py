"""Chromium's sandbox: on wherever it can be, and the reason where it cannot."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from renderers.browser.chromium import AS_ROOT, why_no_sandbox
from renderers.browser.launch import LaunchFailed, Running, launch
from renderers.browser.options import Sandbox
from renderers.errors import BrowserUnavailable

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why the sandbox is off, and what to do; nothing of the kind where it is on."""

    reason: str = ""
    hint: str = ""

    @property
    def is_on(self) -> bool:
        """Whether Chromium runs in its sandbox."""
        return not self.reason


_SWITCHED_OFF = Verdict("Chromium's sandbox is switched off.", "Set MARPD_SANDBOX=auto.")


async def launch_sandboxed(executable: Path, wish: Sandbox, seconds: float) -> tuple[Running, Verdict]:
    """Start a browser with its sandbox as wished.

    Raises `LaunchFailed`, and `BrowserUnavailable` when it must have a sandbox and cannot.
    """
    if wish is Sandbox.OFF:
        return await launch(executable, sandboxed=False, seconds=seconds), _SWITCHED_OFF
    found = await _try(executable, seconds)
    if isinstance(found, Running):
        return found, Verdict()
    if wish is Sandbox.ON:
        raise BrowserUnavailable(found.reason, hint=found.hint, phase="start")
    _LOG.warning("Chromium runs without its sandbox. %s %s", found.reason, found.hint)
    return await launch(executable, sandboxed=False, seconds=seconds), found


async def _try(executable: Path, seconds: float) -> Running | Verdict:
    if os.geteuid() == 0:
        return Verdict(*AS_ROOT)  # It would refuse, and take its time for it.
    try:
        return await launch(executable, sandboxed=True, seconds=seconds)
    except LaunchFailed as failure:
        why = why_no_sandbox(str(failure))
        if why is None:
            raise
        return Verdict(*why)
