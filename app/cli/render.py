"""`marpd render`: one deck in, files out, diagnostics on stderr."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.bootstrap import Renderer, RendererMaker, renderer_from
from app.cli.decks import existing_folder, read_deck, read_theme, shown_name
from app.cli.files import STDIO, make_folder, write_all
from app.cli.process import run
from app.cli.targets import Target, targets_of
from app.cli.terminal import configure_logs, tell_diagnostics, write_out
from app.schemas.files import DEFAULT_NAME, named_files
from app.schemas.options import options_of
from app.schemas.report import REPORT, with_report
from app.settings import Settings
from renderers import Artifact, Format, OptionInvalid, Rendering, RenderOptions, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the flags of `marpd render` say."""

    deck: str
    outputs: tuple[str, ...] = ()
    to: str | None = None
    theme: str | None = None
    theme_set: Path | None = None
    pages: str | None = None
    scale: str | None = None
    report: str | None = None
    is_verbose: bool = False


def render_deck(job: Job, make_renderer: RendererMaker | None = None) -> None:
    """Renders, writes every file, and says what the author should know."""
    settings = Settings.load(theme_folder=existing_folder(job.theme_set))
    configure_logs(settings.log_level)
    given = (("to", job.to), ("pages", job.pages), ("scale", job.scale))
    options = options_of((name, value) for name, value in given if value is not None)
    targets = _targets(job, options.formats)
    formats = dict.fromkeys((*(target.format for target in targets), *((REPORT,) if job.report else ())))
    theme = read_theme(job.theme)
    order = replace(
        options.for_engine(formats, date=settings.source_date_epoch),
        theme=theme.name,
        deadline_seconds=settings.deadline_seconds,
    )
    renderer = (make_renderer or renderer_from)(settings)
    rendering = run(_rendered(renderer, read_deck(job.deck, theme, settings), order))
    _write(job, targets, rendering)
    is_coloured = sys.stderr.isatty() and not settings.no_color
    tell_diagnostics(
        rendering.report.diagnostics,
        shown_name(job.deck),
        is_coloured=is_coloured,
        is_verbose=job.is_verbose,
    )


def _targets(job: Job, asked: Sequence[Format]) -> tuple[Target, ...]:
    """Where to write, checked before anything is rendered."""
    name = DEFAULT_NAME if job.deck == STDIO else Path(job.deck).stem
    outputs = job.outputs or ((STDIO,) if job.deck == STDIO else ())
    targets = targets_of(name, outputs, asked)
    uses = [target.path is None for target in targets].count(True) + (job.report == STDIO)
    if uses > 1:
        raise OptionInvalid("Only one thing can go to stdout.", hint="Give --report or -o a file.", phase="read")
    if uses and job.report != STDIO and sys.stdout.isatty():
        raise OptionInvalid("stdout is a terminal.", hint="Name a file with -o, or redirect stdout.", phase="read")
    if any(target.path and target.path.exists() and _is_same(target.path, job.deck) for target in targets):
        raise OptionInvalid("The output would overwrite the deck.", hint="Name another file with -o.", phase="read")
    return targets


def _is_same(path: Path, deck: str) -> bool:
    return deck != STDIO and Path(deck).exists() and path.samefile(deck)


async def _rendered(renderer: Renderer, source: Source, order: RenderOptions) -> Rendering:
    try:
        rendering = await renderer.render(source, order)
        return with_report(rendering, renderer.versions)
    finally:
        await renderer.stop()


def _write(job: Job, targets: Sequence[Target], rendering: Rendering) -> None:
    artifacts = {artifact.format: artifact for artifact in rendering.artifacts}
    report = artifacts[REPORT.name].files[0] if job.report else b""
    files: list[tuple[Path, bytes]] = []
    piped: list[bytes] = [report] if job.report == STDIO else []
    for target in targets:
        artifact = artifacts[target.format.name]
        if target.path is None:
            piped.append(_only_file(artifact))
        else:
            files += _named(target.path, target.format, artifact)
    if job.report and job.report != STDIO:
        files.append((Path(job.report), report))
    for folder in (Path(output) for output in job.outputs if output.endswith("/")):
        make_folder(folder)
    write_all(files)
    for content in piped:
        write_out(content)


def _named(path: Path, row: Format, artifact: Artifact) -> list[tuple[Path, bytes]]:
    """The files of an artifact under the name that the user gave, numbered when there are several."""
    if len(artifact.files) == 1:
        return [(path, artifact.files[0])]
    suffix = next((one for one in (row.suffix, *row.other_suffixes) if path.name.lower().endswith(one)), "")
    name = path.name[: len(path.name) - len(suffix)]
    numbered = named_files(replace(artifact, suffix=path.name[len(name) :] or row.suffix), name)
    return [(path.with_name(filename), content) for filename, content in numbered]


def _only_file(artifact: Artifact) -> bytes:
    if len(artifact.files) != 1:
        raise OptionInvalid(
            f"{len(artifact.files)} files cannot go to stdout.",
            hint=f"Name a file with -o, such as talk{artifact.suffix}; each gets a number.",
            phase="write",
        )
    return artifact.files[0]
