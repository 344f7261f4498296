"""A running service, and a folder with everything that the documentation's commands name."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
DECK = "# Hello\n\n![](logo.png)\n" + "".join(
    f"\n---\n\n## Slide {number}\n\n- one\n- two\n" for number in range(2, 13)
)
THEME = "/* @theme corporate */\n@import 'default';\nsection { background: #eef; }\n"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478"
    "9c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
FILES: dict[str, bytes] = {
    "talk.md": DECK.encode(),
    "deck.md": DECK.encode(),
    "corporate.css": THEME.encode(),
    "themes/corporate.css": THEME.encode(),
    "logo.png": PICTURE,
    "photo.jpg": PICTURE,
    "img/logo.png": PICTURE,
    "a/logo.png": PICTURE,
    "b/logo.png": PICTURE,
    "slides/talk.md": DECK.encode(),
    "slides/logo.png": PICTURE,
    "decks/talk.md": DECK.encode(),
    "decks/logo.png": PICTURE,
    "talk/talk.md": DECK.encode(),
    "talk/logo.png": PICTURE,
    "corporate.woff2": b"no font, which is told and no error",
}

# `docker run -i IMAGE …` does what the image's entry point does, on this machine: its words after the image.
DOCKER = """#!/bin/sh
test "$1" = run || {{ echo "not run here: docker $1" >&2; exit 64; }}
shift
while [ $# -gt 0 ]; do
    case "$1" in
        -v | -u | -e | -w | --user | --env | --volume | --workdir | --network | --tmpfs | --shm-size) shift 2 ;;
        -*) shift ;;
        *) break ;;
    esac
done
shift
exec marpd "$@"
"""
MARPD = '#!/bin/sh\nPYTHONPATH="{root}" exec "{python}" -m app "$@"\n'
# `zip -qr - FOLDER`, which not every machine has.
ZIP = """#!{python}
import io, pathlib, sys, zipfile
made = io.BytesIO()
with zipfile.ZipFile(made, "w") as archive:
    for file in sorted(pathlib.Path(sys.argv[3]).rglob("*.*")):
        archive.write(file)
sys.stdout.buffer.write(made.getvalue())
"""
GENERATE_DECK = "#!/bin/sh\ncat talk.md\n"


class Bench(NamedTuple):
    """Where commands are run: a folder, their environment, and the address of the service."""

    folder: Path
    environment: dict[str, str]
    address: str

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        """Runs a script as a reader would who stops at the first command that fails."""
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script.replace("localhost:8000", self.address)],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=280,
            check=False,
        )


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Host and port of a real service."""
    command = [sys.executable, "-m", "app", "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE) as process:
        assert process.stderr
        yield json.loads(process.stderr.readline())["url"].removeprefix("http://")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


@pytest.fixture
def bench(tmp_path: Path, address: str) -> Bench:
    """A folder of its own for each test."""
    for name, content in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.make_archive(str(tmp_path / "talk"), "zip", tmp_path / "talk")
    tools = tmp_path / ".venv/bin"
    tools.mkdir(parents=True)
    scripts = {
        "marpd": MARPD.format(root=ROOT, python=sys.executable),
        "docker": DOCKER.format(),
        "zip": ZIP.format(python=sys.executable),
    }
    for name, text in {**scripts, "generate-deck": GENERATE_DECK}.items():
        (tools / name).write_text(text, "utf-8")
        (tools / name).chmod(0o755)
    return Bench(tmp_path, {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}, address)
