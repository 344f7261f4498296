"""Themes, and the set they are found in."""

from __future__ import annotations

import pytest

from renderers.errors import ThemeInvalid
from renderers.model.diagnostic import Code
from renderers.model.theme import ThemeCard
from renderers.theme.theme_set import ThemeSet


def test_the_built_in_themes_are_marps():
    """The three names that decks ask for are there, each in both shapes (section 26)."""
    assert ThemeSet.built_in().cards == (
        ThemeCard("default", ("16:9", "4:3"), is_built_in=True),
        ThemeCard("gaia", ("16:9", "4:3"), is_built_in=True),
        ThemeCard("uncover", ("16:9", "4:3"), is_built_in=True),
    )


@pytest.mark.parametrize(
    ("comment", "name"),
    [
        ("/* @theme a-b */", "a-b"),
        ("/*! @theme a */", "a"),
        ("/**\n * Words.\n * @theme two words  \n */", "two words"),
        ("p{/* @theme inside */}", "inside"),
        ("/* @theme a */ /* @theme b */", "b"),
    ],
)
def test_a_comment_names_the_theme(themes, comment, name):
    """`@theme` begins a line of any comment; blanks after the name are not part of it (M-200 to M-202, section 28)."""
    assert themes(comment).names == (name,)


@pytest.mark.parametrize(
    "css", ["p{}", "/* me@theme.x */", "/* @THEME x */", "/* see @theme x */", '"/* @theme x */"{}', ""]
)
def test_a_theme_needs_its_name(css):
    """CSS that names no theme is refused, with the comment it needs (M-199)."""
    with pytest.raises(ThemeInvalid, match="@theme NAME") as caught:
        ThemeSet().with_theme(css)

    assert "/* @theme" in caught.value.hint


def test_a_theme_that_cannot_be_parsed_is_refused():
    """The message says what is wrong and where (M-199)."""
    with pytest.raises(ThemeInvalid, match=r"a block is never closed \(line 2, column 2\)"):
        ThemeSet().with_theme("/* @theme x */\np{a:b")


def test_a_theme_takes_the_place_of_its_namesake(themes):
    """The last one of a name counts, and stays where the first was (M-203)."""
    found = themes("/* @theme a */", "/* @theme b */", "/* @theme a */ p{}")

    assert found.names == ("a", "b")
    assert found["a"].css == "/* @theme a */ p{}"


def test_a_set_does_not_change(themes):
    """Adding a theme gives another set; names are asked for with `in`."""
    one = themes("/* @theme a */")

    two = one.with_theme("/* @theme b */")

    assert ("b" in one, "b" in two) == (False, True)


def test_a_folder_gives_its_themes_and_what_is_wrong_with_the_others(tmp_path):
    """A broken file is a diagnostic that names it; the rest of the folder is used."""
    (tmp_path / "b.css").write_text("/* @theme b */")
    (tmp_path / "a.css").write_text("\ufeff/* @theme a */", "utf-8")
    (tmp_path / "nameless.css").write_text("p{}")
    (tmp_path / "latin.css").write_bytes(b"/* @theme \xe9 */")
    (tmp_path / "notes.txt").write_text("/* @theme c */")

    found, diagnostics = ThemeSet().with_folder(tmp_path)

    assert found.names == ("a", "b")
    assert [(one.code, one.message.split()[3]) for one in diagnostics] == [
        (Code.THEME_INVALID, "latin.css"),
        (Code.THEME_INVALID, "nameless.css"),
    ]
