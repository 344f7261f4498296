"""How much our pages look like the reference's: the theme gallery in every theme, scheme and size, as pictures."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import renderers
from tests.parity.printed import likeness, print_reference
from tests.parity.shared import BUILD

GALLERY = Path(__file__).with_name("gallery.md")
LOOKS = BUILD / "looks"
THEMES = ("default", "gaia", "uncover")
SCHEMES = ("light", "invert")
SIZES = ("16:9", "4:3")


@dataclass(frozen=True, slots=True)
class Look:
    """One gallery beside the reference: the likeness (SSIM, 1 is the same) of each page."""

    name: str
    pages: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Over all pages."""
        return sum(self.pages) / len(self.pages)

    @property
    def worst(self) -> tuple[float, int]:
        """The lowest, and its page."""
        return min((likeness, number) for number, likeness in enumerate(self.pages, 1))


def compare_galleries() -> list[Look]:
    """Every theme in both schemes and sizes. Raises `OracleMissing` where the reference cannot be run."""
    LOOKS.mkdir(parents=True, exist_ok=True)
    decks = list(_decks())
    ours = asyncio.run(_render([deck for _, deck in decks]))
    return [
        Look(name, _likeness(_reference(name, deck), pdf, name)) for (name, deck), pdf in zip(decks, ours, strict=True)
    ]


def _decks() -> Iterator[tuple[str, str]]:
    gallery = GALLERY.read_text("utf-8")
    for theme, scheme, size in itertools.product(THEMES, SCHEMES, SIZES):
        deck = gallery.replace("THEME", theme).replace("SIZE", size).replace("CLASS", scheme)
        yield f"{theme}-{scheme}-{size.replace(':', 'x')}", deck


async def _render(decks: list[str]) -> list[bytes]:
    renderer = renderers.build_renderer(renderers.BrowserOptions())
    try:
        renderings = [await renderer.render(renderers.Source(deck), renderers.RenderOptions()) for deck in decks]
    finally:
        await renderer.stop()
    return [rendering.artifacts[0].files[0] for rendering in renderings]


def _reference(name: str, deck: str) -> Path:
    """The reference's PDF of a deck, made once."""
    key = hashlib.sha256(deck.encode()).hexdigest()[:16]
    pdf = LOOKS / f"{name}.{key}.reference.pdf"
    if not pdf.exists():
        source = LOOKS / f"{name}.md"
        source.write_text(deck, "utf-8")
        print_reference(source, pdf)
    return pdf


def _likeness(reference: Path, pdf: bytes, name: str) -> tuple[float, ...]:
    ours = LOOKS / f"{name}.pdf"
    ours.write_bytes(pdf)
    return likeness(reference, ours)
