"""The reference implementation itself, run by Node on whole decks; its answers are kept under `build/parity`."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.parity.shared import BUILD, SHARED

MODULES = BUILD / "node"
ANSWERS = BUILD / "answers"
SECONDS_TO_INSTALL = 600
SECONDS_A_DECK = 120


class OracleMissing(Exception):
    """The reference cannot be run here; the message says why."""


def answer(deck: Path, themes: list[Path]) -> dict[str, Any]:
    """What the reference makes of a deck with these themes: `html` and `comments`, one a slide."""
    found: dict[str, Any] = json.loads(answer_file(deck, themes).read_text("utf-8"))
    return found


def answer_file(deck: Path, themes: list[Path]) -> Path:
    """The file that holds the answer. Asks Node once."""
    key = hashlib.sha256()
    for path in (SHARED / "parity" / "package.json", SHARED / "parity" / "oracle.mjs", deck, *themes):
        key.update(hashlib.sha256(path.read_bytes()).digest())
    kept = ANSWERS / f"{key.hexdigest()[:32]}.json"
    if not kept.exists():
        _ask(deck, themes, kept)
    return kept


def install() -> None:
    """See that the reference is there. Raises `OracleMissing`."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise OracleMissing("Node 20 with npm is needed to run the reference")
    manifest = (SHARED / "parity" / "package.json").read_text("utf-8")
    installed = MODULES / ".installed"
    if installed.exists() and installed.read_text("utf-8") == manifest:
        return
    MODULES.mkdir(parents=True, exist_ok=True)
    (MODULES / "package.json").write_text(manifest, "utf-8")
    done = _run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=MODULES, timeout=SECONDS_TO_INSTALL)
    if done.returncode:
        raise OracleMissing(f"npm could not install the reference: {done.stderr.strip()[-300:]}")
    installed.write_text(manifest, "utf-8")


def _ask(deck: Path, themes: list[Path], kept: Path) -> None:
    folder = ANSWERS / f".{kept.stem}"
    options = [part for theme in themes for part in ("--theme", str(theme))]
    done = _run(
        ["node", str(SHARED / "parity" / "oracle.mjs"), str(folder), str(deck), *options],
        env={**os.environ, "ORACLE_MODULES": str(MODULES)},
        timeout=SECONDS_A_DECK,
    )
    if done.returncode:
        raise OracleMissing(f"the reference failed: {done.stderr.strip()[-300:]}")
    (folder / "0.json").replace(kept)
    folder.rmdir()


def _run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)
