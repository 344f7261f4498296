"""Links that no output keeps are told with their line."""

from __future__ import annotations

import pytest

from renderers.markdown.read import read
from renderers.model.diagnostic import Code


@pytest.mark.parametrize("url", ["ftp://a.example/", "smb://server/share", "//server/share", "blob:x", "ms-word:x"])
def test_a_link_that_leads_nowhere_is_told(url: str) -> None:
    """In whichever form it was written."""
    told = read(f"# A\n\ntext\n[x]({url})\n\n[y][z]\n\n[z]: {url}\n").diagnostics

    assert [(one.code, one.line) for one in told] == [(Code.HTML_DROPPED, 4), (Code.HTML_DROPPED, 6)]


def test_other_links_are_no_news() -> None:
    """The web, mail, telephones, slides and files beside the deck."""
    links = "[a](https://x.example) [b](mailto:a@x.example) [c](tel:1) [d](#e) [f](g.md) <https://x.example> http://y.example"

    assert read(links).diagnostics == ()
