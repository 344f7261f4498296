"""What a caller may ask for: query parameters, and fields of a form, of the same names."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from renderers import (
    FORMATS,
    PAGES_PATTERN,
    Format,
    OptionInvalid,
    Pages,
    RenderOptions,
    format_named,
    read_pages,
)

OptionValue = str | float | bool


class Options(BaseModel):
    """Everything a caller may ask for, by the names that the query and the form use."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    to: str | None = Field(
        None,
        description="The output format, or several with commas between them: "
        + ", ".join(row.name for row in FORMATS)
        + ". Several come as a zip. Without it, the Accept header decides; without that, pdf.",
        examples=["pdf", ",".join(row.name for row in FORMATS)],
    )
    pages: str | None = Field(
        None,
        pattern=PAGES_PATTERN,
        description="The slides to make, by number and in the deck's order, such as 1,3-5. Without it, all.",
        examples=["1"],
    )
    theme: str | None = Field(
        None, min_length=1, description="The theme to use instead of the one that the deck chooses.", examples=["gaia"]
    )
    scale: float = Field(
        1.0, ge=0.1, le=10, allow_inf_nan=False, description="Pixels of a picture for one CSS pixel (png, jpeg)."
    )
    filename: str | None = Field(
        None, min_length=1, max_length=500, description="The name of the file that comes back."
    )

    @field_validator("to")
    @classmethod
    def _names_formats(cls, value: str | None) -> str | None:
        return value and value.strip()

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats asked for, each once, none when the caller did not say. Raises `FormatUnknown`."""
        if self.to is None:
            return ()
        return tuple(dict.fromkeys(format_named(name.strip()) for name in self.to.split(",")))

    def for_engine(self, formats: Iterable[Format], *, date: int | None) -> RenderOptions:
        """The same as the engine takes it, but for the deadline, which depends on the time that is left."""
        return RenderOptions(
            formats=tuple(row.name for row in formats),
            pages=read_pages(self.pages) if self.pages else Pages(),
            theme=self.theme,
            scale=self.scale,
            date=date,
        )


def option_schemas() -> dict[str, dict[str, Any]]:
    """The JSON schema of each option, as a caller writes it: there is no way to send a null."""
    schemas: dict[str, dict[str, Any]] = {}
    for name, about in Options.model_json_schema()["properties"].items():
        kinds = [kind for kind in about.pop("anyOf", []) if kind != {"type": "null"}]
        kept = {key: value for key, value in about.items() if key != "title" and value is not None}
        schemas[name] = {**next(iter(kinds), {}), **kept}
    names = "|".join(row.name for row in FORMATS)
    schemas["to"]["pattern"] = f"^({names})(,({names}))*$"
    return schemas


def options_of(pairs: Iterable[tuple[str, OptionValue]]) -> Options:
    """The options in pairs of name and value. Raises `OptionInvalid` for a wrong name or value, or a repetition."""
    given: dict[str, OptionValue] = {}
    for name, value in pairs:
        if name in given:
            raise OptionInvalid(
                f"The option {name[:60]!r} is given twice.",
                hint="Give it once; several formats have commas between them.",
                phase="read",
                field=name[:200],
            )
        given[name] = value
    try:
        return Options.model_validate(given)
    except ValidationError as error:
        raise option_mistake(error.errors(include_url=False, include_context=False)[0]) from None


def option_mistake(error: ErrorDetails, within: str = "") -> OptionInvalid:
    """What pydantic found wrong with an option. `within` is the field of the body that holds the options."""
    name = str(error["loc"][-1])
    if error["type"] == "extra_forbidden":
        return unknown_option(name, tuple(Options.model_fields), within)
    about = Options.model_fields[name].description or ""
    return OptionInvalid(
        f"The option '{name}' is {str(error['input'])[:60]!r}, but it must be {reason_of(error)}.",
        hint=about,
        phase="read",
        field=within + name,
    )


def reason_of(error: ErrorDetails) -> str:
    """What a value should have been, in pydantic's words."""
    return error["msg"].removeprefix("Input should be ").partition(", unable to")[0]


def unknown_option(name: str, known: tuple[str, ...], within: str = "") -> OptionInvalid:
    """The refusal of an option that nobody knows, with the nearest that exists."""
    nearest = get_close_matches(name, known, n=1)
    guess = f" Did you mean '{nearest[0]}'?" if nearest else ""
    return OptionInvalid(
        f"There is no option {name[:60]!r}.{guess}",
        hint=f"The options are: {', '.join(known)}.",
        phase="read",
        field=(within + name)[:200],
    )
