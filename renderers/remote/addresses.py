"""Which addresses lie out on the internet: all others may be the operator's own, and are never connected to."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# RFC 6052: an IPv4 address as networks without IPv4 write it. It leads wherever the address in it leads.
_NAT64 = ip_network("64:ff9b::/96")
# What is out on the internet begins with these bits (RFC 4291). It leaves out `::ffff:10.0.0.1`, `::10.0.0.1`,
# local NAT64 and site-local addresses.
_UNICAST = ip_network("2000::/3")
_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        # Older Pythons take some of these for global.
        "192.0.0.0/24",  # protocols' own (RFC 6890)
        "192.88.99.0/24",  # 6to4's relays, which lead to whoever says so (RFC 7526)
        "100.64.0.0/10",  # behind a carrier's NAT (RFC 6598); clouds keep services there
        "168.63.129.16/32",  # Azure's own services, from inside its machines
        "2001::/23",  # protocols' own; Teredo carries an IPv4 address in it
        "2002::/16",  # 6to4 carries one too
        "3fff::/20",  # for examples (RFC 9637)
    )
)


def is_public(address: str) -> bool:
    """Whether an IP address is certainly out on the internet. What cannot be read is not."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            return is_public(str(IPv4Address(int(ip) & 0xFFFF_FFFF)))
        if ip not in _UNICAST or ip.scope_id is not None:
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _NOT_PUBLIC)
