"""Bearer tokens: who may use the service, and what stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from httpx import AsyncClient

    from tests.app.conftest import ClientMaker
    from tests.app.fake_renderer import FakeRenderer

pytestmark = pytest.mark.anyio

TOKENS = ("0123456789abcdef", "fedcba9876543210")


@pytest.fixture
async def guarded(make_client: ClientMaker) -> AsyncClient:
    """A client of a service with two tokens."""
    return await make_client(tokens=",".join(TOKENS))


@pytest.mark.parametrize("sent", [f"Bearer {TOKENS[0]}", f"Bearer {TOKENS[1]}", f"bearer  {TOKENS[0]}"])
async def test_a_token_opens_the_service(guarded: AsyncClient, sent: str) -> None:
    """Each of them; the scheme's name in whatever case."""
    answer = await guarded.post("/v1/render", content=b"# Hi", headers={"Authorization": sent})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("sent", "challenge"),
    [
        (None, 'Bearer realm="marpd"'),
        ("", 'Bearer realm="marpd"'),
        ("Bearer", 'Bearer realm="marpd", error="invalid_token"'),
        ("Bearer ", 'Bearer realm="marpd", error="invalid_token"'),
        ("Bearer wrong-wrong-wrong", 'Bearer realm="marpd", error="invalid_token"'),
        (f"Bearer {TOKENS[0]}0", 'Bearer realm="marpd", error="invalid_token"'),
        (f"Bearer {TOKENS[0][:-1]}", 'Bearer realm="marpd", error="invalid_token"'),
        (f"Bearer {','.join(TOKENS)}", 'Bearer realm="marpd", error="invalid_token"'),
        (f"Basic {TOKENS[0]}", 'Bearer realm="marpd", error="invalid_token"'),
        (TOKENS[0], 'Bearer realm="marpd", error="invalid_token"'),
        (b"Bearer \xff\xfe", 'Bearer realm="marpd", error="invalid_token"'),
    ],
)
async def test_without_one_nothing_is_read(
    guarded: AsyncClient, renderer: FakeRenderer, sent: str | bytes | None, challenge: str
) -> None:
    """401 as a problem, with the challenge that RFC 6750 wants."""
    headers = {} if sent is None else {"Authorization": sent}

    answer = await guarded.post("/v1/render?to=nonsense", content=b"", headers=headers)

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "token-refused"
    assert answer.headers["www-authenticate"] == challenge
    assert answer.headers["x-request-id"]
    assert TOKENS[0] not in answer.text
    assert not renderer.calls


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/livez", 200),
        ("/readyz", 200),
        ("/docs", 200),
        ("/docs/start.js", 200),
        ("/openapi.json", 200),
        ("/metrics", 401),
        ("/v1/formats", 401),
        ("/v1/themes", 401),
        ("/v1/capabilities", 401),
        ("/v1/render", 401),
        ("/nothing", 401),
        ("//livez", 401),
        ("/livez/", 401),
        ("/docs/../metrics", 401),
        ("/docs/%2e%2e/metrics", 404),
    ],
)
async def test_probes_and_the_description_stay_open(guarded: AsyncClient, path: str, status: int) -> None:
    """They hold no secret; everything else does, and what is not there does not say so."""
    answer = await guarded.get(path)

    assert answer.status_code == status
    assert "marpd_requests" not in answer.text


async def test_the_description_says_who_needs_a_token(guarded: AsyncClient, client: AsyncClient) -> None:
    """With tokens set it is required, else it may be left out; probes never need one."""
    for asked, required in ((guarded, [{"bearer": []}]), (client, [{}, {"bearer": []}])):
        description = (await asked.get("/openapi.json")).json()

        assert description["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
        assert description["paths"]["/v1/render"]["post"]["security"] == required
        assert description["paths"]["/metrics"]["get"]["security"] == required
        assert "401" in description["paths"]["/v1/check"]["post"]["responses"]
        assert "security" not in description["paths"]["/livez"]["get"]
