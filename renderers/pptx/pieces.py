"""The pieces that a paragraph's text is made of: blanks collapsed, like runs joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from renderers.model.layout import Box
from renderers.pptx.lines import Lines
from renderers.pptx.presentation import LineBreak, Link, Run, TextStyle


@dataclass(frozen=True, slots=True)
class Gap:
    """Room of `width` CSS pixels in a line, above which something else stands; `link` is where a click on it leads."""

    width: float
    style: TextStyle
    link: Link | None = None


Piece = Run | LineBreak | Gap

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_BLANKS_IN_LINE = re.compile(r"[ \t\r\f]+")


def collapsed(text: str, white_space: str) -> str:
    """A text with its blanks as `white-space` has them."""
    if white_space.startswith(("pre-line", "preserve-breaks")):
        return _BLANKS_IN_LINE.sub(" ", text)
    if white_space.startswith(("pre", "break-spaces", "preserve")):
        return text.replace("\t", "    ").replace("\r", "")
    return _BLANKS.sub(" ", text)


def cut(box: Box, text: str) -> Iterator[str]:
    """A text in the parts that stand on lines."""
    starts = [0, *(fragment.start for fragment in box.fragments[1:]), len(text)]
    for start, end in pairwise(starts):
        if part := collapsed(text[start:end], box.style["white-space"]):
            yield part


def within(pieces: Sequence[Piece], found: Lines) -> list[Piece]:
    """The pieces from the first line of text to the last."""
    told = [number for number, piece in enumerate(pieces) if isinstance(piece, Run) and piece.text.strip()]
    if not told:
        return [piece for piece in pieces if isinstance(piece, Run)]
    first = told[0] if found.has_lead else 0
    last = told[-1] + 1 if found.has_trail else len(pieces)
    return list(pieces[first:last])


def trimmed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Runs of one look done; no blanks at the ends of lines, and none after another."""
    done: list[Piece] = []
    for piece in joined(pieces):
        if not isinstance(piece, Run):
            if isinstance(piece, LineBreak):
                _strip_end(done)
            done.append(piece)
            continue
        text = piece.text
        before = done[-1] if done else None
        is_after_blank = (
            before is None or isinstance(before, LineBreak) or (isinstance(before, Run) and before.text.endswith(" "))
        )
        if is_after_blank:
            text = text.lstrip(" ")
        if text:
            done.append(Run(text, piece.style, piece.link, piece.is_slide_number))
    _strip_end(done)
    while done and isinstance(done[-1], LineBreak):
        done.pop()
        _strip_end(done)
    first = next((index for index, piece in enumerate(done) if not isinstance(piece, LineBreak)), 0)
    yield from done[first:]


def _strip_end(pieces: list[Piece]) -> None:
    while pieces and isinstance(last := pieces[-1], Run):
        text = last.text.rstrip(" ")
        if text == last.text:
            return
        pieces.pop()
        if text:
            pieces.append(Run(text, last.style, last.link, last.is_slide_number))
            return


def joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbouring runs of one look as one."""
    waiting: Run | None = None
    for piece in pieces:
        is_alike = isinstance(piece, Run) and waiting and (piece.style, piece.link) == (waiting.style, waiting.link)
        # The parts of a link stay parts: LibreOffice breaks no line within one.
        if isinstance(piece, Run) and waiting and is_alike and piece.link is None:
            waiting = Run(waiting.text + piece.text, waiting.style, waiting.link)
            continue
        if waiting:
            yield waiting
        waiting = piece if isinstance(piece, Run) else None
        if not isinstance(piece, Run):
            yield piece
    if waiting:
        yield waiting
