"""Blocks to a deck, from top to bottom: read the settings, divide, cascade, number, collect."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2s
from itertools import islice

from renderers.directives import table
from renderers.model.blocks import Block, Reading
from renderers.model.deck import Deck, Slide
from renderers.model.diagnostic import Diagnostic
from renderers.model.directive import DirectiveValues
from renderers.model.markup import Markup
from renderers.model.theme import ScopedStyle
from renderers.slides.cascade import Setting, Values, merged, read_settings
from renderers.slides.divide import Division, divide
from renderers.slides.language import infer_language
from renderers.slides.metadata import metadata
from renderers.slides.notes import meaning, unknown_names
from renderers.slides.paginate import paginate

MOST_DIAGNOSTICS = 200
"""Nobody reads more; a hostile deck could ask for a million."""


@dataclass(frozen=True, slots=True)
class _Remarks:
    """What the comments of a block or a slide say: values, and notes."""

    values: Values = Values()
    notes: tuple[str, ...] = ()


def assemble(reading: Reading, *, themes: tuple[str, ...], theme: str | None = None) -> Deck:
    """The deck that a reading means. `themes` are the names there are; `theme`, one of them, beats the deck's own."""
    front, problems = _front_matter(reading, themes)
    blocks = [block for block in reading.blocks if not block.is_ruler]
    remarks = [_remarks(block, themes, problems) for block in blocks]
    globals_ = _merged([_Remarks(front), *remarks]).values.for_deck
    if theme is not None:
        globals_ = globals_.with_value(table.THEME, theme)
    divisions = divide(reading.blocks, globals_[table.HEADING_DIVIDER].levels)
    slides = tuple(_slides(divisions, iter(remarks), front, globals_))
    return Deck(
        slides=slides,
        theme=globals_[table.THEME],
        size=globals_[table.SIZE],
        styles=_styles(divisions, slides, globals_),
        metadata=metadata(reading.blocks, globals_, infer_language("".join(_texts(slides)))),
        diagnostics=_placed((*reading.diagnostics, *problems), slides),
    )


def _front_matter(reading: Reading, themes: tuple[str, ...]) -> tuple[Values, list[Diagnostic]]:
    front = reading.front_matter
    if front is None:
        return Values(), []
    setting = Setting(front.settings, 1, front.lines, is_front_matter=True)
    values, problems = read_settings(setting, themes)
    return values, [*problems, *unknown_names(setting)]


def _remarks(block: Block, themes: tuple[str, ...], problems: list[Diagnostic]) -> _Remarks:
    """What a block's comments say; what is wrong with them is added to the problems."""
    values = Values()
    notes: list[str] = []
    for comment in block.comments:
        meant = meaning(comment)
        problems.extend(meant.diagnostics)
        if meant.setting is not None:
            read, wrong = read_settings(meant.setting, themes)
            values = merged(values, read)
            problems.extend(wrong)
        elif meant.note is not None:
            notes.append(meant.note)
    return _Remarks(values, tuple(notes))


def _merged(remarks: Iterable[_Remarks]) -> _Remarks:
    values = Values()
    notes: list[str] = []
    for each in remarks:
        values = merged(values, each.values)
        notes.extend(each.notes)
    return _Remarks(values, tuple(notes))


def _slides(
    divisions: tuple[Division, ...], remarks: Iterator[_Remarks], front: Values, globals_: DirectiveValues
) -> Iterator[Slide]:
    """Slides with their merged directives: local ones so far, then spot ones, then global ones (M-074).

    `remarks` are those of all blocks of all divisions, in order.
    """
    here = front.from_here
    unnumbered = []
    for number, division in enumerate(divisions, start=1):
        said = _merged(islice(remarks, len(division.blocks)))
        here = here.merged(said.values.from_here)
        only = front.only_here.merged(said.values.only_here) if number == 1 else said.values.only_here
        unnumbered.append(_slide(number, division, here.merged(only).merged(globals_), said.notes))
    pages = paginate(slide.directives[table.PAGINATE] for slide in unnumbered)
    yield from (replace(slide, page=page) for slide, page in zip(unnumbered, pages, strict=True))


def _slide(number: int, division: Division, values: DirectiveValues, notes: tuple[str, ...]) -> Slide:
    return Slide(
        number=number,
        line=division.line,
        markup=tuple(piece for block in division.blocks for piece in block.markup),
        directives=values,
        backgrounds=tuple(background for block in division.blocks for background in block.backgrounds),
        notes=notes,
        scope=_scope(number, division),
        references=tuple(reference for block in division.blocks for reference in block.references),
        tokens=tuple(token for block in division.blocks for token in block.tokens),
    )


def _scope(number: int, division: Division) -> str | None:
    """The key of the slide's own styles (M-167). Marp draws it at random; ours follows from what it is for."""
    scoped = [style.css for block in division.blocks for style in block.styles if style.is_scoped]
    return blake2s("\0".join([str(number), *scoped]).encode(), digest_size=4).hexdigest() if scoped else None


def _styles(
    divisions: tuple[Division, ...], slides: tuple[Slide, ...], globals_: DirectiveValues
) -> tuple[ScopedStyle, ...]:
    """The deck's own CSS in the order it holds: a slide's scoped styles come after its others (M-165)."""
    found = [ScopedStyle(globals_[table.STYLE], line=1)] if globals_[table.STYLE].strip() else []
    for division, slide in zip(divisions, slides, strict=True):
        styles = [style for block in division.blocks for style in block.styles]
        found.extend(
            ScopedStyle(style.css, style.line, slide.scope if style.is_scoped else None)
            for style in sorted(styles, key=lambda style: style.is_scoped)
        )
    return tuple(found)


def _texts(slides: tuple[Slide, ...]) -> Iterator[str]:
    for slide in slides:
        yield from (slide.directives[row] for row in (table.HEADER, table.FOOTER))
        yield from _words(slide.markup)


def _words(markup: Markup) -> Iterator[str]:
    return (piece for piece in markup if isinstance(piece, str))


def _placed(diagnostics: tuple[Diagnostic, ...], slides: tuple[Slide, ...]) -> tuple[Diagnostic, ...]:
    """Diagnostics in the order of their lines, each with the slide its line belongs to."""
    lines = [slide.line for slide in slides]
    placed = [
        one if one.line is None else replace(one, slide=max(bisect_right(lines, one.line), 1)) for one in diagnostics
    ]
    placed.sort(key=lambda one: one.line or 0)
    return (*placed[:MOST_DIAGNOSTICS], *_left_out(placed[MOST_DIAGNOSTICS:]))


def _left_out(rest: list[Diagnostic]) -> Iterator[Diagnostic]:
    """One word for all that are too many to read."""
    if rest:
        codes = ", ".join(sorted({str(one.code) for one in rest}))
        yield replace(rest[0], message=f"From this line on there are {len(rest)} more like these ({codes}).", hint="")
