"""Headings and code are scaled to their slide, with the deck's scripts off."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2
import pytest

from renderers import BrowserOptions, RenderOptions, Source, build_renderer

pytestmark = [pytest.mark.anyio, pytest.mark.browser]


@dataclass(frozen=True)
class Box:
    """Where a page's text is, in px from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left


async def text_boxes(deck: str) -> list[Box]:
    """The box around all the text of each page."""
    renderer = build_renderer(BrowserOptions())
    try:
        rendering = await renderer.render(Source(deck), RenderOptions())
    finally:
        await renderer.stop()
    document = pypdfium2.PdfDocument(rendering.artifacts[0].files[0])
    return [text_box(page) for page in document]


def text_box(page: pypdfium2.PdfPage) -> Box:
    """The box around the text of a page."""
    text = page.get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars()) if text.get_text_range(index, 1).strip()]
    height, px = page.get_height(), 96 / 72
    return Box(
        left=min(box[0] for box in boxes) * px,
        top=(height - max(box[3] for box in boxes)) * px,
        right=max(box[2] for box in boxes) * px,
        bottom=(height - min(box[1] for box in boxes)) * px,
    )


async def test_a_fitting_heading_is_as_wide_as_the_slide() -> None:
    """A long one is made smaller, a medium one larger; one without the comment stays (M-271, M-279)."""
    long = "A heading of so many words that it would need two lines of its slide, if it were not fitted"

    fitted, wrapped, medium, plain = await text_boxes(
        f"# <!-- fit --> {long}\n\n---\n\n# {long}\n\n---\n\n# <!-- fit --> Some words\n\n---\n\n# Some words"
    )

    assert fitted.width == pytest.approx(1280 - 2 * 78.5, abs=12)
    assert fitted.bottom - fitted.top < 45 < wrapped.bottom - wrapped.top
    assert medium.width == pytest.approx(1280 - 2 * 78.5, abs=30)
    assert plain.width < 400


async def test_long_code_is_made_smaller_and_short_code_is_not() -> None:
    """No line of code is cut at the slide's edge, nor at its bottom (M-273, M-279)."""
    decks = ("x" * 200 + "\n", "line\n" * 60, "short\n")

    wide, tall, short = await text_boxes("\n\n---\n\n".join(f"```\n{code}```" for code in decks))

    assert wide.right <= 1280 - 78.5
    assert wide.width > 1000
    assert tall.bottom <= 720 - 78.5
    assert short.bottom - short.top > 15


async def test_a_theme_decides_about_scaling() -> None:
    """A theme that does not allow it leaves headings and code as they are (M-214)."""
    css = "/* @theme plain */\nsection { width: 1280px; height: 720px; font-size: 20px; }"
    renderer = build_renderer(BrowserOptions())
    try:
        source = Source("---\ntheme: plain\n---\n# <!-- fit --> Some words", themes=(css,))
        rendering = await renderer.render(source, RenderOptions())
    finally:
        await renderer.stop()

    page = pypdfium2.PdfDocument(rendering.artifacts[0].files[0])[0]
    assert text_box(page).width < 400


@pytest.mark.parametrize(
    "line", ["short", "wider than its column is, so that it has to be scaled down to fit in there"]
)
async def test_columns_do_not_divide_code(line: str) -> None:
    """It stands in one of them as a whole, and is as large as it would be there by itself (M-276)."""
    style = (
        "<style>section { display: block; columns: 2; column-fill: auto } p { height: 450px; margin: 0 }</style>\n\n"
    )
    code = "```\n" + f"{line}\n" * 8 + "```\n"
    first = "<style scoped>p { height: 0 }</style>\n\n"

    pushed, whole = await text_boxes(f"{style}<p></p>\n\n{code}\n\n---\n\n{first}<p></p>\n\n{code}")

    assert pushed.left > 640 > whole.right
    assert pushed.bottom - pushed.top == pytest.approx(whole.bottom - whole.top, abs=1)
    assert pushed.width == pytest.approx(whole.width, abs=1)


async def test_unscaled_code_begins_on_a_whole_pixel() -> None:
    """As in Marp, where it is drawn from there on, though the slide's margin ends in the middle of one (M-279)."""
    (box,) = await text_boxes("```\nHHHH\n```")
    (moved,) = await text_boxes("<style>section { padding-left: 79.3px }</style>\n\n```\nHHHH\n```")

    assert moved.left == pytest.approx(box.left, abs=0.05)
