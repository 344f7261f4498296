"""A service with tight limits, and decks that go for them: each gets its answer, and the next deck is rendered."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.app.marpd import Marpd

pytestmark = pytest.mark.browser

CLEAN = b"# Clean\n\n---\n\n- and *well*"
# Three seconds of parsing, and some 150 MB.
LONG = b"*a* " * 100_000
# Ten times as much of both, which is more than there is.
HUGE = LONG * 10
# With a deadline that nobody passes who works hard, and one that is passed by those who work for long.
PATIENT, HASTY = 60, 2


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: bytes
    retry_after: str | None

    @property
    def problem(self) -> dict[str, object]:
        """The body of a refusal."""
        return json.loads(self.body)


class Service:
    """A real service, and what to do to it."""

    def __init__(self, **settings: object) -> None:
        self.marpd = Marpd("serve", "--port", "0", slots=2, **settings)
        self.address = self.marpd.serving()

    def post(self, deck: bytes, query: str = "") -> Answer:
        """The answer to a deck."""
        try:
            with urlopen(Request(f"{self.address}/v1/render{query}", deck), timeout=100) as answer:
                return Answer(answer.status, answer.read(), None)
        except HTTPError as error:
            return Answer(error.code, error.read(), error.headers["Retry-After"])

    def number(self, name: str) -> float:
        """A number of /metrics."""
        with urlopen(f"{self.address}/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
        return next(float(line.split()[1]) for line in lines if line.startswith(f"{name} "))

    def until(self, name: str, value: float) -> None:
        """Waits for a number."""
        until = time.monotonic() + 30
        while self.number(name) != value:
            assert time.monotonic() < until
            time.sleep(0.02)

    def busy_worker(self) -> int:
        """The number of a worker that works hard."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            before = {pid: cpu_ticks(pid) for pid in self.workers()}
            time.sleep(0.1)
            for pid, ticks in before.items():
                if cpu_ticks(pid) - ticks > 2:  # of ten; others may want the processors, too
                    return pid
        raise AssertionError("nobody works")

    def workers(self) -> list[int]:
        """Those that were forked from the nursery."""
        living = {one.pid: command_line(one.pid) for one in self.marpd.family()}
        return [pid for pid, command in living.items() if "workers.nursery" in command and parent(pid) in living]

    def end(self) -> None:
        """Ends it, which leaves nobody behind."""
        if self.marpd.process.poll() is None:
            self.marpd.family()
            self.marpd.process.send_signal(signal.SIGTERM)
            self.marpd.process.wait(20)
        try:
            assert self.marpd.is_alone()
        finally:
            self.marpd.end()


def command_line(pid: int) -> str:
    """How a process was started."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def stat(pid: int) -> list[str]:
    """What the kernel says of a process, from its state on; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return ["Z", "0", *["0"] * 20]


def parent(pid: int) -> int:
    """Who started it."""
    return int(stat(pid)[1])


def cpu_ticks(pid: int) -> int:
    """How long it has worked, in hundredths of a second."""
    return int(stat(pid)[11]) + int(stat(pid)[12])


def is_gone(pid: int) -> bool:
    """Whether a process has ended, now or as soon as the kernel has cleared it away."""
    until = time.monotonic() + 10
    while stat(pid)[0] != "Z" and time.monotonic() < until:
        time.sleep(0.02)
    return stat(pid)[0] == "Z"


@pytest.fixture(scope="module")
def patient() -> Iterator[Service]:
    """A service that has time, and little memory."""
    service = Service(
        deadline_seconds=PATIENT,
        worker_memory_bytes=256 * 1024 * 1024,
        max_slides=20,
        max_output_bytes=2 * 1024 * 1024,
    )
    yield service
    service.end()


@pytest.fixture(scope="module")
def hasty() -> Iterator[Service]:
    """A service that has memory, and little time."""
    service = Service(deadline_seconds=HASTY)
    service.post(CLEAN)
    yield service
    service.end()


def test_too_many_slides_are_refused_with_the_limit_and_its_setting(patient: Service) -> None:
    """One more than that; as many as that are rendered."""
    refused = patient.post(b"# A\n\n---\n\n" * 20)
    rendered = patient.post(b"# A\n\n---\n\n" * 19)

    assert (refused.status, refused.problem["code"]) == (422, "slides-too-many")
    assert "21 slides" in str(refused.problem["detail"])
    assert "MARPD_MAX_SLIDES" in str(refused.problem["detail"])
    assert rendered.status == 200


def test_pictures_of_too_many_pixels_are_refused_with_the_scale_that_would_do(patient: Service) -> None:
    """Before anything is drawn, for it is the drawing that takes the memory."""
    refused = patient.post(b"# A", "?to=png&scale=10")

    assert (refused.status, refused.problem["code"], refused.problem["phase"]) == (422, "option-invalid", "png")
    assert "92160000 pixels" in str(refused.problem["detail"])
    assert "at most 6.58" in str(refused.problem["detail"])
    assert "MARPD_MAX_PICTURE_PIXELS" in str(refused.problem["detail"])


