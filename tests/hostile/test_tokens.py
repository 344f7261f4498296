"""A service with tokens tells nobody what they are, and reads nothing of whoever has none."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest

from tests.hostile.case import assert_discreet
from tests.hostile.service import CLEAN, Service

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

TOKEN = "only-honest-callers-know-this-one"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """It asks for a token."""
    service = Service(tmp_path_factory.mktemp("tokens"), tokens=TOKEN)
    try:
        service.wait_until_ready()
        yield service
    finally:
        service.end()


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "Bearer",
        "Bearer ",
        f"Basic {base64.b64encode(f'x:{TOKEN}'.encode()).decode()}",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN.upper()}",
        f"Bearer x, Bearer {TOKEN}",
        f"Bearer {TOKEN},{TOKEN}",
        "Bearer \xff\xfe",
        "Bearer *",
        "Bearer " + "x" * 30_000,
        f"Token {TOKEN}",
    ],
)
def test_whoever_has_no_token_learns_nothing(service: Service, sent: str) -> None:
    """Nearly right is wrong, and a wrong one is in no answer and no log."""
    answer = service.ask("POST", "/v1/render", CLEAN, {"Authorization": sent} if sent else {})

    assert answer.status == 401
    assert TOKEN.encode() not in answer.body
    assert_discreet(answer, service.temporary)
    assert TOKEN not in "".join(service.log)


@pytest.mark.parametrize("path", ["/v1/render?token={0}", "/v1/render?access_token={0}", "/v1/check?authorization={0}"])
def test_a_token_in_an_address_opens_nothing(service: Service, path: str) -> None:
    """Addresses stand in logs and histories."""
    answer = service.ask("POST", path.format(TOKEN), CLEAN)

    assert answer.status == 401
    assert TOKEN not in "".join(service.log)


def test_a_token_opens(service: Service) -> None:
    """Or nothing above would mean anything."""
    assert service.ask("POST", "/v1/render", CLEAN, {"Authorization": f"Bearer {TOKEN}"}).status == 200
