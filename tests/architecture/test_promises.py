"""The page about security names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/explanation/security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TEXT)))


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_what_shows_a_promise_exists(file: str, test: str) -> None:
    """A promise whose test was renamed or lost is shown by nothing."""
    text = (ROOT / file).read_text("utf-8")

    assert not test or re.search(rf"^(?:async )?def {test}\(", text, re.MULTILINE)


def test_every_promise_is_shown() -> None:
    """Each row of the table names one."""
    rows = TEXT.split("| Promise | Shown by |")[1].split("\n\n")[0].splitlines()[2:]

    assert len(rows) > 15
    assert all("`tests/" in row for row in rows)


def test_every_class_of_hostile_input_is_named() -> None:
    """A class that the page forgets would be one that nobody promises anything about."""
    classes = {f"tests/hostile/cases/{file.name}" for file in (ROOT / "tests/hostile/cases").glob("[a-z]*.py")}

    assert classes - {"tests/hostile/cases/make.py"} <= {file for file, _ in NAMED}
