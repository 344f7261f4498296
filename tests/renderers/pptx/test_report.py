"""Nothing is lost without a word: every token is in the presentation, or in the report with its line."""

from __future__ import annotations

import pytest

from renderers.model.diagnostic import Code
from renderers.model.output import RenderOptions
from renderers.model.source import Source
from renderers.model.tokens import Kind, Token
from renderers.prepare import prepare
from renderers.theme.theme_set import ThemeSet
from tests.renderers.pptx.decks import Deck, Maker

pytestmark = pytest.mark.browser

EVERYTHING = """---
header: Head *line*
paginate: true
---

# Title with `code`

Words **bold** and $x^2$ beside ![alt of a picture](here.svg).

1. one

   more of one
2. two
   - deep :smile:

> quoted

```js
const answer = 42;
```

| left | right |
|------|-------|
| cell | ![lost picture](gone.png) |

$$
\\\\int y
$$

<div class="card">raw <b>markup</b></div>

---

<style scoped>h2 { display: none } p { visibility: hidden } .turned { transform: rotate(9deg) }</style>

## Hidden by the style

Unseen paragraph

<div class="turned">

turned words

</div>

- [ ] task
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="50"><rect width="90" height="50" fill="red"/></svg>'
CODES = {Code.PPTX_APPROXIMATED, Code.PPTX_PICTURE, Code.PPTX_DROPPED}
LEAVES = {Kind.HEADING, Kind.PARAGRAPH, Kind.CODE, Kind.IMAGE, Kind.FORMULA, Kind.CELL}


def lines_told(deck: Deck) -> set[int | None]:
    """The lines that the report speaks of."""
    return {one.line for one in deck.report.diagnostics if one.code in CODES}


def words_of(token: Token) -> str:
    """The words that stand on a token's line of the source; in a fence, on the one after it."""
    return EVERYTHING.splitlines()[token.line - (token.kind is not Kind.CODE)]


def is_there(deck: Deck, token: Token) -> bool:
    """Whether some word of a token's line is text or alternative text of the file."""
    said = " ".join(text for slide in deck.slides for text in (*slide.texts, *slide.xml.find("//@descr")))
    words = [word for word in words_of(token).replace("*", " ").replace("`", " ").split() if word.isalpha()]
    return any(word in said for word in words) or (token.text in said and bool(token.text))


def test_every_token_is_in_the_file_or_in_the_report(make: Maker) -> None:
    """Headings, paragraphs, cells, code, pictures and formulas, also those that a style hides."""
    deck = make(EVERYTHING, here__svg=SVG)
    marked = prepare(Source(EVERYTHING), RenderOptions(formats=("pptx",)), ThemeSet.built_in()).deck
    tokens = [token for slide in marked.slides for token in slide.tokens if token.kind in LEAVES]

    told = lines_told(deck)
    assert len(tokens) > 12
    assert [token for token in tokens if token.line not in told and not is_there(deck, token)] == []


def test_what_is_missing_is_told_with_slide_line_and_reason(make: Maker) -> None:
    """A picture that was not sent, a heading that the style hides, and words that are turned."""
    deck = make(EVERYTHING, here__svg=SVG)

    told = {(one.code, one.slide, one.line) for one in deck.report.diagnostics}
    assert (Code.PPTX_DROPPED, 1, EVERYTHING[: EVERYTHING.index("| cell")].count("\n") + 1) in told
    assert (Code.PPTX_DROPPED, 2, EVERYTHING[: EVERYTHING.index("## Hidden")].count("\n") + 1) in told
    assert any(code is Code.PPTX_PICTURE and slide == 2 for code, slide, _ in told)
    assert all(one.message and one.hint for one in deck.report.diagnostics if one.code in CODES)
