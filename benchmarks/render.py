"""A warm render beside bare Chromium printing the same HTML, in pairs: `python -m benchmarks.render [DECK ...]`."""

from __future__ import annotations

import argparse
import asyncio
import statistics
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from renderers import BrowserOptions, FolderAssets, RenderOptions, Source, build_renderer
from renderers.browser.executable import find_chromium
from renderers.prepare import prepare
from renderers.theme.theme_set import ThemeSet

EXAMPLES = Path(__file__).parents[1] / "examples"
PDF = {"print_background": True, "prefer_css_page_size": True, "tagged": True, "outline": True}
# Between two renders a person breathes, and a spare page is made; without it a queue would be measured.
BREATH_SECONDS = 0.4

Contender = Callable[[], Awaitable[Any]]


def main() -> None:
    """Measure each deck and print a line a contender."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.render", description=__doc__)
    parser.add_argument("decks", nargs="*", type=Path, default=[EXAMPLES / "hello.md", EXAMPLES / "japanese.md"])
    parser.add_argument("-n", type=int, default=15, help="rounds, after three that do not count")
    options = parser.parse_args()
    for deck in options.decks:
        asyncio.run(_measure(deck, deck.read_text("utf-8"), options.n))


async def _measure(deck: Path, text: str, rounds: int) -> None:
    from playwright.async_api import async_playwright

    source = Source(text, deck.stem, FolderAssets(deck.parent))
    html = prepare(source, RenderOptions(formats=("html",)), ThemeSet.built_in()).plain.html
    renderer = build_renderer(BrowserOptions(slots=1))
    await renderer.start()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = await (await browser.new_context(java_script_enabled=False)).new_page()
        contenders: dict[str, Contender] = {
            "marpd, from text to PDF": lambda: renderer.render(source, RenderOptions()),
            "bare Chromium, a warm page used again": lambda: _print(page, html),
            "bare Chromium, a fresh context": lambda: _print_fresh(browser, html),
        }
        times = await _rounds(contenders, rounds)
        await browser.close()
    await renderer.stop()
    _tell(deck, html, times)


async def _rounds(contenders: dict[str, Contender], rounds: int) -> dict[str, list[float]]:
    """Milliseconds by contender, each in turn in every round, so that a slow moment hits all."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for count in range(rounds + 3):
        for name, contender in contenders.items():
            began = perf_counter()
            await contender()
            if count >= 3:  # the others warm up
                times[name].append((perf_counter() - began) * 1000)
            await asyncio.sleep(BREATH_SECONDS)
    return times


async def _print(page: Any, html: str) -> bytes:  # noqa: ANN401  # Playwright is imported where it is used
    await page.set_content(html, wait_until="load")
    return bytes(await page.pdf(**PDF))


async def _print_fresh(browser: Any, html: str) -> None:  # noqa: ANN401  # the same
    context = await browser.new_context(java_script_enabled=False)
    await _print(await context.new_page(), html)
    await context.close()


def _tell(deck: Path, html: str, times: dict[str, list[float]]) -> None:
    print(f"{deck.name}: {len(html) // 1000} kB of HTML, {len(next(iter(times.values())))} rounds, milliseconds")
    ours = next(iter(times.values()))
    for name, taken in times.items():
        ratios = [mine / other for mine, other in zip(ours, taken, strict=True)]
        print(
            f"  {name:40} median {statistics.median(taken):6.1f}  from {min(taken):6.1f} to {max(taken):6.1f}"
            f"  marpd takes {statistics.median(ratios):.2f} times as long"
        )


if __name__ == "__main__":
    main()
