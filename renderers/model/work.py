"""The port for work whose time and memory depend on what a deck holds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass
from typing import ParamSpec, Protocol, TypeVar

from renderers.errors import DeckTooHeavy

P = ParamSpec("P")
T = TypeVar("T")
Question = TypeVar("Question")
Answer = TypeVar("Answer")

TOO_DEEP = "It nests too deep."
TOO_MUCH_MEMORY = "It takes more memory than one deck may."


@dataclass(frozen=True, slots=True)
class WorkersStatus:
    """How many workers live, and how many were started in place of another or ended because of a deck, so far."""

    alive: int = 0
    replaced: int = 0
    killed: int = 0


class Workers(Protocol):
    """Somewhere to work. What is handed over and what comes back are values; the work is a function of a module.

    Whoever is cancelled while he waits ends the work with it.
    """

    async def start(self) -> None:
        """Be ready before the first request. Raises `WorkersUnavailable`; may be tried again."""

    async def stop(self) -> None:
        """End every process that was started. May be called twice."""

    async def run(self, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What `work` gives. Raises what it raises of the tree of errors, and `DeckTooHeavy` when it came to grief."""

    async def converse(
        self,
        dialogue: Callable[P, Generator[Question, Answer, T]],
        answer: Callable[[Question], Awaitable[Answer]],
        *arguments: P.args,
        **named: P.kwargs,
    ) -> T:
        """What `dialogue` returns in the end. Until then each thing that it yields is a question, answered here."""

    @property
    def status(self) -> WorkersStatus:
        """How the workers are, without asking them."""


def too_heavy(reason: str, *, phase: str = "", detail: str = "") -> DeckTooHeavy:
    """The error for a deck that nothing can be made of, for a reason in one sentence."""
    return DeckTooHeavy(
        f"The deck is too heavy to be rendered. {reason}",
        hint="Make it lighter: look for what is nested very deep, very long, or repeated very often.",
        phase=phase,
        detail=detail,
    )
