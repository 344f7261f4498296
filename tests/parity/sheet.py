"""Contact sheets, the PDF's pages on the left, the same in LibreOffice on the right: `python -m tests.parity.sheet`."""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.parity import pptx_judge
from tests.parity.corpus import CorpusDeck
from tests.parity.pptx_decks import Rendered, decks_with, render
from tests.parity.shared import BUILD, SHARED

SHEETS = BUILD / "sheets"
WIDTH = 760
GAP = 10
BEHIND = "red"
SECONDS_TO_DRAW = 300


def main() -> int:
    """Draw one sheet a deck, and print where it is."""
    parser = argparse.ArgumentParser(prog="python -m tests.parity.sheet", description=__doc__)
    parser.add_argument("deck", metavar="DECKWORD", help="the corpus decks with this in their name")
    parser.add_argument("--pages", type=_pages, default=(1, None), metavar="1-6", help="only these pages")
    options = parser.parse_args()
    decks = decks_with(options.deck) if SHARED.is_dir() else []
    if not decks:
        print(f"There is no such deck in {SHARED}.")
        return 1
    if missing := pptx_judge.missing_office():
        print(f"Needs {missing} (Debian: {' '.join(pptx_judge.PACKAGES)}).")
        return 2
    try:
        pptx_judge.install()
        return asyncio.run(_draw(decks, *options.pages))
    except pptx_judge.JudgeFailed as reason:
        print(reason)
        return 2


def _pages(text: str) -> tuple[int, int | None]:
    """`3` is one page, `2-5` is four, `7-` is all from the seventh."""
    first, dash, last = text.partition("-")
    return int(first), int(last) if last else None if dash else int(first)


async def _draw(decks: list[CorpusDeck], first: int, last: int | None) -> int:
    problems = 0
    async for rendered in render(decks):
        if rendered.problem:
            print(f"{rendered.deck.name} could not be rendered: {rendered.problem}")
            problems += 1
            continue
        print(_sheet(rendered, first, last), flush=True)
    return 1 if problems else 0


def _sheet(rendered: Rendered, first: int, last: int | None) -> Path:
    SHEETS.mkdir(parents=True, exist_ok=True)
    drawn = rendered.file(".office.pdf")
    pptx_judge.draw(rendered.pptx, drawn)
    sheet = SHEETS / f"{rendered.pptx.stem}.png"
    with tempfile.TemporaryDirectory() as folder:
        left = _rasterise(rendered.pdf, Path(folder) / "a", first, last)
        right = _rasterise(drawn, Path(folder) / "b", first, last)
        paste(left, right, sheet)
    return sheet


def _rasterise(pdf: Path, folder: Path, first: int, last: int | None) -> list[Path]:
    folder.mkdir()
    pages = ["-f", str(first), *(["-l", str(last)] if last else [])]
    size = ["-scale-to-x", str(WIDTH), "-scale-to-y", "-1"]
    command = ["pdftoppm", "-png", *size, *pages, str(pdf), str(folder / "p")]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS_TO_DRAW)
    return sorted(folder.iterdir())  # poppler pads the numbers


def paste(left: list[Path], right: list[Path], sheet: Path) -> None:
    """Two columns of pages as one picture; a page that only one side has stands alone."""
    from PIL import Image

    columns = [[Image.open(page) for page in pages] for pages in (left, right)]
    rows = max(len(column) for column in columns)
    height = max((page.height for column in columns for page in column), default=0) + GAP
    with Image.new("RGB", (2 * WIDTH + GAP, rows * height), BEHIND) as picture:
        for number, column in enumerate(columns):
            for row, page in enumerate(column):
                picture.paste(page, (number * (WIDTH + GAP), row * height))
        picture.save(sheet)


if __name__ == "__main__":
    sys.exit(main())
