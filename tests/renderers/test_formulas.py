"""Formulas on the page: their font comes with it, they fit their slide, and nothing is fetched."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from renderers import BrowserOptions, Code, Rendering, RenderOptions, Source, build_renderer

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

WIDE = "$$\n" + "+".join(f"x_{{{number}}}^2" for number in range(60)) + "\n$$"


async def rendered(deck: str, *formats: str) -> Rendering:
    """What is made of a deck."""
    renderer = build_renderer(BrowserOptions())
    try:
        return await renderer.render(Source(deck), RenderOptions(formats=formats))
    finally:
        await renderer.stop()


async def test_the_font_of_formulas_travels_with_the_page() -> None:
    """HTML has it inside, and the PDF's formulas are in it, whatever the theme says of all elements."""
    deck = "<style>section * { font-family: monospace; }</style>\n\n$\\sum_{i=1}^n \\sqrt{i}$"
    rendering = await rendered(deck, "html", "pdf")
    html, pdf = (artifact.files[0] for artifact in rendering.artifacts)

    assert html.count(b"@font-face") == 1
    assert re.findall(rb'url\("?(?!data:)[^)]*\)', html.partition(b"<body>")[0]) == []
    assert [font for font in rendering.report.fonts if font.is_embedded] == []
    assert "√" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert [one for one in rendering.report.diagnostics if one.code is Code.GLYPH_MISSING] == []


async def test_what_the_font_of_formulas_lacks_is_told() -> None:
    """Other scripts in a formula are painted in the slide's fonts; a character that none has is missing."""
    rendering = await rendered("$\\text{日本語}$\n\n---\n\n$\\text{\U000e0fff\U00012ff0}$", "pdf")
    missing = [one for one in rendering.report.diagnostics if one.code is Code.GLYPH_MISSING]

    assert [one.slide for one in missing] == [2]
    assert any("CJK" in font.painted for font in rendering.report.fonts)


async def test_a_page_without_formulas_has_no_font() -> None:
    """Nobody pays for what is not there."""
    html = (await rendered("# No formula, $5 and $6", "html")).artifacts[0].files[0]

    assert b"@font-face" not in html


async def test_a_formula_that_is_too_wide_is_made_smaller() -> None:
    """To the width of its slide, as in Marp; nothing is cut."""
    rendering = await rendered(WIDE, "pdf")
    page = pypdfium2.PdfDocument(rendering.artifacts[0].files[0])[0]
    text = page.get_textpage()
    right = max(text.get_charbox(index)[2] for index in range(text.count_chars()))

    assert right < page.get_width()
    assert rendering.report.diagnostics == ()


@pytest.mark.parametrize("name", ["align", "gather", "align*", "equation", "aligned"])
async def test_formulas_of_every_environment_are_seen(name: str) -> None:
    """With numbers at the edge of their room and without; on the slide, and in the presentation."""
    deck = f"$$\n\\begin{{{name}}}\nxyz = 1\n\\end{{{name}}}\n$$"
    rendering = await rendered(deck, "pdf", "pptx")
    page = pypdfium2.PdfDocument(rendering.artifacts[0].files[0])[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]

    assert "=1" in "".join(text.get_text_range().split())
    assert max(box[2] for box in boxes) < page.get_width()
    assert [one.message for one in rendering.report.diagnostics if one.severity != "info"] == []


async def test_the_same_formulas_are_the_same_bytes() -> None:
    """The font is cut out anew, and is the same."""
    first, second = [await rendered("$\\int_0^1 \\hat{x}\\,dx$", "html", "pdf") for _ in range(2)]

    assert first.artifacts == second.artifacts
