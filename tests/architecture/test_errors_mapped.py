"""Every error of the engine means something to HTTP and to a shell."""

from __future__ import annotations

import pytest

import renderers
from app.problems import OUTCOMES, ExitStatus, outcome_of
from renderers import MarpdError


def concrete(error: type[MarpdError]) -> set[type[MarpdError]]:
    """The leaves of the tree below `error`: what can be raised."""
    below = error.__subclasses__()
    return {leaf for kind in below for leaf in concrete(kind)} if below else {error}


def test_the_walk_finds_the_tree() -> None:
    """A walk that finds nothing would pass every other test here."""
    assert {renderers.SourceEmpty, renderers.FormatUnknown, renderers.BrowserCrashed} <= concrete(MarpdError)


@pytest.mark.parametrize("error", sorted(concrete(MarpdError), key=lambda error: error.__name__))
def test_every_error_has_a_status_and_an_exit_status(error: type[MarpdError]) -> None:
    """In the table itself: none falls back to what its base class means."""
    assert error in OUTCOMES
    assert 400 <= OUTCOMES[error].status <= 599
    assert OUTCOMES[error].exit_status is not ExitStatus.OK


@pytest.mark.parametrize("error", OUTCOMES, ids=lambda error: error.__name__)
def test_every_error_has_a_code_and_a_title_of_its_own(error: type[MarpdError]) -> None:
    """Inherited ones would tell two errors apart by nothing."""
    assert {"code", "title"} <= vars(error).keys()


def test_only_what_may_succeed_later_invites_a_retry() -> None:
    """Statuses that clients and proxies repeat by themselves belong to errors that say so."""
    inviting = {error for error, outcome in OUTCOMES.items() if outcome.status in {408, 429, 503}}

    assert inviting == {error for error in OUTCOMES if error.is_retryable}


def test_an_error_nobody_mapped_is_a_mistake_of_ours() -> None:
    """It answers 500 and ends with the status of a bug, and does not pass for the caller's fault."""
    outcome = outcome_of(MarpdError("unforeseen"))

    assert (outcome.status, outcome.exit_status) == (500, ExitStatus.BUG)
