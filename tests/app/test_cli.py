"""`marpd` at a terminal and in a pipeline: files, streams, words and exit statuses."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest

from renderers import (
    BrowserCrashed,
    BrowserUnavailable,
    Code,
    Diagnostic,
    MarpdError,
    RenderTimeout,
    Severity,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.app.conftest import Ended
    from tests.app.fake_renderer import FakeRenderer

THEME = "/*!\n * @theme corporate\n */\nsection { color: red }"


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_deck_becomes_a_pdf_of_the_same_name(run: Callable[..., Ended], tmp_path: Path) -> None:
    """Without -o the file goes to the current folder; in silence, as there is nothing to say."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks/other.md").write_text("# Hi", encoding="utf-8")

    ended = run("render", "decks/other.md")

    assert (ended.status, ended.out, ended.err) == (0, b"", "")
    assert (tmp_path / "other.pdf").read_bytes() == b"pdf 1"


def test_suffixes_choose_formats_and_one_render_makes_them_all(
    run: Callable[..., Ended], renderer: FakeRenderer, tmp_path: Path
) -> None:
    """Several -o, one parse and one layout."""
    ended = run("render", "talk.md", "-o", "a.pdf", "-o", "b.HTML", "--output", "c.png", "-o", "d.pdf")

    assert ended.status == 0
    assert [options.formats for _, options in renderer.calls] == [("pdf", "html", "png")]
    made = {name: content for name, content in files_in(tmp_path).items() if name != "talk.md"}
    assert made == {"a.pdf": b"pdf 1", "b.HTML": b"html 1", "c.png": b"png 1", "d.pdf": b"pdf 1"}


@pytest.mark.parametrize(
    ("flags", "names"),
    [
        (["--to", "html,png"], ["talk.html", "talk.png"]),
        (["--to", "html", "-o", "index"], ["index"]),
        (["--to", "html,pdf", "-o", "build/"], ["build/talk.html", "build/talk.pdf"]),
        (["-o", "made"], ["made/talk.pdf"]),
    ],
)
def test_to_chooses_formats_and_a_folder_keeps_their_names(
    run: Callable[..., Ended], tmp_path: Path, flags: list[str], names: list[str]
) -> None:
    """Where no suffix says it."""
    (tmp_path / "made").mkdir()

    ended = run("render", "talk.md", *flags)

    assert ended.status == 0
    assert [name for name in files_in(tmp_path) if name != "talk.md"] == names


def test_pictures_of_several_slides_are_numbered(
    run: Callable[..., Ended], renderer: FakeRenderer, tmp_path: Path
) -> None:
    """One file a slide, in slide order."""
    renderer.slides = 2

    run("render", "talk.md", "-o", "out.png", "--scale", "2")

    made = {name: content for name, content in files_in(tmp_path).items() if name != "talk.md"}
    assert made == {"out.001.png": b"png 1", "out.002.png": b"png 2"}
    assert renderer.calls[0][1].scale == 2


def test_a_pipe_goes_in_and_a_pipe_comes_out(run: Callable[..., Ended], renderer: FakeRenderer) -> None:
    """What a container in a pipeline does; a deck from stdin has no folder to read from."""
    ended = run("render", "-", "-o", "-", "--to", "html", stdin=b"\xef\xbb\xbf# Hi")

    source = renderer.calls[0][0]
    assert (ended.status, ended.out) == (0, b"html 1")
    assert (source.text, source.assets.read("talk.md")) == ("# Hi", None)


def test_a_deck_from_stdin_goes_to_stdout(run: Callable[..., Ended]) -> None:
    """`marpd render - < talk.md > talk.pdf` needs no -o."""
    ended = run("render", "-", stdin=b"# Hi")

    assert ended.out == b"pdf 1"


