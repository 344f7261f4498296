"""What breaks around the service breaks no answer: the short form of `make faults`."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hostile.clean import clean_decks
from tests.hostile.faults import JUMPING_CLOCK, end_under_load, fill, kill_browsers, leave, small_disk
from tests.hostile.service import ROOT, Service, eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

Starter = Callable[..., Service]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    """Starts a service of the test's own; whatever happens, none is left, nor anything that it wrote."""
    started: list[Service] = []

    def begin(folder: Path | None = None, environment: dict[str, str] | None = None, **settings: str) -> Service:
        folder = folder or tmp_path / f"tmp{len(started)}"
        folder.mkdir(exist_ok=True)
        service = Service(folder, environment=environment, **settings)
        started.append(service)
        service.wait_until_ready()
        return service

    yield begin
    for service in started:
        service.end()
        assert service.leftovers() <= {"full"}


def test_no_answer_is_wrong_or_lost_when_browsers_are_killed(start: Starter) -> None:
    """Renders are made again on a fresh browser, and give the same bytes."""
    service = start()

    right, ended = kill_browsers(service, 25)

    assert right == 25
    assert ended >= 1
    assert eventually(lambda: service.orphans() == []), service.orphans()


def test_a_service_that_is_ended_answers_what_it_took(start: Starter) -> None:
    """Whoever has a connection gets a right answer or is told to come again; then it leaves, with all its children."""
    service = start(slots="2")

    answers, status = end_under_load(service, 8)

    told = [answer.status for answer in answers if answer is not None]
    assert set(told) <= {200, 503}
    assert told.count(200) >= 1
    assert status in {0, 128 + 15}
    assert service.orphans() == []


def test_clients_that_leave_free_their_slots(start: Starter) -> None:
    """The next one is served as if they had never been."""
    service = start()
    before = clean_decks(service)

    leave(service, 6)

    assert all(one.is_right(service.render(one.deck, one.to)) for one in before[:4])
    assert eventually(lambda: b"marpd_renders_running 0.0" in service.ask("GET", "/metrics").body)


def test_a_clock_that_jumps_changes_nothing(start: Starter) -> None:
    """Nothing of ours is measured by it: not a deadline, not a queue, not a byte of the output."""
    jumping = start(environment={"PYTHONPATH": f"{JUMPING_CLOCK}:{ROOT}"})
    steady = start()

    answers = [(one, jumping.render(one.deck, one.to)) for one in clean_decks(steady)]

    assert all(one.is_right(answer) for one, answer in answers)


def test_a_full_disk_is_survived(start: Starter, tmp_path: Path) -> None:
    """While there is no room an answer is right or is none; with room again it is right."""
    with small_disk(tmp_path / "small") as folder:
        if folder is None:
            pytest.skip("nobody here may mount a file system")
        service = start(folder)
        before = clean_decks(service)

        full = fill(folder)
        meanwhile = [(one, service.render(one.deck, one.to)) for one in before]
        for browser in service.browsers():
            os.kill(browser.pid, signal.SIGKILL)
        meanwhile += [(one, service.render(one.deck, one.to)) for one in before[:3]]
        full.unlink()
        service.wait_until_ready()

        assert all(answer.status >= 500 or one.is_right(answer) for one, answer in meanwhile)
        assert all(one.is_right(service.render(one.deck, one.to)) for one in before)
        service.end()
