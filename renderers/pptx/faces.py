"""Font families for people who have no server's fonts: what Chromium painted, by the names that readers have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from renderers.model.layout import Face, Script

# As wide to the letter as what they stand for, so that no line breaks elsewhere; below, as near as there is.
_KNOWN = {
    "Liberation Sans": "Arial",
    "Arimo": "Arial",
    "Nimbus Sans": "Arial",
    "Liberation Sans Narrow": "Arial Narrow",
    "Liberation Serif": "Times New Roman",
    "Tinos": "Times New Roman",
    "Nimbus Roman": "Times New Roman",
    "Liberation Mono": "Courier New",
    "Cousine": "Courier New",
    "Nimbus Mono PS": "Courier New",
    "Carlito": "Calibri",
    "Caladea": "Cambria",
    "Gelasio": "Georgia",
    "Noto Sans CJK JP": "Yu Gothic",
    "Noto Sans JP": "Yu Gothic",
    "Noto Sans Mono CJK JP": "MS Gothic",
    "Noto Serif CJK JP": "Yu Mincho",
    "Noto Serif JP": "Yu Mincho",
    "Noto Sans CJK SC": "Microsoft YaHei",
    "Noto Serif CJK SC": "SimSun",
    "Noto Sans CJK TC": "Microsoft JhengHei",
    "Noto Sans CJK HK": "Microsoft JhengHei",
    "Noto Serif CJK TC": "PMingLiU",
    "Noto Sans CJK KR": "Malgun Gothic",
    "Noto Serif CJK KR": "Batang",
    "Noto Color Emoji": "Segoe UI Emoji",
}
_LIKE = {
    "DejaVu Sans": "Verdana",
    "DejaVu Sans Mono": "Consolas",
    "DejaVu Serif": "Georgia",
    "Noto Sans Arabic UI": "Arial",
    "Noto Naskh Arabic UI": "Arial",
    "Noto Sans Devanagari UI": "Nirmala UI",
    "Noto Sans Thai UI": "Leelawadee UI",
}
# In PowerPoint on Windows and Mac, or everywhere.
_COMMON = {
    *("Arial", "Arial Narrow", "Calibri", "Cambria", "Cambria Math", "Comic Sans MS", "Consolas", "Courier New"),
    *("Georgia", "Impact", "Segoe UI", "Tahoma", "Times New Roman", "Trebuchet MS", "Verdana"),
    *("Yu Gothic", "Yu Mincho", "MS Gothic", "Meiryo", "Microsoft YaHei", "Microsoft JhengHei", "Malgun Gothic"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """The families that a face is written as. An empty one is not known and left to the theme."""

    latin: str
    east_asian: str
    complex_script: str


class Faces:
    """What a deck's faces are written as. `painted` is what Chromium drew."""

    def __init__(self, painted: Mapping[Face, Mapping[Script, str]]) -> None:
        self._painted = painted
        self._written: dict[tuple[str, str, str], Written] = {}
        self._east_asian = next(
            (scripts[Script.EAST_ASIAN] for scripts in painted.values() if Script.EAST_ASIAN in scripts), ""
        )

    def written(self, style: Mapping[str, str]) -> Written:
        """The families for a computed style."""
        key = style["font-family"], style["font-weight"], style["font-style"]
        if key not in self._written:
            self._written[key] = self._write(Face(*key))
        return self._written[key]

    def _write(self, face: Face) -> Written:
        scripts = self._painted.get(face) or self._kin(face)
        latin = scripts.get(Script.LATIN, "")
        if not latin:
            # Nobody wrote letters in this face; those of a neighbour will do where they are asked for.
            latin = self._kin(face).get(Script.LATIN, "")
        east_asian = scripts.get(Script.EAST_ASIAN) or self._kin(face).get(Script.EAST_ASIAN) or self._east_asian
        complex_script = scripts.get(Script.COMPLEX, "") or latin
        return Written(*(readers_name(family) for family in (latin, east_asian, complex_script)))

    def _kin(self, face: Face) -> Mapping[Script, str]:
        """What the same families drew in other weights and styles."""
        found: dict[Script, str] = {}
        for other, scripts in self._painted.items():
            if other.family == face.family:
                found = {**scripts, **found}
        return found

    def unknown(self) -> Iterator[tuple[str, str]]:
        """Painted families that readers may not have, with what they are written as."""
        seen = dict.fromkeys(family for scripts in self._painted.values() for family in scripts.values())
        for family in seen:
            name = readers_name(family)
            if (name not in _COMMON and family not in _KNOWN) or family in _LIKE:
                yield family, name


@lru_cache(maxsize=256)
def readers_name(family: str) -> str:
    """The family by the name under which readers have it, or something as wide."""
    return _KNOWN.get(family) or _LIKE.get(family) or family
