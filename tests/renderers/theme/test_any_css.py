"""Any text may stand in a style."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from renderers.model.theme import ScopedStyle
from renderers.theme.pack import pack
from renderers.theme.parse import parse
from renderers.theme.sheet import Sheet
from renderers.theme.theme_set import ThemeSet

_WORDS = [
    "{", "}", "(", ")", "[", "]", ":", ";", ",", "'", '"', "/*", "*/", "\\", "\n", " ", "<", "</style", "<!--", "-->",
    "@media", "@import", "@scope", "@keyframes", "@layer", "@charset", "section", ":root", "h1", ".a", "#b", "&", ">",
    "+", "*", "%", "::after", "::backdrop", ":is(", ":marpit-container", "content", "font-size", "animation", "--x",
    "!important", "1rem", "-2rem", "1e9999", "url(", "attr(", "u+1?", "\\d800", "\0", "\r", "\f", "é",
]  # fmt: skip
_CSS = st.lists(st.one_of(st.sampled_from(_WORDS), st.text(max_size=3)), max_size=30).map("".join)
_THEME = ThemeSet().with_theme("/* @theme t */")


@settings(deadline=None, max_examples=300)
@given(css=_CSS, scope=st.sampled_from([None, "K"]))
def test_any_text_packs_to_a_sound_stylesheet(css, scope):
    """Packing never fails, what comes out is closed in itself, and it cannot leave its `<style>` element."""
    stylesheet = pack(_THEME, "t", styles=(ScopedStyle(css, 1, scope),))

    assert isinstance(parse(stylesheet.css), Sheet)
    assert "</style" not in stylesheet.css.lower()