@pytest.mark.parametrize(
    ("deck", "query"),
    [
        (b"# A\n\n---\n\n" * 19, "?to=png&scale=6.5"),
        (b"# A\n\n```\n" + b"abcdefgh\n" * 250_000 + b"```\n", "?to=html"),
        (b"# A\n\n" + b"abcdefgh\n" * 150_000, "?to=html,report,png"),
    ],
    ids=["pictures", "a page", "several together"],
)
def test_too_large_an_output_is_refused_with_the_limit_and_its_setting(
    patient: Service, deck: bytes, query: str
) -> None:
    """Whether one file is too large, or all of them together."""
    refused = patient.post(deck, query)

    assert (refused.status, refused.problem["code"]) == (422, "output-too-large")
    assert "2097152 bytes" in str(refused.problem["detail"])
    assert "MARPD_MAX_OUTPUT_BYTES" in str(refused.problem["detail"])


def test_a_deck_that_wants_all_memory_is_refused(patient: Service) -> None:
    """It is its own fault, and nobody is invited to send it again."""
    refused = patient.post(HUGE)

    assert (refused.status, refused.problem["code"]) == (422, "deck-too-heavy")
    assert refused.problem["retryable"] is False
    assert refused.retry_after is None
    assert patient.post(CLEAN).status == 200


def test_a_deck_that_came_to_grief_is_known_again(patient: Service) -> None:
    """It costs no worker any more; in another format it is another request."""
    deck = HUGE + b"known"
    patient.post(deck)
    killed = patient.number("marpd_workers_killed")

    again = patient.post(deck)

    assert (again.status, again.problem["code"]) == (422, "deck-too-heavy")
    assert "not tried again" in str(again.problem["detail"])
    assert patient.number("marpd_workers_killed") == killed
    patient.post(deck, "?to=html")
    assert patient.number("marpd_workers_killed") == killed + 1


def test_a_deck_that_takes_too_long_is_ended_at_its_deadline(hasty: Service) -> None:
    """In the middle of parsing, which is named; the worker is gone."""
    refused = hasty.post(HUGE, "?to=html")

    assert (refused.status, refused.problem["code"]) == (504, "render-timeout")
    assert (refused.problem["phase"], refused.problem["retryable"]) == ("parse", False)
    assert refused.retry_after is None
    assert hasty.number("marpd_renders_running") == 0
    assert hasty.post(CLEAN).status == 200


def test_two_hostile_decks_and_two_clean_ones_at_once(hasty: Service) -> None:
    """Those that wait for the hostile ones get their answer or are told to come again."""
    before = hasty.post(CLEAN).body
    with ThreadPoolExecutor(4) as clients:
        answers = list(clients.map(hasty.post, [HUGE, HUGE, CLEAN, CLEAN]))

    assert [answer.status for answer in answers[:2]] == [504, 504]
    assert {answer.status for answer in answers[2:]} <= {200, 429}
    assert hasty.post(CLEAN).body == before


def test_a_worker_that_is_killed_is_made_good(patient: Service) -> None:
    """Whoever waits for it does not notice."""
    with ThreadPoolExecutor(1) as client:
        answer = client.submit(patient.post, LONG[:200_000], "?to=report")
        os.kill(patient.busy_worker(), signal.SIGKILL)

        assert answer.result().status == 200


def test_a_client_that_leaves_frees_its_slot_and_ends_the_work(patient: Service) -> None:
    """At once, though it would have gone on for long."""
    host, _, port = patient.address.removeprefix("http://").partition(":")
    client = socket.create_connection((host, int(port)))
    client.sendall(b"POST /v1/render HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s" % (len(LONG), LONG))
    worker = patient.busy_worker()

    client.close()

    patient.until("marpd_renders_running", 0)
    assert is_gone(worker)
    assert patient.post(CLEAN).status == 200


def test_a_service_that_is_told_to_go_finishes_what_it_has_and_takes_no_more() -> None:
    """What runs and what waits get their answers; who comes later is told to come again; nobody is left behind."""
    service = Service(deadline_seconds=PATIENT, queue=8)
    try:
        service.post(CLEAN)
        with ThreadPoolExecutor(4) as clients:
            answers = [clients.submit(service.post, LONG[:240_000], "?to=html") for _ in range(4)]
            service.until("marpd_renders_waiting", 2)
            service.marpd.family()
            service.marpd.process.send_signal(signal.SIGTERM)
            service.until("marpd_ready", 0)
            late = service.post(CLEAN)

            assert [answer.result().status for answer in answers] == [200] * 4
        assert (late.status, late.problem["code"]) == (503, "stopping")
        assert late.retry_after
        assert service.marpd.process.wait(20) == -signal.SIGTERM
        assert service.marpd.is_alone()
    finally:
        service.marpd.end()


def test_a_service_that_does_not_get_done_leaves_at_its_deadline() -> None:
    """With an answer for who is still waiting."""
    service = Service(deadline_seconds=HASTY)
    try:
        service.post(CLEAN)
        with ThreadPoolExecutor(1) as client:
            answer = client.submit(service.post, HUGE, "?to=html")
            service.busy_worker()
            service.marpd.family()
            service.marpd.process.send_signal(signal.SIGTERM)

            assert answer.result().status == 504
        assert service.marpd.process.wait(20) == -signal.SIGTERM
        assert service.marpd.is_alone()
    finally:
        service.marpd.end()


def test_a_service_that_is_killed_leaves_nobody_behind() -> None:
    """Neither browser nor nursery nor a worker in the middle of its work."""
    service = Service(deadline_seconds=PATIENT)
    try:
        service.post(CLEAN)
        with ThreadPoolExecutor(1) as client:
            answer = client.submit(service.post, HUGE)
            service.busy_worker()
            service.marpd.process.kill()

            assert isinstance(answer.exception(), OSError)
        assert service.marpd.is_alone()
    finally:
        service.marpd.end()
