"""What a deck's text was painted in, as rows of the report and as words for its author."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from renderers.model.deck import Slide
from renderers.model.diagnostic import Code, Diagnostic, Severity
from renderers.model.fonts import FontUse, MissingGlyph, PaintedFonts, PaintedText

# Nobody reads more, and a hostile deck could ask for thousands.
_MOST_ROWS = 200
_MOST_TOLD = 50
_SHOWN = 8
# A font that has most letters of a script is meant for it; one that has few of them was never asked to draw it.
_MEANT_SHARE = 0.8
# Families of operating systems, which stand first in a list that takes whatever font the reader's system is made of.
_SYSTEMS = frozenset(
    {"-apple-system", "blinkmacsystemfont", "sfmono-regular", "sf mono", "sf pro", "sf pro text", ".applesystemuifont"}
)
_NO_SCRIPT = {"Zyyy", "Zinh", "Zzzz"}
_BRING = "Send its file along and name it in an @font-face rule, or install it where marpd runs."
_READ = "See that its file comes along, and is a whole WOFF2, WOFF, TrueType or OpenType font."


def font_uses(slides: Sequence[Slide], painted: PaintedFonts) -> tuple[FontUse, ...]:
    """A row for each family that is asked for first and font that was taken, the most used ones first.

    `slides` are those of the page.
    """
    rows: dict[tuple[str, str, bool], list[PaintedText]] = {}
    for text in painted.texts:
        rows.setdefault((_first(text), text.painted, text.is_embedded), []).append(text)
    uses = [_use(slides, key, texts) for key, texts in rows.items()]
    return tuple(sorted(uses, key=lambda use: (-use.characters, use.asked, use.painted))[:_MOST_ROWS])


def font_diagnostics(slides: Sequence[Slide], painted: PaintedFonts, authored: Sequence[str]) -> Iterator[Diagnostic]:
    """What the author should know: characters that are boxes, families that are not there or lack letters.

    `slides` are those of the page. `authored` is the CSS that does not come from a built-in theme. What a built-in
    theme asks for is its own business, and said more quietly.
    """
    yield from _boxes(slides, painted.missing)
    own = "\n".join(authored).casefold()
    groups: dict[str, list[PaintedText]] = {}
    for text in painted.texts:
        if text.asked and text.asked[0].casefold() not in _SYSTEMS:
            groups.setdefault(text.asked[0], []).append(text)
    for family, texts in list(groups.items())[:_MOST_TOLD]:
        is_own = family.casefold() in own
        if family in painted.absent:
            yield from _absent(slides, family, texts, is_own=is_own, is_broken=family in painted.broken)
        else:
            yield from _incomplete(slides, family, texts, is_own=is_own)


def _use(slides: Sequence[Slide], key: tuple[str, str, bool], texts: Sequence[PaintedText]) -> FontUse:
    asked, family, is_embedded = key
    characters = _characters(texts)
    scripts: Counter[str] = Counter()
    for character, count in characters.items():
        scripts[_script(character)] += count
    return FontUse(
        asked=asked,
        painted=family,
        is_embedded=is_embedded,
        characters=characters.total(),
        scripts=tuple(sorted(scripts.items(), key=lambda one: (-one[1], one[0]))),
        slides=_numbers(slides, texts),
    )


def _boxes(slides: Sequence[Slide], missing: Iterable[MissingGlyph]) -> Iterator[Diagnostic]:
    places: dict[tuple[int, int], dict[str, None]] = {}
    for one in missing:
        places.setdefault((one.slide, _line(slides, one.slide, one.node)), {})[one.character] = None
    told = sorted(places.items(), key=lambda place: place[0])
    for (slide, line), characters in told[:_MOST_TOLD]:
        yield Diagnostic(
            code=Code.GLYPH_MISSING,
            severity=Severity.ERROR,
            message=f"No font has {_list(characters)}; a box is drawn in its place.",
            hint="Send a font along that has them and name it in the style, or install one where marpd runs.",
            slide=slides[slide - 1].number,
            line=line,
            figures=(("characters", " ".join(_number(one) for one in characters)),),
        )
    if len(told) > _MOST_TOLD:
        message = f"There are {len(told) - _MOST_TOLD} more places with characters that no font has."
        yield Diagnostic(code=Code.GLYPH_MISSING, severity=Severity.ERROR, message=message)


def _absent(
    slides: Sequence[Slide], family: str, texts: Sequence[PaintedText], *, is_own: bool, is_broken: bool
) -> Iterator[Diagnostic]:
    is_planned = any(text.place is not None for text in texts)
    if is_planned and not is_own and not is_broken:
        return
    taken = Counter[str]()
    for text in texts:
        taken[text.painted] += sum(count for _, count in text.characters)
    why = "could not be loaded" if is_broken else "is not there"
    yield _fallback(
        slides,
        texts,
        severity=Severity.WARNING if is_broken or (is_own and not is_planned) else Severity.INFO,
        message=f"The font '{family}' {why}; {_quoted(_most(taken))} was painted in its place",
        hint=_READ if is_broken else _BRING,
        figures=(("asked", family), ("painted", taken.most_common(1)[0][0])),
    )


def _incomplete(
    slides: Sequence[Slide], family: str, texts: Sequence[PaintedText], *, is_own: bool
) -> Iterator[Diagnostic]:
    """Letters of a script that a font is meant for, and yet does not have."""
    drawn = _by_script([text for text in texts if text.place == 0])
    lacking = [text for text in texts if text.place != 0]
    lacked = _by_script(lacking)
    meant = {script for script, count in drawn.items() if count >= _MEANT_SHARE * (count + lacked.get(script, 0))}
    letters = {one for one in _characters(lacking) if _script(one) in meant and unicodedata.category(one[0])[0] == "L"}
    where = [text for text in lacking if any(one in letters for one, _ in text.characters)]
    if not where:
        return
    taken = Counter[str]()
    for text in where:
        taken[text.painted] += sum(count for one, count in text.characters if one in letters)
    yield _fallback(
        slides,
        where,
        severity=Severity.WARNING if is_own else Severity.INFO,
        message=f"The font '{family}' does not have {_list(sorted(letters))}; {_quoted(_most(taken))} was painted",
        hint="Look at these words: their letters do not match. Use a font that has them.",
        figures=(("asked", family), ("painted", taken.most_common(1)[0][0])),
    )


def _fallback(
    slides: Sequence[Slide],
    texts: Sequence[PaintedText],
    *,
    severity: Severity,
    message: str,
    hint: str,
    figures: tuple[tuple[str, str], ...],
) -> Diagnostic:
    first = min(texts, key=lambda text: (text.slide, _line(slides, text.slide, text.node)))
    numbers = _numbers(slides, texts)
    shown = ", ".join(map(str, numbers[:_SHOWN])) + (f" and {len(numbers) - _SHOWN} more" if numbers[_SHOWN:] else "")
    return Diagnostic(
        code=Code.FONT_FALLBACK,
        severity=severity,
        message=f"{message}{f' on slides {shown}' if len(numbers) > 1 else ''}.",
        hint=hint,
        slide=slides[first.slide - 1].number,
        line=_line(slides, first.slide, first.node),
        figures=figures,
    )


def _first(text: PaintedText) -> str:
    return text.asked[0] if text.asked else ""


def _characters(texts: Iterable[PaintedText]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        for character, count in text.characters:
            found[character] += count
    return found


def _by_script(texts: Iterable[PaintedText]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for character, count in _characters(texts).items():
        found[_script(character)] += count
    for script in _NO_SCRIPT:
        del found[script]
    return found


@lru_cache(maxsize=20_000)
def _script(character: str) -> str:
    """The script of a character by its ISO 15924 code."""
    from fontTools import unicodedata as scripts

    return str(scripts.script(character[0]))


def _numbers(slides: Sequence[Slide], texts: Iterable[PaintedText]) -> tuple[int, ...]:
    return tuple(sorted({slides[text.slide - 1].number for text in texts}))


def _line(slides: Sequence[Slide], number: int, node: int | None) -> int:
    slide = slides[number - 1]
    return next((token.line for token in slide.tokens if token.id == node), slide.line)


def _most(taken: Counter[str]) -> list[str]:
    # What only a few signs were taken from is in the report.
    least = taken.total() / 10
    return [family for family, count in taken.most_common(3) if count >= least]


def _quoted(families: Sequence[str]) -> str:
    return " or ".join(f"'{family}'" for family in families)


def _list(characters: Iterable[str]) -> str:
    """Characters, each with its number, as people look them up."""
    names = [f"'{one}' ({_number(one)})" if one.isprintable() else _number(one) for one in characters]
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if names[_SHOWN:] else "")


def _number(character: str) -> str:
    return f"U+{ord(character[0]):04X}"
