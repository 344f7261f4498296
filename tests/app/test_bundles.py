"""A deck with its pictures and themes in one zip."""

from __future__ import annotations

import io
import stat
import struct
import time
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from httpx import AsyncClient, Response

    from tests.app.conftest import ClientMaker
    from tests.app.fake_renderer import FakeRenderer

pytestmark = pytest.mark.anyio

THEME = b"/* @theme corporate */ section { color: red }"
MEGABYTE = 1024 * 1024


def bundle(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of `files`, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return buffer.getvalue()


def entry(name: str, mode: int) -> zipfile.ZipInfo:
    """An entry of another kind than a plain file."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    return info


def patched(content: bytes, old: bytes, new: bytes) -> bytes:
    """A zip with bytes changed everywhere, in its local and its central headers."""
    assert old in content
    return content.replace(old, new)


async def send(client: AsyncClient, content: bytes) -> Response:
    """The answer to a bundle."""
    return await client.post("/v1/render", content=content, headers={"Content-Type": "application/zip"})


async def test_a_bundle_brings_deck_assets_and_themes(client: AsyncClient, renderer: FakeRenderer) -> None:
    """The only .md is the deck and names the answer; CSS with a name is a theme, other CSS is an asset."""
    content = bundle(
        ("talk.md", b"\xef\xbb\xbf# Hi"),
        ("img/", b""),
        ("img/logo.png", b"PNG"),
        ("css/corporate.css", THEME),
        ("css/plain.css", b"@theme { --a: b } section {}"),
        ("__MACOSX/._talk.md", b"junk"),
    )

    answer = await send(client, content)

    source = renderer.calls[0][0]
    assert answer.status_code == 200
    assert (source.text, source.name, source.themes) == ("# Hi", "talk", (THEME.decode(),))
    found = {path: source.assets.read(path) for path in ("img/logo.png", "logo.png", "css/plain.css", "talk.md")}
    assert {path: one.content for path, one in found.items() if one} == {
        "img/logo.png": b"PNG",
        "css/plain.css": b"@theme { --a: b } section {}",
    }
    assert 'filename="talk.pdf"' in answer.headers["content-disposition"]


async def test_of_several_decks_the_one_called_deck_is_taken(client: AsyncClient, renderer: FakeRenderer) -> None:
    """A README beside it does no harm."""
    await send(client, bundle(("README.md", b"# No"), ("Deck.md", b"# Yes")))

    assert renderer.calls[0][0].text == "# Yes"


async def test_paths_count_from_the_decks_folder(client: AsyncClient, renderer: FakeRenderer) -> None:
    """People zip the folder of their talk, not what is in it."""
    await send(client, bundle(("talk/talk.md", b"# Hi"), ("talk/img/a.png", b"A"), ("other/b.png", b"B")))

    source = renderer.calls[0][0]
    found = [source.assets.read(path) for path in ("img/a.png", "talk/img/a.png", "other/b.png")]
    assert [one and one.content for one in found] == [b"A", None, None]


@pytest.mark.parametrize("flag", [b"\x00\x08", b"\x00\x00"], ids=["said", "unsaid"])
async def test_names_in_other_scripts_are_utf8(client: AsyncClient, renderer: FakeRenderer, flag: bytes) -> None:
    """Also where an archive does not say so, as those of macOS do not."""
    content = bundle(("講演.md", b"# Hi"), ("図.png", b"PNG"), method=zipfile.ZIP_STORED)
    for header in (b"PK\x03\x04\x14\x00", b"PK\x01\x02\x14\x03\x14\x00"):
        content = patched(content, header + b"\x00\x08", header + flag)

    await send(client, content)

    source = renderer.calls[0][0]
    assert source.name == "講演"
    assert source.assets.read("図.png")


GOOD = bundle(("deck.md", b"# Hi"), ("a.png", b"x" * 1000), method=zipfile.ZIP_STORED)
DUPLICATES = patched(bundle(("deck.md", b"x"), ("img/a.png", b"1"), ("img/b.png", b"2")), b"img/b.png", b"img/a.png")
REFUSALS: dict[str, tuple[bytes, int, str, str]] = {
    "no zip": (b"PK\x03\x04 or so", 400, "body-malformed", "not a zip file"),
    "nothing": (b"", 400, "body-malformed", "not a zip file"),
    "no entries": (bundle(), 400, "body-malformed", "no file that ends in .md"),
    "no deck": (bundle(("a.png", b"")), 400, "body-malformed", "no file that ends in .md"),
    "two decks": (bundle(("a.md", b"x"), ("b.md", b"y")), 400, "body-malformed", "2 files that end in .md, and none"),
    "two called so": (bundle(("a/deck.md", b"x"), ("b/deck.md", b"y")), 400, "body-malformed", "and several called"),
    "empty deck": (bundle(("deck.md", b"")), 400, "source-empty", "no content"),
    "deck in Latin-1": (bundle(("deck.md", b"\xe9")), 400, "source-not-utf8", "line 1, column 1"),
    "theme in Latin-1": (bundle(("deck.md", b"x"), ("t.css", THEME + b"\xe9")), 422, "theme-invalid", "not UTF-8"),
    "slip": (bundle(("deck.md", b"x"), ("../a.png", b"x")), 422, "asset-refused", "relative path"),
    "slip of a folder": (bundle(("deck.md", b"x"), ("../a/", b"")), 422, "asset-refused", "relative path"),
    "absolute": (bundle(("deck.md", b"x"), ("/etc/a.png", b"x")), 422, "asset-refused", "relative path"),
    "backslash": (bundle(("deck.md", b"x"), ("img\\a.png", b"x")), 422, "asset-refused", "relative path"),
    "NUL": (
        patched(bundle(("deck.md", b"x"), ("a\x01.png", b"x")), b"a\x01.png", b"a\0.png"),
        422,
        "asset-refused",
        "",
    ),
    "twice": (DUPLICATES, 422, "asset-refused", "same name"),
    "twice but for dots": (bundle(("deck.md", b"x"), ("a", b"1"), ("./a", b"2")), 422, "asset-refused", "same name"),
    "link": (
        bundle(("deck.md", b"x"), (entry("a.png", stat.S_IFLNK | 0o777), b"/etc/passwd")),
        422,
        "asset-refused",
        "a link",
    ),
    "device": (
        bundle(("deck.md", b"x"), (entry("a.png", stat.S_IFCHR | 0o600), b"")),
        422,
        "asset-refused",
        "a device",
    ),
    "pipe": (bundle(("deck.md", b"x"), (entry("a.png", stat.S_IFIFO | 0o600), b"")), 422, "asset-refused", "a device"),
    "wrong checksum": (patched(GOOD, b"x" * 1000, b"y" * 1000), 400, "body-malformed", "CRC"),
    "cut off": (GOOD[:-30], 400, "body-malformed", "not a zip file"),
    "cut in front": (GOOD[40:], 400, "body-malformed", "does not unpack"),
    "another compressor": (bundle(("deck.md", b"x"), method=zipfile.ZIP_LZMA), 400, "body-malformed", "than deflate"),
    "name in Latin-1": (
        patched(bundle(("deck.md", b"x"), ("aXX.png", b"")), b"aXX", b"a\xe9\xff"),
        400,
        "body-malformed",
        "not UTF-8",
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
async def test_a_bundle_that_cannot_be_used_says_why(client: AsyncClient, renderer: FakeRenderer, case: str) -> None:
    """Nothing is guessed, nothing is dropped in silence, and nothing reaches the engine."""
    content, status, code, words = REFUSALS[case]

    answer = await send(client, content)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert words in answer.json()["detail"]
    assert not renderer.calls


async def test_an_encrypted_bundle_says_so(client: AsyncClient) -> None:
    """The flag alone decides; nobody is asked for a password."""
    content = bytearray(bundle(("deck.md", b"x"), method=zipfile.ZIP_STORED))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1

    answer = await send(client, bytes(content))

    assert (answer.status_code, answer.json()["code"]) == (400, "body-malformed")
    assert "encrypted" in answer.json()["detail"]


async def test_the_form_for_gigabytes_is_refused(client: AsyncClient) -> None:
    """ZIP64 can count to more than there is; a body never needs it."""
    good = bundle(("deck.md", b"x"))
    end = good.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, end, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)

    answer = await send(client, good[:end] + record + locator + good[end:])

    assert (answer.status_code, answer.json()["code"]) == (400, "body-malformed")
    assert "ZIP64" in answer.json()["detail"]


def bomb(size: int) -> bytes:
    """A deck and a picture that unpacks to `size` zeros."""
    return bundle(("deck.md", b"x"), ("a.png", bytes(size)))


def lying(declared: int, size: int) -> bytes:
    """The same, but the picture says that it is `declared` bytes large."""
    return patched(bomb(size), struct.pack("<L", size), struct.pack("<L", declared))


def overlapping(count: int) -> bytes:
    """Many entries that all lie in the same place: a small archive that unpacks to `count` megabytes."""
    one = bundle(("deck.md", b"x"), ("a00000.png", bytes(MEGABYTE)))
    start, end = one.rindex(b"PK\x01\x02"), one.rindex(b"PK\x05\x06")
    names = [f"a{number:05}.png".encode() for number in range(count)]
    entries = one[one.index(b"PK\x01\x02") : start] + b"".join(
        one[start:end].replace(b"a00000.png", name) for name in names
    )
    tail = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, len(entries), one.index(b"PK\x01\x02"), 0)
    return one[: one.index(b"PK\x01\x02")] + entries + tail


@pytest.mark.parametrize(
    ("make", "status", "code"),
    [
        (lambda: bomb(200 * MEGABYTE), 413, "source-too-large"),
        (lambda: lying(10, 200 * MEGABYTE), 400, "body-malformed"),
        (lambda: lying(30 * MEGABYTE, 1000), 400, "body-malformed"),
        (lambda: lying(0xFFFFFFFF, 1000), 413, "source-too-large"),
        (lambda: overlapping(900), 413, "source-too-large"),
        (lambda: bundle(("deck.md", b"x"), *((str(number), b"") for number in range(20_000))), 400, "body-malformed"),
    ],
    ids=["bomb", "says little", "says much", "says 4 GB", "overlapping", "many entries"],
)
async def test_an_archive_that_unpacks_to_more_than_it_may_costs_little(
    client: AsyncClient, renderer: FakeRenderer, make: Callable[[], bytes], status: int, code: str
) -> None:
    """Bombs, lies and crowds are refused before they take memory."""
    content = make()
    tracemalloc.start()
    try:
        answer = await send(client, content)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert peak < 4 * len(content) + 64 * MEGABYTE
    assert not renderer.calls


async def test_a_million_entries_are_not_even_read(make_client: ClientMaker) -> None:
    """Each would cost ten times its bytes in memory, and a second together."""
    client = await make_client(max_body_bytes=200 * MEGABYTE)
    row = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    rows = row * 1_000_000
    content = rows + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(rows), 0, 0)
    before = time.process_time()

    answer = await send(client, content)

    assert (answer.status_code, answer.json()["code"]) == (400, "body-malformed")
    assert "more than 2000 entries" in answer.json()["detail"]
    assert time.process_time() - before < 3


async def test_unpacked_files_count_against_the_bodys_limit(make_client: ClientMaker) -> None:
    """What a body may hold does not depend on how well it is packed."""
    client = await make_client(max_body_bytes=5000)

    exact = await send(client, bundle(("deck.md", b"x" * 5000)))
    over = await send(client, bundle(("deck.md", b"x" * 5000), ("a", b"1")))

    assert exact.status_code == 200
    assert over.status_code == 413
    assert "unpacked bundle is larger than 5000 bytes" in over.json()["detail"]
    assert "MARPD_MAX_BODY_BYTES" in over.json()["detail"]
