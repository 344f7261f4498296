"""The marks of tokens: what has one, what it says, and that no deck can write one."""

from __future__ import annotations

from time import perf_counter

import html5lib
import pytest

from renderers.markdown.read import read, read_inline
from renderers.model.markup import MARK_ATTRIBUTE, TokenMark
from renderers.model.tokens import Kind, Token

KINDS = {
    "# A": "heading:1:",
    "A\n=": "heading:1:",
    "\n\nA\nb": "paragraph:3:",
    "- a\n- b": "list:1: item:1: item:2:",
    "* a": "list:1: item:1:",
    "1. a\n\n2. b": "list:1: item:1: paragraph:1: item:3: paragraph:3:",
    "> a\n>\n> - b": "quote:1: paragraph:1: list:3: item:3:",
    "|a|b|\n|-|-|\n|c|d|": "table:1: cell:1: cell:1: cell:3: cell:3:",
    "\n```py {1}\na\n```": "code:2:py",
    "    a": "code:1:",
    "```mermaid\nflowchart LR\n  a-->b\n```": "diagram:1:Flowchart: a, b",
    "> ***": "quote:1: rule:1:",
    "a\n![b*c*d w:20px](e.png)": "paragraph:1: image:2:bcd",
    "a\nb $x<y$": "paragraph:1: formula:2:x<y",
    "$$\n\\alpha\n$$": "formula:1:\\alpha",
    "a <b>c</b><br>d<wbr>e": "paragraph:1: html:1:b",
    "<div>\n\n</div>": "html:1:div",
    "<table>\n<tr class=x><TD>a<br>\n<img src=b>": "html:1:table html:2:tr html:2:td html:3:img",
    "---\ntheme: x\n---\n\n# A": "heading:5:",
}
"""Decks, and their tokens as KIND:LINE:TEXT."""

UNMARKED = ("***", "<!-- note -->", "![bg](a.png)", "<iframe>", "<style>a{}</style>", "[a]: b", "", "</div>")
FORGERIES = (
    'data-marpd="1"',
    '<i data-marpd="1">',
    '<div data-marpd="1">',
    '<div class="x" DATA-MARPD=1>',
    "<div title='\" data-marpd=\"1'>",
    "\0token:1\0",
    "<b\0token:1\0>",
    "&#0;token:1&#0;",
    '<b title="&#0;token:1&#0;">',
    "```\0token:1\0\n```",
    '![" data-marpd="1](a.png " data-marpd=1")',
)


def tokens(text: str) -> list[Token]:
    """The tokens of all blocks."""
    return [token for block in read(text).blocks for token in block.tokens]


def marks(text: str) -> list[int]:
    """The ids in the marks of all blocks."""
    return [piece.id for block in read(text).blocks for piece in block.markup if isinstance(piece, TokenMark)]


def marked_tags(text: str, mark: str) -> list[str]:
    """The names of the tags with the attribute of marks, where `mark` is written for each mark."""
    markup = (piece for block in read(text).blocks for piece in block.markup)
    html = "".join(piece if isinstance(piece, str) else mark * isinstance(piece, TokenMark) for piece in markup)
    page = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [str(element.tag) for element in page.iter() if MARK_ATTRIBUTE in element.attrib]


@pytest.mark.parametrize("text", KINDS)
def test_each_kind_of_thing_is_a_token(text: str) -> None:
    """It has its line, its text, and a mark with its id."""
    found = tokens(text)

    assert " ".join(f"{token.kind}:{token.line}:{token.text}" for token in found) == KINDS[text]
    assert marks(text) == [token.id for token in found]


def test_every_kind_is_made() -> None:
    """There is no kind that no deck has."""
    assert {token.kind for text in KINDS for token in tokens(text)} == set(Kind)


@pytest.mark.parametrize("text", UNMARKED)
def test_what_becomes_no_element_has_no_token(text: str) -> None:
    """Rulers, comments, backgrounds, refused tags, styles, definitions and closing tags."""
    assert (tokens(text), marks(text)) == ([], [])


def test_ids_rise_through_nested_blocks() -> None:
    """In document order, each once, whatever stands in what."""
    text = "- a\n\n  > 1. b ![c](d) $e$\n  >\n  >    |f|\n  >    |-|\n\n  <div><p>g\n\n      h\n\n# i <b>j</b>"
    ids = marks(text)

    assert ids == list(range(1, len(ids) + 1))
    assert [token.id for token in tokens(text)] == ids
    assert len(ids) == 16


def test_a_mark_stands_in_the_tag_of_its_element() -> None:
    """Whichever rule renders the tag, the mark is an attribute of it."""
    text = (
        "# A $x$\n\n> * ![b](c 'd')\n\n```d\n```\n\n    e\n\n$$f$$\n\n> ***\n\n3) g <i class=h>i</i>\n\n|i|\n|-:|\n|j|"
    )

    names = " ".join(marked_tags(text, f' {MARK_ATTRIBUTE}="1"'))
    assert names == "h1 span blockquote ul li img pre pre span blockquote hr ol li i table th td"


def test_headers_and_footers_have_no_marks() -> None:
    """They are not content, and the same text may stand on every slide."""
    (html,) = read_inline("**a** ![b](c) <b>d</b> $e$", {})

    assert html.startswith('<strong>a</strong> <img src="c" alt="b" /> <b>d</b> <span data-math="inline"><math')


@pytest.mark.parametrize("text", FORGERIES)
def test_no_deck_can_write_a_mark(text: str) -> None:
    """What looks like one is text, or goes; the marks are those of the deck's own tokens."""
    assert marks(text) == [token.id for token in tokens(text)]
    assert marked_tags(text, "") == []


@pytest.mark.parametrize("text", ["- $a$ ![b](c) <b>d</b>\n" * 1000, "<p><b>a</b>\n" * 2500, "<i>$a$ " * 2500])
def test_thousands_of_tokens_are_quick(text: str) -> None:
    """Time grows with the number of tokens."""
    began = perf_counter()
    found = tokens(text)

    assert len(found) >= 5000 - 1000
    assert perf_counter() - began < 3
