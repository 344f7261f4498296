"""Every command in the README and the documentation does what it says, run as a reader would."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.docs.conftest import Bench

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.browser,
    # A page has up to a dozen commands, each with a browser of its own.
    pytest.mark.timeout(300),
    pytest.mark.skipif(not shutil.which("curl") or not shutil.which("bash"), reason="the commands need curl and bash"),
]

_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
_OUTPUT = re.compile(r"(?:-o|--report|>)\s*'?([\w./-]+\.(\w+))")
_JOINED = re.compile(r"\\\n\s*")

# What a test cannot do, or is done elsewhere: set-up, services that stay or are not on this machine, images, clusters.
ELSEWHERE = re.compile(
    r"make |docker (build|compose|pull)|docker run (?!.*\s-i\b)|marpd serve|\.venv/bin/marpd serve|kubectl |export "
    r"|marpd doctor|pip |git |gh |.*https://marpd\.example"
)
BEGINNINGS = {
    "pdf": (b"%PDF-",),
    "pptx": (b"PK\x03\x04",),
    "zip": (b"PK\x03\x04",),
    "html": (b"<!DOCTYPE html>",),
    "png": (b"\x89PNG",),
    "jpg": (b"\xff\xd8",),
    "jpeg": (b"\xff\xd8",),
    "json": (b"{", b"["),
    "md": (b"",),
}


class Page(NamedTuple):
    """A page, and each of its blocks of commands that can be run here: where it stands, and the script."""

    name: str
    blocks: tuple[tuple[int, str], ...]


def pages() -> list[Page]:
    """Every page that has commands to run."""
    found = []
    for file in [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]:
        blocks = tuple(blocks_of(file.read_text("utf-8")))
        if blocks:
            found.append(Page(str(file.relative_to(ROOT)), blocks))
    return found


def blocks_of(text: str) -> Iterator[tuple[int, str]]:
    """The line and the script of each block, without what is done elsewhere."""
    for match in _BLOCK.finditer(text):
        commands = _JOINED.sub(" ", match[1]).splitlines()
        script = "".join(f"{line}\n" for line in commands if not ELSEWHERE.match(line))
        if script.strip():
            yield text.count("\n", 0, match.start()) + 2, script


def test_there_are_commands() -> None:
    """Or all that follows would hold for nothing."""
    assert sum(len(page.blocks) for page in pages()) > 15


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_commands_work(bench: Bench, page: Page) -> None:
    """Read from the top, each block ends well, and each file that it names is there and of its kind."""
    for line, script in page.blocks:
        outputs = _OUTPUT.findall(script)
        for file in (bench.folder / name for name, _ in outputs):
            file.unlink(missing_ok=True)

        done = bench.run(script)

        assert done.returncode == 0, (line, script, done.stderr)
        for name, suffix in outputs:
            written = [bench.folder / name, *bench.folder.glob(f"{name.removesuffix('.' + suffix)}.0*.{suffix}")]
            content = next(file for file in written if file.exists()).read_bytes()
            assert content.startswith(BEGINNINGS[suffix]), (line, name, content[:300])
