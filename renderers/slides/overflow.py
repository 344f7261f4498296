"""What does not fit on its slide, said to the author: where, how much, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from renderers.model.deck import Slide
from renderers.model.diagnostic import Code, Diagnostic, Severity
from renderers.model.overflow import Cover, Edge, Overflow

_EDGES = {Edge.TOP: "upper", Edge.BOTTOM: "lower", Edge.LEFT: "left", Edge.RIGHT: "right"}
_HINTS = {
    Cover.SLIDE: "Say less on this slide, divide it with a line of ---, or make its text smaller.",
    Cover.BOX: "Say less in it, or give it more room in the style.",
    Cover.HEADER: "Say less on this slide, or begin its content further down.",
    Cover.FOOTER: "Say less on this slide, or divide it with a line of ---.",
}


def overflow_diagnostics(slides: Sequence[Slide], overflows: Iterable[Overflow]) -> Iterator[Diagnostic]:
    """A diagnostic for each overflow, at the line of the first thing concerned."""
    for overflow in overflows:
        yield _diagnostic(slides[overflow.slide - 1], overflow)


def _diagnostic(slide: Slide, overflow: Overflow) -> Diagnostic:
    lines = {token.id: token.line for token in slide.tokens}
    is_lost = overflow.cover in {Cover.SLIDE, Cover.BOX}
    return Diagnostic(
        code=Code.OVERFLOW,
        severity=Severity.ERROR if is_lost else Severity.WARNING,
        message=_message(overflow),
        hint=_HINTS[overflow.cover],
        slide=slide.number,
        line=lines.get(overflow.node or 0, slide.line),
        figures=(
            ("cover", overflow.cover.value),
            ("edge", overflow.edge.value),
            ("pixels", round(overflow.pixels, 1)),
            ("share", round(overflow.share, 3)),
            ("element", overflow.element),
        ),
    )


def _message(overflow: Overflow) -> str:
    edge, pixels = _EDGES[overflow.edge], f"{overflow.pixels:.0f} px"
    lost = f", about {max(1, round(overflow.share * 100))} % of the slide's text" if overflow.share else ""
    what = "text" if overflow.share else f"a picture (<{overflow.element}>)"
    match overflow.cover:
        case Cover.SLIDE:
            return f"The slide is too full: {what} reaches {pixels} beyond its {edge} edge and is cut{lost}."
        case Cover.BOX:
            return f"{what.capitalize()} reaches {pixels} beyond the {edge} edge of <{overflow.box}> and is cut{lost}."
        case _:
            return f"Text runs {pixels} into the {overflow.cover} of the slide."
