"""A service that may fetch: names that lead inwards are not connected to, however they are spelt or come about."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.canary import Canary
from tests.hostile.case import Range
from tests.hostile.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

# What an operator might list by mistake: names and addresses that mean this machine.
_LISTED = ("localhost", "127.0.0.1", "2130706433", "127.1", "0", "0x7f000001", "localhost.localdomain")


@pytest.fixture(scope="module")
def open_range(canary: Canary, secret_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Range]:
    """A service that may fetch from this machine, as far as its list goes."""
    hosts = ",".join(f"{host}:{canary.port}" for host in _LISTED)
    service = Service(
        tmp_path_factory.mktemp("remote"), remote="allowlist", remote_hosts=f"{hosts},*.invalid", remote_seconds="3"
    )
    try:
        yield Range.ready(service, canary, secret_file)
    finally:
        service.end()


@pytest.mark.parametrize("host", _LISTED)
def test_a_listed_name_of_this_machine_is_not_connected_to(open_range: Range, host: str) -> None:
    """In pictures, backgrounds and styles; the author learns that it could not be reached, the log exactly why."""
    url = f"https://{host}:{open_range.canary.port}/a.png"
    deck = f"![]({url})\n![bg]({url}?2)\n\n<style>section {{ border-image: url('{url}?3') 1; }}</style>\n"

    answer = open_range.service.render(deck.encode(), to="html,report")

    open_range.assert_unharmed()
    assert answer.status == 200
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        report = json.loads(next(archive.read(name) for name in archive.namelist() if name.endswith(".json")))
    assert len(report["diagnostics"]) == 3
    assert all("its server could not be reached" in one["message"] for one in report["diagnostics"])
    assert "127.0.0.1" not in json.dumps(report).replace(url, "")
    if host == "localhost":
        assert any("which is not allowed" in line for line in open_range.service.log)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:PORT/a.png",
        "https://localhost/a.png",
        "https://x@localhost:PORT/a.png",
        "//localhost:PORT/a.png",
    ],
)
def test_what_is_not_listed_is_not_asked(open_range: Range, url: str) -> None:
    """Another scheme, another port, a user's name."""
    url = url.replace("PORT", str(open_range.canary.port))

    answer = open_range.service.render(f"![]({url})\n".encode(), to="report")

    open_range.assert_unharmed()
    assert [one["code"] for one in json.loads(answer.body)["diagnostics"]] == ["asset-blocked"]


def test_many_names_that_do_not_exist_take_no_longer_than_they_may(open_range: Range) -> None:
    """Sixty of them, of which fifty are looked up."""
    deck = "".join(f"![](https://a{number}.invalid/x.png)\n" for number in range(60))

    answer = open_range.service.render(deck.encode(), to="report")

    open_range.assert_unharmed()
    told = [one["message"] for one in json.loads(answer.body)["diagnostics"]]
    assert sum("too many files" in message for message in told) == 10
    assert len(told) == 60
