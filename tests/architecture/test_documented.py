"""What callers and operators can use is in the reference: settings, formats, errors, flags, options, numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.main import get_command

from app.cli import cli
from app.main import create_app
from app.problems import HTTP_PROBLEMS, INTERNAL, OUTCOMES, ExitStatus
from app.routes.bodies import BODY_READERS
from app.routes.forms import FILE_PARTS
from app.schemas.options import Options
from app.settings import Settings, variable_of
from renderers import FORMATS
from tests.app.fake_renderer import FakeRenderer

REFERENCE = Path(__file__).parents[2] / "docs/reference"


def page(name: str) -> str:
    """The text of a page of the reference."""
    return (REFERENCE / name).read_text("utf-8")


def flags() -> list[tuple[str, str]]:
    """Every flag of every command."""
    group = get_command(cli)
    commands = {"": group, **group.commands}
    found = [(name, flag) for name, command in commands.items() for one in command.params for flag in one.opts]
    return [(name, flag) for name, flag in found if flag.startswith("-") and flag != "--help"]


def section(command: str) -> str:
    """What the page says about one command; the beginning is about all of them."""
    parts = page("cli.md").split("\n## ")
    return next(part for part in parts if part.startswith(f"marpd {command}")) if command else parts[0]


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_has_its_row(field: str) -> None:
    """Variable and description stand in the reference as the code has them."""
    rows = page("configuration.md").splitlines()

    about = (Settings.model_fields[field].description or "").rstrip(".")
    assert [row for row in rows if row.startswith(f"| `{variable_of(field)}` | ") and f"| {about}" in row]


@pytest.mark.parametrize("field", [name for name, one in Settings.model_fields.items() if one.default is not None])
def test_every_default_is_told(field: str) -> None:
    """What a setting is when nobody sets it."""
    default = Settings.model_fields[field].default
    if Settings.model_fields[field].default_factory or str(default) == "":
        return
    shown = f"{default:g}" if isinstance(default, float) else str(default)
    shown = shown.lower() if isinstance(default, bool) else shown

    assert f"| `{variable_of(field)}` | `{shown}` | " in page("configuration.md")


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_every_format_has_its_row(row: object) -> None:
    """Name, suffix, media type and summary as the table has them."""
    assert f"| `{row.name}` | `{row.suffix}` | `{row.media_type}` | {row.summary} |" in page("formats.md")


@pytest.mark.parametrize("error", OUTCOMES, ids=lambda error: error.code)
def test_every_error_has_its_row(error: type) -> None:
    """Code, HTTP status and exit status as the table has them."""
    outcome = OUTCOMES[error]

    assert f"| `{error.code}` | {int(outcome.status)} | {int(outcome.exit_status)} | " in page("errors.md")


@pytest.mark.parametrize(
    ("code", "status"), [*((code, status) for status, (code, _) in HTTP_PROBLEMS.items()), (INTERNAL.code, 500)]
)
def test_every_refusal_of_the_framework_has_its_row(code: str, status: int) -> None:
    """Also those that no error of ours stands for."""
    assert f"| `{code}` | {int(status)} | " in page("errors.md")


@pytest.mark.parametrize("status", ExitStatus)
def test_every_exit_status_has_its_row(status: ExitStatus) -> None:
    """Scripts rely on the numbers."""
    assert f"\n| {int(status)} | " in page("errors.md")


@pytest.mark.parametrize(("command", "flag"), flags())
def test_every_flag_is_told_of_its_command(command: str, flag: str) -> None:
    """Under the heading of the command that takes it."""
    text = section(command)

    assert f"`{flag}`" in text or f"`{flag} " in text or f"marpd {flag}`" in text


@pytest.mark.parametrize("name", [*Options.model_fields, *FILE_PARTS])
def test_every_option_and_part_is_told(name: str) -> None:
    """What a request may hold."""
    assert f"`{name}`" in page("http-api.md")


@pytest.mark.parametrize("reader", BODY_READERS, ids=lambda reader: reader.media_type)
def test_every_content_type_is_told(reader: object) -> None:
    """What a body may be."""
    assert f"`{reader.media_type}`" in page("http-api.md")


def test_every_number_is_told() -> None:
    """The names that an operator's dashboards use."""
    text = create_app(Settings(), FakeRenderer()).state.service.metrics.text().decode()

    names = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE marpd_")}

    missing = [name for name in names if not name.endswith("_created") and f"`{name}`" not in page("http-api.md")]
    assert missing == []
