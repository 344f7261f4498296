"""What a render gives: artifacts, and a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from renderers.model.diagnostic import Diagnostic
from renderers.model.fonts import FontUse
from renderers.model.pages import Pages


@dataclass(frozen=True, slots=True)
class Artifact:
    """What one exporter gave: one file, or one a slide; none is the report, which stands beside the artifacts.

    `suffix` begins with a dot. `numbers` are the slides' of a format that gives one file a slide.
    """

    format: str
    media_type: str
    suffix: str
    files: tuple[bytes, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What happened: how many slides the deck has, which were made, what the author should know, seconds by phase.

    What is found in the text is about the whole deck, what is found in the layout about the slides of `pages`.
    `fonts` says what text was painted in, where a browser laid the deck out: not for `html`, which its reader's does.
    """

    slides: int
    pages: tuple[int, ...]
    theme: str
    title: str = ""
    language: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    fonts: tuple[FontUse, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendering:
    """The artifacts in the order they were asked for, and the report on all of them."""

    artifacts: tuple[Artifact, ...]
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """What to make of a source, and how.

    `pages` are the slides to make; the others count all the same. `theme` beats the deck's own. `scale` is device
    pixels a CSS pixel, for pictures. `deadline_seconds` bounds it all. `date` (seconds since 1970) is the date the
    output bears; without it the deck's own `date`, or none.
    """

    formats: tuple[str, ...] = ("pdf",)
    pages: Pages = Pages()
    theme: str | None = None
    scale: float = 1
    deadline_seconds: float = 30
    date: int | None = None
