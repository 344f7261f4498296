"""Every hostile case against the real service: it answers as it should, and is unharmed."""

from __future__ import annotations

import pytest

from tests.hostile.case import Case, Range
from tests.hostile.cases import CASES

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(range_: Range, case: Case) -> None:
    """The right status in time; bounded memory; no connection; nothing told, left or lost; the next deck is right."""
    range_.try_out(case)


def test_there_are_enough_and_each_is_another() -> None:
    """A name says which case failed."""
    assert len(CASES) >= 100
    assert len({case.name for case in CASES}) == len(CASES)
