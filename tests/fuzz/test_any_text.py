"""Any text is a deck."""

from __future__ import annotations

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from renderers import RenderOptions, Source
from renderers.pipeline import Prepared, prepare
from renderers.theme.theme_set import ThemeSet

PIECES = st.sampled_from(
    [
        "---\n", "<!-- ", " -->", "<style>", "</style>", "<style scoped>", "![bg](a)", "![w:", "](b)", "# ", "> ", "* ",
        "1) ", "```", "`", "\n\n", "\t", "    ", "\\", "&nbsp;", "[", "](", ")", "$", "$$", "|", "|-|\n",
        "_class: a\n", "theme: x\n", "headingDivider: ", "paginate: hold\n", "header: ", "<div>", "</div>", "<img src=",
        '">', ":smile:", "😀", "\u3000", "\0", "\r\n",
    ]
)  # fmt: skip
DECKS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map("".join))


def prepared(text: str) -> Prepared:
    """The deck and its page."""
    return prepare(Source(text), RenderOptions(), ThemeSet.built_in())


@given(DECKS)
@settings(max_examples=400, deadline=None)
def test_any_text_is_a_deck(text: str) -> None:
    """No text raises; there is at least one slide, every slide is a section, and every line is a line of the text."""
    result = prepared(text)

    sections = html5lib.parse(result.document.html).iter("{http://www.w3.org/2000/svg}svg")
    assert len([svg for svg in sections if svg.get("data-marpit-svg") is not None]) == len(result.deck.slides) >= 1
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= (one.line or 1) <= lines for one in result.deck.diagnostics)


@given(DECKS)
@settings(max_examples=200, deadline=None)
def test_no_text_puts_an_active_element_on_the_page(text: str) -> None:
    """Whatever the author writes, a parser finds no script, frame, form, base or handler in the page."""
    page = html5lib.parse(prepared(text).document.html, namespaceHTMLElements=False)

    for element in page.iter():
        name = str(element.tag).rpartition("}")[2].lower()
        assert name not in {"script", "iframe", "object", "embed", "form", "base", "link", "input", "button", "portal"}
        assert not any(key.lower().startswith("on") for key in element.attrib)


@given(DECKS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_is_the_same_page(text: str) -> None:
    """Nothing is drawn at random, and nothing is remembered."""
    assert prepared(text).document.html == prepared(text).document.html
