"""The corpus rendered by this engine, each deck to PDF and PowerPoint in one render, kept under `build/parity/pptx`."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path

import renderers
from tests.parity.corpus import CORPUS, CorpusDeck, read_decks
from tests.parity.shared import BUILD

RENDERED = BUILD / "pptx"
SECONDS_A_DECK = 300
SEED = "seed/slides.md"
NOT_IN_NAMES = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One deck and its files. `problem` says why there are none."""

    deck: CorpusDeck
    problem: str = ""

    @property
    def pdf(self) -> Path:
        """What the look is measured against."""
        return self.file(".pdf")

    @property
    def pptx(self) -> Path:
        """What is judged."""
        return self.file(".pptx")

    def file(self, suffix: str) -> Path:
        """A file of this deck."""
        return RENDERED / f"{NOT_IN_NAMES.sub('_', self.deck.name.removesuffix('.md'))}{suffix}"


def decks_with(word: str | None) -> list[CorpusDeck]:
    """The corpus and the deck that the project began with; with a word, those with it in their name."""
    seed = CorpusDeck(SEED, CORPUS / SEED, (), "seed", "ja")
    return [deck for deck in (*read_decks(), seed) if word is None or word in deck.name]


async def render(decks: Iterable[CorpusDeck]) -> AsyncIterator[Rendered]:
    """Each deck in turn, as soon as its files are there."""
    RENDERED.mkdir(parents=True, exist_ok=True)
    renderer = renderers.build_renderer(renderers.BrowserOptions())
    try:
        for deck in decks:
            yield await _render(renderer, deck)
    finally:
        await renderer.stop()


async def _render(renderer: renderers.Renderer, deck: CorpusDeck) -> Rendered:
    files = Rendered(deck)
    for kept in (files.pdf, files.pptx):
        kept.unlink(missing_ok=True)
    options = renderers.RenderOptions(formats=("pdf", "pptx"), deadline_seconds=SECONDS_A_DECK)
    try:
        rendering = await renderer.render(_source(deck), options)
    except Exception as error:  # whatever it is, it is what this deck gives
        return Rendered(deck, f"{type(error).__name__}: {error}")
    for kept, artifact in zip((files.pdf, files.pptx), rendering.artifacts, strict=True):
        kept.write_bytes(artifact.files[0])
    return files


def _source(deck: CorpusDeck) -> renderers.Source:
    return renderers.Source(
        renderers.decode(deck.path.read_bytes()),
        name=deck.path.stem,
        assets=renderers.FolderAssets(deck.path.parent),
        themes=tuple(css for path in deck.themes if _is_theme(css := path.read_text("utf-8"))),
    )


def _is_theme(css: str) -> bool:
    """Whether the style sheet has a name; those without are only imported by others."""
    try:
        return bool(renderers.theme_name(css))
    except renderers.ThemeInvalid:
        return False
