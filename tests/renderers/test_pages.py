"""Single slides of a deck, in every format: what they show does not depend on which others are left out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from pptx import Presentation

from renderers import (
    BrowserOptions,
    Code,
    Format,
    OptionInvalid,
    Renderer,
    Rendering,
    RenderOptions,
    Source,
    build_renderer,
    format_named,
    read_pages,
)

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

DECK = """---
paginate: true
headingDivider: 1
style: |
  section::after { content: 'page ' attr(data-marpit-pagination) ' of ' attr(data-marpit-pagination-total); }
---

# One

[next](#two)

# Two

![](gone.png)

<!-- note of two -->

# Two

<style scoped>section { background: rgb(1, 2, 3); }</style>
<!-- _class: lead -->

[to two again](#two-1) [to one](#one)

# Four

![](missing.png)

<!-- colour: red -->
"""


@pytest.fixture
async def renderer() -> AsyncIterator[Renderer]:
    """A renderer with the real browser."""
    renderer = build_renderer(BrowserOptions())
    yield renderer
    await renderer.stop()


async def rendered(renderer: Renderer, name: str, pages: str, deck: str = DECK) -> Rendering:
    """These slides in this format."""
    return await renderer.render(Source(deck), RenderOptions(formats=(name,), pages=read_pages(pages)))


def texts_of(pdf: bytes) -> list[str]:
    """What each page says, on one line."""
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


async def test_pdf_has_just_these_pages_with_their_numbers(renderer: Renderer) -> None:
    """In the deck's order, each once; the total is that of the deck."""
    rendering = await rendered(renderer, "pdf", "3-4,1,3")

    texts = texts_of(rendering.artifacts[0].files[0])
    assert [text[:1] for text in texts] == ["O", "T", "F"]
    assert [f"page {number} of 4" in text for number, text in zip((1, 3, 4), texts, strict=True)] == [True] * 3


async def test_pictures_are_the_same_as_of_the_whole_deck(renderer: Renderer) -> None:
    """To the byte, with scoped styles, numbers and ids."""
    [whole] = (await renderer.render(Source(DECK), RenderOptions(formats=("png",)))).artifacts
    [some] = (await rendered(renderer, "png", "1,3-4")).artifacts

    assert some.numbers == (1, 3, 4)
    assert some.files == tuple(whole.files[number - 1] for number in some.numbers)


async def test_html_has_just_these_slides_with_their_ids(renderer: Renderer) -> None:
    """A heading's id does not change because an equal one before it was left out."""
    html = (await rendered(renderer, "html", "3")).artifacts[0].files[0].decode()

    assert html.count("<section") == 1
    assert '<section id="3"' in html
    assert 'id="two-1"' in html
    assert 'data-marpit-pagination="3"' in html


async def test_powerpoint_counts_on_from_the_first(renderer: Renderer) -> None:
    """Its page numbers are fields; notes stay with their slides."""
    pptx = (await rendered(renderer, "pptx", "2-3")).artifacts[0].files[0]

    presentation = Presentation(BytesIO(pptx))
    assert [slide.shapes.title.text for slide in presentation.slides] == ["Two", "Two"]
    assert presentation.element.get("firstSlideNum") == "2"
    assert [slide.has_notes_slide and slide.notes_slide.notes_text_frame.text for slide in presentation.slides] == [
        "note of two",
        False,
    ]


async def test_the_report_is_on_the_decks_text_and_on_these_pages(renderer: Renderer) -> None:
    """The unknown directive stands on a slide that was left out, and so does the first missing picture."""
    report = (await rendered(renderer, "pptx", "4")).report
    elsewhere = (await rendered(renderer, "report", "2")).report

    assert (report.slides, report.pages) == (4, (4,))
    assert [(one.slide, one.line) for one in report.diagnostics if one.code is Code.ASSET_MISSING] == [(4, 27)]
    assert [(one.slide, one.line) for one in elsewhere.diagnostics if one.code is Code.ASSET_MISSING] == [(2, 14)]
    for one in (report, elsewhere):
        assert [diagnostic.slide for diagnostic in one.diagnostics if diagnostic.code is Code.DIRECTIVE_UNKNOWN] == [4]


async def test_what_powerpoint_lacks_is_told_with_the_slides_own_number(renderer: Renderer) -> None:
    """Not with its place among those that were made."""
    deck = (
        "# A\n\n---\n\n# B\n\n---\n\n<div style='transform: skew(20deg)'>\n\nC\n\n</div>\n\n![](data:image/png;base64,)"
    )

    whole = (await rendered(renderer, "pptx", "1-3", deck)).report
    one = (await rendered(renderer, "pptx", "3", deck)).report

    assert [(each.code, each.slide, each.line) for each in one.diagnostics if each.slide] == [
        (each.code, each.slide, each.line) for each in whole.diagnostics if each.slide
    ]
    assert any(each.slide == 3 for each in one.diagnostics)


@pytest.mark.parametrize("row", [format_named(name) for name in ("pdf", "pptx", "html", "png", "jpeg", "report")])
async def test_a_page_that_does_not_exist_is_refused_in_every_format(renderer: Renderer, row: Format) -> None:
    """Before anything is laid out."""
    with pytest.raises(OptionInvalid, match="There is no slide 5: the deck has 4 slides"):
        await rendered(renderer, row.name, "2,5")


async def test_jpeg_is_the_picture_that_png_is(renderer: Renderer) -> None:
    """As large, nearly the same colours, none of them smeared over its neighbours; the same bytes each time."""
    deck = "<style>section { background: repeating-linear-gradient(90deg, red 0 1px, blue 1px 2px) }</style>\n\n# Hi"
    options = RenderOptions(formats=("png", "jpeg"))
    first, second = [await renderer.render(Source(deck), options) for _ in range(2)]

    png, jpeg = (Image.open(BytesIO(artifact.files[0])) for artifact in first.artifacts)
    assert (jpeg.format, jpeg.mode, jpeg.size) == ("JPEG", "RGB", (1280, 720))
    for x in (800, 801):
        pairs = zip(png.convert("RGB").getpixel((x, 100)), jpeg.getpixel((x, 100)), strict=True)
        assert all(abs(ours - theirs) < 40 for ours, theirs in pairs)
    assert first.artifacts[1].files == second.artifacts[1].files


async def test_a_jpeg_has_no_more_pixels_than_it_can_count(renderer: Renderer) -> None:
    """A slide may be 19,200 pixels wide, and a scale ten."""
    deck = "---\nsize: wide\ntheme: wide\n---\n# Hi"
    source = Source(deck, themes=("/* @theme wide */\n/* @size wide 8000px 100px */",))

    with pytest.raises(OptionInvalid, match="65535"):
        await renderer.render(source, RenderOptions(formats=("jpeg",), scale=10))


async def test_overflow_is_told_with_the_slides_own_number_and_line(renderer: Renderer) -> None:
    """It is measured on a page that has only this slide."""
    deck = "# A\n\n---\n\n# B\n\n---\n\n# C\n\n" + "word\n\n" * 40

    report = (await rendered(renderer, "report", "3", deck)).report

    [told] = [one for one in report.diagnostics if one.code is Code.OVERFLOW]
    assert told.slide == 3
    assert told.line
    assert told.line > 8
