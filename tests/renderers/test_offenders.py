"""A deck that came to grief is known again, by all that it is made of, and forgotten after a while."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import pytest

from renderers.errors import BrowserCrashed, BrowserUnavailable, DeckTooHeavy, RenderFailed, RenderTimeout
from renderers.model.assets import MemoryAssets, asset
from renderers.model.output import RenderOptions
from renderers.model.source import Source
from renderers.offenders import Offenders

SOURCE = Source("# A", assets=MemoryAssets([asset("a.png", b"1")]), themes=("/* @theme a */",))
OPTIONS = RenderOptions(deadline_seconds=30)
HEAVY = DeckTooHeavy("The deck is too heavy.", phase="parse")
TIMEOUT = RenderTimeout(phase="parse", seconds=30)


class Moment:
    """A clock that stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        """The seconds it shows."""
        return self.seconds


@pytest.fixture
def moment() -> Moment:
    """The time of a test."""
    return Moment()


@pytest.fixture
def offenders(moment: Moment) -> Offenders:
    """A memory of a minute."""
    return Offenders(60, moment)


@pytest.mark.parametrize("error", [HEAVY, TIMEOUT, BrowserCrashed("It went away.", phase="layout")])
def test_the_same_deck_gets_the_same_error(offenders: Offenders, error: RenderFailed) -> None:
    """With a word on why it was so quick."""
    offenders.add(SOURCE, OPTIONS, error)

    with pytest.raises(type(error)) as again:
        offenders.check(SOURCE, OPTIONS)

    assert again.value.message.startswith(error.message)
    assert "not tried again for 60 s" in again.value.message
    assert again.value.phase == error.phase


@pytest.mark.parametrize(
    ("source", "options"),
    [
        (replace(SOURCE, text="# B"), OPTIONS),
        (replace(SOURCE, themes=()), OPTIONS),
        (replace(SOURCE, assets=MemoryAssets([asset("a.png", b"2")])), OPTIONS),
        (replace(SOURCE, assets=MemoryAssets([asset("b.png", b"1")])), OPTIONS),
        (SOURCE, replace(OPTIONS, formats=("pptx",))),
        (SOURCE, replace(OPTIONS, theme="gaia")),
        (SOURCE, replace(OPTIONS, scale=2)),
    ],
)
def test_another_deck_is_tried(offenders: Offenders, source: Source, options: RenderOptions) -> None:
    """Whatever is different about it may be what was mended."""
    offenders.add(SOURCE, OPTIONS, HEAVY)

    offenders.check(source, options)


def test_it_is_forgotten_after_a_while(offenders: Offenders, moment: Moment) -> None:
    """The operator may have given more memory."""
    offenders.add(SOURCE, OPTIONS, HEAVY)

    moment.seconds += 61

    offenders.check(SOURCE, OPTIONS)


def test_with_more_time_a_deck_is_tried_again(offenders: Offenders) -> None:
    """It may have come to its render late; with no more time than that it would be late again."""
    offenders.add(SOURCE, replace(OPTIONS, deadline_seconds=5), TIMEOUT)

    offenders.check(SOURCE, OPTIONS)
    with pytest.raises(RenderTimeout):
        offenders.check(SOURCE, replace(OPTIONS, deadline_seconds=5))


def test_more_time_does_not_help_what_is_too_heavy(offenders: Offenders) -> None:
    """Memory does not come with time."""
    offenders.add(SOURCE, replace(OPTIONS, deadline_seconds=5), HEAVY)

    with pytest.raises(DeckTooHeavy):
        offenders.check(SOURCE, OPTIONS)


def test_what_is_not_the_decks_fault_is_not_held_against_it(offenders: Offenders) -> None:
    """Such as a browser that is not there."""
    offenders.add(SOURCE, OPTIONS, BrowserUnavailable("There is none."))

    offenders.check(SOURCE, OPTIONS)


def test_memory_is_bounded(offenders: Offenders, moment: Moment) -> None:
    """The oldest go first, and all that are forgotten."""
    for number in range(1500):
        offenders.add(Source(f"# {number}"), OPTIONS, HEAVY)
    most = len(offenders)
    offenders.check(Source("# 0"), OPTIONS)
    with pytest.raises(DeckTooHeavy):
        offenders.check(Source("# 1499"), OPTIONS)
    moment.seconds += 61
    offenders.add(SOURCE, OPTIONS, HEAVY)

    assert most == 1000
    assert len(offenders) == 1


def test_an_operator_may_have_each_tried(moment: Moment) -> None:
    """Nothing is remembered for no time."""
    offenders = Offenders(0, moment)

    offenders.add(SOURCE, OPTIONS, HEAVY)

    assert len(offenders) == 0


def test_what_is_remembered_holds_nothing_of_the_render(offenders: Offenders) -> None:
    """An error's traceback holds whatever was at hand when it was raised: the deck, its page, its pictures."""

    class Page:
        pass

    def fail() -> weakref.ref[Page]:
        page = Page()
        try:
            try:
                raise TimeoutError  # noqa: TRY301  # as a deadline that passes
            except TimeoutError:
                raise RenderTimeout(phase="layout", seconds=30) from None
        except RenderTimeout as error:
            offenders.add(SOURCE, OPTIONS, error)
        return weakref.ref(page)

    held = fail()
    gc.collect()

    assert len(offenders) == 1
    assert held() is None