def test_assets_come_from_the_decks_folder_and_below(
    run: Callable[..., Ended], renderer: FakeRenderer, tmp_path: Path
) -> None:
    """And from nowhere else."""
    (tmp_path / "decks/img").mkdir(parents=True)
    (tmp_path / "decks/talk.md").write_text("# Hi", encoding="utf-8")
    (tmp_path / "decks/img/logo.png").write_bytes(b"PNG")

    run("render", "decks/talk.md")

    assets = renderer.calls[0][0].assets
    logo = assets.read("img/logo.png")
    assert logo
    assert logo.content == b"PNG"
    assert assets.read("../talk.md") is None


def test_a_theme_is_a_name_or_a_file(run: Callable[..., Ended], renderer: FakeRenderer, tmp_path: Path) -> None:
    """A file is used under the name that it gives itself."""
    (tmp_path / "mine.css").write_text(THEME, encoding="utf-8")

    run("render", "talk.md", "--theme", "corporate")
    run("render", "talk.md", "--theme", "mine.css")

    uses = [(options.theme, source.themes) for source, options in renderer.calls]
    assert uses == [("corporate", ()), ("corporate", (THEME,))]


def test_diagnostics_read_like_a_compilers(run: Callable[..., Ended], renderer: FakeRenderer) -> None:
    """Editors jump to the place; a file is written all the same."""
    renderer.diagnostics = (
        Diagnostic(code=Code.ASSET_MISSING, message="No such picture: a.png", hint="Check the path", line=12),
        Diagnostic(code=Code.FRONT_MATTER, message="Not YAML", severity=Severity.ERROR, line=2, column=5),
        Diagnostic(code=Code.HTML_DROPPED, message="No tag has it", severity=Severity.INFO, slide=3),
        Diagnostic(code=Code.THEME_UNKNOWN, message="No theme x"),
    )

    ended = run("render", "talk.md")

    assert ended.status == 0
    assert ended.err.splitlines() == [
        "talk.md:12: warning: No such picture: a.png (Check the path) [asset-missing]",
        "talk.md:2:5: error: Not YAML [front-matter]",
        "talk.md: warning: No theme x [theme-unknown]",
        "talk.md: info: slide 3: No tag has it [html-dropped]",
    ]


INFOS = (
    Diagnostic(code=Code.PPTX_PICTURE, message="A picture", severity=Severity.INFO, line=3),
    Diagnostic(code=Code.HTML_DROPPED, message="No tag", severity=Severity.INFO, line=4),
    Diagnostic(code=Code.PPTX_APPROXIMATED, message="Nearly", severity=Severity.INFO, line=5),
    Diagnostic(code=Code.PPTX_DROPPED, message="A sound is missing", line=6),
    Diagnostic(code=Code.PPTX_APPROXIMATED, message="Nearly", severity=Severity.INFO, line=7),
    Diagnostic(code=Code.HTML_DROPPED, message="No tag", severity=Severity.INFO, line=8),
)


def test_infos_are_summed_up_and_warnings_are_not(run: Callable[..., Ended], renderer: FakeRenderer) -> None:
    """A PowerPoint file has many; they must not hide what the author has to see."""
    renderer.diagnostics = INFOS

    ended = run("render", "talk.md")

    ways = "--report FILE has them all, --verbose prints them."
    assert ended.err.splitlines() == [
        "talk.md:6: warning: A sound is missing [pptx-dropped]",
        f"talk.md: info: 3 notes on what PowerPoint shows otherwise (pptx-approximated 2, pptx-picture 1); {ways}",
        f"talk.md: info: 2 notes on the deck (html-dropped 2); {ways}",
    ]


@pytest.mark.parametrize("flag", ["--verbose", "-v"])
def test_verbose_prints_every_info_in_its_place(run: Callable[..., Ended], renderer: FakeRenderer, flag: str) -> None:
    """What the sum promises."""
    renderer.diagnostics = INFOS

    ended = run("render", "talk.md", flag)

    assert [line.partition(": ")[0] for line in ended.err.splitlines()] == [f"talk.md:{line}" for line in range(3, 9)]


