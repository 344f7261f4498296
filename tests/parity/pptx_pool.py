"""The judge's scores of many decks as one: shares by their hits and totals, the look by its slides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any

AT_LEAST = {
    "E1": 0.99,
    "E2": 0.98,
    "E2w": 0.97,
    "E3": 0.98,
    "E4": 1.0,
    "E5": 1.0,
    "E6": 1.0,
    "E7": 0.99,
    "E8": 1.0,
    "E10": 0.98,
}
"""The share of each kind of thing that a PowerPoint user must be able to edit."""

FAULTS = ("S1", "S2")
LOOK_AT_LEAST = {"default": 0.75, "gaia": 0.75, "uncover": 0.65, "custom": 0.65}
OFFSET_AT_MOST = {"latin": 1.0, "japanese": 2.0}
CEILING = 0.9
"""The likeness that pictures of the slides themselves reach through LibreOffice."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One deck and what the judge says of it."""

    name: str
    theme: str
    language: str
    score: Mapping[str, Any]

    @property
    def family(self) -> str:
        """The theme, where a goal names it."""
        return self.theme if self.theme in LOOK_AT_LEAST else "custom"

    @property
    def script(self) -> str:
        """What it is mostly written in."""
        return "japanese" if self.language == "ja" else "latin"

    @property
    def is_valid(self) -> bool:
        """Whether the judge finds no fault in the file."""
        return all(self.score["metrics"][code]["value"] == 0 for code in FAULTS)


@dataclass(frozen=True, slots=True)
class Line:
    """One pooled number. Shares have hits and a total; `goal` is None where nothing is promised."""

    code: str
    label: str
    value: float
    hits: int | None = None
    total: int | None = None
    goal: float | None = None
    is_limit: bool = False

    @property
    def is_ok(self) -> bool:
        """Whether the goal is reached; a limit is a goal from above."""
        if self.goal is None:
            return True
        return self.value <= self.goal if self.is_limit else self.value >= self.goal


def pool(decks: list[Scored]) -> list[Line]:
    """All numbers of all decks."""
    return [*_shares(decks), *_faults(decks), *_likeness(decks), *_offsets(decks)]


def floors_of(lines: Iterable[Line], decks: list[Scored]) -> dict[str, int]:
    """The numbers that must not go down, shares in ten-thousandths: what has a goal, and the decks without faults."""
    numbers = {}
    for line in lines:
        if line.code in AT_LEAST and line.total:
            numbers[f"pptx_{line.code.lower()}"] = (line.hits or 0) * 10_000 // line.total
        elif line.code.startswith(("V1n ", "V2w ")):
            numbers[f"pptx_look_{line.code.lower().replace(' ', '_')}"] = int(line.value * 10_000)
    return {**numbers, "pptx_valid": sum(deck.is_valid for deck in decks)}


def table(lines: Iterable[Line], misses: Mapping[str, list[str]], shown: int) -> Iterator[str]:
    """Aligned rows, each with its first misses below."""
    yield f"{'':14} {'':46} {'value':>8} {'goal':>8}"
    for line in lines:
        sign = "<=" if line.is_limit else ">="
        goal = "" if line.goal is None else f"{sign} {line.goal:g}"
        verdict = "" if line.goal is None else "ok" if line.is_ok else "SHORT"
        count = "" if line.total is None else f"{line.hits}/{line.total}"
        yield f"{line.code:14} {line.label:46} {line.value:8.4f} {goal:>8} {verdict:5} {count}".rstrip()
        yield from (f"{'':14} - {miss}" for miss in misses.get(line.code, ())[:shown])


def misses_of(decks: Iterable[Scored]) -> dict[str, list[str]]:
    """What the judge missed by metric, each with the deck's name."""
    found: dict[str, list[str]] = {}
    for deck in decks:
        for code, metric in deck.score["metrics"].items():
            found.setdefault(code, []).extend(f"{deck.name}: {miss}" for miss in metric["misses"])
    return found


def _shares(decks: list[Scored]) -> Iterator[Line]:
    totals: dict[str, tuple[str, int, int]] = {}
    for deck in decks:
        for code, metric in deck.score["metrics"].items():
            if code.startswith("E") and (counted := _counted(metric)):
                _, hits, total = totals.get(code, ("", 0, 0))
                totals[code] = (metric["label"], hits + counted[0], total + counted[1])
    for code, (label, hits, total) in sorted(totals.items(), key=lambda item: _order(item[0])):
        yield Line(code, label, hits / total, hits, total, AT_LEAST.get(code))


def _order(code: str) -> tuple[int, str]:
    """E2, E2h, E10: by number, then by letter."""
    digits = "".join(filter(str.isdigit, code))
    return int(digits), code


def _counted(metric: Mapping[str, Any]) -> tuple[int, int] | None:
    """Hits and total, where there are any."""
    hits, slash, total = metric["count"].partition("/")
    return (int(hits), int(total)) if slash and int(total) else None


def _faults(decks: list[Scored]) -> Iterator[Line]:
    for code in FAULTS:
        metrics = [deck.score["metrics"][code] for deck in decks]
        if metrics:
            yield Line(code, metrics[0]["label"], sum(metric["value"] for metric in metrics), goal=0, is_limit=True)


def _likeness(decks: list[Scored]) -> Iterator[Line]:
    for family, goal in LOOK_AT_LEAST.items():
        slides = [slide for deck in decks if deck.family == family for slide in deck.score["slides"]]
        if slides:
            ink, blank = fmean(slide["ink"] for slide in slides), fmean(slide["floor"] for slide in slides)
            label = f"ink-SSIM, normalised ({len(slides)} slides)"
            yield Line(f"V1n {family}", label, (ink - blank) / (CEILING - blank), goal=goal)


def _offsets(decks: list[Scored]) -> Iterator[Line]:
    for script, goal in OFFSET_AT_MOST.items():
        metrics = [deck.score["metrics"] for deck in decks if deck.script == script and deck.score["slides"]]
        drawn = [(metric["V2"]["value"], *counted) for metric in metrics if (counted := _counted(metric["V2w"]))]
        if drawn:
            median = _median([(offset, glyphs) for offset, _, glyphs in drawn if offset is not None])
            yield Line(f"V2 {script}", "glyph offset, median (px)", median, goal=goal, is_limit=True)
            hits, total = sum(near for _, near, _ in drawn), sum(glyphs for _, _, glyphs in drawn)
            yield Line(f"V2w {script}", metrics[0]["V2w"]["label"], hits / total, hits, total)


def _median(weighed: list[tuple[float, int]]) -> float:
    """The value in the middle of all weight: each deck's median stands for its glyphs."""
    passed, half = 0, sum(weight for _, weight in weighed) / 2
    for value, weight in sorted(weighed):
        passed += weight
        if passed >= half:
            return value
    return float("inf")
