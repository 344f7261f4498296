"""Fonts as values: the families that a machine has, and what a deck's text was painted in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InstalledFont:
    """A font family that is installed. `scripts` are the ISO 15924 codes of those whose usual letters it has."""

    family: str
    scripts: tuple[str, ...] = ()
