"""The example decks and the company theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from renderers.browser.executable import find_chromium
from renderers.model.output import RenderOptions
from renderers.model.source import Source
from renderers.prepare import prepare
from renderers.theme.pack import pack
from renderers.theme.theme_set import ThemeSet

EXAMPLES = Path(__file__).parents[3] / "examples"
DECKS = sorted(EXAMPLES.glob("*.md"))
LOWEST = """() => [...document.querySelectorAll("section")].map((slide) => {
  const inside = [...slide.querySelectorAll(":scope > :not(header, footer, div)")];
  const room = slide.getBoundingClientRect().bottom - parseFloat(getComputedStyle(slide).paddingBottom);
  return Math.max(0, ...inside.map((one) => one.getBoundingClientRect().bottom - room));
})"""


@pytest.fixture
def themes() -> ThemeSet:
    """The built-in themes and those of the examples."""
    found, diagnostics = ThemeSet.built_in().with_folder(EXAMPLES / "themes")
    assert diagnostics == ()
    return found


def test_the_company_theme_builds_on_the_default_one(themes: ThemeSet) -> None:
    """It is found by its name, has both shapes, and scales what the default theme scales."""
    assert themes.cards[-1].name == "slide_style"
    assert themes.cards[-1].sizes == ("16:9", "4:3")
    assert pack(themes, "slide_style").scaling == pack(themes, "default").scaling


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.stem)
def test_an_example_has_nothing_to_complain_about(themes: ThemeSet, deck: Path) -> None:
    """The decks people learn from are without mistakes."""
    prepared = prepare(Source(deck.read_text("utf-8")), RenderOptions(), themes)

    assert (prepared.deck.diagnostics, prepared.stylesheet.diagnostics) == ((), ())


@pytest.mark.browser
@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.stem)
def test_the_slides_of_an_example_hold_their_content(themes: ThemeSet, deck: Path) -> None:
    """Nothing of an example is cut off at the bottom."""
    from playwright.sync_api import sync_playwright

    html = prepare(Source(deck.read_text("utf-8")), RenderOptions(formats=("html",)), themes).plain.html
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(html)
        overflows = page.evaluate(LOWEST)
        browser.close()

    assert overflows == [pytest.approx(0, abs=0.5)] * len(overflows)
