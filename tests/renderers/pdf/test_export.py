"""The PDF: pages, metadata, links, and the same bytes for the same input."""

from __future__ import annotations

import re
import sys
from collections.abc import AsyncIterator
from io import BytesIO

import anyio
import pikepdf
import pypdfium2
import pytest

from renderers import BrowserOptions, Renderer, RenderOptions, Source, build_renderer

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

DECK = """\
---
title: "A «title» 日本"
author: Ada
description: What it is
keywords: one, two
paginate: true
lang: ja
---

# 見出し ❤️😅🚗

[web](https://example.com/?a=1&b=2) [page](other/page.html) [mail](mailto:a@example.com) [down](#two)

---

## Two

日本語の文章
"""


@pytest.fixture
async def renderer() -> AsyncIterator[Renderer]:
    """A renderer with the real browser."""
    renderer = build_renderer(BrowserOptions())
    yield renderer
    await renderer.stop()


async def pdf_of(renderer: Renderer, deck: str, **options: int) -> bytes:
    """The PDF of a deck."""
    rendering = await renderer.render(Source(deck), RenderOptions(**options))
    return rendering.artifacts[0].files[0]


async def test_a_page_a_slide_at_its_size(renderer: Renderer) -> None:
    """Pages are as many as slides and as large: px become points at 3/4 (M-308)."""
    wide = pikepdf.open(BytesIO(await pdf_of(renderer, DECK)))
    narrow = pikepdf.open(BytesIO(await pdf_of(renderer, "---\nsize: 4:3\n---\nA\n\n---\nB\n\n---\n")))

    assert [[float(side) for side in page.mediabox] for page in wide.pages] == [[0, 0, 960, 540]] * 2
    assert [[float(side) for side in page.mediabox] for page in narrow.pages] == [[0, 0, 720, 540]] * 3


async def test_it_says_what_it_is(renderer: Renderer) -> None:
    """Title, author, description, keywords and language are the deck's; without a date there is none."""
    pdf = pikepdf.open(BytesIO(await pdf_of(renderer, DECK)))

    facts = {str(name): str(value) for name, value in pdf.docinfo.items()}
    assert facts == {
        "/Title": "A «title» 日本",
        "/Author": "Ada",
        "/Subject": "What it is",
        "/Keywords": "one; two",
        "/Creator": "marpd",
        "/Producer": "marpd",
    }
    assert str(pdf.Root.Lang) == "ja"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


async def test_its_dates_are_those_given(renderer: Renderer) -> None:
    """A date comes from the request, else from the deck, never from the clock."""
    given = pikepdf.open(BytesIO(await pdf_of(renderer, "---\ndate: 2022-03-28\n---\nA", date=86400)))
    written = pikepdf.open(BytesIO(await pdf_of(renderer, "---\ndate: 2022-03-28\n---\nA")))

    assert str(given.docinfo.CreationDate) == "D:19700102000000+00'00'"
    assert str(written.docinfo.ModDate) == "D:20220328000000+00'00'"


async def test_it_is_tagged_and_outlined(renderer: Renderer) -> None:
    """Headings are bookmarks, and readers of the structure find them."""
    pdf = pikepdf.open(BytesIO(await pdf_of(renderer, DECK)))

    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        nested = [child.title for item in outline.root for child in item.children]
    assert "見出し" in titles[0]
    assert nested == ["Two"]
    assert pdf.Root.MarkInfo.Marked is True
    assert "/StructTreeRoot" in pdf.Root


async def test_its_links_lead_where_the_deck_says(renderer: Renderer) -> None:
    """Web and mail links are as written, relative ones stay relative, those within the deck go to the slide."""
    pdf = pikepdf.open(BytesIO(await pdf_of(renderer, DECK)))

    actions = [annotation.get("/A") for annotation in pdf.pages[0].Annots]
    targets = [str(action.URI) for action in actions if action is not None and "/URI" in action]
    assert targets == ["https://example.com/?a=1&b=2", "other/page.html", "mailto:a@example.com"]
    assert len(actions) == 4


async def test_its_text_can_be_read(renderer: Renderer) -> None:
    """Japanese text is text, not a drawing."""
    page = pypdfium2.PdfDocument(await pdf_of(renderer, DECK))[1]

    assert "日本語の文章" in "".join(page.get_textpage().get_text_range().split())


async def test_the_same_deck_is_the_same_bytes(renderer: Renderer) -> None:
    """Twice in one browser, cold and warm, and in another process with another browser."""
    first, second = await pdf_of(renderer, DECK), await pdf_of(renderer, DECK)

    command = [sys.executable, "-m", "app", "render", "-", "-o", "-", "--to", "pdf"]
    other = (await anyio.run_process(command, input=DECK.encode())).stdout
    assert first == second == other


async def test_nothing_of_the_machine_is_in_it(renderer: Renderer) -> None:
    """No synthetic address, no clock, no browser's name."""
    pdf = pikepdf.open(BytesIO(await pdf_of(renderer, DECK)))
    plain = BytesIO()
    pdf.save(plain, qdf=True, static_id=True)

    assert not re.search(rb"marpd\.invalid|Chromium|Skia|/home/|/tmp/", plain.getvalue())
