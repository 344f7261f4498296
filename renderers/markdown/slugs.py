"""The name of a heading, by which links reach it (section 22)."""

from __future__ import annotations

import re
from urllib.parse import quote

WHITE = "\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What JavaScript takes for white space, as ranges of a regular expression (M-347)."""

WHITE_AROUND = re.compile(rf"\A[{WHITE}]+|[{WHITE}]+\Z")
WHITE_RUN = re.compile(rf"[{WHITE}]+")
PUNCTUATION = re.compile(
    r"""[\][!/'"#$%&()*+,.:;<=>?@\\^{|}~`"""
    "。，、；：？！…—·ˉ¨‘’“”々～‖∶＂＇｀｜〃〔〕〈〉《》「」『』．〖〗【】（）［］｛｝]"
)
HYPHENS_BEFORE = re.compile(r"\A-+")
HYPHENS_AFTER = re.compile(r"(?<!-)-+\Z")


def slug(text: str) -> str:
    """A heading's text as an `id`: lower case, words joined by hyphens, no punctuation, percent-encoded (M-282).

    May be empty. Hyphens are trimmed on one side only, as Marp does, because links rely on it (section 28).
    """
    words = WHITE_RUN.sub("-", WHITE_AROUND.sub("", text).lower())
    plain = PUNCTUATION.sub("", words)
    trimmed = HYPHENS_BEFORE.sub("", plain) if plain.startswith("-") else HYPHENS_AFTER.sub("", plain)
    return quote(trimmed, safe="-_", errors="replace")
