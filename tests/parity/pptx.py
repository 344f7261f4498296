"""How editable, valid and alike the corpus is as PowerPoint: `python -m tests.parity.pptx`."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Collection
from dataclasses import dataclass, field

from tests.parity import oracle, pptx_judge
from tests.parity.corpus import CorpusDeck
from tests.parity.pptx_decks import decks_with, render
from tests.parity.pptx_pool import Scored, floors_of, misses_of, pool, table
from tests.parity.shared import SHARED

LOOKED_AT = (
    "ankudinov",
    "hofbi",
    "kaisugi",
    "lets-swim",
    "marp-team__marp-cli/docs/demo",
    "rnd195",
    "seed/slides",
    "yhatt",
)
"""Small decks of every family of themes and both scripts, which LibreOffice draws in little time."""


@dataclass(slots=True)
class Measured:
    """The decks that were judged, and why others were not, or their look was not seen."""

    decks: list[Scored] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def main() -> int:
    """Print the pooled table; the exit status says whether all goals were reached."""
    options = _arguments()
    if not SHARED.is_dir():
        print(f"There is nothing to judge with: {SHARED} is missing (MARPD_SHARED says where it is).")
        return 0
    decks = decks_with(options.deck)
    looked_at = decks if options.look else []
    if looked_at and (missing := pptx_judge.missing_office()):
        print(f"The look is skipped for want of {missing} (Debian: {' '.join(pptx_judge.PACKAGES)}).")
        looked_at = []
    try:
        measured = measure(decks, {deck.name for deck in looked_at}, is_told=True)
    except (oracle.OracleMissing, pptx_judge.JudgeFailed) as reason:
        print(f"Nothing could be judged: {reason}")
        return 2
    lines = pool(measured.decks)
    print("\n".join([*table(lines, misses_of(measured.decks), options.show), *measured.problems]))
    return 0 if all(line.is_ok for line in lines) and not measured.problems else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.parity.pptx", description=__doc__)
    parser.add_argument("--deck", metavar="WORD", help="only the decks with this in their name")
    parser.add_argument("--look", action="store_true", help="also how LibreOffice draws them, beside the PDF")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N misses of each metric")
    return parser.parse_args()


def numbers() -> dict[str, int]:
    """For `python -m tests.parity`: every deck judged, the look of a few. Prints the table."""
    pptx_judge.install_office()
    missing = pptx_judge.missing_office()
    if missing:
        print(f"pptx: the look is skipped for want of {missing}")
    decks = decks_with(None)
    looked_at = set() if missing else {deck.name for deck in decks if any(word in deck.name for word in LOOKED_AT)}
    try:
        measured = measure(decks, looked_at)
    except (oracle.OracleMissing, pptx_judge.JudgeFailed) as reason:
        print(f"pptx: skipped, {reason}")
        return {}
    lines = pool(measured.decks)
    print("\n".join(f"pptx: {line}" for line in (*table(lines, {}, 0), *measured.problems)))
    return floors_of(lines, measured.decks)


def measure(decks: list[CorpusDeck], looked_at: Collection[str], *, is_told: bool = False) -> Measured:
    """Render and judge. Raises `OracleMissing` or `JudgeFailed` where that cannot be done here at all."""
    oracle.install()
    pptx_judge.install()
    return asyncio.run(_measure(decks, looked_at, is_told=is_told))


async def _measure(decks: list[CorpusDeck], looked_at: Collection[str], *, is_told: bool) -> Measured:
    measured = Measured()
    async for rendered in render(decks):
        deck = rendered.deck
        if rendered.problem:
            measured.problems.append(f"{deck.name} could not be rendered: {rendered.problem}")
            continue
        try:
            score = pptx_judge.score(rendered, look=deck.name in looked_at)
        except pptx_judge.JudgeFailed as problem:
            measured.problems.append(f"{deck.name}: {problem}")
            continue
        measured.decks.append(Scored(deck.name, deck.theme, deck.language, score))
        if deck.name in looked_at and not score["slides"]:
            measured.problems.append(f"{deck.name}: {'; '.join(score['notes'])}")
        if is_told:
            print(f"{deck.name}: {score['summary']}", flush=True)
    return measured


if __name__ == "__main__":
    sys.exit(main())
