"""What the doctor finds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from renderers import BrowserOptions, Sandbox, examine

pytestmark = pytest.mark.anyio


@pytest.mark.browser
async def test_a_machine_that_is_set_up_has_what_it_needs() -> None:
    """Browser and fonts are found by asking Chromium; the sandbox's state has a reason where it is off."""
    findings = {finding.name: finding for finding in await examine(BrowserOptions())}

    assert "Chromium 1" in findings["browser"].message
    scripts = [name for name in findings if name.startswith("font: ") and name != "font: mathematics"]
    assert len(scripts) > 20
    for script in scripts:
        assert findings[script].is_ok, findings[script].message
    assert findings["sandbox"].is_ok or findings["sandbox"].hint


@pytest.mark.browser
@pytest.mark.skipif(os.geteuid() != 0, reason="only root cannot have the sandbox for sure")
async def test_the_sandbox_that_must_be_on_and_cannot_is_no_surprise() -> None:
    """The doctor says so whatever the operator wishes."""
    findings = {finding.name: finding for finding in await examine(BrowserOptions(sandbox=Sandbox.ON))}

    assert not findings["sandbox"].is_ok
    assert "root" in findings["sandbox"].message


async def test_a_missing_browser_is_a_finding() -> None:
    """With what to run to get one."""
    (finding,) = await examine(BrowserOptions(executable="/nowhere/chromium"))

    assert not finding.is_ok
    assert "MARPD_CHROMIUM" in finding.hint


async def test_a_program_that_is_no_browser_is_a_finding(tmp_path: Path) -> None:
    """It does not start, and the doctor says what it said."""
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho I am a teapot >&2\nexit 1\n", "utf-8")
    program.chmod(0o755)

    (finding,) = await examine(BrowserOptions(executable=str(program)))

    assert not finding.is_ok
    assert "does not start" in finding.message
