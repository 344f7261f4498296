"""The names of headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.markdown.slugs import slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hello, World!", "hello-world"),
        ("A & B", "a--b"),
        ("C++", "c"),
        ("a_b-c.d/e", "a_b-cde"),
        ("日本語 見出し", "%E6%97%A5%E6%9C%AC%E8%AA%9E-%E8%A6%8B%E5%87%BA%E3%81%97"),
        ("「カギ」・中点", "%E3%82%AB%E3%82%AE%E3%83%BB%E4%B8%AD%E7%82%B9"),
        ("<b>x</b>", "bxb"),
        ("😄 x", "%F0%9F%98%84-x"),
        ("w:10 alt", "w10-alt"),
        ("1.2.3", "123"),
        ("!!!", ""),
        ("", ""),
        ("  Two\u3000\u00a0words\t", "two-words"),
        ("ÄÖ ß", "%C3%A4%C3%B6-%C3%9F"),
    ],
)
def test_a_slug_is_what_links_expect(text: str, name: str) -> None:
    """Lower case, hyphens for white space, no punctuation, the rest percent-encoded (M-282, M-283)."""
    assert slug(text) == name


@pytest.mark.parametrize(("text", "name"), [("--a--", "a--"), ("a--", "a"), ("-", ""), ("- a", "a")])
def test_hyphens_are_trimmed_on_one_side(text: str, name: str) -> None:
    """Those before the name go, or else those after it (section 28: copied, because links rely on it)."""
    assert slug(text) == name


@given(st.text())
def test_any_text_has_a_slug_that_needs_no_escaping(text: str) -> None:
    """A slug holds only letters, digits, `-`, `_` and `%` of ASCII, so it is safe in any attribute."""
    assert all(character.isascii() and (character.isalnum() or character in "-_%") for character in slug(text))
