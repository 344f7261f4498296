"""What does not fit on its slide is told, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from renderers import BrowserOptions, Code, Diagnostic, MemoryAssets, RenderOptions, Source, asset, build_renderer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    Overflows = Callable[[str], Awaitable[list[Diagnostic]]]

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="1000"><rect width="400" height="1000"/></svg>'
LINES = "\n\n".join(f"Line {number} of a slide that has too many of them" for number in range(40))
JAPANESE = "\n\n".join(["長い文章がスライドの下の端を越えて消えてしまうかもしれません。" * 3] * 8)
ARABIC = "\n\n".join(["هذا نص طويل جدا لا يتسع له المكان المتاح في هذه الشريحة " * 3] * 12)


@pytest.fixture(scope="module")
async def overflows() -> AsyncIterator[Overflows]:
    """What is told about a deck."""
    renderer = build_renderer(BrowserOptions())

    async def told(deck: str) -> list[Diagnostic]:
        source = Source(deck, assets=MemoryAssets([asset("tall.svg", PICTURE)]))
        rendering = await renderer.render(source, RenderOptions())
        return [one for one in rendering.report.diagnostics if one.code is Code.OVERFLOW]

    yield told
    await renderer.stop()


@pytest.mark.parametrize("text", [LINES, JAPANESE, ARABIC], ids=["latin", "japanese", "arabic"])
async def test_text_below_the_slide_is_told(overflows: Overflows, text: str) -> None:
    """With the slide, the line of the first text that is lost, the edge, how far, and how much of the text."""
    [told] = await overflows(f"# One\n\n---\n\n{text}\n\n---\n\n# Three")
    figures = dict(told.figures)

    assert told.slide == 2
    assert told.line
    assert told.line > 10
    assert figures["cover"] == "slide"
    assert figures["edge"] == "bottom"
    assert figures["pixels"] > 50
    assert 0.1 < figures["share"] < 0.95
    assert "lower edge" in told.message


async def test_the_line_is_that_of_what_is_lost(overflows: Overflows) -> None:
    """The first paragraph that is not whole, not the slide's first."""
    deck = "\n\n".join(["# A", *(f"Paragraph {number}" for number in range(14))])

    [told] = await overflows(deck)

    assert told.line
    assert deck.splitlines()[told.line - 1] in {"Paragraph 9", "Paragraph 10"}


FITTING = {
    "empty": "",
    "short": "# A slide\n\nwith little on it",
    "margins": "---\nfooter: A footer\nheader: A header\npaginate: true\n---\n\n# A slide\n\n- one\n- two",
    "background": "![bg](tall.svg)\n\n# Backgrounds bleed",
    "split": "![bg left:40% fit](tall.svg)\n\n# Beside it",
    "picture": "![h:500](tall.svg)",
    "fitted": "# <!-- fit --> A heading that is as wide as its slide",
    "code": "```python\nprint('a line that is much too long and so is made smaller, as in Marp', 'and more')\n```",
    "pseudo-element": "<style>section::after { content: 'x'; position: absolute; right: -80px; }</style>\n\n# A",
    "margin": "<style>h1 { margin: -200px 0 900px; padding: 200px 0; }</style>\n\n# Margins have no ink",
    "placed picture": "<style>img { position: absolute; right: -100px; top: -100px; }</style>\n\n# A\n\n![](tall.svg)",
    "placed text": "<style scoped>h1 { position: absolute; left: -5000px; }</style>\n\n# For those who listen\n\nText",
    "tiny box": "<style scoped>p { width: 1px; height: 1px; overflow: hidden; }</style>\n\nFor those who listen",
    "hidden": f"<style scoped>p {{ visibility: hidden; }} </style>\n\n{LINES}",
    "overhang": "<style scoped>section { padding: 0 } h1 { font: 90px/.8 serif; margin: 0 }</style>\n\n# Egg",
}


@pytest.mark.parametrize("deck", FITTING.values(), ids=FITTING)
async def test_what_fits_is_not_told(overflows: Overflows, deck: str) -> None:
    """Nor what bleeds on purpose."""
    assert await overflows(deck) == []


