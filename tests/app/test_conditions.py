"""Entity tags: whoever has an answer already gets 304 without a render."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from app.problems import QueueFull
from tests.app.test_bundles import bundle

if TYPE_CHECKING:
    from httpx import AsyncClient, Response

    from tests.app.conftest import ClientMaker
    from tests.app.fake_renderer import FakeRenderer

pytestmark = pytest.mark.anyio

DECK = ("deck", ("talk.md", b"# Hi"))


def tag_of(answer: Response) -> str:
    """A strong tag."""
    assert answer.status_code == 200
    tag = answer.headers["etag"]
    assert tag.startswith('"')
    return str(tag)


@pytest.mark.parametrize("path", ["/v1/render", "/v1/check"])
async def test_the_same_request_again_is_not_rendered(client: AsyncClient, renderer: FakeRenderer, path: str) -> None:
    """One tag, a list of them, a weak one: all say that the answer is known."""
    tag = tag_of(await client.post(path, content=b"# Hi"))

    for sent in (tag, f'"other", {tag}', f"W/{tag}"):
        again = await client.post(path, content=b"# Hi", headers={"If-None-Match": sent})

        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["vary"] == "Accept"
        assert again.headers["x-request-id"]
        assert "content-type" not in again.headers
    assert len(renderer.calls) == 1


@pytest.mark.parametrize("sent", ["*", '"other"', "nonsense", "", '"'])
async def test_another_tag_is_rendered(client: AsyncClient, renderer: FakeRenderer, sent: str) -> None:
    """And a star means nothing where nothing is stored."""
    answer = await client.post("/v1/render", content=b"# Hi", headers={"If-None-Match": sent})

    assert answer.status_code == 200
    assert renderer.calls


async def test_every_part_of_a_request_is_in_the_tag(client: AsyncClient) -> None:
    """Text, options, names, assets by name and content, themes; and the way in only where it changes something."""
    post = client.post
    json_type = {"Content-Type": "application/json"}
    body = {"markdown": "# Hi", "assets": {"a.png": b64encode(b"A").decode()}}
    answers = [
        await post("/v1/render", content=b"# Hi"),
        await post("/v1/render", content=b"# Ho"),
        await post("/v1/render?to=html", content=b"# Hi"),
        await post("/v1/render?to=png", content=b"# Hi"),
        await post("/v1/render?to=png&scale=2", content=b"# Hi"),
        await post("/v1/render?to=png&pages=1", content=b"# Hi"),
        await post("/v1/render?theme=corporate", content=b"# Hi"),
        await post("/v1/render?filename=talk", content=b"# Hi"),
        await post("/v1/check", content=b"# Hi"),
        await post("/v1/render", files=[DECK, ("assets", ("a.png", b"A"))]),
        await post("/v1/render", files=[DECK, ("assets", ("a.png", b"B"))]),
        await post("/v1/render", files=[DECK, ("assets", ("b.png", b"A"))]),
        await post("/v1/render", files=[DECK, ("assets", ("a.pn", b"gA"))]),
        await post("/v1/render", files=[DECK, ("theme", ("a.css", b"/* @theme a */"))]),
        await post("/v1/render", files=[DECK, ("theme", ("a.css", b"/* @theme b */"))]),
        await post("/v1/render", content=json.dumps(body), headers=json_type),
    ]

    tags = [tag_of(answer) for answer in answers]
    assert len(set(tags)) == len(tags)


async def test_the_same_input_has_the_same_tag_in_whatever_order_it_comes(client: AsyncClient) -> None:
    """Fields, defaults and ways to say the same."""
    one, two = ("assets", ("a.png", b"A")), ("assets", ("b.png", b"B"))
    headers = {"Content-Type": "application/json"}
    body = {"markdown": "\ufeff# Hi", "options": {"to": "pdf"}}

    forms = [await client.post("/v1/render", files=files) for files in ([DECK, one, two], [two, DECK, one])]
    plain = [
        await client.post("/v1/render", content=b"# Hi"),
        await client.post("/v1/render?to=pdf&scale=1.0", content=b"\xef\xbb\xbf# Hi", headers={"Accept": "text/html"}),
        await client.post("/v1/render?filename=deck.pdf", content=b"# Hi"),
        await client.post("/v1/render", content=json.dumps(body), headers=headers),
        await client.post(
            "/v1/render", content=bundle(("deck.md", b"# Hi")), headers={"Content-Type": "application/zip"}
        ),
    ]

    assert len({tag_of(answer) for answer in forms}) == 1
    assert len({tag_of(answer) for answer in plain[:3]}) == 1
    assert len({tag_of(answer) for answer in plain[3:]}) == 1


async def test_what_makes_the_bytes_is_in_the_tag(
    make_client: ClientMaker, renderer: FakeRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The date, and the versions of engine and browser, fonts and themes."""
    plain = tag_of(await (await make_client()).post("/v1/render", content=b"# Hi"))
    dated = tag_of(await (await make_client(source_date_epoch=0)).post("/v1/render", content=b"# Hi"))
    monkeypatch.setattr(type(renderer), "versions", {"chromium": "157.0"})
    upgraded = tag_of(await (await make_client()).post("/v1/render", content=b"# Hi"))
    monkeypatch.setattr("app.routes.conditions.__version__", "9")
    newer = tag_of(await (await make_client()).post("/v1/render", content=b"# Hi"))

    assert len({plain, dated, upgraded, newer}) == 4


async def test_there_is_no_tag_where_the_bytes_are_not_known_ahead(
    make_client: ClientMaker, renderer: FakeRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With pictures from the network, or before a browser was ever there."""
    remote = await make_client(remote="allowlist", remote_hosts="example.org")
    monkeypatch.setattr(type(renderer), "versions", {})
    early = await make_client()

    for client in (remote, early):
        answer = await client.post("/v1/render", content=b"# Hi", headers={"If-None-Match": '""'})
        assert answer.status_code == 200
        assert "etag" not in answer.headers


async def test_errors_have_no_tag_and_are_never_stored(make_client: ClientMaker) -> None:
    """Whatever the operator allows for files."""
    client = await make_client(cache_control="private, max-age=60")

    fine = await client.post("/v1/render", content=b"# Hi")
    wrong = await client.post("/v1/render", content=b"")
    other = await client.get("/v1/formats")

    assert fine.headers["cache-control"] == "private, max-age=60"
    assert wrong.headers["cache-control"] == other.headers["cache-control"] == "no-store"
    assert "etag" not in wrong.headers


async def test_a_full_service_tells_its_limit_in_headers(client: AsyncClient, renderer: FakeRenderer) -> None:
    """For clients that wait by themselves."""
    renderer.error = QueueFull("Too many.", hint="Later.", phase="queue", places=34)

    answer = await client.post("/v1/render", content=b"# Hi")

    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "2"
    assert answer.headers["ratelimit-policy"] == '"places";q=34'
    assert answer.headers["ratelimit"] == '"places";r=0;t=2'
