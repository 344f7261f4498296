"""Fetching over real connections, from a server that does not mean well."""

from __future__ import annotations

import asyncio
import gzip
import ssl

import pytest

from renderers.model.remote import Fetched, RemoteHosts, RemoteOptions
from renderers.remote.fetch import RemoteFetcher
from tests.renderers.browser.decks import png
from tests.renderers.remote.server import (
    LOOPBACK,
    Names,
    Server,
    dripping,
    endless,
    fetcher_for,
    loopback_alone,
    raw,
    silent,
    trusting,
)

pytestmark = pytest.mark.anyio

PNG = png("red")
UNREACHABLE = "its server could not be reached"
ELSEWHERE = "it leads to an address that this service does not fetch from"
TOO_LARGE = "it is larger than this service fetches"
NO_PICTURE = "it is neither a picture nor a font"


def reasons(fetched: Fetched) -> list[str]:
    """Why there is nothing."""
    assert fetched.assets == {}
    return list(fetched.failures.values())


async def test_a_picture_is_fetched(server: Server) -> None:
    """Its bytes, and what they are, whatever the server calls them."""
    url = server.sends("/a.png?x=1&y=a%20b", PNG, "application/octet-stream")

    fetched = await fetcher_for(server).fetch([url, url])

    assert fetched.failures == {}
    assert fetched.assets[url].content == PNG
    assert fetched.assets[url].media_type == "image/png"
    assert len(server.heads) == 1


async def test_the_server_learns_nothing_but_the_path(server: Server) -> None:
    """No cookie comes back, no referrer, no language; nothing compressed is asked for."""
    first = server.sends("/a.png", PNG, "image/png", "Set-Cookie: id=1; Domain=example.test")
    second = server.sends("/b.png#part", PNG)
    server.sends("/b.png", PNG)

    fetcher = fetcher_for(server)
    await fetcher.fetch([first])
    fetched = await fetcher.fetch([second])

    assert len(fetched.assets) == 1
    lines = server.heads[-1].split("\r\n")
    assert lines[0] == "GET /b.png HTTP/1.1"
    assert sorted(line.partition(":")[0] for line in lines[1:] if line) == [
        "Accept",
        "Accept-Encoding",
        "Host",
        "User-Agent",
    ]
    assert "Accept-Encoding: identity" in lines
    assert "User-Agent: marpd" in lines


async def test_redirects_are_followed_to_where_it_may_go(server: Server) -> None:
    """Relative ones and those to other hosts of the list."""
    server.sends("/there.png", PNG)
    server.redirects("/next", server.url("/there.png", "other.example.test"))

    fetched = await fetcher_for(server).fetch([server.redirects("/first", "next")])

    assert [asset.content for asset in fetched.assets.values()] == [PNG]


@pytest.mark.parametrize(
    "to",
    [
        "https://127.0.0.1:{port}/there.png",
        "https://example.test:{port}/there.png",
        "https://elsewhere.test:{port}/there.png",
        "http://pics.example.test:{port}/there.png",
        "https://a:b@pics.example.test:{port}/there.png",
        "https://pics.example.test/there.png",
        "file:///etc/passwd",
        "//[::1]:{port}/there.png",
    ],
)
async def test_a_redirect_to_elsewhere_is_not_followed(server: Server, to: str) -> None:
    """Each hop is checked as the first one was."""
    server.sends("/there.png", PNG)
    names = Names()

    fetched = await fetcher_for(server, names).fetch([server.redirects("/a.png", to.format(port=server.port))])

    assert reasons(fetched) == [ELSEWHERE]
    assert len(server.heads) == 1
    assert names.asked == ["pics.example.test"]


async def test_redirects_end(server: Server) -> None:
    """A circle is left after three hops."""
    fetched = await fetcher_for(server).fetch([server.redirects("/a", "/a")])

    assert reasons(fetched) == ["it leads from one address to the next too often"]
    assert len(server.heads) == 4


@pytest.mark.parametrize(
    "addresses",
    [["10.0.0.1"], ["169.254.169.254"], ["::ffff:127.0.0.1"], [LOOPBACK, "10.0.0.1"], ["::1", LOOPBACK], []],
)
async def test_a_name_with_an_inward_address_is_not_connected_to(server: Server, addresses: list[str]) -> None:
    """Not even to its other addresses; the author learns no more than of a server that is down."""
    names = Names({"pics.example.test": [addresses]})

    fetched = await fetcher_for(server, names).fetch([server.sends("/a.png", PNG)])

    assert reasons(fetched) == [UNREACHABLE]
    assert server.connections == 0


async def test_a_redirect_to_a_name_with_an_inward_address_is_not_followed(server: Server) -> None:
    """A listed name whose address is not allowed."""
    names = Names({"in.example.test": [["10.0.0.1"]]})
    url = server.redirects("/a.png", server.url("/there.png", "in.example.test"))

    fetched = await fetcher_for(server, names).fetch([url])

    assert reasons(fetched) == [UNREACHABLE]
    assert server.connections == 1


