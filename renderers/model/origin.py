"""The address that a deck has in the browser: an origin that exists nowhere, so that nothing else can be near it."""

from __future__ import annotations

ORIGIN = "https://deck.marpd.invalid"
"""`.invalid` never resolves (RFC 6761); https, so that nothing a page may do needs leave from a lesser origin."""

DECK_URL = f"{ORIGIN}/above/above/deck/"
"""Where the page stands: deep enough to tell `../logo.png`, which leads out of the deck, from `logo.png`."""

_FOLDERS = ((DECK_URL, ""), (f"{ORIGIN}/above/above/", "../"), (f"{ORIGIN}/above/", "../../"))


def relative(url: str) -> str:
    """A URL below the deck's origin as a reference that leads there from the deck; any other URL as it is.

    The reference never means a scheme or a host, whatever the path holds: `./javascript:x`, not `javascript:x`.
    """
    for folder, climb in _FOLDERS:
        if url.startswith(folder):
            rest = url.removeprefix(folder)
            is_safe = not rest.startswith("/") and ":" not in rest.split("/", 1)[0]
            return f"{climb}{rest}" if climb or is_safe else f"./{rest}"
    if not url.startswith(f"{ORIGIN}/"):
        return url
    path = url.removeprefix(ORIGIN)
    return f"/.{path}" if path.startswith("//") else path
