"""Reads and writes files; what is written is whole or not there."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from app.problems import FileProblem

STDIO = "-"


def read(path: str) -> bytes:
    """The bytes of a file, or of stdin for `-`. Raises `FileProblem`."""
    if path == STDIO:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise _problem("read", path, error) from None


def write_all(files: Sequence[tuple[Path, bytes]]) -> None:
    """Writes every file or none: they get their names when all are on the disk. Raises `FileProblem`."""
    with ExitStack() as leftovers:
        written = [_write(path, content, leftovers) for path, content in files]
        for temporary, path in written:
            try:
                temporary.replace(path)
            except OSError as error:
                raise _problem("written", str(path), error) from None


def make_folder(path: Path) -> None:
    """A folder for outputs, and those above it. Raises `FileProblem`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _problem("made", str(path), error) from None


def _write(path: Path, content: bytes, leftovers: ExitStack) -> tuple[Path, Path]:
    """The file that holds `content` now, and the one that it shall become; the same for devices and pipes."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return path, path
        target = path.resolve()
        temporary = target.with_name(f".marpd-{secrets.token_hex(8)}.tmp")
        leftovers.callback(temporary.unlink, missing_ok=True)
        temporary.write_bytes(content)
    except OSError as error:
        raise _problem("written", str(path), error) from None
    return temporary, target


def _problem(done: str, path: str, error: OSError) -> FileProblem:
    reason = (error.strerror or str(error)).lower()
    return FileProblem(f"{path} cannot be {done}: {reason}.", hint="Check the path and its permissions.")
