"""Chromium's numbers for table cells, made the same for the same deck."""

from __future__ import annotations

import re

# A tagged PDF names header cells, so that others can refer to them, by the number Blink gave the element: it depends on
# how much the page's process has shown before. They stand in the plain part of the file, and all have the same length.
_NODE_ID = re.compile(rb"\(node(\d{8})\)")


def renumbered(pdf: bytes) -> bytes:
    """The PDF as Chromium wrote it with those numbers counted from 1, in their order, which its index keeps."""
    numbers = sorted(set(_NODE_ID.findall(pdf)))
    if not numbers:
        return pdf
    renamed = {number: b"(node%08d)" % rank for rank, number in enumerate(numbers, start=1)}
    return _NODE_ID.sub(lambda found: renamed[found[1]], pdf)
