"""How high lines are, and where letters stand in them.

Facts, measured in LibreOffice (docs/explanation/pptx-fidelity.md): a line is as high as its spacing times 1.2 times the
font size, and its letters stand 0.2 times the font size above its lower edge.
"""

from __future__ import annotations

from math import floor

from renderers.pptx.scene import Block

LINE = 1.2
"""How high a line is at 100 %, in font sizes, whatever the font."""
BELOW = 0.2
"""How far above the lower edge of its line a letter stands, in font sizes."""


def pitch(block: Block) -> float:
    """The distance of a block's lines."""
    lines = block.words.lines
    count = len(lines) + block.words.empty_lines
    if count > 1 and len(lines) > 1 and lines[-1].baseline > lines[0].baseline:
        return (lines[-1].baseline - lines[0].baseline) / (count - 1)
    if block.line_height:
        return block.line_height
    return max((line.bottom - line.top for line in lines), default=block.words.size * LINE)


def spacing_of(block: Block) -> float:
    """The line spacing of a block as a share of 100 %, in the whole percents that LibreOffice keeps.

    What a single line lacks is made up by the space before it, so it is never more than it should be.
    """
    share = pitch(block) / (LINE * size_of(block)) * 100
    return (round(share) if len(block.words.lines) > 1 else floor(share + 0.01)) / 100


def height(block: Block) -> float:
    """How high a block's lines come out."""
    return spacing_of(block) * LINE * size_of(block)


def size_of(block: Block) -> float:
    """The font size that decides how high a block's lines are: a viewer makes them as high as the largest letters."""
    return block.words.largest or 16.0


def ascent(block: Block) -> float:
    """From the upper edge of a block's first line to where its letters stand."""
    return height(block) - BELOW * size_of(block)


def first_baseline(block: Block) -> float:
    """Where the letters of a block's first line stand."""
    lines = block.words.lines
    return lines[0].baseline if lines else 0.0
