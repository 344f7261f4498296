"""Which addresses may be connected to: the internet's, and none that could be the operator's own."""

from __future__ import annotations

import pytest

from renderers.remote.addresses import is_public


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2001:4860:4860::8888", "64:ff9b::8.8.8.8"]
)
def test_the_internet_is_public(address: str) -> None:
    """By either protocol, and by the one inside the other that networks without IPv4 use."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.255.254", "::1", "0.0.0.0", "::", "0.1.2.3"),
        *("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "fc00::1", "fd00:ec2::254", "fec0::1"),
        *("169.254.169.254", "fe80::1", "fe80::1%eth0", "2606:4700::1111%eth0"),
        *("100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.0.8"),
        *("224.0.0.1", "224.0.1.1", "239.1.2.3", "ff02::1", "ff0e::1"),
        *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::8.8.8.8", "::ffff:0:127.0.0.1"),
        *("64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::1"),
        *("2002:7f00:1::", "2002:a00:1::", "2001::1", "2001:0:7f00:1::", "192.88.99.1"),
        *("192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "2001:db8::1", "3fff::1", "5f00::1", "100::1"),
        *("240.0.0.1", "255.255.255.255"),
        *("", "localhost", "0x7f.1", "2130706433", "127.1", "1.1.1.1:443", "[::1]", "1.1.1.1/32"),
    ],
)
def test_all_others_are_not(address: str) -> None:
    """Loopback, private, shared, link-local, the clouds' own, multicast, one protocol in another, and what is none."""
    assert not is_public(address)
