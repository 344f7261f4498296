"""Words of every script: the faces and languages that other programs choose them by."""

from __future__ import annotations

import pytest

from tests.renderers.pptx.decks import Maker, Paragraph

pytestmark = pytest.mark.browser


def style(paragraph: Paragraph, path: str) -> str:
    """What the first run has at a path below its properties."""
    return paragraph.first(f"./a:r[1]/a:rPr/{path}")


@pytest.mark.parametrize(
    ("words", "lang", "language"),
    [
        ("日本語の文章", "ja", "ja-JP"),
        ("汉字文章", "zh", "zh-CN"),
        ("漢字文章", "zh-Hant", "zh-TW"),
        ("한국어 문장", "ko", "ko-KR"),
        ("plain words", "ja", "en-US"),
        ("einfache Worte", "de", "de"),
        ("plain words", "", "en-US"),
    ],
)
def test_words_have_their_language(make: Maker, words: str, lang: str, language: str) -> None:
    """Latin letters in an East Asian deck are not said to be East Asian, or PowerPoint changes their face."""
    front = f"---\nlang: {lang}\n---\n\n" if lang else ""

    assert style(make.slide(f"{front}{words}").said(words), "@lang") == language


def test_east_asian_words_have_a_face_that_readers_have(make: Maker) -> None:
    """Not the server's."""
    deck = make("---\nlang: ja\n---\n\n日本語の文章です。 And words. " + "word " * 20)

    faces = {style(deck.slides[0].said("日本語"), f"a:{kind}/@typeface") for kind in ("latin", "ea", "cs")}
    theme = deck.file.part("ppt/theme/theme1.xml").find("//a:minorFont/*/@typeface")
    assert not any("Noto" in face or "Liberation" in face for face in (*faces, *theme))
    assert theme[1] == "Yu Gothic"


def test_lines_of_kanji_break_where_they_broke(make: Maker) -> None:
    """Between any two letters: a box is wide enough for its longest line, and not for one letter more."""
    slide = make.slide("字" * 120, css="section { font-size: 30px; padding: 40px; letter-spacing: 0 }")

    (width,) = slide.shape("字").find(".//a:ext/@cx")
    assert 40 * 30 < int(width) / 9525 < 41 * 30


@pytest.mark.parametrize("words", ["مرحبا بالعالم", "שלום עולם"])
def test_words_from_right_to_left_are_so(make: Maker, words: str) -> None:
    """In paragraphs that run that way, aligned to the right."""
    paragraph = make.slide(words, css="section { direction: rtl }").said(words)

    assert (paragraph.first("./a:pPr/@rtl"), paragraph.first("./a:pPr/@algn")) == ("1", "r")
    assert style(paragraph, "a:cs/@typeface") != ""


def test_thai_has_a_face_for_complex_scripts(make: Maker) -> None:
    """One that readers have."""
    assert style(make.slide("สวัสดีชาวโลก").said("สวัสดี"), "a:cs/@typeface") == "Leelawadee UI"


def test_emoji_are_text_or_pictures(make: Maker) -> None:
    """Among words they are letters of a font that has them in colour; alone they are as large as shown."""
    deck = make("words :smile: and 🚀 more")

    assert deck.slides[0].texts[0].replace("\u00a0", "") == "words 😄 and 🚀 more"
    assert "Segoe UI Emoji" in deck.slides[0].said("words").xml.xpath(".//@typeface")


def test_emoji_do_not_move_the_lines_behind_them(make: Maker) -> None:
    """The browser counts them as two letters; a paragraph after many of them breaks in its places."""
    emoji, plain = (
        make.slide(f"{start} " + "word " * 60, css="section { font: 20px/30px Arial } p { width: 500px }")
        for start in ("🚀" * 10, "x" * 20)
    )

    widths = [int(slide.shape("word").find(".//a:ext/@cx")[0]) / 9525 for slide in (emoji, plain)]
    assert all(440 < width < 550 for width in widths)


def test_vertical_text_is_vertical(make: Maker) -> None:
    """Lines from right to left."""
    slide = make.slide("縦書きの文章", css="p { writing-mode: vertical-rl; height: 300px }")

    assert slide.texts == ["縦書きの文章"]


def test_ruby_keeps_its_words(make: Maker) -> None:
    """What is above and what is below."""
    slide = make.slide("<ruby>漢字<rt>かんじ</rt></ruby>です")

    assert "漢字" in "".join(slide.texts)
    assert "です" in "".join(slide.texts)
