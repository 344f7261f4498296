"""`marpd check`: decks in, what their authors should know out, and an exit status for pipelines."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from app.bootstrap import Renderer, RendererMaker, renderer_from
from app.cli.annotations import annotation, annotation_of_error
from app.cli.decks import existing_folder, read_deck, read_theme, shown_name
from app.cli.files import STDIO
from app.cli.process import run
from app.cli.terminal import configure_logs, lines_of, tell, write_out
from app.problems import ExitStatus, outcome_of
from app.schemas.options import options_of
from app.schemas.report import REPORT, ReportBody
from app.settings import Settings
from renderers import BrowserUnavailable, MarpdError, OptionInvalid, RenderOptions, Report, Severity


class Form(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the flags of `marpd check` say."""

    decks: tuple[str, ...]
    to: str | None = None
    theme: str | None = None
    theme_set: Path | None = None
    pages: str | None = None
    form: Form = Form.TEXT
    fail_on: Severity = Severity.WARNING
    is_verbose: bool = False


@dataclass(frozen=True, slots=True)
class _Checked:
    """A deck, and the report on it, or the error that ended its render."""

    deck: str
    outcome: Report | MarpdError


def check_decks(job: Job, make_renderer: RendererMaker | None = None) -> None:
    """Writes what was found to stdout. Ends with an exit status unless all decks are good."""
    settings = Settings.load(theme_folder=existing_folder(job.theme_set))
    configure_logs(settings.log_level)
    if job.decks.count(STDIO) > 1:
        raise OptionInvalid("Only one deck can come from stdin.", hint="Give '-' once.", phase="read")
    renderer = (make_renderer or renderer_from)(settings)
    checked = run(_all(renderer, job, settings))
    _WRITERS[job.form](checked, job, settings, renderer.versions)
    if status := max(_status(one.outcome, job.fail_on) for one in checked):
        raise SystemExit(status)


async def _all(renderer: Renderer, job: Job, settings: Settings) -> list[_Checked]:
    try:
        return [one async for one in _each(renderer, job, settings)]
    finally:
        await renderer.stop()


async def _each(renderer: Renderer, job: Job, settings: Settings) -> AsyncIterator[_Checked]:
    given = (("to", job.to), ("pages", job.pages))
    options = options_of((name, value) for name, value in given if value is not None)
    theme = read_theme(job.theme)
    formats = dict.fromkeys((*options.formats, REPORT))
    order: RenderOptions = replace(
        options.for_engine(formats, date=settings.source_date_epoch),
        theme=theme.name,
        deadline_seconds=settings.deadline_seconds,
    )
    for deck in job.decks:
        try:
            rendering = await renderer.render(read_deck(deck, theme, settings), order)
        except BrowserUnavailable:
            # It is nobody's deck, and would be the same for the next.
            raise
        except MarpdError as error:
            yield _Checked(deck, error)
        else:
            yield _Checked(deck, rendering.report)


def _status(outcome: Report | MarpdError, fail_on: Severity) -> int:
    if isinstance(outcome, MarpdError):
        return outcome_of(outcome).exit_status
    severities = list(Severity)
    bad = severities[: severities.index(fail_on) + 1]
    return ExitStatus.REFUSED if any(one.severity in bad for one in outcome.diagnostics) else ExitStatus.OK


Writer = Callable[[Sequence[_Checked], Job, Settings, Mapping[str, str]], None]


def _write_text(checked: Sequence[_Checked], job: Job, settings: Settings, versions: Mapping[str, str]) -> None:
    del versions
    is_coloured = sys.stdout.isatty() and not settings.no_color
    for one in checked:
        name = shown_name(one.deck)
        if isinstance(one.outcome, MarpdError):
            tell(one.outcome, name)
            continue
        lines = lines_of(one.outcome.diagnostics, name, is_coloured=is_coloured, is_verbose=job.is_verbose)
        write_out("".join(f"{line}\n" for line in (*lines, _summary(name, one.outcome))).encode())


def _summary(name: str, report: Report) -> str:
    """`talk.md: 12 slides, 1 error, 2 warnings, 3 infos`."""
    numbers = {"slide": report.slides}
    for severity in Severity:
        numbers[severity] = sum(one.severity is severity for one in report.diagnostics)
    return f"{name}: " + ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for word, count in numbers.items())


def _write_json(checked: Sequence[_Checked], job: Job, settings: Settings, versions: Mapping[str, str]) -> None:
    del job, settings
    decks = [{"deck": shown_name(one.deck), **_as_json(one.outcome, versions)} for one in checked]
    write_out(json.dumps({"decks": decks}, ensure_ascii=False, indent=2).encode() + b"\n")


def _as_json(outcome: Report | MarpdError, versions: Mapping[str, str]) -> dict[str, object]:
    if isinstance(outcome, Report):
        return {"report": ReportBody.of(outcome, versions).model_dump()}
    return {"error": {"code": outcome.code, "message": outcome.message, "hint": outcome.hint, "phase": outcome.phase}}


def _write_github(checked: Sequence[_Checked], job: Job, settings: Settings, versions: Mapping[str, str]) -> None:
    del job, settings, versions
    lines: list[str] = []
    for one in checked:
        name = "" if one.deck == STDIO else one.deck
        if isinstance(one.outcome, MarpdError):
            lines.append(annotation_of_error(one.outcome, name))
        else:
            lines += [annotation(diagnostic, name) for diagnostic in one.outcome.diagnostics]
    write_out("".join(f"{line}\n" for line in lines).encode())


_WRITERS: Mapping[Form, Writer] = {Form.TEXT: _write_text, Form.JSON: _write_json, Form.GITHUB: _write_github}
