"""Any text is a deck."""

from __future__ import annotations

import re

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from renderers import RenderOptions, Source
from renderers.prepare import Prepared, prepare
from renderers.theme.theme_set import ThemeSet

PIECES = st.sampled_from(
    [
        "---\n", "<!-- ", " -->", "<style>", "</style>", "<style scoped>", "![bg](a)", "![w:", "](b)", "# ", "> ", "* ",
        "1) ", "```", "`", "\n\n", "\t", "    ", "\\", "&nbsp;", "[", "](", ")", "$", "$$", "|", "|-|\n",
        "_class: a\n", "theme: x\n", "headingDivider: ", "paginate: hold\n", "header: ", "<div>", "</div>", "<img src=",
        '">', ":smile:", "😀", "\u3000", "\0", "\r\n",
    ]
)  # fmt: skip
MARK = re.compile(r' data-marpd="(\d+)"')
DECKS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map("".join))


def prepared(text: str) -> Prepared:
    """The deck and its page."""
    return prepare(Source(text), RenderOptions(formats=("html",)), ThemeSet.built_in())


@given(DECKS)
@settings(max_examples=400, deadline=None)
def test_any_text_is_a_deck(text: str) -> None:
    """No text raises; there is at least one slide, every slide is a section, and every line is a line of the text."""
    result = prepared(text)

    sections = html5lib.parse(result.plain.html).iter("{http://www.w3.org/2000/svg}svg")
    assert len([svg for svg in sections if svg.get("data-marpit-svg") is not None]) == len(result.deck.slides) >= 1
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= (one.line or 1) <= lines for one in result.deck.diagnostics)


@given(DECKS)
@settings(max_examples=200, deadline=None)
def test_no_text_puts_an_active_element_on_the_page(text: str) -> None:
    """Whatever the author writes, a parser finds no script, frame, form, base or handler in the page."""
    page = html5lib.parse(prepared(text).plain.html, namespaceHTMLElements=False)

    for element in page.iter():
        name = str(element.tag).rpartition("}")[2].lower()
        assert name not in {"script", "iframe", "object", "embed", "form", "base", "link", "input", "button", "portal"}
        assert not any(key.lower().startswith("on") for key in element.attrib)


@given(DECKS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_is_the_same_page(text: str) -> None:
    """Nothing is drawn at random, and nothing is remembered."""
    assert prepared(text).plain.html == prepared(text).plain.html


@given(DECKS)
@settings(max_examples=200, deadline=None)
def test_the_marks_of_any_text_are_its_tokens(text: str) -> None:
    """Ids rise, each token is on a line of the text, and the page is the same without its marks."""
    both = prepare(Source(text), RenderOptions(formats=("html", "pdf")), ThemeSet.built_in())
    tokens = [token for slide in both.deck.slides for token in slide.tokens]

    assert [token.id for token in tokens] == list(range(1, len(tokens) + 1))
    assert MARK.findall(both.marked.html) == [str(token.id) for token in tokens]
    assert MARK.sub("", both.marked.html) == both.plain.html
    assert all(1 <= token.line <= text.count("\n") + text.count("\r") + 1 for token in tokens)
