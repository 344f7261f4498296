"""Title, author and date of the output."""

from __future__ import annotations

import pytest

from renderers.markdown.read import read
from renderers.model.deck import Metadata
from renderers.slides.assemble import assemble
from renderers.slides.metadata import date_of


def metadata(text: str) -> Metadata:
    """What a deck says about itself."""
    return assemble(read(text), themes=("default",)).metadata


@pytest.mark.parametrize(
    ("deck", "title"),
    [
        ("## b\n\n# **A** <!-- fit --> :car: `c` <b>d</b>\n\n# z", "A 🚗 c d"),
        ("> ### only", "only"),
        ("---\ntitle: T\n---\n# A", "T"),
        ('---\ntitle: ""\n---\n# A', ""),
        ('---\ntitle: "[x] a: b"\n---\n# A', "[x] a: b"),
        ("no heading", ""),
        ("", ""),
    ],
)
def test_title(deck: str, title: str) -> None:
    """The directive decides, else the first heading of the highest level, as it reads (M-299, M-300, section 28)."""
    assert metadata(deck).title == title


def test_metadata_comes_from_front_matter_and_comments() -> None:
    """Author, description and keywords are directives (M-298); a folded description becomes one line."""
    deck = "---\nauthor: Ada\ndescription: >\n  two\n  lines\nkeywords: a, b,a\n---\n<!-- author: Grace -->"

    assert metadata(deck) == Metadata(author="Grace", description="two lines", keywords=("a", "b"))


@pytest.mark.parametrize(
    ("given", "written", "date"),
    [
        (None, "2022-03-28", 1648425600),
        (None, "2022-03-28T09:00:00+09:00", 1648425600),
        (7, "2022-03-28", 7),
        (0, "", 0),
        (None, "last spring", None),
        (None, "", None),
    ],
)
def test_date(given: int | None, written: str, date: int | None) -> None:
    """A date that is given beats the deck's own; what is no date is none."""
    assert date_of(given, written) == date
