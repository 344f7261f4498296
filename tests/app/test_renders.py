"""POST a deck, get its artifacts: bodies, formats, options and headers."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from renderers import Code, Diagnostic, Severity

if TYPE_CHECKING:
    from httpx import AsyncClient

    from tests.app.conftest import ClientMaker
    from tests.app.fake_renderer import FakeRenderer

pytestmark = pytest.mark.anyio

DECK = "---\ntheme: default\n---\n\n# Café\n\n---\n\n# 中\n".encode()


def names_in(content: bytes) -> list[str]:
    """The names in a zip, in its order."""
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


async def test_a_deck_posted_as_curl_does_comes_back_as_pdf(client: AsyncClient, renderer: FakeRenderer) -> None:
    """`curl --data-binary` calls every body a form and accepts everything; it is the deck itself all the same."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "*/*"}

    answer = await client.post("/v1/render", content=DECK, headers=headers)

    assert (answer.status_code, answer.content) == (200, b"pdf 1")
    assert answer.headers["content-type"] == "application/pdf"
    assert renderer.calls[0][0].text == DECK.decode()


@pytest.mark.parametrize(
    "content_type", [None, "text/markdown", "text/plain; charset=utf-8", "application/octet-stream", "TEXT/Markdown"]
)
async def test_these_content_types_are_the_deck_itself(client: AsyncClient, content_type: str | None) -> None:
    """Plain text in all its names, and no name at all."""
    answer = await client.post(
        "/v1/render", content=DECK, headers={"Content-Type": content_type} if content_type else {}
    )

    assert answer.status_code == 200


async def test_a_byte_order_mark_is_not_part_of_the_deck(client: AsyncClient, renderer: FakeRenderer) -> None:
    """Editors on Windows write one."""
    await client.post("/v1/render", content=b"\xef\xbb\xbf# Hi")

    assert renderer.calls[0][0].text == "# Hi"


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        ("?to=html", "application/pdf", "text/html; charset=utf-8"),
        ("", "text/html", "text/html; charset=utf-8"),
        ("", "image/*", "image/png"),
        ("", "application/pdf;q=0.1, image/png", "image/png"),
        ("", "text/html;q=0, */*;q=0.1", "application/pdf"),
        ("", "application/json, text/plain, */*", "application/pdf"),
        ("", "text/html;q=nonsense, application/pdf;q=0.1", "application/pdf"),
        ("?to=png", "", "image/png"),
    ],
)
async def test_the_query_beats_accept_and_accept_beats_the_default(
    client: AsyncClient, query: str, accept: str, media_type: str
) -> None:
    """What decides the format: `to`, else the wish with the highest weight, else pdf."""
    answer = await client.post(f"/v1/render{query}", content=DECK, headers={"Accept": accept})

    assert answer.headers["content-type"] == media_type


async def test_options_reach_the_engine(make_client: ClientMaker, renderer: FakeRenderer) -> None:
    """Theme and scale from the query; date and deadline from the operator."""
    client = await make_client(deadline_seconds=7, source_date_epoch=86400)

    await client.post("/v1/render?to=png&theme=corporate&scale=2.5", content=DECK)

    options = renderer.calls[0][1]
    assert (options.formats, options.theme, options.scale) == (("png",), "corporate", 2.5)
    assert options.date == 86400
    assert 6 < options.deadline_seconds <= 7


async def test_several_formats_come_as_a_zip_with_stable_names(client: AsyncClient, renderer: FakeRenderer) -> None:
    """One file a format, pictures numbered like slides; each format once."""
    renderer.slides = 11

    answer = await client.post("/v1/render?to=pdf, html,png,pdf&filename=talk", content=DECK)

    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"].startswith('attachment; filename="talk.zip"')
    pictures = [f"talk.{number:03}.png" for number in range(1, 12)]
    assert names_in(answer.content) == [*pictures, "talk.html", "talk.pdf"]