def test_the_report_is_json(run: Callable[..., Ended], renderer: FakeRenderer, tmp_path: Path) -> None:
    """For the program that comes next in the pipeline; to a file, or to stdout."""
    renderer.diagnostics = (Diagnostic(code=Code.ASSET_MISSING, message="No picture", line=3, slide=2),)

    run("render", "talk.md", "--report", "report.json")
    ended = run("render", "talk.md", "--report", "-")

    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report == json.loads(ended.out)
    assert report["slides"] == 1
    assert report["counts"] == {"error": 0, "warning": 1, "info": 0}
    assert report["diagnostics"][0]["code"] == "asset-missing"
    assert report["engine"]["chromium"] == "156.0"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["nope.md"], 3, "nope.md cannot be read: no such file or directory."),
        (["talk.md", "--theme", "nope.css"], 3, "nope.css cannot be read"),
        (["talk.md", "--theme", "talk.md.css"], 3, "talk.md.css cannot be read"),
        (["talk.md", "--theme-set", "nope"], 3, "nope is not a folder"),
        (["talk.md", "-o", "no/such/folder.pdf"], 3, "no/such/folder.pdf cannot be written"),
        (["talk.md", "--to", "pdff"], 2, "Did you mean pdf?"),
        (["talk.md", "--theme", "corprate"], 2, "Did you mean corporate?"),
        (["talk.md", "-o", "talk.doc"], 2, "End it in one of .pdf, .pptx, .html"),
        (["talk.md", "-o", "talk.md", "--to", "html"], 2, "would overwrite the deck"),
        (["talk.md", "-o", "-", "-o", "-"], 2, "Only one output can go to stdout"),
        (["talk.md", "-o", "-", "--report", "-"], 2, "Only one thing can go to stdout"),
        (["talk.md", "--to", "pdf,html", "-o", "x.pdf"], 2, "Leave --to out"),
        (["talk.md", "--scale", "99"], 2, "99"),
        (["talk.md", "--sclae", "2"], 2, "--scale"),
        (["-"], 1, "The deck has no content."),
    ],
)
def test_a_wrong_request_is_a_sentence_and_a_status(
    run: Callable[..., Ended], tmp_path: Path, arguments: list[str], status: int, words: str
) -> None:
    """What failed, why, what to do; nothing is written, nothing is traced."""
    ended = run("render", *arguments)

    assert ended.status == status
    assert words in ended.err
    assert "Traceback" not in ended.err
    assert list(files_in(tmp_path)) == ["talk.md"]
    assert not ended.out


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BrowserUnavailable("There is no Chromium.", hint="Install it."), 4),
        (RenderTimeout(phase="layout", seconds=30), 5),
        (BrowserCrashed("Chromium went away.", hint="Simplify the deck."), 1),
    ],
)
def test_a_failed_render_has_its_own_status(
    run: Callable[..., Ended], renderer: FakeRenderer, tmp_path: Path, error: MarpdError, status: int
) -> None:
    """A pipeline can tell a bad deck from a missing browser; the renderer is stopped in any case."""
    renderer.error = error

    ended = run("render", "talk.md")

    assert (ended.status, ended.err) == (status, f"marpd: error: {error.message} {error.hint}\n")
    assert renderer.stops == 1
    assert list(files_in(tmp_path)) == ["talk.md"]


def test_a_mistake_of_ours_is_one_line_too(run: Callable[..., Ended], renderer: FakeRenderer) -> None:
    """A person who renders a deck cannot use a traceback."""
    renderer.error = ZeroDivisionError("division by zero")

    ended = run("render", "talk.md")

    assert ended.status == 70
    assert ended.err.startswith("marpd: error: This is a mistake in marpd: ZeroDivisionError: division by zero.")
    assert ended.err.count("\n") == 1


