"""Diagnostics of a deck as a whole."""

from __future__ import annotations

from renderers.markdown.read import read
from renderers.slides.assemble import MOST_DIAGNOSTICS, assemble


def test_diagnostics_stand_in_order_with_their_slides() -> None:
    """Each has the line it is about and the slide that line belongs to."""
    deck = assemble(read("---\ntheme: x\n---\n\n---\n\n<!--\ntheme: y\n-->\n\n<iframe>"), themes=("default",))

    assert [(one.line, one.slide) for one in deck.diagnostics] == [(2, 1), (8, 2), (11, 2)]


def test_too_many_diagnostics_end_in_a_number() -> None:
    """The first ones are told, the others counted."""
    deck = assemble(read("<!-- theme: x -->\n\n" * 5000), themes=("default",))

    assert len(deck.diagnostics) == MOST_DIAGNOSTICS + 1
    assert "4800 more" in deck.diagnostics[-1].message
