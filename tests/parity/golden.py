"""The recorded cases: Markdown with what the reference makes of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderers.model.output import RenderOptions
from renderers.model.source import Source
from renderers.prepare import Prepared, prepare
from renderers.theme.theme_set import ThemeSet
from tests.parity.result import Result, compare
from tests.parity.shared import RECORDED

FORGIVEN = {
    ("container", "false"): "a wrapper around all slides, which the comparison does not look at",
    ("inlineSVG", "false"): "a wrapper around each slide, which is taken off the engine's slides too",
    ("math", '"mathjax"'): "the comparison does not look into formulas",
    ("math", '"katex"'): "the same",
}
"""Options that the product does not have, and why a case with one can be compared all the same."""

WRAPPER = re.compile(r"<svg data-marpit-svg\b[^>]*>|</?foreignObject\b[^>]*>|(?<=</foreignObject>)</svg>")
LAYERS = re.compile(r"<section\b[^>]*\sdata-marpit-advanced-background=")
SCALING = re.compile(r' is="marp-[^"]*"| data-auto-scaling(="[^"]*")?')


def name_of(index: int) -> str:
    """What a report calls a case."""
    return f"golden {index}"


@dataclass(frozen=True, slots=True)
class Case:
    """One recorded case. `index` counts from 0 in the recording."""

    index: int
    markdown: str
    options: dict[str, Any]
    html: str
    comments: list[list[str]]

    @property
    def name(self) -> str:
        """As a report calls it."""
        return name_of(self.index)

    @property
    def foreign(self) -> tuple[str, ...]:
        """The options that the product does not expose, and that the comparison cannot forgive."""
        pairs = ((name, json.dumps(value)) for name, value in self.options.items())
        return tuple(name for name, value in pairs if (name, value) not in FORGIVEN)


def read_cases() -> tuple[list[Case], Counter[str]]:
    """The cases to run, and how many were set aside for which option."""
    recorded = json.loads((RECORDED / "golden.json").read_text("utf-8"))["cases"]
    failed = [case for case in recorded if "error" in case]
    cases = [
        Case(index, case["md"], case["options"], case["html"], case["comments"])
        for index, case in enumerate(recorded)
        if "error" not in case
    ]
    aside = Counter(", ".join(case.foreign) for case in cases if case.foreign)
    if failed:
        aside["(the reference itself failed)"] = len(failed)
    return [case for case in cases if not case.foreign], aside


def deliberate() -> dict[int, str]:
    """The cases in which the engine differs on purpose (marp-compat, section 28), and how."""
    reasons: dict[str, str] = json.loads(Path(__file__).with_name("deliberate.json").read_text("utf-8"))
    return {int(index): reason for index, reason in reasons.items()}


def run_case(case: Case) -> Result | None:
    """The case compared; None where the comparison cannot forgive its options."""
    is_bare = case.options.get("inlineSVG") is False
    if is_bare and LAYERS.search(_html(case)):
        return None
    page = _unwrapped if is_bare else str
    return compare(case.name, [case.html], case.comments, lambda: _prepared(case), page)


def _prepared(case: Case) -> Prepared:
    return prepare(Source(case.markdown), RenderOptions(formats=("html",)), ThemeSet.built_in())


def _html(case: Case) -> str:
    try:
        return _prepared(case).plain.html
    except Exception:  # the comparison will say what it was
        return ""


def _unwrapped(html: str) -> str:
    """Slides as they would be without inline SVG: bare sections in which nothing is scaled."""
    return SCALING.sub("", WRAPPER.sub("", html))
