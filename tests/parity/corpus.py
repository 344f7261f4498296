"""The real decks, each with its own themes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from renderers.errors import ThemeInvalid
from renderers.model.output import RenderOptions
from renderers.model.source import Source, decode
from renderers.prepare import Prepared, prepare
from renderers.theme.theme_set import ThemeSet
from tests.parity import oracle
from tests.parity.result import Result, compare
from tests.parity.shared import SHARED

CORPUS = SHARED / "corpus"


@dataclass(frozen=True, slots=True)
class CorpusDeck:
    """One row of the manifest. `theme` and `language` are what the deck says itself; no theme is the default one."""

    name: str
    path: Path
    themes: tuple[Path, ...]
    theme: str = "default"
    language: str = "en"


def read_decks() -> list[CorpusDeck]:
    """The decks in the manifest's order."""
    rows = (json.loads(line) for line in (CORPUS / "manifest.jsonl").read_text("utf-8").splitlines() if line)
    return [
        CorpusDeck(
            row["id"],
            CORPUS / row["file"],
            _there(row["theme_files"]),
            row["theme"] or "default",
            row["language"],
        )
        for row in rows
    ]


def run_deck(deck: CorpusDeck) -> Result:
    """The deck compared. Raises `OracleMissing` where the reference has no answer."""
    reference = oracle.answer(deck.path, list(deck.themes))
    return compare(deck.name, reference["html"], reference["comments"], lambda: _prepared(deck))


def _there(files: list[str]) -> tuple[Path, ...]:
    """Those files of the manifest that the corpus holds; neither side gets the others."""
    return tuple(path for path in (CORPUS / file for file in files) if path.exists())


def _prepared(deck: CorpusDeck) -> Prepared:
    themes = ThemeSet.built_in()
    for path in deck.themes:
        try:
            themes = themes.with_theme(path.read_text("utf-8"))
        except ThemeInvalid:  # a file without a name, which only others import; the reference skips it as well
            continue
    return prepare(
        Source(decode(deck.path.read_bytes()), name=deck.path.stem), RenderOptions(formats=("html",)), themes
    )
