"""Which URLs may be fetched at all."""

from __future__ import annotations

import pytest

from renderers.errors import OptionInvalid
from renderers.model.remote import RemoteHosts

HOSTS = RemoteHosts.read(["img.example.com", " *.Example.org ", "odd.example.com:8443", "bücher.example"])


@pytest.mark.parametrize(
    "url",
    [
        "https://img.example.com/a.png",
        "HTTPS://IMG.EXAMPLE.COM./a.png",
        "https://img.example.com:443/",
        "https://a.example.org/",
        "https://a.b.example.org/",
        "https://odd.example.com:8443/a",
        "https://xn--bcher-kva.example/",
        "https://bücher.example/",
    ],
)
def test_a_listed_host_is_permitted(url: str) -> None:
    """In every spelling of its name."""
    assert HOSTS.permit(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://img.example.com/a.png",
        "//img.example.com/a.png",
        "ftp://img.example.com/",
        "https://example.org/",
        "https://evilexample.org/",
        "https://img.example.com.evil.test/",
        "https://img.example.com@evil.test/",
        "https://user:secret@img.example.com/",
        "https://@img.example.com/",
        "https://img.example.com:8443/",
        "https://odd.example.com/",
        "https://img.example.com:0/",
        "https://img.example.com:99999/",
        "https://img.example.com:x/",
        "https://[::1]/",
        "https://[img.example.com/",
        "https://evil.test\\@img.example.com/",
        "https://evil.test#@img.example.com/",
        "https:///a.png",
        "https:img.example.com/a.png",
        "https://*.example.org/",
        "img.example.com",
        "",
        "https://" + "a" * 10_000,
    ],
)
def test_all_else_is_not(url: str) -> None:
    """Other schemes, other ports, names in the URL, and hosts that only look alike."""
    assert not HOSTS.permit(url)


@pytest.mark.parametrize(
    "word", ["", "*", "*.", "a b", "https://a.example", "a/b", "a:b", "a:0", "a:70000", "[::1]", "a..b"]
)
def test_what_is_no_host_is_refused(word: str) -> None:
    """An operator's mistake must not open more, or less, than was meant."""
    with pytest.raises(OptionInvalid):
        RemoteHosts.read([word])
