"""Raw HTML: what survives, in which form, and that nothing else does."""

from __future__ import annotations

import time

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.markdown.allowlist import sanitise
from renderers.markdown.html_tags import TAGS, Value

IMPLIED = {"colgroup", "tbody", "tr"}
"""Elements that a browser adds by itself; all of them are allowed."""


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<p class="a">', '<p class="a">'),
        ("<P CLASS=A>", '<p class="A">'),
        ("<p class='a\"b'>", '<p class="a&quot;b">'),
        ("<br><BR ><br/></br>", "<br /><br /><br /><br />"),
        ("<img\nalt='x'\nsrc=y>", '<img alt="x" src="y" />'),
        ("</div\n>", "</div>"),
        ("<div/>", "<div />"),
        ('<details open="">', "<details open>"),
        ("<section><h1>", "<section><h1>"),
        ('<a href="?x=1&y=2">', '<a href="?x=1&amp;y=2">'),
        ('<p title="a>b<c">', '<p title="a&gt;b&lt;c">'),
        ('<source src="a.webm" class="x">', '<source src="a.webm" />'),
    ],
)
def test_allowed_tags_are_written_in_one_form(written: str, kept: str) -> None:
    """Names in lower case, values in double quotes, void elements closed (M-227, M-232 to M-234)."""
    assert sanitise(written).html == kept


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<iframe src="x">', '&lt;iframe src="x"&gt;'),
        ("<script>a<b</script>", "&lt;script&gt;a&lt;b&lt;/script&gt;"),
        ("<x-y>", "&lt;x-y&gt;"),
        ("<!doctype html>", "&lt;!doctype html&gt;"),
        ("<div>a < b > c</div>", "<div>a &lt; b &gt; c</div>"),
        ("<div <b>x", "&lt;div <b>x"),
        ('<b x="<i>y', '&lt;b x="&lt;i&gt;y'),
        ("<br", "&lt;br"),
        ("&amp; &lt; &", "&amp; &lt; &"),
    ],
)
def test_everything_else_is_shown_as_text(written: str, shown: str) -> None:
    """Nothing that an author wrote disappears: a tag that is not allowed, or is no tag, is text (M-229, M-235)."""
    assert sanitise(written).html == shown


@pytest.mark.parametrize("written", ["<!-- a --><b>", "<!--><b>", "<!---><b>", "<b><!-- <i>", "<!----><b>"])
def test_comments_go(written: str) -> None:
    """Comments inside raw HTML are deleted, unclosed ones to the end (M-235)."""
    assert sanitise(written).html == "<b>"


@pytest.mark.parametrize("url", ["https://x", "HTTP://x", "//x", "x/y.png", "#x", "/x", " x "])
def test_web_addresses_stay(url: str) -> None:
    """http, https and URLs without a scheme are links (M-227, M-230)."""
    assert sanitise(f'<a href="{url}">').html == f'<a href="{url.strip()}">'


@pytest.mark.parametrize(
    "url",
    [
        "javascript:x",
        " JaVaScript:x",
        "java\nscript:x",
        "javascript&#58;x",
        "javascript&#x3A;x",
        "javascript&#0000058;x",
        "javascript&colon;x",
        "&#106;avascript:x",
        "java&Tab;script:x",
        "vbscript:x",
        "file:///etc/passwd",
        "mailto:x@y.z",
        "data:image/png,x",
        "\x01javascript:x",
        ":x",
        "./a:b",
    ],
)
def test_other_addresses_go(url: str) -> None:
    """A link with any other scheme keeps only its bare attribute, however the scheme is spelt (M-230, M-231)."""
    sanitised = sanitise(f'<a href="{url}">')

    assert sanitised.html == "<a href>"
    assert len(sanitised.dropped) == 1


