"""Values that only travel through a process: they stay the bytes in which they came until somebody looks inside."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from typing import TypeVar, overload

T_co = TypeVar("T_co", covariant=True)


class Sealed(Sequence[T_co]):
    """A sequence of values, opened at the first look. Whoever just hands it on neither takes the time nor the room."""

    def __init__(self, values: Iterable[T_co] = ()) -> None:
        self._values: tuple[T_co, ...] | None = tuple(values)
        self._content = b""
        self._count = len(self._values)

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, index: int | slice) -> T_co | tuple[T_co, ...]:
        """Value or values, as of a tuple."""
        return self._opened()[index]

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    def __getstate__(self) -> tuple[int, bytes]:
        return self._count, self._content or pickle.dumps(self._values, pickle.HIGHEST_PROTOCOL)

    def __setstate__(self, state: tuple[int, bytes]) -> None:
        self._count, self._content = state
        self._values = None

    def _opened(self) -> tuple[T_co, ...]:
        if self._values is None:
            # It was sealed by one of our own processes.
            self._values = pickle.loads(self._content)  # noqa: S301
        return self._values
