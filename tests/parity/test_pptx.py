"""The measurement of PowerPoint: how the judge's answers become one, and which numbers have floors."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.parity.floors import verdict
from tests.parity.pptx_pool import Line, Scored, floors_of, misses_of, pool, table
from tests.parity.shared import RECORDED
from tests.parity.sheet import WIDTH, paste

DECKS = [Scored(**deck) for deck in json.loads((RECORDED / "pptx-scores.json").read_text("utf-8"))]


def line(decks: list[Scored], code: str) -> Line:
    """The pooled line with this code."""
    return next(line for line in pool(decks) if line.code == code)


def with_metric(deck: Scored, code: str, value: float, count: str = "") -> Scored:
    """The deck with another value of one metric."""
    changed: dict[str, Any] = {**deck.score["metrics"][code], "value": value, "count": count}
    return replace(deck, score={**deck.score, "metrics": {**deck.score["metrics"], code: changed}})


def test_a_share_is_all_hits_of_all_things() -> None:
    """Decks weigh by what they hold: 16, 4, 13 and 19 paragraphs."""
    pooled = line([with_metric(DECKS[0], "E2", 0.5, "8/16"), *DECKS[1:]], "E2")

    assert (pooled.hits, pooled.total) == (44, 52)
    assert pooled.value == pytest.approx(44 / 52)


def test_what_no_deck_has_is_not_a_number() -> None:
    """No deck of the recording has a table, so nothing is said of tables."""
    assert all(line.code != "E4" for line in pool(DECKS))


@pytest.mark.parametrize(("count", "is_ok"), [("97/100", True), ("96/100", False)])
def test_a_share_below_its_goal_is_short(count: str, is_ok: bool) -> None:
    """The goal itself is enough."""
    assert line([with_metric(DECKS[0], "E2w", 0, count)], "E2w").is_ok is is_ok


def test_one_fault_in_one_file_is_short() -> None:
    """Faults are counted, and the deck that has one is not valid."""
    decks = [with_metric(DECKS[0], "S2", 1), *DECKS[1:]]

    assert line(decks, "S1").is_ok
    assert not line(decks, "S2").is_ok
    assert floors_of(pool(decks), decks)["pptx_valid"] == 3


def test_the_look_is_one_number_a_family_over_its_slides() -> None:
    """Slides of all decks of a family are averaged, then related to a blank page and to the best there is."""
    uncover = line(DECKS, "V1n uncover")

    ink = (0.715 + 0.689 + 0.925 + 0.679 + 0.383 + 0.445 + 0.621 + 0.708 + 0.636 + 0.916 + 0.603) / 11
    blank = (0.266 + 0.267 + 0.661 + 0.309 + 0.418 + 0.28 + 0.29 + 0.273 + 0.288 + 0.691 + 0.286) / 11
    assert uncover.value == pytest.approx((ink - blank) / (0.9 - blank))
    assert "11 slides" in uncover.label


def test_a_theme_that_no_goal_names_is_custom() -> None:
    """Its 12 slides are held to the goal of custom themes."""
    custom = line(DECKS, "V1n custom")

    assert custom.goal == 0.65
    assert "12 slides" in custom.label


def test_scripts_have_offsets_of_their_own() -> None:
    """The deck in the middle of all glyphs says the median; Japanese is measured apart."""
    assert line(DECKS, "V2 latin").value == pytest.approx(1.1537, abs=0.001)
    assert line(DECKS, "V2 japanese").value == pytest.approx(1.2922, abs=0.001)
    assert not line(DECKS, "V2 latin").is_ok
    assert line(DECKS, "V2 japanese").is_ok


def test_a_look_that_was_not_seen_is_not_a_number() -> None:
    """Without LibreOffice the judge gives no slides, and neither look nor floor is made up."""
    blind = [replace(deck, score={**deck.score, "slides": []}) for deck in DECKS]

    assert all(line.code[0] != "V" for line in pool(blind))
    assert all("look" not in name for name in floors_of(pool(blind), blind))


def test_floors_are_ten_thousandths_rounded_down() -> None:
    """A number never claims more than was measured."""
    decks = [with_metric(DECKS[0], "E2", 0, "2/3")]

    numbers = floors_of(pool(decks), decks)

    assert numbers["pptx_e2"] == 6666
    assert numbers["pptx_look_v2w_japanese"] == 8261
    assert numbers["pptx_valid"] == 1


def test_the_look_may_be_a_little_off() -> None:
    """Another LibreOffice draws differently; what is exact has no such room."""
    floors = {"pptx_look_v1n_gaia": 7500, "pptx_e2": 9800}

    assert verdict({"pptx_look_v1n_gaia": 7301}, floors) == (True, [])
    assert not verdict({"pptx_look_v1n_gaia": 7299}, floors)[0]
    assert not verdict({"pptx_e2": 9799}, floors)[0]


def test_the_table_names_what_is_short_and_what_was_missed() -> None:
    """As many misses as asked for are below their metric, with the deck they are in."""
    decks = [with_metric(DECKS[0], "E2", 0.5, "8/16")]

    rows = list(table(pool(decks), {"E2": ["academic: slide 1", "academic: slide 2"]}, 1))

    at = next(number for number, row in enumerate(rows) if row.startswith("E2 "))
    assert "SHORT 8/16" in rows[at]
    assert rows[at + 1].endswith("- academic: slide 1")
    assert not any("slide 2" in row for row in rows)


def test_misses_bear_the_name_of_their_deck() -> None:
    """A miss can be found in the corpus."""
    deck = replace(DECKS[0], score={"metrics": {"E1": {"misses": ["slide 3: text"]}}})

    assert misses_of([deck]) == {"E1": ["academic: slide 3: text"]}


def test_a_sheet_has_both_sides_of_each_page(tmp_path: Path) -> None:
    """A page that only the PDF has stands beside nothing."""
    from PIL import Image

    for name in ("a1", "a2", "b1"):
        Image.new("RGB", (WIDTH, 100), "white").save(tmp_path / f"{name}.png")
    left, right, sheet = [tmp_path / "a1.png", tmp_path / "a2.png"], [tmp_path / "b1.png"], tmp_path / "sheet.png"

    paste(left, right, sheet)

    with Image.open(sheet) as picture:
        assert picture.width > 2 * WIDTH
        corners = [picture.getpixel(place) for place in ((0, 0), (picture.width - 1, 0), (0, 150))]
        assert corners == [(255, 255, 255)] * 3
        assert picture.getpixel((picture.width - 1, 150)) == (255, 0, 0)
