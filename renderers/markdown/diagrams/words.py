"""What a diagram says to those who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from renderers.markdown.diagrams.clean import Drawing

_LONGEST = 300
_KINDS: Mapping[str, str] = {
    "c4": "C4 diagram",
    "class": "Class diagram",
    "er": "Entity relationship diagram",
    "flowchart": "Flowchart",
    "gantt": "Gantt chart",
    "gitgraph": "Git graph",
    "journey": "User journey",
    "kanban": "Kanban board",
    "mindmap": "Mind map",
    "pie": "Pie chart",
    "quadrantchart": "Quadrant chart",
    "radar": "Radar chart",
    "sankey": "Sankey diagram",
    "sequence": "Sequence diagram",
    "statediagram": "State diagram",
    "timeline": "Timeline",
    "treemap": "Treemap",
    "xychart": "Chart",
}


def described(drawing: Drawing) -> str:
    """Its title and description if the author gave it some, else its kind and the words in it."""
    if drawing.title or drawing.description:
        return ". ".join(filter(None, (drawing.title, drawing.description)))
    kind = re.sub(r"-v\d\Z", "", drawing.kind.lower())
    text = ": ".join(filter(None, (_KINDS.get(kind, "Diagram"), ", ".join(drawing.words))))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip(' ,')}…"