async def test_a_picture_that_a_frame_crops_is_not_told(overflows: Overflows) -> None:
    """The frame is on the slide, whatever the picture would be without it."""
    style = "<style scoped>p { height: 300px; overflow: hidden; }</style>"

    assert await overflows(f"{style}\n\n# A\n\n![](tall.svg)") == []


async def test_a_line_just_above_the_letters_of_the_footer_is_not_told(overflows: Overflows) -> None:
    """Lines are higher than their letters, those of footers too."""
    style = "p { position: relative; margin: 0; top: 2px } section { justify-content: end; padding-bottom: 44px; }"
    deck = f"---\nfooter: nnn\nstyle: '{style} section {{ display: flex; flex-direction: column; }}'\n---\n\nnnn"

    assert await overflows(deck) == []


async def test_measuring_lays_out_nothing_that_is_hidden(overflows: Overflows) -> None:
    """What has `content-visibility: hidden` would appear in PowerPoint, were it asked where it is."""
    style = "<style scoped>blockquote { content-visibility: hidden; height: 20px; }</style>"

    assert await overflows(f"{style}\n\n> {'hidden words ' * 300}") == []


async def test_a_picture_that_is_cut_is_told(overflows: Overflows) -> None:
    """It stands in the flow of the text, and so was meant to be seen."""
    [told] = await overflows("# A\n\n![](tall.svg)")
    figures = dict(told.figures)

    assert told.line == 3
    assert figures["element"] == "img"
    assert figures["share"] == 0
    assert "a picture" in told.message


async def test_a_long_line_is_told_at_the_side(overflows: Overflows) -> None:
    """A line that cannot be broken leaves at the right."""
    [told] = await overflows(f"<style>p {{ white-space: nowrap; }}</style>\n\nSee {'verylong' * 30}")

    assert dict(told.figures)["edge"] == "right"


@pytest.mark.parametrize(
    ("style", "body"),
    [
        ("div { height: 100px; overflow: hidden; }", f"<div>\n\n{LINES}\n\n</div>"),
        ("ul { max-height: 3em; overflow: clip; }", "- one\n- two\n- three\n- four\n- five"),
        ("blockquote { height: 60px; overflow: auto; }", "> " + "many words " * 80),
        ("table { table-layout: fixed; width: 300px; display: table; } td { overflow: hidden; white-space: nowrap; }",
         "| a |\n|---|\n| " + "a cell of words that nobody breaks " * 3 + "|"),
        ("p { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 300px; }", "too many words " * 9),
    ],
    ids=["div", "list", "scrolls", "cell", "ellipsis"],
)  # fmt: skip
async def test_text_that_a_box_clips_is_told(overflows: Overflows, style: str, body: str) -> None:
    """The slide has room, the box has not."""
    told = await overflows(f"<style scoped>{style}</style>\n\n{body}")

    assert [dict(one.figures)["cover"] for one in told] == ["box"]
    assert dict(told[0].figures)["share"] > 0.1


async def test_text_under_the_footer_is_told(overflows: Overflows) -> None:
    """It is on the slide, and cannot be read."""
    style = "section { display: flex; flex-direction: column; justify-content: end; padding-bottom: 20px; }"
    told = await overflows(f"---\nfooter: A footer\nstyle: '{style}'\n---\n\nText at the very bottom of it")

    assert [dict(one.figures)["cover"] for one in told] == ["footer"]
    assert told[0].severity == "warning"


async def test_a_split_slide_is_narrower(overflows: Overflows) -> None:
    """What leaves the half that the background left for text is cut there."""
    style = "<style>p { white-space: nowrap; }</style>"
    [told] = await overflows(f"{style}\n\n![bg right](tall.svg)\n\n{'unbroken' * 12}")

    assert dict(told.figures)["edge"] == "right"
    assert told.line == 5


async def test_the_page_is_the_same_when_it_was_measured(overflows: Overflows) -> None:
    """Asked twice, the same is told."""
    deck = f"# One\n\n{LINES}"

    assert await overflows(deck) == await overflows(deck)
