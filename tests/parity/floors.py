"""The numbers that must not go down again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")

TOLERANCES = {"pptx_look_": 200}
"""How far numbers whose names begin so may be off: each LibreOffice draws a little differently."""


def read_floors() -> dict[str, int]:
    """The lowest value each number may have."""
    floors: dict[str, int] = json.loads(FLOORS.read_text("utf-8"))
    return floors


def raise_floors(numbers: Mapping[str, int]) -> None:
    """Set each floor to what was measured, if that is higher."""
    floors = read_floors()
    raised = {**floors, **{name: max(number, floors.get(name, 0)) for name, number in numbers.items()}}
    FLOORS.write_text(json.dumps(raised, indent=2) + "\n", "utf-8")


def verdict(numbers: Mapping[str, int], floors: Mapping[str, int]) -> tuple[bool, list[str]]:
    """Whether every measured number has at least its floor, and a line for each that has not about that."""
    lines, is_fine = [], True
    for name, number in numbers.items():
        floor, tolerance = floors.get(name, 0), _tolerance(name)
        if number < floor - tolerance:
            is_fine = False
            lines.append(f"{name}: {number} is below its floor of {floor}")
        elif number > floor + tolerance:
            lines.append(f"{name}: {number} is above its floor of {floor}; `--raise` keeps it there")
    return is_fine, lines


def _tolerance(name: str) -> int:
    return next((room for start, room in TOLERANCES.items() if name.startswith(start)), 0)
