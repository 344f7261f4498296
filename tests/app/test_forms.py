"""A deck with its pictures and themes in one form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from httpx import AsyncClient

    from tests.app.fake_renderer import FakeRenderer

pytestmark = pytest.mark.anyio

THEME = b"/* @theme corporate */ section { color: red }"


async def test_a_form_brings_deck_assets_themes_and_options(client: AsyncClient, renderer: FakeRenderer) -> None:
    """Everything a deck needs travels in one request, and the deck's file gives the answer its name."""
    files = [
        ("deck", ("talk.md", b"# Hi")),
        ("assets", ("img/logo.png", b"PNG")),
        ("assets", ("photo.jpg", b"JPG")),
        ("theme", ("corporate.css", b"\xef\xbb\xbf" + THEME)),
    ]

    answer = await client.post("/v1/render", files=files, data={"to": "html", "scale": "2"})

    source, options = renderer.calls[0]
    assert (source.text, source.name, source.themes) == ("# Hi", "talk", (THEME.decode(),))
    assert (options.formats, options.scale, options.theme) == (("html",), 2.0, None)
    logo = source.assets.read("img/logo.png")
    assert logo
    assert (logo.content, logo.media_type) == (b"PNG", "image/png")
    assert 'filename="talk.html"' in answer.headers["content-disposition"]


async def test_an_asset_without_folder_answers_for_its_name_anywhere(
    client: AsyncClient, renderer: FakeRenderer
) -> None:
    """Curl sends `-F assets=@img/logo.png` as `logo.png`; a deck that says img/logo.png finds it all the same."""
    files = [
        ("deck", ("talk.md", b"# Hi")),
        ("assets", ("logo.png", b"any")),
        ("assets", ("b/logo.png", b"exact")),
    ]

    await client.post("/v1/render", files=files)

    found = [renderer.calls[0][0].assets.read(path) for path in ("img/logo.png", "b/logo.png", "b/other.png")]
    assert [asset and asset.content for asset in found] == [b"any", b"exact", None]


@pytest.mark.parametrize(
    ("field", "theme", "themes"),
    [("corporate", "corporate", 0), (THEME.decode(), None, 1), ("@import 'default';", None, 1)],
)
async def test_a_theme_field_is_a_name_or_css(
    client: AsyncClient, renderer: FakeRenderer, field: str, theme: str | None, themes: int
) -> None:
    """A name has neither white space nor a brace."""
    await client.post("/v1/render", files={"deck": (None, b"# Hi")}, data={"theme": field})

    source, options = renderer.calls[0]
    assert (options.theme, len(source.themes)) == (theme, themes)


async def test_a_theme_may_come_with_the_name_of_the_one_to_use(client: AsyncClient, renderer: FakeRenderer) -> None:
    """CSS makes a theme available; the name chooses it."""
    files = [("deck", ("talk.md", b"# Hi")), ("theme", ("x.css", THEME)), ("theme", (None, b"corporate"))]

    await client.post("/v1/render", files=files)

    source, options = renderer.calls[0]
    assert (options.theme, source.themes) == ("corporate", (THEME.decode(),))


async def test_the_query_beats_the_fields_of_a_form(client: AsyncClient, renderer: FakeRenderer) -> None:
    """The address is what a person edits last."""
    await client.post("/v1/render?to=png", files={"deck": (None, b"# Hi")}, data={"to": "html", "scale": "3"})

    options = renderer.calls[0][1]
    assert (options.formats, options.scale) == (("png",), 3.0)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [("to", "pdff", "format-unknown"), ("scale", "x", "option-invalid"), ("theme", "", "option-invalid")],
)
async def test_a_wrong_field_is_refused_though_the_query_beats_it(
    client: AsyncClient, field: str, value: str, code: str
) -> None:
    """Nobody learns of a mistake that is passed over."""
    answer = await client.post(
        "/v1/render?to=png&scale=1&theme=corporate", files={"deck": (None, b"# Hi")}, data={field: value}
    )

    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.parametrize(
    ("files", "status", "code", "words"),
    [
        ([("assets", ("a.png", b"x"))], 400, "body-malformed", "no part named 'deck'"),
        ([("deck", ("a.md", b"x")), ("deck", ("b.md", b"y"))], 400, "body-malformed", "2 parts named 'deck'"),
        ([("deck", ("a.md", b""))], 400, "source-empty", "no content"),
        ([("deck", ("a.md", b"\xff"))], 400, "source-not-utf8", "0xff at line 1, column 1"),
        ([("deck", (None, b"\xff"))], 400, "source-not-utf8", "0xff at line 1, column 1"),
        ([("deck", ("a.md", b"x")), ("asset", ("a.png", b"x"))], 422, "option-invalid", "Did you mean 'assets'?"),
        ([("deck", ("a.md", b"x")), ("to", (None, b"pdff"))], 422, "format-unknown", "Did you mean pdf?"),
        ([("deck", ("a.md", b"x")), ("to", (None, b"pdf")), ("to", (None, b"png"))], 422, "option-invalid", "twice"),
        ([("deck", ("a.md", b"x")), ("theme", ("t.css", b"\xff"))], 422, "theme-invalid", "not UTF-8"),
        ([("deck", ("a.md", b"x")), ("assets", ("../a.png", b"x"))], 422, "asset-refused", "relative path"),
        ([("deck", ("a.md", b"x")), ("assets", ("/a.png", b"x"))], 422, "asset-refused", "relative path"),
        ([("deck", ("a.md", b"x")), ("assets", (None, b"x"))], 422, "asset-refused", "relative path"),
        (
            [("deck", ("a.md", b"x")), ("assets", ("a.png", b"x")), ("assets", ("./a.png", b"y"))],
            422,
            "asset-refused",
            "same name",
        ),
    ],
)
async def test_a_form_that_cannot_be_read_says_why(
    client: AsyncClient, renderer: FakeRenderer, files: list[object], status: int, code: str, words: str
) -> None:
    """Nothing is guessed and nothing is dropped in silence."""
    answer = await client.post("/v1/render", files=files)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert words in answer.json()["detail"]
    assert not renderer.calls


@pytest.mark.parametrize(
    ("content_type", "body", "words"),
    [
        ("multipart/form-data", b"--b\r\n", "does not parse"),
        ("multipart/form-data; boundary=b", b"junk", "does not parse"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="deck"\r\n\r\n# Hi',
            "ends before",
        ),
        ("multipart/form-data; boundary=b", b"--b\r\nX: y\r\n\r\n# Hi\r\n--b--\r\n", "no name"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="to"\r\n\r\n\r\n' * 1001 + b"--b--\r\n",
            "more than 1000 parts",
        ),
    ],
)
async def test_a_broken_form_is_malformed(client: AsyncClient, content_type: str, body: bytes, words: str) -> None:
    """No boundary, no end, no name, no measure."""
    answer = await client.post("/v1/render", content=body, headers={"Content-Type": content_type})

    assert (answer.status_code, answer.json()["code"]) == (400, "body-malformed")
    assert words in answer.json()["detail"]
