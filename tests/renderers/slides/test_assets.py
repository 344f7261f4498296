"""What a deck asked for and did not get is told with its line, and what to do about it."""

from __future__ import annotations

import time

import pytest

from renderers.model.assets import MemoryAssets, asset
from renderers.model.blocks import Reference
from renderers.model.deck import Deck, Slide
from renderers.model.diagnostic import Code, Diagnostic
from renderers.model.laid_out_deck import Refusal, RefusedRequest
from renderers.model.source import Source
from renderers.slides.assets import MOST_MISSING, missing_assets

DECK = Deck(slides=(Slide(number=1, line=1), Slide(number=2, line=6), Slide(number=3, line=9)))


def told(text: str, url: str, *sent: str, refusal: Refusal = Refusal.MISSING) -> tuple[Diagnostic, ...]:
    """What is said of a URL that a deck with slides at lines 1, 6 and 9 did without."""
    assets = MemoryAssets(asset(name, b"") for name in sent)
    return missing_assets(DECK, [RefusedRequest(url, refusal)], Source(text, assets=assets))


@pytest.mark.parametrize(
    ("url", "refusal", "code"),
    [
        ("img/a.png", Refusal.MISSING, Code.ASSET_MISSING),
        ("../img/a.png", Refusal.MISSING, Code.ASSET_BLOCKED),
        ("https://example.com/a.png", Refusal.BLOCKED, Code.ASSET_BLOCKED),
    ],
)
def test_what_cannot_be_sent_along_is_not_asked_for(url: str, refusal: Refusal, code: Code) -> None:
    """A picture above the deck's folder could not be sent under its name, so the hint is another one."""
    deck = Deck(slides=(Slide(number=3, line=7, references=(Reference(url, 9),)),))

    (said,) = missing_assets(deck, [RefusedRequest(url, refusal)], Source(""))

    assert (said.code, said.slide, said.line) == (code, 3, 9)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("img/a b.png", "img/a%20b.png"),
        ("./img/a.png", "img/a.png"),
        ("é.png", "%C3%A9.png"),
        ("https://Example.com", "https://example.com/"),
        ("https://example.com/a b?c d", "https://example.com/a%20b?c%20d"),
    ],
)
def test_a_reference_is_known_as_the_browser_spells_it(written: str, asked: str) -> None:
    """Blanks, letters beyond ASCII and hosts are not what the deck has to the letter."""
    deck = Deck(slides=(Slide(number=3, line=7, references=(Reference(written, 9),)),))

    (said,) = missing_assets(deck, [RefusedRequest(asked, Refusal.BLOCKED)], Source(""))

    assert (said.slide, said.line) == (3, 9)


@pytest.mark.parametrize(
    "line",
    [
        "a{b:url(x/y z.png)}",
        "a{b:url('x/y%20z.png')}",
        'a{b:url("./x/y z.png")}',
        "<!-- backgroundImage: url(x/y z.png) -->",
        "header: '![](<x/y z.png>)'",
        '<img srcset="x/y z.png 2x">',
    ],
)
def test_what_is_no_reference_is_looked_for_in_the_text(line: str) -> None:
    """CSS, directives, headers: the line that has it, and the slide of that line."""
    (said,) = told(f"\n\n\n\n\n\n{line}\n", "x/y%20z.png")

    assert (said.slide, said.line) == (2, 7)


@pytest.mark.parametrize("line", ["data.png", "a.png.bak", "b/a.png", "a.pngs", "%a.png", "a.png/b"])
def test_a_name_inside_another_is_not_it(line: str) -> None:
    """A wrong line is worse than none."""
    (said,) = told(f"url({line})", "a.png")

    assert (said.slide, said.line) == (None, None)


def test_every_line_that_asks_is_told() -> None:
    """Up to a number that a person reads."""
    assert [said.line for said in told("url(a.png)\n\nurl(a.png)\n", "a.png")] == [1, 3]
    assert len(told("url(a.png)\n" * 1000, "a.png")) == 20


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ((), "Send it along under just this name."),
        (("other/Logo.PNG", "b.png"), "Send it along under just this name. Did you mean 'other/Logo.PNG'?"),
        (("img/logos.png", "b.png"), "Send it along under just this name. Did you mean 'img/logos.png'?"),
        (("b.png", "c.svg"), "Send it along under just this name. These came: 'b.png', 'c.svg'."),
        (
            tuple(f"{number}.txt" for number in range(9)),
            "Send it along under just this name. These came: '0.txt', '1.txt', '2.txt', '3.txt', '4.txt' and 4 more.",
        ),
    ],
)
def test_what_came_instead_is_named(sent: tuple[str, ...], words: str) -> None:
    """The nearest name, or the first few."""
    (said,) = told("![](img/logo.png)", "img/logo.png", *sent)

    assert said.hint == words


def test_so_many_are_told_and_no_more() -> None:
    """With one word for the rest, and in time by the length of the deck."""
    text = "".join(f"url({number}.png)\n" for number in range(50_000))
    refused = [RefusedRequest(f"{number}.png", Refusal.MISSING) for number in range(50_000)]
    names = MemoryAssets(asset(f"{number}.jpg" * 20, b"") for number in range(5_000))

    began = time.process_time()
    said = missing_assets(DECK, refused, Source(text, assets=names))

    assert time.process_time() - began < 20
    assert len(said) == MOST_MISSING + 1
    assert said[-1].message == "There are more like these."


def test_a_name_that_is_very_long_is_cut() -> None:
    """In the message; and compared with nothing."""
    (said,) = told("", "a" * 100_000, "b" * 150)

    assert len(said.message) < 300
