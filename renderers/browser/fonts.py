"""Which fonts Chromium takes for which script, asked of itself."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext


@dataclass(frozen=True, slots=True)
class Sample:
    """Some text in a language (a BCP 47 tag), in a CSS font family."""

    text: str
    language: str
    family: str = "serif"


NOWHERE = Sample("\u0378", "en")
"""A character that does not exist: its font is the one that draws the box for what no font has."""

_SCRIPTS = {
    "jpan": Sample("あ", "ja"),
    "hans": Sample("简", "zh-Hans"),
    "hant": Sample("繁", "zh-Hant"),
    "hang": Sample("한", "ko"),
}


async def families(context: BrowserContext, samples: Sequence[Sample]) -> tuple[str, ...]:
    """The name of the font that draws most of each sample. Raises Playwright's errors."""
    page = await context.new_page()
    await page.set_content("".join(map(_paragraph, samples)))
    session = await context.new_cdp_session(page)
    await session.send("DOM.enable")
    await session.send("CSS.enable")
    root = (await session.send("DOM.getDocument"))["root"]["nodeId"]
    nodes = await session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "p"})
    answers = await asyncio.gather(
        *(session.send("CSS.getPlatformFontsForNode", {"nodeId": node}) for node in nodes["nodeIds"])
    )
    await page.close()
    return tuple(_most_used(answer["fonts"]) for answer in answers)


async def for_scripts(context: BrowserContext) -> dict[str, Any]:
    """Parameters of `Page.setFontFamilies` by which East Asian text finds its font at once.

    Without them Chromium asks the system anew for the first character of nearly every run of text, and gets the same
    font each time; with them it looks there before it asks. What a theme names still comes first.
    """
    nowhere, *found = await families(context, (NOWHERE, *_SCRIPTS.values()))
    return {
        "fontFamilies": {},
        "forScripts": [
            {"script": script, "fontFamilies": {"standard": family}}
            for script, family in zip(_SCRIPTS, found, strict=True)
            if family != nowhere
        ],
    }


def _paragraph(sample: Sample) -> str:
    return f"<p lang='{sample.language}' style='font-family:{escape(sample.family)}'>{escape(sample.text)}</p>"


def _most_used(fonts: Sequence[dict[str, Any]]) -> str:
    return str(max(fonts, key=lambda font: font["glyphCount"])["familyName"]) if fonts else ""
