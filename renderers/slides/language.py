"""The language of a deck that does not say it, as far as its script tells. It decides how Han characters are drawn."""

from __future__ import annotations

import re

_KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9f]")
_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
# Frequent characters that only one of the two written forms of Chinese has.
_SIMPLIFIED = re.compile("[们这来时会说对发学为经国过还后个没么东车书长门问间见现电话语让认识请谢应该实开关写两样乐]")
_TRADITIONAL = re.compile("[們這來時會說對發學為經國過還後個沒麼東車書長門問間見現電話語讓認識請謝應該實開關寫兩樣樂]")
# Other scripts that one language of today mostly has to itself.
_OTHERS = (
    ("th", re.compile(r"[\u0e01-\u0e5b]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("el", re.compile(r"[\u0391-\u03ce]")),
    ("hi", re.compile(r"[\u0904-\u0939]")),
    ("ar", re.compile(r"[\u0620-\u064a]")),
)
# Below this share of the letters, a script is only quoted.
_LEAST_SHARE = 0.1
# More does not tell more.
_MOST_CHARACTERS = 20_000


def infer_language(text: str) -> str | None:
    """A BCP 47 tag for the main language of a text, or None where the script does not tell (Latin, Cyrillic)."""
    text = text[:_MOST_CHARACTERS]
    letters = sum(map(str.isalpha, text))
    kana, hangul, han = (len(script.findall(text)) for script in (_KANA, _HANGUL, _HAN))
    if kana + hangul + han >= max(1, letters * _LEAST_SHARE):
        return _east_asian(text, kana=kana, hangul=hangul, han=han)
    for language, script in _OTHERS:
        if len(script.findall(text)) > letters / 2:
            return language
    return None


def _east_asian(text: str, *, kana: int, hangul: int, han: int) -> str:
    if hangul > kana + han:
        return "ko"
    # Japanese prose is a third to a half kana; Chinese prose quotes a word of it at most.
    if kana * 20 > han:
        return "ja"
    simplified, traditional = len(_SIMPLIFIED.findall(text)), len(_TRADITIONAL.findall(text))
    return "zh-Hant" if traditional > simplified else "zh-Hans"