async def test_the_address_that_was_checked_is_the_one_connected_to(server: Server) -> None:
    """A name server that answers otherwise the second time is never asked a second time for one connection."""
    names = Names({"pics.example.test": [[LOOPBACK], ["10.0.0.1"]]})

    fetched = await fetcher_for(server, names).fetch([server.sends("/a.png", PNG)])

    assert len(fetched.assets) == 1
    assert names.asked == ["pics.example.test"]


async def test_by_default_nothing_on_this_machine_or_network_is_connected_to(server: Server) -> None:
    """The policy that the service uses refuses what the tests' own allows."""
    options = RemoteOptions(hosts=RemoteHosts.read([f"pics.example.test:{server.port}", f"localhost:{server.port}"]))
    urls = [server.sends("/a.png", PNG), server.url("/a.png", "localhost")]

    found = await RemoteFetcher(options, resolve=Names().resolve, tls=trusting()).fetch(urls)
    really = await RemoteFetcher(options).fetch(urls[1:])

    assert reasons(found) == [UNREACHABLE, UNREACHABLE]
    assert reasons(really) == [UNREACHABLE]
    assert server.connections == 0


async def test_the_certificate_must_be_for_the_name(server: Server) -> None:
    """Although the connection is made to an address."""
    options = RemoteOptions(hosts=RemoteHosts.read([f"pics.elsewhere.test:{server.port}"]))
    fetcher = RemoteFetcher(options, resolve=Names().resolve, is_allowed=loopback_alone, tls=trusting())
    server.sends("/a.png", PNG)

    fetched = await fetcher.fetch([server.url("/a.png", "pics.elsewhere.test")])

    assert reasons(fetched) == [UNREACHABLE]
    assert server.heads == []


async def test_an_authority_that_nobody_knows_is_not_believed(server: Server) -> None:
    """Unless a test says so, certificates are those of the web."""
    options = RemoteOptions(hosts=RemoteHosts.read([f"pics.example.test:{server.port}"]))
    fetcher = RemoteFetcher(options, resolve=Names().resolve, is_allowed=loopback_alone)

    fetched = await fetcher.fetch([server.sends("/a.png", PNG)])

    assert reasons(fetched) == [UNREACHABLE]
    assert server.heads == []


async def test_a_server_without_tls_is_not_spoken_to() -> None:
    """Not even when it answers."""
    got: list[bytes] = []

    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        got.append(await reader.read(64))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    listener = await asyncio.start_server(plain, LOOPBACK, 0)
    server = Server(port=listener.sockets[0].getsockname()[1])
    async with listener:
        fetched = await fetcher_for(server).fetch([server.url("/a.png")])

    assert reasons(fetched) == [UNREACHABLE]
    assert not any(b"GET" in one for one in got)


async def test_what_never_ends_is_left(server: Server) -> None:
    """As soon as it is larger than a deck may fetch."""
    server.answers["/a.png"] = endless

    fetched = await fetcher_for(server, total_bytes=1_000_000).fetch([server.url("/a.png")])

    assert reasons(fetched) == [TOO_LARGE]


