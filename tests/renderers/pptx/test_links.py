"""Links: to safe addresses, and to slides of the deck."""

from __future__ import annotations

import pytest

from renderers.pptx.links import link
from renderers.pptx.presentation import Link
from tests.renderers.pptx.decks import Maker


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://example.com/a?b=c#d", "https://example.com/a?b=c#d"),
        ("HTTP://EXAMPLE.com", "HTTP://EXAMPLE.com"),
        ("mailto:a@example.com?subject=x", "mailto:a@example.com?subject=x"),
        ("tel:+123", "tel:+123"),
        ("https://example.com/ä b", "https://example.com/%C3%A4%20b"),
        ("https://example.com/%20", "https://example.com/%20"),
        (' https://example.com/"><x>', "https://example.com/%22%3E%3Cx%3E"),
    ],
)
def test_safe_addresses_are_kept(href: str, url: str) -> None:
    """Written so that no program stumbles over them."""
    assert link(href, {}) == Link(url=url)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "\u00a0javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "file://server/share",
        r"\\server\share",
        "//server/share",
        "/etc/passwd",
        "other.md",
        "ms-msdt:/id",
        "https:",
        "https:///x",
        "http://[",
        "",
        "#",
        "#nowhere",
        "https://example.com/" + "x" * 3000,
    ],
)
def test_other_addresses_lead_nowhere(href: str) -> None:
    """What would run, open a file or a share, or is no address at all."""
    assert link(href, {"somewhere": 2}) is None


@pytest.mark.parametrize("href", ["#ä b", "#%C3%A4%20b"])
def test_anchors_lead_to_their_slide(href: str) -> None:
    """However they are written."""
    assert link(href, {"ä b": 3}) == Link(slide=3)


@pytest.mark.browser
def test_links_to_headings_lead_to_their_slides(make: Maker) -> None:
    """A click jumps there."""
    deck = make("[go](#far-away) [out](https://example.com/)\n\n---\n\nx\n\n---\n\n# Far away")

    targets = deck.file.targets("ppt/slides/slide1.xml")
    clicks = {run: style.find("{*}hlinkClick") for run, style in deck.slides[0].said("go").runs().items()}
    assert clicks["go"].get("action") == "ppaction://hlinksldjump"
    assert targets[clicks["go"].values()[0]] == "slide3.xml"
    assert targets[clicks["out"].values()[0]] == "https://example.com/"


@pytest.mark.browser
@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "%5C%5Cserver%5Cshare", "//server/x"])
def test_words_with_an_unsafe_link_are_words(make: Maker, href: str) -> None:
    """The file holds nothing of the address."""
    deck = make(f'<a href="{href}">words</a> [more]({href})')

    assert "words" in deck.slides[0].texts[0]
    assert deck.slides[0].xml.find("//a:hlinkClick") == []
    assert "External" not in "".join(
        deck.file.bytes_of(name).decode() for name in deck.file.names() if name.endswith(".rels")
    )


@pytest.mark.browser
def test_links_look_as_in_the_browser(make: Maker) -> None:
    """PowerPoint would give them the theme's colour."""
    slide = make.slide("[go](https://example.com/)", css="a { color: #aa5500; text-decoration: none }")

    assert slide.rgb(slide.said("go").runs()["go"]) == "AA5500"
    assert slide.xml.find("//ahyp:hlinkClr/@val") == ["tx"]
