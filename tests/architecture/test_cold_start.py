"""The command line is there at once: nothing heavy is imported before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENTRY = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]["marpd"]

# The body of the script that an installer writes for the entry point, and then what it imported.
SCRIPT = """
import json, sys
from {module} import {function}
sys.argv = ["marpd", *{arguments!r}]
try:
    {function}()
except SystemExit as end:
    print(json.dumps([end.code, sorted({{name.partition(".")[0] for name in sys.modules}})]))
"""


def imported_by(*arguments: str) -> tuple[int, set[str]]:
    """How the entry point ends with these arguments in a fresh process, and the packages that it imported."""
    module, _, function = ENTRY.partition(":")
    script = SCRIPT.format(module=module, function=function, arguments=list(arguments))
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    status, names = json.loads(result.stdout.splitlines()[-1])
    return status or 0, set(names)


HEAVY = {"fastapi", "markdown_it", "pikepdf", "playwright", "pptx", "renderers", "rich", "starlette", "uvicorn"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """Neither browser nor web framework nor engine; not even what checks settings."""
    status, names = imported_by(*arguments)

    assert status == 0
    assert "typer" in names
    assert names & {*HEAVY, "pydantic"} == set()


@pytest.mark.parametrize("command", ["render", "serve", "themes", "formats", "doctor"])
def test_help_on_a_command_imports_nothing_heavy(command: str) -> None:
    """The flags of a command are there before what the command needs; typer reads them with pydantic."""
    status, names = imported_by(command, "--help")

    assert status == 0
    assert names & HEAVY == set()


def test_listing_formats_imports_neither_browser_nor_web_framework() -> None:
    """A list out of a table."""
    status, names = imported_by("formats", "--json")

    assert status == 0
    assert "renderers" in names
    assert names & {"fastapi", "pikepdf", "playwright", "pptx", "starlette", "uvicorn"} == set()
