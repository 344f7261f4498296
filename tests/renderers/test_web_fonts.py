"""Fonts that come with a deck are used in every format, and do no harm."""

from __future__ import annotations

import base64
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from renderers import (
    Asset,
    BrowserOptions,
    Code,
    Diagnostic,
    MemoryAssets,
    Rendering,
    RenderOptions,
    Severity,
    Source,
    asset,
    build_renderer,
)
from tests.renderers.web_fonts import damaged, font

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    Render = Callable[..., Awaitable[Rendering]]

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

RULE = "@font-face { font-family: House; src: url(fonts/house.woff2) }\nsection { font-family: House, sans-serif }"
THEME = f"/* @theme mine */\n@import 'default';\n{RULE}"
WORDS = "Words in the font of the house"


@pytest.fixture(scope="module")
async def render() -> AsyncIterator[Render]:
    """A deck with files, as PDF or whatever is asked for."""
    renderer = build_renderer(BrowserOptions())

    async def rendered(
        text: str, *formats: str, themes: tuple[str, ...] = (), files: dict[str, bytes] | None = None
    ) -> Rendering:
        assets = MemoryAssets(asset(name, content) for name, content in (files or {}).items())
        options = RenderOptions(formats=formats or ("pdf",))
        return await renderer.render(Source(text, assets=assets, themes=themes), options)

    yield rendered
    await renderer.stop()


def fallbacks(rendering: Rendering) -> list[Diagnostic]:
    """What is said of fonts."""
    return [one for one in rendering.report.diagnostics if one.code is Code.FONT_FALLBACK]


