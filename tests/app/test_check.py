"""`marpd check` in pipelines: what is wrong with decks, for people, programs and pull requests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from renderers import BrowserUnavailable, Code, Diagnostic, RenderTimeout, Severity
from tests.app.test_bundles import bundle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.app.conftest import Ended
    from tests.app.fake_renderer import FakeRenderer

MISSING = Diagnostic(
    code=Code.ASSET_MISSING, message="No 'a,b: 50%.png'.", hint="Send\nit.", severity=Severity.ERROR, slide=2, line=7
)
WRONG = Diagnostic(code=Code.DIRECTIVE_VALUE, message="No colour.", line=2, column=5)
WORTH_KNOWING = Diagnostic(code=Code.FONT_FALLBACK, message="Another font.", severity=Severity.INFO)


def test_a_good_deck_is_told_in_one_line(run: Callable[..., Ended], renderer: FakeRenderer) -> None:
    """On stdout, as it is what was asked for; with exit status 0, and nothing made."""
    ended = run("check", "talk.md")

    assert (ended.status, ended.err) == (0, "")
    assert ended.out.decode() == "talk.md: 1 slide, 0 errors, 0 warnings, 0 infos\n"
    assert renderer.calls[0][1].formats == ("report",)
    assert renderer.stops == 1


def test_what_is_found_comes_as_compilers_write_it(run: Callable[..., Ended], renderer: FakeRenderer) -> None:
    """Place, severity, message, code; infos in short."""
    renderer.diagnostics = (MISSING, WRONG, WORTH_KNOWING, WORTH_KNOWING)

    ended = run("check", "talk.md")

    lines = ended.out.decode().splitlines()
    assert ended.status == 1
    assert lines[-3] == "talk.md:2:5: warning: No colour. [directive-value]"
    assert lines[-2].startswith("talk.md: info: 2 notes on ")
    assert lines[-1] == "talk.md: 1 slide, 1 error, 1 warning, 2 infos"


@pytest.mark.parametrize(
    ("severity", "flags", "status"),
    [
        (Severity.ERROR, [], 1),
        (Severity.WARNING, [], 1),
        (Severity.INFO, [], 0),
        (Severity.WARNING, ["--fail-on", "error"], 0),
        (Severity.ERROR, ["--fail-on", "error"], 1),
        (Severity.INFO, ["--fail-on", "info"], 1),
    ],
)
def test_the_pipeline_says_what_is_bad_enough(
    run: Callable[..., Ended],
    renderer: FakeRenderer,
    severity: Severity,
    flags: list[str],
    status: int,
) -> None:
    """By default whatever may have changed or lost content."""
    renderer.diagnostics = (Diagnostic(code=Code.ASSET_MISSING, message="x", severity=severity),)

    assert run("check", "talk.md", *flags).status == status


def test_json_has_the_report_of_each_deck(
    run: Callable[..., Ended],
    renderer: FakeRenderer,
    tmp_path: Path,
) -> None:
    """Of stdin, a bundle, a file; and the reason where there is none."""
    renderer.diagnostics = (MISSING,)
    (tmp_path / "bad.md").write_bytes(b"\xff")
    (tmp_path / "talk.zip").write_bytes(bundle(("deck.md", b"# Zip"), ("a.png", b"PNG")))

    ended = run("check", "-", "bad.md", "talk.zip", "nope.md", "--format", "json", stdin=b"# Stdin")

    decks = json.loads(ended.out)["decks"]
    assert ended.status == 3
    assert [deck["deck"] for deck in decks] == ["<stdin>", "bad.md", "talk.zip", "nope.md"]
    assert decks[0]["report"]["diagnostics"][0]["line"] == 7
    assert decks[1]["error"]["code"] == "source-not-utf8"
    assert decks[3]["error"]["code"] == "file-problem"
    assert [source.text for source, _ in renderer.calls] == ["# Stdin", "# Zip"]
    assert renderer.calls[1][0].assets.read("a.png")


def test_github_gets_annotations(run: Callable[..., Ended], renderer: FakeRenderer, tmp_path: Path) -> None:
    """One line each whatever the text holds, with what ends a property escaped in properties."""
    renderer.diagnostics = (MISSING, WRONG, WORTH_KNOWING)
    (tmp_path / "a,b:c%.md").write_text("# Hi", encoding="utf-8")
    (tmp_path / "bad.md").write_bytes(b"ok\n\xff")

    ended = run("check", "a,b:c%.md", "bad.md", "--format", "github")

    assert ended.status == 1
    *lines, last = ended.out.decode().splitlines()
    assert lines == [
        "::error file=a%2Cb%3Ac%25.md,line=7,title=asset-missing::Slide 2: No 'a,b: 50%25.png'. Send%0Ait.",
        "::warning file=a%2Cb%3Ac%25.md,line=2,col=5,title=directive-value::No colour.",
        "::notice file=a%2Cb%3Ac%25.md,title=font-fallback::Another font.",
    ]
    assert last.startswith(
        "::error file=bad.md,line=2,col=1,title=source-not-utf8::The deck is not UTF-8: byte 0xff at "
    )


def test_options_reach_the_engine(run: Callable[..., Ended], renderer: FakeRenderer) -> None:
    """The same flags as for a render."""
    renderer.slides = 3

    run("check", "talk.md", "--to", "pptx,report", "--theme", "corporate", "--pages", "2-3")

    options = renderer.calls[0][1]
    assert (options.formats, options.theme, options.pages.of(3)) == (("pptx", "report"), "corporate", (2, 3))


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ([], 2, "DECK"),
        (["talk.md", "--format", "xml"], 2, "'xml' is not one of text, json, github"),
        (["talk.md", "--fail-on", "all"], 2, "'all' is not one of error, warning, info"),
        (["talk.md", "--pages", "9"], 2, "There is no slide 9: the deck has one slide."),
        (["talk.md", "--to", "pdff"], 2, "Did you mean pdf?"),
        (["-", "-"], 2, "Only one deck can come from stdin"),
        (["nope.md"], 3, "nope.md: error: nope.md cannot be read"),
        (["-"], 1, "<stdin>: error: The deck has no content."),
    ],
)
def test_a_wrong_request_is_a_sentence_and_a_status(
    run: Callable[..., Ended],
    arguments: list[str],
    status: int,
    words: str,
) -> None:
    """On stderr."""
    ended = run("check", *arguments)

    assert ended.status == status
    assert words in ended.err


def test_a_deck_that_fails_does_not_end_the_others(run: Callable[..., Ended], renderer: FakeRenderer) -> None:
    """A missing browser does, for it would be missing for all."""
    renderer.error = RenderTimeout(phase="layout", seconds=1)
    slow = run("check", "talk.md", "talk.md")
    renderer.error = BrowserUnavailable("There is no Chromium.", hint="Install it.", phase="start")
    none = run("check", "talk.md", "talk.md")

    assert (slow.status, slow.err.count("passed its deadline")) == (5, 2)
    assert (none.status, none.err) == (4, "marpd: error: There is no Chromium. Install it.\n")
