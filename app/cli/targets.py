"""Where `marpd render` writes what: an output's suffix, or --to, chooses its format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cli.files import STDIO
from renderers import FORMATS, Format, OptionInvalid


@dataclass(frozen=True, slots=True)
class Target:
    """One format, and where it goes; None is stdout."""

    format: Format
    path: Path | None


def targets_of(name: str, outputs: Sequence[str], asked: Sequence[Format]) -> tuple[Target, ...]:
    """Every target of one render. `name` is the deck's, without suffix; `asked` is what --to names.

    Raises `OptionInvalid`.
    """
    if not outputs:
        return _in_folder(Path(), name, asked)
    if len(outputs) == 1 and _is_folder(outputs[0]):
        return _in_folder(Path(outputs[0]), name, asked)
    if outputs.count(STDIO) > 1:
        raise OptionInvalid("Only one output can go to stdout.", hint="Give '-o -' once.", phase="read")
    if len(asked) > 1 or (asked and len(outputs) > 1):
        raise OptionInvalid(
            "With more than one format or output, --to cannot say which is which.",
            hint="Leave --to out and let the suffix of each -o choose, or give one folder as -o.",
            phase="read",
        )
    return tuple(_target(output, asked) for output in outputs)


def _is_folder(output: str) -> bool:
    return output != STDIO and (output.endswith("/") or Path(output).is_dir())


def _in_folder(folder: Path, name: str, formats: Sequence[Format]) -> tuple[Target, ...]:
    return tuple(Target(row, folder / f"{name}{row.suffix}") for row in formats or FORMATS[:1])


def _target(output: str, asked: Sequence[Format]) -> Target:
    if output == STDIO:
        return Target(next(iter(asked), FORMATS[0]), None)
    path = Path(output)
    for row in asked or FORMATS:
        if asked or row.fits(path.name):
            return Target(row, path)
    suffixes = ", ".join(row.suffix for row in FORMATS)
    raise OptionInvalid(
        f"The name {output!r} does not say which format to write.",
        hint=f"End it in one of {suffixes}, or name the format with --to.",
        phase="read",
    )