def test_a_twice_escaped_address_stays_escaped() -> None:
    """A reference is decoded once, as a browser does it, and never comes out as another reference."""
    assert sanitise('<a href="javascript&#38;#58;x">').html == '<a href="javascript&amp;#58;x">'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<img src="data:image/png;base64,AA==">', '<img src="data:image/png;base64,AA==" />'),
        ('<img src="data:text/html,x">', "<img src />"),
        ('<img srcset="a 1x, b 2x">', '<img srcset="a 1x, b 2x" />'),
        ('<img srcset="a 1x, javascript:b 2x">', "<img srcset />"),
        ('<video poster="data:image/png,x" src="data:video/mp4,x">', '<video poster="data:image/png,x" src>'),
    ],
)
def test_pictures_may_be_data(written: str, kept: str) -> None:
    """Where a picture is loaded, `data:image/` is allowed as well, for each picture of a set (M-227)."""
    assert sanitise(written).html == kept


@pytest.mark.parametrize(("written", "kept"), [("RTL", ' dir="rtl"'), (" auto ", ' dir="auto"'), ("up", " dir")])
def test_direction_is_one_of_three(written: str, kept: str) -> None:
    """`dir` is lower-cased, and empty if it is no direction (M-227)."""
    assert sanitise(f'<p dir="{written}">').html == f"<p{kept}>"


def test_the_first_of_two_attributes_stays() -> None:
    """As in a browser, a second attribute of one name does not count (section 28)."""
    assert sanitise('<p class="a" CLASS="b" title="c">').html == '<p class="a" title="c">'


@pytest.mark.parametrize(
    ("written", "dropped"),
    [
        ("<script>x</script>", ("<script>",)),
        ("<p onclick=x style=y>", ("onclick on <p>", "style on <p>")),
        ('<a href="javascript:x()">', ("href of <a>: javascript:",)),
        ("<p class=a class=b>", ("second class on <p>",)),
        ("<p id=a><p id=b>", ("id on <p>",)),
        ("<div class=a>1 < 2</div><!-- x -->", ()),
    ],
)
def test_what_was_dropped_is_named(written: str, dropped: tuple[str, ...]) -> None:
    """Each kind of thing that did not survive has one short phrase."""
    assert sanitise(written).dropped == dropped


TRICKY = st.lists(
    st.sampled_from(
        [
            *(
                "<",
                ">",
                "</",
                "/>",
                "=",
                '"',
                "'",
                "`",
                " ",
                "\n",
                "\0",
                "\f",
                "&",
                ";",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
            ),
            *("div", "a", "img", "table", "td", "p", "select", "svg", "math", "style", "script", "title", "textarea"),
            *("href", "src", "srcset", "class", "dir", "onerror", "javascript:x", "data:text/html,", "data:image/png,"),
            *(
                "&#58;",
                "&#x3c",
                "&lt;",
                "&colon;",
                "&#38;",
                "#58;",
                "java",
                "script:",
                "noscript",
                "template",
                "<?",
                "<!",
            ),
        ]
    )
    | st.text(max_size=3),
    max_size=40,
).map("".join)


@given(TRICKY)
def test_a_browser_sees_nothing_but_what_is_allowed(written: str) -> None:
    """However the input is broken, the parsed output has only allowed elements, attributes and addresses."""
    fragment = html5lib.parseFragment(sanitise(written).html, namespaceHTMLElements=False)

    for element in fragment.iter():
        if element is fragment:
            continue
        assert element.tag in TAGS or element.tag in IMPLIED
        for name, value in element.attrib.items():
            kind = TAGS[element.tag][name]
            if kind in {Value.LINK, Value.PICTURE}:
                assert ":" not in value or value.lower().startswith(("http", "data:image/"))


@given(TRICKY)
def test_what_is_safe_stays_as_it_is(written: str) -> None:
    """Sanitised HTML, sanitised again, is the same."""
    once = sanitise(written).html

    assert sanitise(once).html == once


@pytest.mark.parametrize(
    "piece", ["<", "<a ", '="', '<a x="', "<a x='\"", "<!--", "a=", "= ", "<p title=&", "<!", "&#6", '<p title="\n']
)
def test_hostile_input_takes_linear_time(piece: str) -> None:
    """A megabyte of any trap is done in seconds; what takes quadratic time would take hours."""
    text = "<p " + piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    sanitise(text)

    assert time.perf_counter() - start < 20
