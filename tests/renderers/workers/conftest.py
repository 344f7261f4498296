"""Workers that find the work of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def tests_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before whatever else is called `tests`: workers look where this process looks."""
    monkeypatch.syspath_prepend(ROOT)