def fonts_in(pdf: bytes) -> set[str]:
    """The names of the fonts in a PDF, without the six letters before each."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = (one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one)
        return {str(one.FontName).partition("+")[2] for one in found}


def written(css: str) -> str:
    """A deck with style in its front matter."""
    return "---\nstyle: |\n" + "".join(f"  {line}\n" for line in css.splitlines()) + "---\n\n"


DECKS = {
    "theme": (f"---\ntheme: mine\n---\n\n{WORDS}", (THEME,)),
    "style directive": (f"{written(RULE)}{WORDS}", ()),
    "style element": (f"<style>\n{RULE}\n</style>\n\n{WORDS}", ()),
    "scoped style": (f"<style scoped>\n{RULE}\n</style>\n\n{WORDS}", ()),
}


@pytest.mark.parametrize("deck", DECKS)
async def test_a_font_that_was_sent_is_painted(render: Render, deck: str) -> None:
    """Wherever the rule stands, in the PDF, the picture, the page and the presentation, which names it."""
    text, themes = DECKS[deck]
    files = {"fonts/house.woff2": font()}
    rendering = await render(text, "pdf", "png", "html", "pptx", themes=themes, files=files)
    pdf, png, html, pptx = (artifact.files[0] for artifact in rendering.artifacts)
    [other] = (await render(text, "png", themes=themes, files={"fonts/house.woff2": b"none"})).artifacts

    assert fonts_in(pdf) == {"HouseMono"}
    assert png != other.files[0]
    assert b"data:font/woff2;base64," + base64.b64encode(font()) in html
    assert 'typeface="HouseMono"' in zipfile.ZipFile(BytesIO(pptx)).read("ppt/slides/slide1.xml").decode() + (
        zipfile.ZipFile(BytesIO(pptx)).read("ppt/theme/theme1.xml").decode()
    )
    [told] = fallbacks(rendering)
    assert "readers of the presentation may not have" in told.message
    [use] = rendering.report.fonts
    assert (use.asked, use.painted, use.is_embedded) == ("House", "HouseMono", True)


@pytest.mark.parametrize(
    ("file", "flavor"),
    [("house.woff", "woff"), ("house.ttf", None), ("house.otf", None), ("HOUSE.TXT", "woff2"), ("house", None)],
)
async def test_a_font_may_be_in_any_file(render: Render, file: str, flavor: str | None) -> None:
    """What it is tells itself, whatever its name says."""
    css = RULE.replace("fonts/house.woff2", f"'{file}'")
    rendering = await render(f"{written(css)}{WORDS}", files={file: font(flavor=flavor)})

    assert fonts_in(rendering.artifacts[0].files[0]) == {"HouseMono"}
    assert rendering.report.diagnostics == ()


async def test_a_font_may_stand_in_the_style(render: Render) -> None:
    """As a data URL, and needs no file."""
    url = f"data:font/woff2;base64,{base64.b64encode(font()).decode()}"
    rendering = await render(f"{written(RULE.replace('fonts/house.woff2', url))}{WORDS}")

    assert fonts_in(rendering.artifacts[0].files[0]) == {"HouseMono"}
    assert rendering.report.diagnostics == ()


@pytest.mark.parametrize("damage", damaged(font()))
async def test_a_font_that_is_none_is_told(render: Render, damage: str) -> None:
    """The next of the list is painted, and the line of its first text named."""
    files = {"fonts/house.woff2": damaged(font())[damage]}
    rendering = await render(f"{written(RULE)}{WORDS}", "pdf", "png", files=files)

    [told] = fallbacks(rendering)
    assert (told.severity, told.slide, told.line) == (Severity.WARNING, 1, 7)
    assert "'House' could not be loaded; 'Liberation Sans'" in told.message
    assert fonts_in(rendering.artifacts[0].files[0]) == {"LiberationSans"}


async def test_a_font_that_was_not_sent_is_told_twice(render: Render) -> None:
    """Its file is missing, which is an error, and its text looks otherwise."""
    rendering = await render(f"{written(RULE)}{WORDS}")

    assert {one.code for one in rendering.report.diagnostics} == {Code.ASSET_MISSING, Code.FONT_FALLBACK}


async def test_a_font_of_one_deck_is_none_of_the_next(render: Render) -> None:
    """Neither is it painted, nor is anything remembered of it."""
    text = f"{written('section { font-family: House, sans-serif }')}{WORDS}"
    before = await render(text, "pdf", "png")
    await render(f"{written(RULE)}{WORDS}", files={"fonts/house.woff2": font()})
    after = await render(text, "pdf", "png")

    assert before.artifacts == after.artifacts
    assert before.report.fonts == after.report.fonts
    assert [use.is_embedded for use in after.report.fonts] == [False]


async def test_another_font_of_the_same_name_is_another_font(render: Render) -> None:
    """What the first one had tells nothing of the second."""
    text = f"{written(RULE)}ABC XYZ"
    first = await render(text, files={"fonts/house.woff2": font("First", "ABC ")})
    second = await render(text, files={"fonts/house.woff2": font("Second", "XYZ ")})

    assert [(use.painted, use.characters) for use in first.report.fonts] == [("First", 3), ("Liberation Sans", 3)]
    assert [(use.painted, use.characters) for use in second.report.fonts] == [("Liberation Sans", 3), ("Second", 3)]


async def test_what_a_subset_lacks_is_told(render: Render) -> None:
    """A few letters of a script that it has otherwise, by number."""
    text = "彼は日本語の資料を作る人で、毎日とても忙しい。今日も朝から会議がある。"
    house = font("HouseGothic", text.replace("忙", "").replace("議", ""))
    rendering = await render(f"{written(RULE)}{text}", files={"fonts/house.woff2": house})

    [told] = fallbacks(rendering)
    assert "'忙' (U+5FD9), '議' (U+8B70)" in told.message
    assert dict(told.figures) == {"asked": "House", "painted": "Noto Sans CJK JP"}


async def test_icons_of_a_font_are_no_boxes(render: Render) -> None:
    """Private characters mean what the deck's font says, and are boxes where it says nothing."""
    css = "@font-face { font-family: Icons; src: url(icons.ttf) }\nh1::before { font-family: Icons; content: '\\E001' }"
    files = {"icons.ttf": with_icon()}
    known = await render(f"{written(css)}# Title", files=files)
    unknown = await render(f"{written(css.replace('E001', 'E002'))}# Title", files=files)

    assert [one.code for one in known.report.diagnostics] == []
    assert [dict(one.figures)["characters"] for one in unknown.report.diagnostics] == ["U+E002"]


def with_icon() -> bytes:
    """A font whose only icon, a private character, looks like a letter."""
    from fontTools.ttLib import TTFont

    made = TTFont(BytesIO(font("Icons", flavor=None)))
    for table in made["cmap"].tables:
        if table.isUnicode():
            table.cmap[0xE001] = table.cmap[ord("Q")]
    file = BytesIO()
    made.save(file)
    return file.getvalue()


class SlowAssets(MemoryAssets):
    """Assets that take a while to read."""

    def read(self, path: str) -> Asset | None:
        """The asset, after a while."""
        import time

        time.sleep(0.3)
        return super().read(path)


async def test_layout_waits_for_a_font(render: Render) -> None:
    """What is fitted to its slide, and what is measured, is so with the font of the deck, however late it comes."""
    del render
    text = f"{written(RULE)}# <!-- fit --> A heading as wide as the slide\n\n{WORDS}"
    renderer = build_renderer(BrowserOptions(slots=1))
    files = [asset("fonts/house.woff2", font())]
    options = RenderOptions(formats=("pdf", "png"))
    quick = await renderer.render(Source(text, assets=MemoryAssets(files)), options)
    slow = await renderer.render(Source(text, assets=SlowAssets(files)), options)
    await renderer.stop()

    assert quick.artifacts == slow.artifacts
    page = pypdfium2.PdfDocument(slow.artifacts[0].files[0])[0]
    heading = page.get_textpage().get_charbox(0)
    assert heading[2] - heading[0] > 20
