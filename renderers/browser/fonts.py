"""Which fonts Chromium takes for which script, asked of itself."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page

_GLYPHS = resources.files("renderers.browser").joinpath("glyphs.js").read_text("utf-8")


# As HTML attributes say it; `yue` is Cantonese.
_HONG_KONG = re.compile(r"""\blang=["']?(?:zh-(?:hant-)?(?:hk|mo)|yue(?!-hans))\b""", re.IGNORECASE)
_TAIWAN = re.compile(r"""\blang=["']?zh-(?:hant-tw|hant(?!-)|tw)\b""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sample:
    """Some text in a language (a BCP 47 tag), in a CSS font family."""

    text: str
    language: str
    family: str = "serif"


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a sample came out: the font that drew most of it, whether no character is missing, whether in colour."""

    family: str
    is_complete: bool
    is_coloured: bool


# What `monospace` means to Chromium itself, on every machine. Playwright would leave it to the system, as the desktop's
# browser does.
_MONOSPACE = "Courier New"

_SCRIPTS = {
    "jpan": Sample("あ", "ja"),
    # By country, as fontconfig knows them; of `zh-Hans` it knows nothing, and takes the Japanese font.
    "hans": Sample("简", "zh-CN"),
    "hant": Sample("繁", "zh-TW"),
    "hang": Sample("한", "ko"),
}


async def draw(context: BrowserContext, samples: Sequence[Sample]) -> tuple[Drawn, ...]:
    """How Chromium draws each sample. The context must allow no network. Raises Playwright's errors."""
    page = await context.new_page()
    await page.set_content("".join(map(_paragraph, samples)))
    families = await _families(page)
    looks = await page.evaluate(_GLYPHS)
    await page.close()
    return tuple(Drawn(family, *look) for family, look in zip(families, looks, strict=True))


class Region(StrEnum):
    """Where traditional Chinese is read: its characters are drawn otherwise in Hong Kong."""

    TAIWAN = "zh-TW"
    HONG_KONG = "zh-HK"

    @classmethod
    def of(cls, html: str) -> Region:
        """The region of a page; Taiwan for one that is of both, or of none."""
        is_hong_kong = _HONG_KONG.search(html) and not _TAIWAN.search(html)
        return cls.HONG_KONG if is_hong_kong else cls.TAIWAN


async def for_scripts(browser: Browser) -> Mapping[Region, Mapping[str, Any]]:
    """Parameters of `Page.setFontFamilies`: what `monospace` is, and where East Asian text finds its font at once.

    Without the latter Chromium asks the system anew for the first character of nearly every run of text, and gets the
    same font each time; with them it looks there before it asks. What a theme names still comes first. Chromium has one
    such place for all traditional Chinese, and it cannot be changed on a page.
    """
    drawn = dict(zip(_SCRIPTS, await _drawn_afresh(browser, *_SCRIPTS.values()), strict=True))
    # By itself: a page takes for all traditional Chinese what it took first.
    [hong_kong] = await _drawn_afresh(browser, Sample("繁", Region.HONG_KONG))
    return {Region.TAIWAN: _families_for(drawn), Region.HONG_KONG: _families_for({**drawn, "hant": hong_kong})}


async def _drawn_afresh(browser: Browser, *samples: Sample) -> tuple[Drawn, ...]:
    context = await browser.new_context()
    drawn = await draw(context, samples)
    await context.close()
    return drawn


def _families_for(drawn: Mapping[str, Drawn]) -> dict[str, Any]:
    return {
        "fontFamilies": {"fixed": _MONOSPACE},
        "forScripts": [
            {"script": script, "fontFamilies": {"standard": one.family}}
            for script, one in drawn.items()
            if one.is_complete
        ],
    }


async def _families(page: Page) -> list[str]:
    session = await page.context.new_cdp_session(page)
    await session.send("DOM.enable")
    await session.send("CSS.enable")
    root = (await session.send("DOM.getDocument"))["root"]["nodeId"]
    nodes = await session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "p"})
    asked = (session.send("CSS.getPlatformFontsForNode", {"nodeId": node}) for node in nodes["nodeIds"])
    return [_most_used(answer["fonts"]) for answer in await asyncio.gather(*asked)]


def _most_used(fonts: Sequence[dict[str, Any]]) -> str:
    return str(max(fonts, key=lambda font: font["glyphCount"])["familyName"]) if fonts else ""


def _paragraph(sample: Sample) -> str:
    attributes = {"lang": sample.language, "style": f"font-family:{sample.family}", "data-text": sample.text}
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<p{written}>{escape(sample.text)}</p>"
