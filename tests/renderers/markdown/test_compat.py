"""The parser reads what the JavaScript markdown-it reads."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from renderers.markdown.compat import apply_overrides


def parser() -> MarkdownIt:
    """One with Marp's settings and the overrides."""
    md = plain_parser()
    apply_overrides(md)
    return md


def plain_parser() -> MarkdownIt:
    """One with Marp's settings only."""
    return MarkdownIt("commonmark", {"html": True, "breaks": True, "linkify": True}).enable(["table", "linkify"])


IDEOGRAPHIC = "\u3000"
NO_BREAK = "\u00a0"

DIFFERENCES = [
    (f"{IDEOGRAPHIC}text{IDEOGRAPHIC}", f"<p>{IDEOGRAPHIC}text{IDEOGRAPHIC}</p>\n"),
    (f"a\n{IDEOGRAPHIC}", f"<p>a<br />\n{IDEOGRAPHIC}</p>\n"),
    (NO_BREAK, f"<p>{NO_BREAK}</p>\n"),
    (f"#  {NO_BREAK}a ##  ", f"<h1>{NO_BREAK}a</h1>\n"),
    (f"# x #{IDEOGRAPHIC}", f"<h1>x #{IDEOGRAPHIC}</h1>\n"),
    (f"> # {IDEOGRAPHIC}a #", f"<blockquote>\n<h1>{IDEOGRAPHIC}a</h1>\n</blockquote>\n"),
    (f"{IDEOGRAPHIC}a\nb{IDEOGRAPHIC}\n---", f"<h2>{IDEOGRAPHIC}a<br />\nb{IDEOGRAPHIC}</h2>\n"),
    ("a\\ \nb", "<p>a\\<br />\nb</p>\n"),
    ("[a](/url\\ )", '<p><a href="/url%5C">a</a></p>\n'),
    ('[a](/url\\ "t")', '<p><a href="/url%5C" title="t">a</a></p>\n'),
]

SAME = [
    ("# a #b #", "<h1>a #b</h1>\n"),
    ("## ##", "<h2></h2>\n"),
    ("# a\\#", "<h1>a#</h1>\n"),
    ("#", "<h1></h1>\n"),
    ("a\\\nb", "<p>a<br />\nb</p>\n"),
    ("\\*a\\ b", "<p>*a\\ b</p>\n"),
    ("[a](<b c>)", '<p><a href="b%20c">a</a></p>\n'),
    ("![a `b` \\*](c)", '<p><img src="c" alt="a b *" /></p>\n'),
    ("text\n# heading\nmore", "<p>text</p>\n<h1>heading</h1>\n<p>more</p>\n"),
    ("> text\n# heading", "<blockquote>\n<p>text</p>\n</blockquote>\n<h1>heading</h1>\n"),
]


@pytest.mark.parametrize(("text", "html"), DIFFERENCES)
def test_known_differences_are_mended(text: str, html: str) -> None:
    """Blanks of other scripts, and backslashes before spaces, are read as in JavaScript (section 29)."""
    assert parser().render(text) == html


@pytest.mark.parametrize(("text", "_html"), DIFFERENCES)
def test_each_override_is_still_needed(text: str, _html: str) -> None:
    """When markdown-it-py mends one of these, this fails, and the override can go."""
    assert parser().render(text) != plain_parser().render(text)


@pytest.mark.parametrize(("text", "html"), SAME)
def test_the_rest_stays_as_it_is(text: str, html: str) -> None:
    """The replaced rules do all that they did before, image texts included (section 28)."""
    assert parser().render(text) == html
    assert plain_parser().render(text) == html


def test_one_parser_does_not_change_another() -> None:
    """The overrides hold for their own parser only, whichever was made first."""
    before, _, after = plain_parser(), parser(), plain_parser()

    for text, html in DIFFERENCES:
        assert before.render(text) == after.render(text) != html
