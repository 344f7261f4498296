"""The short forms of `make flood` and `make soak`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hostile.canary import Canary
from tests.hostile.case import Range
from tests.hostile.flood import flood, settings
from tests.hostile.service import Service
from tests.hostile.soak import soak

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

Starter = Callable[..., Range]


@pytest.fixture
def start(tmp_path: Path, canary: Canary, secret_file: Path) -> Iterator[Starter]:
    """Starts a service of the test's own."""
    started: list[Service] = []

    def begin(**settings: str) -> Range:
        (tmp_path / "tmp").mkdir()
        started.append(Service(tmp_path / "tmp", **settings))
        return Range.ready(started[-1], canary, secret_file)

    yield begin
    for service in started:
        service.end()


def test_honest_decks_are_right_in_a_flood(start: Starter) -> None:
    """Or are told to come again; nothing is left, and how soon they come is for the long run to tell."""
    result = flood(start(**settings(1)), seconds=10, slots=1)

    assert result.wrong == []
    assert result.honest["right"] >= 1
    assert result.handles_after <= result.handles_before


def test_many_renders_leave_nothing(start: Starter) -> None:
    """Every one is right; how much memory is held in the end is for the long run to tell."""
    result = soak(start(deadline_seconds="30"), renders=40, parts=1, slots=1)

    assert result.wrong == []
    assert result.renders == 40
    assert result.left == set()
