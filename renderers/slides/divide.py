"""Blocks to slides: rulers and dividing headings (sections 2 and 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from renderers.model.blocks import Block


@dataclass(frozen=True, slots=True)
class Division:
    """The blocks of one slide, and the line it begins on, from 1."""

    line: int
    blocks: tuple[Block, ...]


def divide(blocks: Iterable[Block], levels: tuple[int, ...]) -> tuple[Division, ...]:
    """The slides of a deck, at least one (M-012). `levels` are the heading levels that begin a slide."""
    divisions: list[tuple[int, list[Block]]] = [(1, [])]
    # Over the whole deck, not the slide: a ruler before a dividing heading leaves an empty slide (M-116, M-117).
    has_content = False
    for block in blocks:
        if block.is_ruler or (has_content and block.divides_at in levels):
            divisions.append((block.line, []))
        if not block.is_ruler:
            divisions[-1][1].append(block)
        has_content = has_content or block.is_visible
    return tuple(Division(_line(line, inside), tuple(inside)) for line, inside in divisions)


def _line(line: int, blocks: list[Block]) -> int:
    return blocks[0].line if line == 1 and blocks else line
