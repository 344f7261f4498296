"""The numbers that must not go down again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


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
    """Whether every measured number has at least its floor, and a line for each that has not exactly that."""
    lines = []
    for name, number in numbers.items():
        floor = floors.get(name, 0)
        if number < floor:
            lines.append(f"{name}: {number} is below its floor of {floor}")
        elif number > floor:
            lines.append(f"{name}: {number} is above its floor of {floor}; `--raise` keeps it there")
    return all(number >= floors.get(name, 0) for name, number in numbers.items()), lines
