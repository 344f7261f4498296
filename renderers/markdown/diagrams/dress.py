"""A source with our settings before its own, so that its own win."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

from renderers.markdown.diagrams.colors import variables

FONT = "marpd-inherited"
"""A font that there is not: where the engine writes it, the slide's own is meant."""

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n\s*---[ \t]*(?:\n|\Z)", re.DOTALL)
_DIRECTIVES = re.compile(r"%%\{.*?\}%%", re.DOTALL)
_OWN_THEME = re.compile(r"""["']?\btheme(?:Variables|CSS)?["']?\s*:""")
_OWN_LOOK = re.compile(r"""["']?\blook["']?\s*:""")


@dataclass(frozen=True, slots=True)
class Dressed:
    """A source as the engine gets it. `is_own` tells that it brings a theme, whose colours stay as they are."""

    text: str
    is_own: bool


def dress(source: str) -> Dressed:
    """Our settings go after the front matter, on the line that follows it, so that no line moves."""
    found = _FRONT_MATTER.match(source)
    begin = found.end() if found else 0
    said = "".join([found[1] if found else "", *_DIRECTIVES.findall(source)])
    is_own = bool(_OWN_THEME.search(said))
    settings = _settings(is_own_theme=is_own, is_own_look=bool(_OWN_LOOK.search(said)))
    return Dressed(f"{source[:begin]}{settings}{source[begin:]}", is_own)


@cache
def _settings(*, is_own_theme: bool, is_own_look: bool) -> str:
    settings: dict[str, object] = {
        # Labels as text of the SVG, for those in HTML are placed by guess.
        "htmlLabels": False,
        **{kind: {"htmlLabels": False} for kind in ("flowchart", "class", "state", "er", "requirement")},
        "handDrawnSeed": 1,
        "deterministicIds": True,
    }
    if not is_own_look:
        settings["look"] = "classic"
    if not is_own_theme:
        settings["theme"] = "base"
        settings["themeVariables"] = {**variables(), "fontFamily": FONT}
        settings["fontFamily"] = FONT
    return f"%%{{init: {json.dumps(settings)}}}%%"
