"""Bytes to text."""

from __future__ import annotations

import pytest

from renderers.errors import SourceNotUtf8
from renderers.model.source import decode


def test_a_byte_order_mark_is_dropped() -> None:
    """Editors on Windows write one (M-295)."""
    assert decode(b"\xef\xbb\xbf# A") == "# A"


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [(b"caf\xe9", 1, 4), ("日本\n語".encode() + b"\xff", 2, 2), (b"\xff\xfe#\0", 1, 1), (b"\x93\xfa\x96{", 1, 1)],
)
def test_other_encodings_are_refused_with_the_place(content: bytes, line: int, column: int) -> None:
    """The author learns where the first wrong byte is, counted in characters."""
    with pytest.raises(SourceNotUtf8) as caught:
        decode(content)

    assert (caught.value.line, caught.value.column) == (line, column)
