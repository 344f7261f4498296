"""The words in an image's alt text that size, filter or place it (sections 10 and 11.1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from renderers.model.blocks import Direction, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageWords:
    """What the words of an alt text say. Lengths are CSS values; `alt` is what is left for people."""

    alt: str = ""
    is_changed: bool = False
    is_background: bool = False
    width: str | None = None
    height: str | None = None
    percentage: str | None = None
    keyword: str | None = None
    filters: tuple[str, ...] = ()
    side: Side | None = None
    share: str | None = None
    direction: Direction | None = None

    @property
    def filter(self) -> str | None:
        """All filters as one CSS value, in the order written (M-128)."""
        return " ".join(self.filters) or None

    @property
    def background_size(self) -> str | None:
        """The CSS `background-size` of a background (M-140)."""
        size = self.percentage or self.keyword
        if size not in {"contain", "cover"} and (self.width or self.height):
            return f"{self.width or size or 'auto'} {self.height or size or 'auto'}"
        return size


def read_words(alt: str) -> ImageWords:
    """What an alt text says, and the alt text that is left (M-123, M-124)."""
    words, kept = ImageWords(), []
    # Only a background takes these words; without `bg` they are plain text (M-132).
    may_be_background = any(word == "bg" for word in alt.split())
    for space, word in re.findall(r"(\s*)(\S+)", alt):
        read = _read(words, word, may_be_background=may_be_background)
        if read is None:
            kept.append(space + word)
        words = read or words
    if len(kept) == len(alt.split()):
        return replace(words, alt=alt)
    return replace(words, alt="".join(kept).lstrip(), is_changed=True)


def _read(words: ImageWords, word: str, *, may_be_background: bool) -> ImageWords | None:
    if len(word) > _LONGEST_WORD:
        return None
    for pattern, effect, is_for_backgrounds in _WORDS:
        found = pattern.fullmatch(word)
        if found and (may_be_background or not is_for_backgrounds):
            return effect(words, found)
    return None


# No sensible word is longer; a hostile one would be split again and again.
_LONGEST_WORD = 1000

_Effect = Callable[[ImageWords, "re.Match[str]"], ImageWords]

_LENGTH = r"(auto|(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:%|ch|cm|em|ex|in|mm|pc|pt|px)?)"
# M-128: the argument of a filter that is named without one.
_FILTERS = {
    "blur": "10px",
    "brightness": "1.5",
    "contrast": "2",
    "drop-shadow": "0 5px 10px rgba(0,0,0,.4)",
    "grayscale": "1",
    "hue-rotate": "180deg",
    "invert": "1",
    "opacity": ".5",
    "saturate": "2",
    "sepia": "1",
}
_COLOR_FUNCTION = re.compile(r"((?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color))\((.*)\)", re.DOTALL)


def _length(value: str) -> str:
    return f"{value}px" if value[-1].isdigit() else value


def _filter(words: ImageWords, found: re.Match[str]) -> ImageWords:
    argument = _FILTERS[found[1]] if found[2] is None else _escaped(found[2])
    return replace(words, filters=(*words.filters, f"{found[1]}({argument})"))


def _shadow(words: ImageWords, found: re.Match[str]) -> ImageWords:
    if found[1] is None:
        argument = _FILTERS["drop-shadow"]
    else:
        argument = " ".join(_shadow_part(part) for part in _shadow_parts(found[1]))
    return replace(words, filters=(*words.filters, f"drop-shadow({argument})"))


def _shadow_parts(text: str) -> list[str]:
    """Two to four parts; commas inside parentheses do not part (M-129)."""
    parts = re.split(r",(?![^(]*\))", text)
    return [*parts[:3], ",".join(parts[3:])] if len(parts) > 4 else parts  # four at most, says M-129


def _shadow_part(part: str) -> str:
    color = _COLOR_FUNCTION.fullmatch(part)
    return f"{color[1]}({_escaped(color[2])})" if color else _escaped(part)


def _escaped(argument: str) -> str:
    """Text that can stand in a CSS function without ending it (M-130)."""
    return re.sub(r"[\\;:()]", lambda found: f"\\{ord(found[0]):x} ", argument)


def _side(words: ImageWords, found: re.Match[str]) -> ImageWords:
    return replace(words, side=Side(found[1]), share=found[2] or words.share)


def _word(pattern: str, effect: _Effect, *, background: bool = False) -> tuple[re.Pattern[str], _Effect, bool]:
    return re.compile(pattern), effect, background


_WORDS: tuple[tuple[re.Pattern[str], _Effect, bool], ...] = (
    _word("bg", lambda words, _: replace(words, is_background=True), background=True),
    _word(rf"w(?:idth)?:{_LENGTH}", lambda words, found: replace(words, width=_length(found[1]))),
    _word(rf"h(?:eight)?:{_LENGTH}", lambda words, found: replace(words, height=_length(found[1]))),
    _word(r"((?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)%)", lambda words, found: replace(words, percentage=found[1])),
    _word(r"drop-shadow(?::((?:[^,]+,)+[^,]+))?", _shadow),
    _word(rf"({'|'.join(name for name in _FILTERS if name != 'drop-shadow')})(?::(.+))?", _filter),
    _word("(auto|contain|cover)", lambda words, found: replace(words, keyword=found[1]), background=True),
    _word("fit", lambda words, _: replace(words, keyword="contain"), background=True),
    _word(r"(left|right)(?::((?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)%))?", _side, background=True),
    _word("(vertical|horizontal)", lambda words, found: replace(words, direction=Direction(found[1])), background=True),
)
