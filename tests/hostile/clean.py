"""Honest decks, each with the answer that it had when nothing else happened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.hostile.service import CLEAN, ROOT, Answer, Service

EXAMPLES = ROOT / "examples"


@dataclass(frozen=True, slots=True)
class Clean:
    """A deck, a format, and the bytes of its right answer."""

    deck: bytes
    to: str
    golden: bytes

    def is_right(self, answer: Answer) -> bool:
        """Whether an answer is the right one, to the byte."""
        return answer.status == 200 and answer.body == self.golden


def clean_decks(service: Service) -> tuple[Clean, ...]:
    """Decks of several kinds in every format, each rendered twice to see that its answer stands."""
    decks = (CLEAN, _long(), (EXAMPLES / "hello.md").read_bytes())
    found = []
    for deck in decks:
        for to in ("pdf", "pptx", "html", "png"):
            first, again = service.render(deck, to), service.render(deck, to)
            assert first.status == 200, first.body[:300]
            assert first.body == again.body
            found.append(Clean(deck, to, first.body))
    return tuple(found)


def _long() -> bytes:
    """A dozen slides with a list, a table and code."""
    slide = "# Slide {n}\n\n- a\n- b **c**\n\n| x | y |\n|---|---|\n| {n} | 2 |\n\n```python\nprint({n})\n```\n"
    return "\n\n---\n\n".join(slide.replace("{n}", str(number)) for number in range(12)).encode()


def working_folder(name: str) -> Path:
    """A new folder for a service that a long run starts."""
    import tempfile

    return Path(tempfile.mkdtemp(prefix=f"marpd-{name}-"))
