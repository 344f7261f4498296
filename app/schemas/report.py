"""The report as JSON: one schema for HTTP, the command line and the docs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pydantic import BaseModel, Field

from app import __version__
from renderers import Code, Diagnostic, FontUse, Rendering, Report, Severity, format_named

REPORT = format_named("report")


class DiagnosticBody(BaseModel):
    """One thing the author should know."""

    code: Code
    severity: Severity
    message: str
    hint: str = Field(description="What to do about it; perhaps nothing.")
    slide: int | None = Field(description="The slide's number in the deck, from 1; null for the deck as a whole.")
    line: int | None = Field(description="The line of the Markdown, from 1.")
    column: int | None = Field(description="The column in that line, from 1.")
    figures: dict[str, float | str] = Field(description="Measures by name, such as how many `pixels` are cut.")

    @classmethod
    def of(cls, diagnostic: Diagnostic) -> DiagnosticBody:
        """The diagnostic as JSON tells it."""
        return cls(
            code=diagnostic.code,
            severity=diagnostic.severity,
            message=diagnostic.message,
            hint=diagnostic.hint,
            slide=diagnostic.slide,
            line=diagnostic.line,
            column=diagnostic.column,
            figures=dict(diagnostic.figures),
        )


class CountsBody(BaseModel):
    """How many diagnostics there are of each severity."""

    error: int = 0
    warning: int = 0
    info: int = 0

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> CountsBody:
        """The sums."""
        return cls(**Counter(str(one.severity) for one in diagnostics))


class FontUseBody(BaseModel):
    """Text that asks for one font family first, and the font that it was painted in."""

    asked: str = Field(description="The family that the style names first; empty where it names none.")
    painted: str = Field(description="The family that was taken.")
    is_embedded: bool = Field(description="Whether the font that was taken came with the deck.")
    characters: int = Field(description="How many there are, without blanks and marks on letters.")
    scripts: dict[str, int] = Field(description="How many of them are of which script, by ISO 15924 code.")
    slides: list[int] = Field(description="The numbers of the slides where they stand.")

    @classmethod
    def of(cls, use: FontUse) -> FontUseBody:
        """The row as JSON tells it."""
        return cls(
            asked=use.asked,
            painted=use.painted,
            is_embedded=use.is_embedded,
            characters=use.characters,
            scripts=dict(use.scripts),
            slides=list(use.slides),
        )


class ReportBody(BaseModel):
    """What happened in a render. The same deck gives the same report, to the byte."""

    slides: int = Field(description="How many slides the deck has.")
    pages: list[int] = Field(
        description="The slides that were laid out. What is found in the text is about the whole deck, "
        "what is found in the layout about these."
    )
    theme: str = Field(description="The theme that was used.")
    title: str
    language: str | None
    diagnostics: list[DiagnosticBody]
    counts: CountsBody
    fonts: list[FontUseBody] = Field(description="What text was painted in, the most used first; empty for HTML alone.")
    engine: dict[str, str] = Field(description="Names and versions of what made the output.")

    @classmethod
    def of(cls, report: Report, versions: Mapping[str, str]) -> ReportBody:
        """The report as JSON tells it."""
        return cls(
            slides=report.slides,
            pages=list(report.pages),
            theme=report.theme,
            title=report.title,
            language=report.language,
            diagnostics=[DiagnosticBody.of(diagnostic) for diagnostic in report.diagnostics],
            counts=CountsBody.of(report.diagnostics),
            fonts=[FontUseBody.of(use) for use in report.fonts],
            engine={"marpd": __version__, **versions},
        )

    def as_bytes(self) -> bytes:
        """The report as a file."""
        return json.dumps(self.model_dump(), ensure_ascii=False, indent=2).encode() + b"\n"


def with_report(rendering: Rendering, versions: Mapping[str, str]) -> Rendering:
    """The rendering with its report written down, where that is one of the formats asked for."""
    if all(artifact.format != REPORT.name for artifact in rendering.artifacts):
        return rendering
    file = ReportBody.of(rendering.report, versions).as_bytes()
    artifacts = (
        replace(artifact, files=(file,)) if artifact.format == REPORT.name else artifact
        for artifact in rendering.artifacts
    )
    return replace(rendering, artifacts=tuple(artifacts))
