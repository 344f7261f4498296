"""Which fonts are there, as fontconfig lists them."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from renderers import BrowserOptions, build_renderer
from renderers.browser.installed import Installed, parse, read_installed

LISTED = """\
Some Sans\t20-7e e9 3b1-3c9
Some Sans\t20-7e
Some Sans,Some Sans Light\t20-7e
Han\\, Serif,漢\t4e00-9fff
None\t
"""


def test_what_is_listed_is_understood() -> None:
    """Families by their first name, found by any of their names; what one face lacks another may have."""
    installed = parse(LISTED)

    assert [font.family for font in installed.fonts] == ["Han, Serif", "Some Sans"]
    assert (installed.family("some sans light"), installed.family("漢")) == ("Some Sans", "Han, Serif")
    assert installed.family("Some") is None
    assert installed.has("Some Sans", "α")
    assert not installed.has("Some Sans", "漢")
    assert not installed.has("Nobody's", "a")


def test_coverage_tells_characters_apart_that_need_other_fonts() -> None:
    """Whatever the order of the list; what no font has is covered by nothing."""
    installed, turned = parse(LISTED), parse("\n".join(reversed(LISTED.splitlines())))

    assert installed.coverage("a") == installed.coverage("~") != installed.coverage("é")
    assert installed.coverage("丁") != installed.coverage("é")
    assert installed.coverage("ሀ") == frozenset()
    assert turned.coverage("é") == installed.coverage("é")


def test_this_machine_has_the_fonts_of_the_image() -> None:
    """With the scripts that each is for."""
    fonts = {font.family: set(font.scripts) for font in read_installed().fonts}

    assert {"Latn", "Grek", "Cyrl"} <= fonts["Liberation Sans"]
    assert {"Hani", "Hira", "Kana", "Hang"} <= fonts["Noto Sans CJK JP"]
    assert fonts["Noto Sans Thai UI"] == {"Thai"}
    assert "Ethi" in fonts["Abyssinica SIL"]
    assert fonts["Noto Color Emoji"] == {"Zsye"}


def test_without_fontconfig_nothing_is_known(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is a word in the log, and no failure."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with caplog.at_level(logging.WARNING):
        installed = read_installed()

    assert installed.fonts == ()
    assert not installed.is_known
    assert "fontconfig" in caplog.text


def test_nothing_installed_is_nothing_known() -> None:
    """Also of characters."""
    assert Installed().coverage("a") == frozenset()


@pytest.mark.anyio
@pytest.mark.browser
async def test_a_renderer_lists_the_fonts_that_decks_can_name() -> None:
    """Once it has started."""
    renderer = build_renderer(BrowserOptions(slots=1))
    before = renderer.fonts
    await renderer.start()
    try:
        families = [font.family for font in renderer.fonts]
    finally:
        await renderer.stop()

    assert before == ()
    assert families == sorted(families, key=str.casefold)
    assert "Liberation Sans" in families