def test_a_mistake_of_ours_is_traced_for_who_debugs(
    run: Callable[..., Ended], renderer: FakeRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line said how to get it."""
    monkeypatch.setenv("MARPD_LOG_LEVEL", "debug")
    renderer.error = ZeroDivisionError("division by zero")

    ended = run("render", "talk.md")

    assert "Traceback" in ended.err


def test_several_files_do_not_fit_into_stdout(run: Callable[..., Ended], renderer: FakeRenderer) -> None:
    """Pictures of several slides need names."""
    renderer.slides = 2

    ended = run("render", "talk.md", "-o", "-", "--to", "png")

    assert (ended.status, ended.out) == (2, b"")
    assert "2 files cannot go to stdout" in ended.err


def test_all_files_are_written_or_none(run: Callable[..., Ended], tmp_path: Path) -> None:
    """A second output that fails leaves the first as it was, and nothing half-written beside it."""
    (tmp_path / "a.pdf").write_bytes(b"old")

    ended = run("render", "talk.md", "-o", "a.pdf", "-o", "no/b.pdf")

    assert ended.status == 3
    assert files_in(tmp_path) == {"a.pdf": b"old", "talk.md": "# Café".encode()}


def test_an_output_keeps_its_link(run: Callable[..., Ended], tmp_path: Path) -> None:
    """Writing replaces what a link leads to, not the link."""
    (tmp_path / "real.pdf").write_bytes(b"old")
    (tmp_path / "link.pdf").symlink_to("real.pdf")

    run("render", "talk.md", "-o", "link.pdf")

    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"pdf 1"


def test_an_output_may_be_a_device(run: Callable[..., Ended], tmp_path: Path) -> None:
    """`-o /dev/null` must not replace the device by a file."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)

    ended = run("render", "talk.md", "--to", "pdf", "-o", "pipe")

    assert (ended.status, os.read(reader, 99)) == (0, b"pdf 1")
    os.close(reader)


def test_a_written_file_has_the_permissions_of_any_other(run: Callable[..., Ended], tmp_path: Path) -> None:
    """Not those of a temporary file, which nobody else may read."""
    run("render", "talk.md")

    assert (tmp_path / "talk.pdf").stat().st_mode == (tmp_path / "talk.md").stat().st_mode


def test_settings_reach_the_render(
    run: Callable[..., Ended], renderer: FakeRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variables of the service mean the same at the command line."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    monkeypatch.setenv("MARPD_DEADLINE_SECONDS", "7")

    run("render", "talk.md")

    options = renderer.calls[0][1]
    assert (options.date, options.deadline_seconds) == (86400, 7)


@pytest.mark.parametrize("command", [["render", "talk.md"], ["themes"], ["doctor"], ["serve"]])
def test_a_wrong_setting_is_a_sentence_that_names_it(
    run: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """Also in a container, where nobody sees more than the last line."""
    monkeypatch.setenv("MARPD_SLOTS", "many")

    ended = run(*command)

    assert ended.status == 2
    assert ended.err == (
        "marpd: error: MARPD_SLOTS is 'many', but it must be a valid integer. "
        "Set MARPD_SLOTS to such a value, or leave it unset.\n"
    )


def test_formats_and_themes_are_tables_or_json(run: Callable[..., Ended]) -> None:
    """For a person and for a program."""
    formats, themes = run("formats"), run("themes")
    rows = json.loads(run("formats", "--json").out)

    assert formats.out.startswith(b"pdf ")
    assert re.search(rb"^default +16:9, 4:3$", themes.out, re.MULTILINE)
    assert rows[0]["name"] == "pdf"
    assert rows[0]["media_type"] == "application/pdf"


def test_version_is_one_line(run: Callable[..., Ended]) -> None:
    """Name and number."""
    ended = run("--version")

    assert re.fullmatch(rb"marpd \d+\.\d+\.\d+\n", ended.out)
