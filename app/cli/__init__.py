"""The command line. What a command needs is imported when it runs, so that `marpd --help` is there at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from app import __version__

if TYPE_CHECKING:
    from app.bootstrap import RendererMaker

Choice = TypeVar("Choice", bound=StrEnum)

cli = typer.Typer(
    name="marpd",
    help="Renders Marp decks: Markdown in; PDF, PowerPoint, HTML and pictures out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

ThemeSet = Annotated[
    Path | None, typer.Option("--theme-set", metavar="DIR", help="A folder of more themes: every .css file in it.")
]
ThemeChoice = Annotated[
    str | None,
    typer.Option(
        "--theme", metavar="NAME|FILE", help="The theme to use instead of the deck's own: a name, or a CSS file."
    ),
]
PageChoice = Annotated[
    str | None, typer.Option("--pages", metavar="LIST", help="The slides to make, by number, such as 1,3-5; else all.")
]
IsVerbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print every info, instead of their number.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]


def main(arguments: Sequence[str] | None = None, make_renderer: RendererMaker | None = None) -> None:
    """Runs a command and exits. Every error becomes a sentence on stderr and an exit status, never a traceback.

    Without `arguments` those of the process are taken. Tests bring their own renderer.
    """
    try:
        cli(args=arguments, prog_name="marpd", obj=make_renderer)
    except Exception as error:  # the rim: nothing above could tell it better
        from app.cli.terminal import tell

        sys.exit(tell(error))


def _one_of(kind: type[Choice], word: str, flag: str) -> Choice:
    if word not in list(kind):
        raise typer.BadParameter(f"{word!r} is not one of {', '.join(kind)}.", param_hint=flag)
    return kind(word)


def _version(is_wanted: bool) -> None:  # noqa: FBT001  # the library's signature
    if is_wanted:
        typer.echo(f"marpd {__version__}")
        raise typer.Exit


@cli.callback()
def _root(
    *,
    version: Annotated[  # acts in its callback
        bool, typer.Option("--version", help="Show the version and leave.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


@cli.command()
def render(  # one parameter a flag
    context: typer.Context,
    deck: Annotated[str, typer.Argument(metavar="DECK", help="The Markdown file, or a zip bundle; - for stdin.")],
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write; its suffix chooses the format. A folder, or - for stdout. May be given again.",
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="FORMAT", help="The format, or several with commas: `marpd formats` lists them."),
    ] = None,
    theme: ThemeChoice = None,
    theme_set: ThemeSet = None,
    pages: PageChoice = None,
    scale: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Pixels of a picture for one CSS pixel (png, jpeg): 0.1 to 10.")
    ] = None,
    report: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write what happened as JSON; - for stdout.")
    ] = None,
    *,
    is_verbose: IsVerbose = False,
) -> None:
    """Render one deck. Pictures and fonts come from the deck's own folder and below."""
    from app.cli.render import Job, render_deck

    render_deck(
        Job(
            deck=deck,
            outputs=tuple(output or ()),
            to=to,
            theme=theme,
            theme_set=theme_set,
            pages=pages,
            scale=scale,
            report=report,
            is_verbose=is_verbose,
        ),
        context.obj,
    )


@cli.command()
def check(  # one parameter a flag
    context: typer.Context,
    decks: Annotated[list[str], typer.Argument(metavar="DECK...", help="Markdown files or zip bundles; - for stdin.")],
    to: Annotated[
        str | None,
        typer.Option(metavar="FORMAT", help="Say also what this format cannot carry, or several with commas."),
    ] = None,
    theme: ThemeChoice = None,
    theme_set: ThemeSet = None,
    pages: PageChoice = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="How to write it: text, json, or github for annotations.")
    ] = "text",
    fail_on: Annotated[
        str, typer.Option(metavar="SEVERITY", help="What is bad enough for exit status 1: error, warning or info.")
    ] = "warning",
    *,
    is_verbose: IsVerbose = False,
) -> None:
    """Say what is wrong with decks, without making files of them."""
    from app.cli.check import Form, Job, check_decks
    from renderers import Severity

    check_decks(
        Job(
            decks=tuple(decks),
            to=to,
            theme=theme,
            theme_set=theme_set,
            pages=pages,
            form=_one_of(Form, form, "--format"),
            fail_on=_one_of(Severity, fail_on, "--fail-on"),
            is_verbose=is_verbose,
        ),
        context.obj,
    )


@cli.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on (MARPD_HOST, else 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on (MARPD_PORT, else 8000).")] = None,
) -> None:
    """Run the HTTP service. MARPD_ variables set everything else."""
    from app.cli.serve import serve_forever

    serve_forever(host=host, port=port)


@cli.command()
def themes(context: typer.Context, theme_set: ThemeSet = None, *, as_json: AsJson = False) -> None:
    """List the themes that a deck can choose."""
    from app.cli.lists import list_themes

    list_themes(theme_set, context.obj, as_json=as_json)


@cli.command()
def formats(*, as_json: AsJson = False) -> None:
    """List the output formats."""
    from app.cli.lists import list_formats

    list_formats(as_json=as_json)


@cli.command()
def doctor(*, as_json: AsJson = False) -> None:
    """Say whether everything that rendering needs is there, and what to do if not."""
    from app.cli.lists import list_findings

    list_findings(as_json=as_json)
