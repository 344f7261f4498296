"""The judge of presentation files, in an environment of its own, and the programs it needs to see how they look."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tests.parity import oracle
from tests.parity.pptx_decks import Rendered
from tests.parity.shared import BUILD, SHARED

TOOLS = SHARED / "parity"
VENV = BUILD / "judge-venv"
PACKAGES = ("libreoffice-impress", "libreoffice-math", "python3-uno", "poppler-utils")
DRAWS = "import sys, pathlib, pptx_look; pptx_look.to_pdf(*map(pathlib.Path, sys.argv[1:]))"
SECONDS_TO_INSTALL = 900
SECONDS_A_DECK = 900


class JudgeFailed(Exception):
    """A deck could not be judged; the message says why."""


def score(rendered: Rendered, *, look: bool) -> dict[str, Any]:
    """What the judge says of a deck: `metrics` by code, and with the look, `slides`. The same files are judged once."""
    reference = oracle.answer_file(rendered.deck.path, list(rendered.deck.themes))
    kept = rendered.file(".look.json" if look else ".json")
    key = _key(rendered.pdf, rendered.pptx, reference)
    if kept.exists() and (found := json.loads(kept.read_text("utf-8")))["key"] == key:
        return dict(found["score"])
    command = [str(rendered.deck.path), str(rendered.pptx), "--pdf", str(rendered.pdf), "--html", str(reference)]
    extra = ["--keep-pdf", str(rendered.file(".office.pdf"))] if look else []
    done = _python(str(TOOLS / "pptx_score.py"), *command, "--json", *extra, office=look)
    judged: dict[str, Any] = json.loads(done)
    kept.write_text(json.dumps({"key": key, "score": judged}), "utf-8")
    return judged


def draw(pptx: Path, pdf: Path) -> None:
    """The presentation as LibreOffice draws it."""
    _python("-c", DRAWS, str(pptx), str(pdf), office=True)


def install() -> None:
    """See that the judge's own environment is there. Raises `JudgeFailed`."""
    requirements = (TOOLS / "requirements.txt").read_text("utf-8")
    installed = VENV / ".installed"
    if installed.exists() and installed.read_text("utf-8") == requirements:
        return
    make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    fill = [str(VENV / "bin/python"), "-m", "pip", "install", "--quiet", "-r", str(TOOLS / "requirements.txt")]
    for command in (make, fill):
        done = _run(command, timeout=SECONDS_TO_INSTALL)
        if done.returncode:
            raise JudgeFailed(f"the judge's environment could not be made: {done.stderr.strip()[-300:]}")
    installed.write_text(requirements, "utf-8")


def missing_office() -> str:
    """What is missing to see how a presentation looks; nothing where all is there."""
    missing = [program for program in ("soffice", "pdftoppm") if not shutil.which(program)]
    pythons = [os.environ.get("UNO_PYTHON"), "/usr/bin/python3", shutil.which("python3")]
    if not any(python and Path(python).exists() and _has_uno(python) for python in pythons):
        missing.append("a Python with uno")
    return ", ".join(missing)


def install_office() -> None:
    """Install what is missing, where that is allowed: as root, with apt-get."""
    if not missing_office() or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    get = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    for command in (["apt-get", "update", "-qq"], get):
        _run(command, env=environment, timeout=SECONDS_TO_INSTALL)


def _has_uno(python: str) -> bool:
    return not _run([python, "-c", "import uno"], timeout=60).returncode


def _key(*files: Path) -> str:
    key = hashlib.sha256(_tools().encode())
    for path in files:
        key.update(hashlib.sha256(path.read_bytes()).digest())
    return key.hexdigest()


@cache
def _tools() -> str:
    """What the judge is: its sources."""
    sources = sorted(TOOLS.glob("*.py"))
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _python(*arguments: str, office: bool) -> str:
    """What the judge's Python prints. Without the office it finds no program, so it does not look."""
    here = str(VENV / "bin")
    paths = {"PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}" if office else here, "PYTHONPATH": str(TOOLS)}
    try:
        done = _run([f"{here}/python", *arguments], env={**os.environ, **paths}, timeout=SECONDS_A_DECK)
    except subprocess.TimeoutExpired:
        raise JudgeFailed(f"the judge took more than {SECONDS_A_DECK} s") from None
    if done.returncode:
        raise JudgeFailed(f"the judge failed: {done.stderr.strip()[-300:]}")
    return done.stdout


def _run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)
