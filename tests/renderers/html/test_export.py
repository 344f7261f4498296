"""The page as one file."""

from __future__ import annotations

from base64 import b64encode

import pytest

from renderers.html.export import export_html
from renderers.model.assets import Asset, MemoryAssets
from renderers.model.document import HtmlDocument
from renderers.model.format import ExportOptions
from renderers.model.geometry import Size
from renderers.model.laid_out_deck import Refusal, RefusedRequest

PNG = Asset("img/a b.png", b"\x89PNG", "image/png")
DATA_URL = f"data:image/png;base64,{b64encode(PNG.content).decode()}"


def exported(body: str, css: str = "") -> tuple[str, tuple[RefusedRequest, ...]]:
    """What becomes of a page with this body and stylesheet."""
    html = f"<!DOCTYPE html>\n<html>\n<head>\n<style>{css}</style>\n</head>\n<body>{body}</body>\n</html>\n"
    document = HtmlDocument(html=html, slides=1, size=Size(1280, 720), assets=MemoryAssets([PNG]))
    export = export_html(document, ExportOptions())
    text = export.files[0].decode()
    return text[text.index("<style>") :], export.refused


def test_assets_are_put_inside() -> None:
    """Pictures, backgrounds and stylesheets hold their assets, whatever the spelling of the URL."""
    html, refused = exported(
        '<img alt="a &amp; b" src="img/a%20b.png" />'
        '<section style="background-image:url(&quot;img/./a b.png&quot;);"></section>'
        '<video poster="img/a%20b.png"></video><img srcset="img/a%20b.png 2x" src="data:,x">',
        css="a{b:url(img/a%20b.png)}",
    )

    assert html.count(DATA_URL) == 5
    assert "img/a" not in html
    assert '<img alt="a &amp; b" src="data:' in html
    assert refused == ()


def test_what_cannot_be_put_inside_is_reported() -> None:
    """A missing asset and a remote one are told apart, each once, and stay as written."""
    html, refused = exported('<img src="no.png"><img src="no.png"><img src="https://example.com/x.png">')

    assert '<img src="no.png">' in html
    assert refused == (
        RefusedRequest("no.png", Refusal.MISSING),
        RefusedRequest("https://example.com/x.png", Refusal.BLOCKED),
    )


@pytest.mark.parametrize(
    ("href", "is_kept"),
    [
        ("https://example.com/?a=b&amp;c", True),
        ("HTTP://example.com", True),
        ("mailto:a@example.com", True),
        ("tel:+1", True),
        ("#a:b", True),
        ("other.md", True),
        ("a/b:c", True),
        ("?x:y", True),
        ("", True),
        ("ftp://example.com/", False),
        ("blob:https://deck.marpd.invalid/1", False),
        ("java\tscript:alert(1)", False),
        (" \x01javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("ms-word:ofe|u|x", False),
        ("//server/share", False),
        ("\\\\server\\share", False),
        ("/\\server", False),
    ],
)
def test_links_lead_where_they_may(href: str, is_kept: bool) -> None:
    """Another link keeps its words and loses its address."""
    html, _ = exported(f'<a href="{href}" title="t">x</a>')

    assert html.count("href=") == is_kept
    assert 'title="t">x</a>' in html


def test_the_rest_stays_to_the_letter() -> None:
    """Letter case of SVG, references to characters and blanks do not change."""
    body = '<svg viewBox="0 0 1 1"><foreignObject width="1">&lt;&#x41;&nbsp;\n<br />é</foreignObject></svg>'

    html, _ = exported(body)

    assert f"<body>{body}</body>" in html


def test_nothing_may_be_fetched() -> None:
    """The file forbids scripts and the network by itself."""
    document = HtmlDocument(html="<html><head></head><body></body></html>", slides=1, size=Size(1, 1))

    html = export_html(document, ExportOptions()).files[0].decode()

    assert "default-src 'none'" in html
    assert "script-src" not in html
