"""What a deck asked for and did not get is told with what to do about it."""

from __future__ import annotations

import pytest

from renderers.model.blocks import Reference
from renderers.model.deck import Deck, Slide
from renderers.model.diagnostic import Code
from renderers.model.laid_out_deck import Refusal, RefusedRequest
from renderers.slides.assets import missing_assets


@pytest.mark.parametrize(
    ("url", "refusal", "code"),
    [
        ("img/a.png", Refusal.MISSING, Code.ASSET_MISSING),
        ("../img/a.png", Refusal.MISSING, Code.ASSET_BLOCKED),
        ("https://example.com/a.png", Refusal.BLOCKED, Code.ASSET_BLOCKED),
    ],
)
def test_what_cannot_be_sent_along_is_not_asked_for(url: str, refusal: Refusal, code: Code) -> None:
    """A picture above the deck's folder could not be sent under its name, so the hint is another one."""
    deck = Deck(slides=(Slide(number=3, line=7, references=(Reference(url, 9),)),))

    (told,) = missing_assets(deck, [RefusedRequest(url, refusal)])

    assert (told.code, told.slide, told.line) == (code, 3, 9)
