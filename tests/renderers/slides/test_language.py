"""The language of a deck, told by its script."""

from __future__ import annotations

import pytest

from renderers.slides.language import infer_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("これは日本語の文章です。漢字もある。", "ja"),
        ("Tesla FSDのSingleスタック化はまだ？ 人材獲得うまく行ったのかな", "ja"),
        ("今天的会议讨论了这个项目的进展", "zh-Hans"),
        ("今天的會議討論了這個項目的進展", "zh-Hant"),
        ("오늘은 회의가 있습니다 大韓民國", "ko"),
        ("วันนี้เป็นวันดี", "th"),
        ("יום טוב", "he"),
        ("Hello, world", None),
        ("Привет, мир", None),
        ("A long English talk which mentions 寿司 once, and goes on about other matters for quite a while", None),
        ("1234 !?", None),
        ("", None),
    ],
)
def test_script_tells_the_language(text: str, language: str | None) -> None:
    """Han characters are told apart by the company they keep; what is only quoted does not count."""
    assert infer_language(text) == language