async def test_pictures_of_several_slides_come_as_a_zip_and_of_one_as_it_is(
    client: AsyncClient, renderer: FakeRenderer
) -> None:
    """A caller with one slide wants a picture, not an archive."""
    one = await client.post("/v1/render?to=png", content=DECK)
    renderer.slides = 2
    two = await client.post("/v1/render?to=png", content=DECK)

    assert (one.content, one.headers["content-type"]) == (b"png 1", "image/png")
    assert names_in(two.content) == ["deck.001.png", "deck.002.png"]


async def test_the_same_files_make_the_same_zip(client: AsyncClient) -> None:
    """No clock, no user, no compressor's version stands in it."""
    answer = await client.post("/v1/render?to=pdf,html", content=DECK)

    digest = hashlib.sha256(answer.content).hexdigest()
    assert digest == "c4d13be28bef6c4a36e826c76e2a497a4a58d01dc676281c857f8b2049206070"


async def test_a_report_stands_in_the_headers(client: AsyncClient, renderer: FakeRenderer) -> None:
    """How long each phase took, and how many warnings there are; what is only worth knowing does not count."""
    renderer.diagnostics = (
        Diagnostic(code=Code.ASSET_MISSING, message="No picture."),
        Diagnostic(code=Code.THEME_UNKNOWN, message="No theme.", severity=Severity.INFO),
    )

    answer = await client.post("/v1/render", content=DECK)

    assert answer.headers["render-warnings"] == "1"
    assert answer.headers["server-timing"].startswith("queue;dur=0.")
    assert answer.headers["server-timing"].endswith(", parse;dur=1.0, layout;dur=20.5")


async def test_answers_cannot_be_sniffed_cached_or_run(client: AsyncClient) -> None:
    """The bytes of a stranger's deck come under our name; a browser must do nothing with them."""
    answer = await client.post("/v1/render?to=html", content=DECK)

    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-length"] == str(len(answer.content))


@pytest.mark.parametrize(
    ("filename", "header"),
    [
        ("talk", "attachment; filename=\"talk.pdf\"; filename*=UTF-8''talk.pdf"),
        ("talk.pdf", "attachment; filename=\"talk.pdf\"; filename*=UTF-8''talk.pdf"),
        ("My talk (1)", "attachment; filename=\"My talk (1).pdf\"; filename*=UTF-8''My%20talk%20%281%29.pdf"),
        ("講演", "attachment; filename=\"deck.pdf\"; filename*=UTF-8''%E8%AC%9B%E6%BC%94.pdf"),
        ("Café", "attachment; filename=\"Cafe.pdf\"; filename*=UTF-8''Caf%C3%A9.pdf"),
        ("../../etc/passwd", "attachment; filename=\"passwd.pdf\"; filename*=UTF-8''passwd.pdf"),
        ('a\\b:c"\r\nX: y', "attachment; filename=\"b_c_X_ y.pdf\"; filename*=UTF-8''b_c_X_%20y.pdf"),
        ("..", "attachment; filename=\"deck.pdf\"; filename*=UTF-8''deck.pdf"),
        ("con", "attachment; filename=\"_con.pdf\"; filename*=UTF-8''_con.pdf"),
    ],
)
async def test_a_file_name_is_safe_in_the_header_and_on_every_disk(
    client: AsyncClient, filename: str, header: str
) -> None:
    """No folder, no control character, no device of Windows; other scripts as RFC 8187 writes them."""
    answer = await client.post("/v1/render", params={"filename": filename}, content=DECK)

    assert answer.headers["content-disposition"] == header


async def test_a_long_file_name_is_cut_between_characters(client: AsyncClient) -> None:
    """A name must fit into what file systems allow, number and suffix included."""
    answer = await client.post("/v1/render", params={"filename": "講" * 200}, content=DECK)

    encoded = answer.headers["content-disposition"].partition("UTF-8''")[2]
    assert encoded == "%E8%AC%9B" * 66 + ".pdf"
