"""Where Chromium is on this machine."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

# The headless shell starts faster, prints faster and takes less memory than the whole browser.
_SHELL = "chromium-headless-shell"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_CACHE = "~/.cache/ms-playwright"
_CACHED = "chromium_headless_shell-*/chrome-*/*headless[-_]shell"


def find_chromium(configured: str | None = None) -> Path | None:
    """The Chromium to run: the configured one if given, else the first of the places where one may be; None without.

    A distribution's wrapper script is looked through to the program behind it: Debian's for the whole browser prints
    nonsense, and a script would be one process more between us and what has to be ended.
    """
    if configured is not None:
        path = _at_home(configured).absolute()
        return _unwrapped(path) if _is_runnable(path) else None
    return next(map(_unwrapped, filter(_is_runnable, _candidates())), None)


def _candidates() -> Iterator[Path]:
    yield from _on_path(_SHELL)
    yield from _playwright_cache()
    for name in _BROWSERS:
        yield from _on_path(name)


def _on_path(name: str) -> Iterator[Path]:
    found = shutil.which(name)
    if found is not None:
        yield Path(found).absolute()


def _playwright_cache() -> Iterator[Path]:
    folder = _at_home(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or _CACHE)
    yield from sorted(folder.glob(_CACHED), key=_revision, reverse=True)


def _at_home(path: str) -> Path:
    # Not pathlib's, which raises where a user has no home at all, as in a container.
    return Path(os.path.expanduser(path))  # noqa: PTH111


def _revision(path: Path) -> int:
    number = re.search(r"chromium_headless_shell-(\d+)", str(path))
    return int(number[1]) if number else 0


def _is_runnable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _unwrapped(path: Path) -> Path:
    """The program behind a script in `/usr/bin`, which distributions keep in `/usr/lib`; any other path as it is."""
    if path.parent != Path("/usr/bin") or not _is_script(path):
        return path
    behind = (Path("/usr/lib") / folder / path.name for folder in ("chromium", "chromium-browser"))
    return next(filter(_is_runnable, behind), path)


def _is_script(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"#!"
