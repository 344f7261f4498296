"""What the type checker must see in a directive row; nothing here is run."""

from __future__ import annotations

from typing import assert_type

from renderers.directives.table import CLASS, KEYWORDS, PAGINATE
from renderers.directives.values import Pagination
from renderers.model.directive import DirectiveValues


def values_have_the_type_of_their_row(values: DirectiveValues) -> None:
    """A directive's value is typed by its row, without a cast."""
    assert_type(values[CLASS], str)
    assert_type(values[PAGINATE], Pagination)
    assert_type(values[KEYWORDS], tuple[str, ...])


def a_value_must_fit_its_row(values: DirectiveValues) -> DirectiveValues:
    """A value of another type is refused; the ignore below is an error if it ever is not needed."""
    return values.with_value(PAGINATE, 3)  # type: ignore[misc]
