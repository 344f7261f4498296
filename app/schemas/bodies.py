"""The JSON that goes back: catalog, health and problems, each made from the engine's value."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from renderers import Format, InstalledFont, ThemeCard


class FormatBody(BaseModel):
    """One output format."""

    name: str = Field(description="What `to` calls it.")
    suffix: str = Field(description="How its file names end.")
    media_type: str
    summary: str
    is_per_slide: bool = Field(description="Whether it gives one file a slide; several come as a zip.")

    @classmethod
    def of(cls, row: Format) -> FormatBody:
        """The row of the format table as JSON tells it."""
        return cls(
            name=row.name,
            suffix=row.suffix,
            media_type=row.media_type,
            summary=row.summary,
            is_per_slide=row.is_per_slide,
        )


class FormatsBody(BaseModel):
    """Every output format."""

    formats: list[FormatBody]


class ThemeBody(BaseModel):
    """One theme."""

    name: str
    sizes: list[str] = Field(description="The slide sizes it knows by name.")
    is_built_in: bool

    @classmethod
    def of(cls, card: ThemeCard) -> ThemeBody:
        """The card of a theme as JSON tells it."""
        return cls(name=card.name, sizes=list(card.sizes), is_built_in=card.is_built_in)


class ThemesBody(BaseModel):
    """Every theme."""

    themes: list[ThemeBody]


class FontBody(BaseModel):
    """One font family that is installed."""

    family: str
    scripts: list[str] = Field(description="ISO 15924 codes of the scripts whose usual letters it has.")

    @classmethod
    def of(cls, font: InstalledFont) -> FontBody:
        """The font as JSON tells it."""
        return cls(family=font.family, scripts=list(font.scripts))


class LimitsBody(BaseModel):
    """What a request may be and how long it may take."""

    max_body_bytes: int = Field(description="The largest body; a zip may unpack to as much.")
    max_assets: int = Field(description="How many files may come along.")
    max_slides: int = Field(description="How many slides a deck may have.")
    max_output_bytes: int = Field(description="The largest answer.")
    deadline_seconds: float = Field(description="How long one request may take.")
    slots: int = Field(description="How many decks are rendered at the same time.")
    queue: int = Field(description="How many requests may wait for a slot.")


class CapabilitiesBody(BaseModel):
    """What this service can do."""

    formats: list[FormatBody]
    themes: list[ThemeBody]
    fonts: list[FontBody] = Field(description="Empty until a browser has started.")
    limits: LimitsBody
    remote: Literal["off", "allowlist"] = Field(description="Whether decks may have pictures and fonts of the network.")
    versions: dict[str, str] = Field(description="Names and versions of what makes the output.")


class HealthBody(BaseModel):
    """How the service is."""

    status: str
    versions: dict[str, str] = Field(default_factory=dict)


class FaultBody(BaseModel):
    """One mistake in the request."""

    detail: str
    field: str | None = Field(None, description="The option, or the field of a JSON body, that it is in.")
    line: int | None = None
    column: int | None = None


class ProblemBody(BaseModel):
    """An error (RFC 9457)."""

    type: str = Field(description="A URN that ends in the code.")
    title: str
    status: int
    detail: str = Field(description="What failed, why, and what to do.")
    instance: str = Field(description="A URN that ends in the request's id, under which the log knows it.")
    code: str = Field(description="One word of a closed list.")
    retryable: bool = Field(description="Whether the same request may succeed later.")
    phase: str = Field(description="How far the request came: request, read, queue, or a phase of the render.")
    errors: list[FaultBody] = Field(description="Single mistakes, each with its place, where there is one.")
