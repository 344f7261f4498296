"""`marpd render`: one deck in, files out, diagnostics on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.bootstrap import Renderer, RendererMaker, renderer_from
from app.cli.files import STDIO, make_folder, read, write_all
from app.cli.process import run
from app.cli.targets import Target, targets_of
from app.cli.terminal import configure_logs, tell_diagnostics, write_out
from app.problems import FileProblem
from app.schemas.bodies import ReportBody
from app.schemas.files import DEFAULT_NAME, named_files
from app.schemas.options import options_of
from app.schemas.sent import deck_text
from app.settings import Settings
from renderers import (
    Artifact,
    FolderAssets,
    Format,
    MemoryAssets,
    OptionInvalid,
    Rendering,
    RenderOptions,
    Source,
    ThemeInvalid,
    theme_name,
)

_STDIN_NAME = "<stdin>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the flags of `marpd render` say."""

    deck: str
    outputs: tuple[str, ...] = ()
    to: str | None = None
    theme: str | None = None
    theme_set: Path | None = None
    scale: str | None = None
    report: str | None = None
    is_verbose: bool = False


def render_deck(job: Job, make_renderer: RendererMaker | None = None) -> None:
    """Renders, writes every file, and says what the author should know."""
    settings = Settings.load(theme_folder=_folder(job.theme_set))
    configure_logs(settings.log_level)
    given = (("to", job.to), ("scale", job.scale))
    options = options_of((name, value) for name, value in given if value is not None)
    targets = _targets(job, options.formats)
    formats = dict.fromkeys(target.format for target in targets)
    order = options.for_engine(formats, date=settings.source_date_epoch)
    renderer = (make_renderer or renderer_from)(settings)
    rendering = run(_rendered(renderer, job, replace(order, deadline_seconds=settings.deadline_seconds)))
    _write(job, targets, rendering)
    is_coloured = sys.stderr.isatty() and not settings.no_color
    tell_diagnostics(
        rendering.report.diagnostics,
        _STDIN_NAME if job.deck == STDIO else job.deck,
        is_coloured=is_coloured,
        is_verbose=job.is_verbose,
    )


def _folder(theme_set: Path | None) -> Path | None:
    if theme_set is not None and not theme_set.is_dir():
        raise FileProblem(f"{theme_set} is not a folder.", hint="Give --theme-set a folder of .css files.")
    return theme_set


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


async def _rendered(renderer: Renderer, job: Job, order: RenderOptions) -> Rendering:
    source, theme = _source(job)
    try:
        return await renderer.render(source, replace(order, theme=theme))
    finally:
        await renderer.stop()


def _source(job: Job) -> tuple[Source, str | None]:
    """The deck, and the name of the theme that shall be used instead of its own."""
    text = deck_text(read(job.deck))
    themes: tuple[str, ...] = ()
    theme = job.theme
    if theme is not None and theme.lower().endswith(".css"):
        css = _style(theme)
        themes, theme = (css,), theme_name(css)
    if job.deck == STDIO:
        return Source(text, DEFAULT_NAME, MemoryAssets(), themes), theme
    path = Path(job.deck)
    return Source(text, path.stem, FolderAssets(path.parent), themes), theme


def _style(path: str) -> str:
    try:
        return read(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ThemeInvalid(f"The theme {path} is not UTF-8.", hint="Save the file as UTF-8.", phase="read") from None


def _write(job: Job, targets: Sequence[Target], rendering: Rendering) -> None:
    artifacts = {artifact.format: artifact for artifact in rendering.artifacts}
    report = json.dumps(ReportBody.of(rendering.report).model_dump(), ensure_ascii=False, indent=2).encode() + b"\n"
    files: list[tuple[Path, bytes]] = []
    piped: list[bytes] = [report] if job.report == STDIO else []
    for target in targets:
        artifact = artifacts[target.format.name]
        if target.path is None:
            piped.append(_only_file(artifact))
        else:
            files += _named(target.path, artifact)
    if job.report and job.report != STDIO:
        files.append((Path(job.report), report))
    for folder in (Path(output) for output in job.outputs if output.endswith("/")):
        make_folder(folder)
    write_all(files)
    for content in piped:
        write_out(content)


def _named(path: Path, artifact: Artifact) -> list[tuple[Path, bytes]]:
    """The files of an artifact under the name that the user gave, numbered when there are several."""
    if len(artifact.files) == 1:
        return [(path, artifact.files[0])]
    name = path.name.removesuffix(artifact.suffix)
    return [(path.with_name(numbered), content) for numbered, content in named_files(artifact, name)]


def _only_file(artifact: Artifact) -> bytes:
    if len(artifact.files) != 1:
        raise OptionInvalid(
            f"{len(artifact.files)} files cannot go to stdout.",
            hint=f"Name a file with -o, such as talk{artifact.suffix}; each gets a number.",
            phase="write",
        )
    return artifact.files[0]
