"""What authors can write and may read about is in the reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from renderers import DIRECTIVES, Code

REFERENCE = Path(__file__).parents[2] / "docs/reference"


@pytest.mark.parametrize("row", DIRECTIVES, ids=lambda row: row.name)
def test_every_directive_has_its_row(row: object) -> None:
    """Name, scope and summary of a directive stand in the reference as the table has them."""
    text = (REFERENCE / "directives.md").read_text("utf-8")

    assert f"| `{row.name}` | {row.scope} | {row.summary} |" in text


@pytest.mark.parametrize("code", Code)
def test_every_diagnostic_has_its_row(code: Code) -> None:
    """Every code of the closed list is explained."""
    assert f"\n| `{code}` | " in (REFERENCE / "diagnostics.md").read_text("utf-8")
