"""Marp's behaviour, case by case: every case in the Markdown files beside this one means what it says.

A case is a heading, the deck in a `markdown` fence, and what becomes of it in a `slides` fence. `MARPD_BLESS=1`
rewrites the second from what the code does; then read the diff.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from renderers.html.compose import compose, marginal_texts
from renderers.markdown.read import read, read_inline
from renderers.model.assets import MemoryAssets
from renderers.model.deck import Deck, Slide
from renderers.model.geometry import Size
from renderers.model.markup import Scaling
from renderers.model.theme import Stylesheet
from renderers.slides.assemble import assemble

FOLDER = Path(__file__).parent
CASE = re.compile(
    r"^## (?P<title>.+?)\n+(?:(?P<prose>[^`#].*?)\n+)?(?P<fence>`{3,})markdown\n(?P<deck>.*?)(?P=fence)\n+"
    r"(?P=fence)slides\n(?P<slides>.*?)(?P=fence)\n",
    re.MULTILINE | re.DOTALL,
)
EMOJI = re.compile(r'<img class="emoji"[^>]* alt="([^"]*)"[^>]*>')
STYLESHEET = Stylesheet(css="", theme="default", size=Size(1280, 720), scaling=frozenset(Scaling))
BLESS = os.environ.get("MARPD_BLESS") == "1"


@dataclass(frozen=True)
class Case:
    """One case, and the file it stands in."""

    file: Path
    title: str
    deck: str
    slides: str


def cases() -> list[Case]:
    """All cases of all files. A heading that is no whole case is a mistake in the file."""
    found = []
    for file in sorted(FOLDER.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        matches = list(CASE.finditer(text))
        assert len(matches) == len(re.findall(r"^## ", re.sub(r"(?ms)^(`{4,}).*?^\1$", "", text), re.MULTILINE)), file
        found += [Case(file, match["title"], match["deck"], match["slides"]) for match in matches]
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file.stem}: {case.title}")
def test_case(case: Case) -> None:
    """A deck becomes these slides."""
    actual = summary(case.deck.removesuffix("\n").replace("␍", "\r"))

    if BLESS and actual != case.slides:
        bless(case, actual)
    assert BLESS or actual == case.slides


def summary(text: str) -> str:
    """What a deck became, as text: each slide's settings, HTML, backgrounds and notes; then what was said of it."""
    reading = read(text)
    deck = assemble(reading, themes=("default", "gaia", "uncover"))
    inlines = {text: read_inline(text, reading.link_references) for text in marginal_texts(deck)}
    html = EMOJI.sub(r"[\1]", compose(deck, STYLESHEET, inlines, MemoryAssets()).html)
    sections = re.findall(r"<svg data-marpit-svg.*?</svg>(?=<svg data-marpit|</div></body>)", html, re.DOTALL)
    parts = [slide_summary(slide, svg) for slide, svg in zip(deck.slides, sections, strict=True)]
    return "\n".join([*parts, *deck_summary(deck)]) + "\n"


def slide_summary(slide: Slide, svg: str) -> str:
    """One slide: the content section's own attributes, its HTML without blank lines, and what is not in the HTML."""
    layers = re.findall(r"<foreignObject([^>]*)><section([^>]*)>(.*?)</section>\n?</foreignObject>", svg, re.DOTALL)
    _, attributes, content = layers[len(layers) // 2]
    shown = re.sub(r' (?:id|data-marpit-advanced-background(?!-split))="[^"]*"', "", attributes)
    lines = [f"{slide.number} @{slide.line}{shown}"]
    lines += [line for line in content.split("\n") if line.strip()]
    if len(layers) > 1:
        lines += [f"behind: {layers[0][2]}", f"beside: {layers[1][0].strip()}"]
    lines += [f"note: {note!r}" for note in slide.notes]
    return "\n".join(lines)


def deck_summary(deck: Deck) -> list[str]:
    """The deck's own facts: styles, and diagnostics with their place."""
    lines = [f"style: {style.css!r} scope={style.scope}" for style in deck.styles]
    lines += [f"! {one.code} slide {one.slide} line {one.line}: {one.message}" for one in deck.diagnostics]
    return lines


def bless(case: Case, actual: str) -> None:
    """Write what the code does into the case."""
    text = case.file.read_text(encoding="utf-8")

    def one(match: re.Match[str]) -> str:
        if (match["title"], match["deck"]) != (case.title, case.deck):
            return match[0]
        start, end = match.start("slides") - match.start(), match.end("slides") - match.start()
        return match[0][:start] + actual + match[0][end:]

    case.file.write_text(CASE.sub(one, text), encoding="utf-8")
