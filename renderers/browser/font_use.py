"""What a deck's text was painted in: all of it, by one question to Chromium for each kind of character.

Chromium tells which fonts it took, but only for one element at a time, and not for which characters. So the page is
asked once for its text by the fonts it asks for, and fontconfig has told which fonts have which characters. Chromium
is asked only about one character of each kind: those that ask for the same fonts, and that the same fonts have. Its
answers serve the next deck, too. What the fonts that a deck brings have is not known, so kinds that they have a part
in are divided until one font has all of it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from renderers.browser.font_book import Answer, FontBook, Look, Question, quoted
from renderers.browser.font_texts import QUESTION, Texts, is_private, read
from renderers.browser.platform_fonts import Ask, fonts_of
from renderers.model.fonts import MissingGlyph, PaintedFonts, PaintedText

_LOG = logging.getLogger(__name__)
_BOXES = resources.files("renderers.browser").joinpath("font_boxes.js").read_text("utf-8")

# Real decks need some dozens. What a hostile one has beyond is left out of the report.
_MOST_QUESTIONS = 400
_MOST_BOXES = 1_000
_PARTS = 8

Group = tuple[Look, tuple[str, ...]]
"""Characters of one look that may well be painted in one font."""

Painted = Mapping[tuple[Look, str], Answer]


@dataclass(frozen=True, slots=True)
class Survey:
    """What the page told of its text, and if that tells all, what it was painted in."""

    texts: Texts
    painted: PaintedFonts | None = None


async def survey(ask: Ask, book: FontBook) -> Survey:
    """Ask the page for its text, and leave it as it is. `ask` passes a command to Chromium."""
    told = await _evaluate(ask, QUESTION)
    return await asyncio.to_thread(_survey, told, book)


async def painted_fonts(ask: Ask, book: FontBook, survey: Survey) -> PaintedFonts:
    """What all text on the page was painted in.

    For a moment it may change the page, which looks the same afterwards.
    """
    if survey.painted is not None:
        return survey.painted
    texts = survey.texts
    await _meet(ask, _strangers(texts, book), book)
    groups = _groups(texts, book)
    painted = {**await _by_kind(ask, groups, texts, book), **await _divided(ask, groups, texts)}
    boxes = await _boxes(ask, texts, book)
    return await asyncio.to_thread(_summary, texts, book, painted, boxes)


async def _evaluate(ask: Ask, expression: str) -> Any:  # noqa: ANN401 -- JSON
    answer = await ask("Runtime.evaluate", {"expression": expression, "returnByValue": True})
    if "exceptionDetails" in answer:
        # The deck is rendered all the same.
        _LOG.warning("The page did not tell of its fonts: %s", answer["exceptionDetails"])
        return None
    return answer["result"]["value"]


def _survey(told: Mapping[str, Any] | None, book: FontBook) -> Survey:
    if told is None:
        return Survey(Texts(), PaintedFonts())
    texts = read(told)
    groups = _groups(texts, book)
    is_all = not (texts.embedded or _strangers(texts, book) or _unknown(groups, book) or _doubtful(texts, book))
    return Survey(texts, _summary(texts, book, _known(groups, book), frozenset()) if is_all else None)


def _strangers(texts: Texts, book: FontBook) -> list[str]:
    """Families of which it is not known whether something stands for them."""
    found: dict[str, None] = {}
    for families in texts.families.values():
        for family in families:
            if not texts.is_embedded(family) and not book.knows(family):
                found[family] = None
            elif texts.is_embedded(family) or book.stands_for(family):
                # Those after it are not needed.
                break
    return list(found)[: _MOST_QUESTIONS // 2]


async def _meet(ask: Ask, strangers: Sequence[str], book: FontBook) -> None:
    """See which font is taken for names that are not installed: one as wide, as for Arial, or none.

    If it is the same whatever comes after the name, the name is what it is taken for.
    """
    looks = [
        Look(f"{quoted(name)}, {kind}", "400", "normal", "en") for name in strangers for kind in ("serif", "monospace")
    ]
    fonts = await fonts_of(ask, [(look, "x") for look in looks])
    for name, one, other in zip(strangers, fonts[::2], fonts[1::2], strict=True):
        book.learn_twin(name, one[0].family if one and one == other and not one[0].is_embedded else None)


def _groups(texts: Texts, book: FontBook) -> Mapping[Question, Group]:
    """The kinds of characters there are."""
    found: dict[Question, list[str]] = {}
    for look, alphabet in texts.alphabets.items():
        for unit in alphabet:
            found.setdefault(Question(look, book.kind(unit)), []).append(unit)
    return {question: (question.look, tuple(units)) for question, units in found.items()}


async def _by_kind(ask: Ask, groups: Mapping[Question, Group], texts: Texts, book: FontBook) -> Painted:
    """What fonts of this machine painted."""
    settled = {question: group for question, group in groups.items() if not texts.needs_embedded(group[0])}
    unknown = _unknown(settled, book)[:_MOST_QUESTIONS]
    fonts = await fonts_of(ask, [(question.look, settled[question][1][0]) for question in unknown])
    for question, answers in zip(unknown, fonts, strict=True):
        if answers:
            book.learn(question, answers[0])
    return _known(settled, book)


def _unknown(groups: Mapping[Question, Group], book: FontBook) -> list[Question]:
    return [question for question in groups if book.answer(question) is None]


def _known(groups: Mapping[Question, Group], book: FontBook) -> Painted:
    answers = ((book.answer(question), group) for question, group in groups.items())
    return {(look, unit): answer for answer, (look, units) in answers if answer for unit in units}


async def _divided(ask: Ask, groups: Mapping[Question, Group], texts: Texts) -> Painted:
    """What fonts that the deck brings have a part in."""
    painted: dict[tuple[Look, str], Answer] = {}
    waiting = [group for group in groups.values() if texts.needs_embedded(group[0])]
    asked = 0
    while waiting and asked < _MOST_QUESTIONS:
        asked += len(waiting)
        fonts = await fonts_of(ask, [(look, "".join(units)) for look, units in waiting])
        mixed: list[Group] = []
        for (look, units), answers in zip(waiting, fonts, strict=True):
            if len(answers) > 1 and len(units) > 1:
                mixed.extend((look, part) for part in _parts(units))
            elif answers:
                painted.update(((look, unit), answers[0]) for unit in units)
        waiting = mixed
    return painted


def _parts(units: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    size = -(-len(units) // _PARTS)
    return (units[at : at + size] for at in range(0, len(units), size))


async def _boxes(ask: Ask, texts: Texts, book: FontBook) -> frozenset[tuple[Look, str]]:
    """Characters that are drawn as boxes: looked at where no installed font is known to have them."""
    doubtful = _doubtful(texts, book)[:_MOST_BOXES]
    if not doubtful:
        return frozenset()
    pairs = json.dumps([[look.css, unit] for look, unit in doubtful])
    are_boxes = await _evaluate(ask, f"({_BOXES})({pairs})") or []
    return frozenset(one for one, is_box in zip(doubtful, are_boxes, strict=False) if is_box)


def _doubtful(texts: Texts, book: FontBook) -> list[tuple[Look, str]]:
    return [
        (look, unit)
        for look, alphabet in texts.alphabets.items()
        for unit in alphabet
        if is_private(unit) or (not book.kind(unit).coverage[0] and not unit.isascii())
    ]


def _summary(texts: Texts, book: FontBook, painted: Painted, boxes: frozenset[tuple[Look, str]]) -> PaintedFonts:
    names = {name for families in texts.families.values() for name in families}
    broken = frozenset(name for name in names if texts.is_embedded(name) and not texts.embedded[name.casefold()])
    strangers = {name for name in names if not texts.is_embedded(name) and book.knows(name)}
    return PaintedFonts(
        texts=tuple(_painted_texts(texts, book, {one: painted[one] for one in painted if one not in boxes})),
        absent=broken.union(name for name in strangers if not book.stands_for(name)),
        broken=broken,
        missing=tuple(_missing(texts, boxes)),
    )


def _painted_texts(texts: Texts, book: FontBook, painted: Painted) -> Iterator[PaintedText]:
    for (look, slide), counts in texts.counts.items():
        by_font: dict[Answer, Counter[str]] = {}
        for unit, count in counts.items():
            answer = painted.get((look, unit))
            if answer is not None:
                by_font.setdefault(answer, Counter())[unit] = count
        for answer, units in by_font.items():
            yield PaintedText(
                slide=slide,
                node=texts.first_node(look, slide, units),
                asked=texts.families[look],
                painted=answer.family,
                is_embedded=answer.is_embedded,
                place=_place(texts, book, look, answer),
                characters=tuple(sorted(units.items())),
            )


def _place(texts: Texts, book: FontBook, look: Look, answer: Answer) -> int | None:
    """Which of the families that a look names was taken."""
    family = book.installed.family(answer.family) or answer.family
    for number, name in enumerate(texts.families[look]):
        if texts.is_embedded(name):
            if answer.is_embedded and texts.embedded[name.casefold()]:
                return number
        elif not answer.is_embedded and book.stands_for(name) == family:
            return number
    return None


def _missing(texts: Texts, boxes: frozenset[tuple[Look, str]]) -> Iterator[MissingGlyph]:
    for look, places in texts.places.items():
        wanted = {unit[0] for other, unit in boxes if other == look}
        for place in places if wanted else ():
            for character in sorted(wanted.intersection(place.text)):
                yield MissingGlyph(character, place.slide, place.node)
