"""Where links may lead, in every format."""

from __future__ import annotations

import re

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What the address of a link may begin with."""

# As browsers read addresses: blanks around them and line breaks inside do not count.
_IGNORED = re.compile(r"^[\0-\x20]+|[\t\r\n]+|[\0-\x20]+$")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def is_safe_link(url: str) -> bool:
    """Whether a link may lead there: to the web, to a mail address, a telephone, or a place beside the deck.

    `//host` is not beside it: opened from a disk it means another machine's files.
    """
    bare = _IGNORED.sub("", url)
    scheme = _SCHEME.match(bare)
    if scheme:
        return scheme[1].lower() in SAFE_SCHEMES
    return not bare.replace("\\", "/").startswith("//")
