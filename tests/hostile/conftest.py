"""One service for all cases, and what it was like before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hostile.canary import Canary
from tests.hostile.case import Range
from tests.hostile.service import SECRET, Service


@pytest.fixture(scope="session")
def canary() -> Iterator[Canary]:
    """Must hear nothing."""
    canary = Canary()
    yield canary
    canary.close()


@pytest.fixture(scope="session")
def secret_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture of the operator's, which no deck may see."""
    file = tmp_path_factory.mktemp("operator") / "secret.svg"
    text = f"<svg xmlns='http://www.w3.org/2000/svg' width='999' height='99'><text y='50'>{SECRET}</text></svg>"
    file.write_text(text, "utf-8")
    return file


@pytest.fixture(scope="session")
def ranges(
    canary: Canary, secret_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Range]]:
    """The service that all cases are sent to; another after a case that harmed it, so that each fails alone."""
    made: list[Range] = []

    def current() -> Range:
        if made and made[-1].is_harmed:
            made.pop().service.end()
        if not made:
            made.append(Range.ready(Service(tmp_path_factory.mktemp("hostile")), canary, secret_file))
        return made[-1]

    yield current
    for one in made:
        one.service.end()


@pytest.fixture
def range_(ranges: Callable[[], Range]) -> Range:
    """The service, unharmed."""
    return ranges()
