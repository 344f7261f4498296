"""`marpd themes`, `marpd formats` and `marpd doctor`: tables for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.bootstrap import SANDBOX, RendererMaker, browser_options, renderer_from
from app.cli.decks import existing_folder
from app.cli.process import run
from app.cli.terminal import configure_logs, table, write_out
from app.problems import ExitStatus
from app.schemas.bodies import FormatBody, ThemeBody
from app.settings import Settings
from renderers import FORMATS, Finding, Sandbox, examine


def list_formats(*, as_json: bool) -> None:
    """Every row of the format table."""
    _show([FormatBody.of(row).model_dump() for row in FORMATS], ("name", "suffix", "summary"), as_json=as_json)


def list_themes(theme_set: Path | None, make_renderer: RendererMaker | None = None, *, as_json: bool) -> None:
    """Every theme that a deck can choose."""
    settings = Settings.load(theme_folder=existing_folder(theme_set))
    configure_logs(settings.log_level)
    rows = [ThemeBody.of(card).model_dump() for card in (make_renderer or renderer_from)(settings).themes]
    _show(rows, ("name", "sizes"), as_json=as_json)


def list_findings(*, as_json: bool) -> None:
    """What was found of what rendering needs. Ends with an exit status when something fails."""
    settings = Settings.load()
    configure_logs(settings.log_level)
    findings = run(examine(browser_options(settings)))
    rows = [
        {"name": finding.name, "ok": finding.is_ok, "message": finding.message, "hint": finding.hint}
        for finding in findings
    ]
    _show(rows, ("ok", "name", "message", "hint"), as_json=as_json)
    if any(not finding.is_ok and _matters(finding, settings) for finding in findings):
        raise SystemExit(ExitStatus.REFUSED)


def _matters(finding: Finding, settings: Settings) -> bool:
    """Whether nothing can be rendered, or not as it should be, because of what was found."""
    return finding.name != SANDBOX or settings.sandbox is Sandbox.ON


def _show(rows: Sequence[Mapping[str, object]], columns: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        write_out(json.dumps(rows, ensure_ascii=False, indent=2).encode() + b"\n")
    else:
        write_out(table([[_cell(row[column]) for column in columns] for row in rows]))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "ok" if value else "fails"
    return ", ".join(value) if isinstance(value, list) else str(value)