async def test_what_says_that_it_is_too_large_is_not_read(server: Server) -> None:
    """Content-Length is believed when it is bad news."""
    server.answers["/a.png"] = raw(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 9999999999\r\n\r\n")

    fetched = await fetcher_for(server).fetch([server.url("/a.png")])

    assert reasons(fetched) == [TOO_LARGE]


async def test_all_files_of_a_deck_share_its_bytes(server: Server) -> None:
    """Ten small pictures are as much as one large."""
    urls = [server.sends(f"/{number}.png", PNG.ljust(1000)) for number in range(10)]

    fetched = await fetcher_for(server, total_bytes=5500).fetch(urls)

    assert len(fetched.assets) <= 5
    assert set(fetched.failures.values()) == {TOO_LARGE}
    assert len(fetched.assets) + len(fetched.failures) == 10


async def test_a_deck_has_so_many_files_and_no_more(server: Server) -> None:
    """The first ones that it names."""
    urls = [server.sends(f"/{number}.png", PNG) for number in range(10)]

    fetched = await fetcher_for(server, files=4).fetch(urls)

    assert list(fetched.failures) == urls[4:]
    assert set(fetched.failures.values()) == {"the deck refers to too many files on the network"}
    assert len(server.heads) == 4


@pytest.mark.parametrize("slow", [silent, dripping], ids=["silent", "dripping"])
async def test_what_is_slow_is_left_and_the_rest_is_kept(server: Server, slow: object) -> None:
    """All files of a deck have one time together."""
    server.answers["/slow.png"] = slow  # type: ignore[assignment]
    urls = [server.url("/slow.png"), server.sends("/a.png", PNG)]

    fetched = await fetcher_for(server, seconds=1.0).fetch(urls)

    assert list(fetched.assets) == urls[1:]
    assert fetched.failures == {urls[0]: "it did not arrive in time"}


async def test_a_caller_who_goes_leaves_no_connection(server: Server) -> None:
    """A render that is cancelled ends its fetches."""
    server.answers["/slow.png"] = silent
    fetching = asyncio.ensure_future(fetcher_for(server, seconds=600).fetch([server.url("/slow.png")]))
    while not server.heads:  # noqa: ASYNC110  # as a server sees it
        await asyncio.sleep(0.01)

    fetching.cancel()

    with pytest.raises(asyncio.CancelledError):
        await fetching
    assert [task for task in asyncio.all_tasks() if "fetch" in str(task.get_coro())] == []


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<html><script>alert(1)</script>", "text/html"),
        (b"<html><script>alert(1)</script>", "image/png"),
        (b"<html><svg></svg>", "application/octet-stream"),
        (b"<!doctype html>no picture", "image/svg+xml"),
        (b"body{}", "text/css"),
        (b"alert(1)", "application/javascript"),
        (b"%PDF-1.7", "application/pdf"),
        (b"", "image/png"),
        (b"PK\3\4", "image/png"),
    ],
)
async def test_what_is_no_picture_is_not_kept(server: Server, body: bytes, content_type: str) -> None:
    """Neither by its name nor by its first bytes."""
    fetched = await fetcher_for(server).fetch([server.sends("/a.png", body, content_type)])

    assert reasons(fetched) == [NO_PICTURE]


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b"wOF2....", "font/woff2", "font/woff2"),
        (b"wOFF....", "application/font-woff", "font/woff"),
        (b"\0\1\0\0...", "application/octet-stream", "font/ttf"),
        (b"OTTO....", "application/x-font-otf", "font/otf"),
        (b"GIF89a..", "image/png", "image/gif"),
        (b"RIFF....WEBPVP8 ", "image/webp", "image/webp"),
        (b"\0\0\0\x1cftypavif", "image/avif", "image/avif"),
        (b"\xff\xd8\xff\xe0", "image/jpg", "image/jpeg"),
        (b'<?xml version="1.0"?><svg/>', "image/svg+xml; charset=utf-8", "image/svg+xml"),
    ],
)
async def test_pictures_and_fonts_are_known_by_their_bytes(
    server: Server, body: bytes, content_type: str, kind: str
) -> None:
    """SVG needs its server's word as well, for it is text."""
    url = server.sends("/a", body, content_type)

    fetched = await fetcher_for(server).fetch([url])

    assert fetched.assets[url].media_type == kind


async def test_what_is_compressed_is_not_unpacked(server: Server) -> None:
    """A bomb stays as small as it came."""
    bomb = gzip.compress(PNG + bytes(50_000_000))

    fetched = await fetcher_for(server).fetch([server.sends("/a.png", bomb, "image/png", "Content-Encoding: gzip")])

    assert reasons(fetched) == ["its server sends it compressed"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "its server answered 404"),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "its server answered 302"),
        (b"HTTP/1.1 206 Partial\r\nContent-Type: image/png\r\nContent-Length: 0\r\n\r\n", "its server answered 206"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000, UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: -1\r\n\r\n", UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", UNREACHABLE),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n", ELSEWHERE),
        (b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\r\nContent-Length: 0\r\n\r\n", None),
    ],
)
async def test_answers_that_are_no_file_are_told(server: Server, answer: bytes, reason: str | None) -> None:
    """In a word for the author, and never as a failed render."""
    server.answers["/a.png"] = raw(answer)

    [told] = reasons(await fetcher_for(server, seconds=2.0).fetch([server.url("/a.png")]))

    assert told == reason or reason is None


async def test_a_connection_cut_in_the_middle_is_no_picture(server: Server) -> None:
    """Half a file is none."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 5000\r\n\r\n"

    async def half_and_gone(writer: asyncio.StreamWriter) -> None:
        writer.write(head + PNG)
        await writer.drain()
        writer.close()

    server.answers["/a.png"] = half_and_gone

    assert reasons(await fetcher_for(server).fetch([server.url("/a.png")])) == [UNREACHABLE]


async def test_proxies_of_the_environment_are_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would look the name up once more, where nobody checks it."""
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    url = server.sends("/a.png", PNG)

    fetched = await fetcher_for(server).fetch([url])

    assert list(fetched.assets) == [url]


async def test_two_decks_share_nothing(server: Server) -> None:
    """Not a file, not a connection."""
    url = server.sends("/a.png", PNG)
    fetcher = fetcher_for(server)

    await asyncio.gather(fetcher.fetch([url]), fetcher.fetch([url]))

    assert len(server.heads) == 2
    assert server.connections == 2


def test_tls_is_verified_when_nobody_says_how() -> None:
    """The context of the library checks names and chains."""
    import httpcore

    context = httpcore.default_ssl_context()

    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
