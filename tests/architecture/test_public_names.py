"""The engine's front door shows everything public, and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path
from types import ModuleType

import renderers

ROOT = Path(__file__).resolve().parents[2]


def rank(name: str) -> tuple[int, str]:
    """The order of `__all__`: constants, classes, functions, each by the alphabet."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def test_names_are_sorted_and_there() -> None:
    """Each once, in one order, so that two branches rarely touch the same line."""
    assert renderers.__all__ == sorted(set(renderers.__all__), key=rank)
    assert [name for name in renderers.__all__ if not hasattr(renderers, name)] == []


def test_what_the_front_door_imports_it_shows() -> None:
    """A name that is reachable but not in `__all__` would be relied upon by accident."""
    reachable = {name for name, value in vars(renderers).items() if not isinstance(value, ModuleType)}

    public = {name for name in reachable if not name.startswith("_")} - {"annotations"}
    assert public == set(renderers.__all__)


def test_every_error_is_public() -> None:
    """A caller must be able to catch what is raised."""
    tree = ast.parse((ROOT / "renderers/errors.py").read_text("utf-8"))

    errors = {node.name for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")}
    assert errors <= set(renderers.__all__)
