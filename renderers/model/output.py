"""What a render gives: artifacts, and a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from renderers.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Artifact:
    """What one exporter gave: one file, or one a slide. `suffix` begins with a dot."""

    format: str
    media_type: str
    suffix: str
    files: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What happened: how many slides, what the author should know, and seconds by phase."""

    slides: int
    theme: str
    title: str = ""
    language: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendering:
    """The artifacts in the order they were asked for, and the report on all of them."""

    artifacts: tuple[Artifact, ...]
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """What to make of a source, and how.

    `theme` beats the deck's own. `scale` is device pixels a CSS pixel, for pictures. `deadline_seconds` bounds it all.
    `date` (seconds since 1970) is the date the output bears; without it the deck's own `date`, or none.
    """

    formats: tuple[str, ...] = ("pdf",)
    theme: str | None = None
    scale: float = 1
    deadline_seconds: float = 30
    date: int | None = None
