"""Decks that nobody should write: each becomes a valid file, in bounded time, with its neighbours unharmed."""

from __future__ import annotations

import random
from io import BytesIO

import pptx
import pytest
from anyio.from_thread import start_blocking_portal
from lxml import etree

from renderers import BrowserOptions, build_renderer
from tests.parity.shared import SHARED
from tests.renderers.pptx.decks import Deck, Maker, painted
from tests.renderers.pptx.omml import taken_out

pytestmark = pytest.mark.browser

SCHEMA = SHARED / "parity" / "xsd" / "presentation.xsd"
KITCHEN = """---
paginate: true
footer: Foot
lang: en
---

# Title *one*

text **bold** `code` [link](https://example.com/) :smile: 日本語

- a
  1. b

| a | b |
|---|---|
| c | d |

![bg right](a.png) ![x](a.png)

<!-- note -->

---

```js
let a = 1
```

> quote

$$x^2$$

---

```mermaid
flowchart TD
  A[[a]] --> B{b} -.->|c| D[(d)]
  B --x E>e] <--> F((f))
  subgraph S
    E & F ==> G[/g/]
    G --> A
  end
```

```mermaid
pie
  "a" : 1
```
"""


def is_valid(deck: Deck) -> bool:
    """Whether another program opens it; and if the schemas are at hand, whether they agree."""
    pptx.Presentation(BytesIO(deck.content))
    if not SCHEMA.exists():
        return True
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for name in deck.file.names():
        if name.startswith("ppt/") and name.endswith(".xml"):
            root = deck.file.part(name).root
            for extensions in root.iter("{*}extLst"):
                del extensions[:]
            for one in (*taken_out(root), root):
                assert schema.validate(one), f"{name}: {schema.error_log}"
    return True


def test_the_same_deck_is_the_same_file(make: Maker) -> None:
    """Twice by one renderer, and by another."""
    one = make.again(KITCHEN, a__png=painted()).content
    two = make.again(KITCHEN, a__png=painted()).content
    with start_blocking_portal("asyncio") as portal:
        other = build_renderer(BrowserOptions(slots=1))
        three = Maker(portal, other).again(KITCHEN, a__png=painted()).content
        portal.call(other.stop)

    assert one == two == three


def test_a_deck_of_everything_is_valid(make: Maker) -> None:
    """The schemas have nothing to say against it."""
    assert is_valid(make(KITCHEN, a__png=painted()))


def test_a_long_deck_has_all_its_slides(make: Maker) -> None:
    """Three hundred, in order, before the deck's deadline."""
    deck = make("\n\n---\n\n".join(f"# Slide {number}\n\n- text" for number in range(1, 301)))

    assert [slide.texts[0] for slide in deck.slides[::50]] == [f"Slide {number}" for number in range(1, 301, 50)]
    assert len(deck.slides) == 300


@pytest.mark.parametrize(
    ("source", "least"),
    [
        ("- item\n" * 5000, 5000),
        ("word " * 20_000, 1),
        ("x" * 100_000, 1),
        ("日本語" * 10_000, 1),
        ("| a | b |\n|---|---|\n" + "| c | d |\n" * 1500, 3000),
        ("<b>" * 2000 + "deep" + "</b>" * 2000, 1),
        ("<div>" * 2000 + "deep" + "</div>" * 2000, 1),
        ("<ul><li>x" * 400, 400),
        ("> " * 15 + "deep", 1),
        ("```\n" + "code\n" * 3000 + "```", 3000),
    ],
    ids=["items", "words", "letters", "kanji", "rows", "bold", "blocks", "lists", "quotes", "lines"],
)
def test_much_of_one_thing_is_a_file(make: Maker, source: str, least: int) -> None:
    """With all of it, though it leaves the slide, before the deck's deadline."""
    deck = make(source)

    assert len(deck.slides[0].paragraphs) >= least
    assert is_valid(deck)


@pytest.mark.parametrize(
    "css",
    [
        "p { font-size: 1e9px }",
        "p { font-size: 0 }",
        "p { font-size: 0.01px }",
        "p { letter-spacing: 1e6px }",
        "p { letter-spacing: -100px }",
        "p { line-height: 0 }",
        "p { line-height: 1e9 }",
        "p { transform: scale(1e6) }",
        "p { transform: scale(0) }",
        "p { transform: rotate(45deg) scale(1e6) }",
        "p { transform: matrix3d(1,0,0,0,0,1,0,0,0,0,1,0,1e9,0,0,1) }",
        "p { margin-left: -1e9px; text-indent: 1e9px }",
        "p { padding: 1e8px; background: red }",
        "p { width: 1e9px; background: red; border: 1e6px solid blue }",
        "p { border-radius: 1e9px; background: red; box-shadow: 1e6px 1e6px 1e6px 1e6px red }",
        "p { position: absolute; left: 1e9px; top: -1e9px; background: red }",
        "p { background: linear-gradient(1e9deg, red -1e9%, blue 1e9%) }",
        "p { background: url(a.png) 1e9px -1e9px / 1e9px 1e9px no-repeat }",
        "p { background: linear-gradient(red, red), radial-gradient(red, blue), conic-gradient(red, blue) }",
        "p { filter: blur(1e6px); background: red }",
        "p { columns: 1000 } ",
        "p { color: color(display-p3 1e9 -1e9 none / 1e9); background: oklch(1e9 1e9 1e9) }",
        "p { zoom: 1000 }",
        "p { writing-mode: vertical-rl; direction: rtl }",
        "section { width: 1e9px; height: 1e9px }",
        "section { display: none }",
        "section { opacity: 0 }",
        "section { writing-mode: vertical-rl }",
        "* { all: revert; display: contents }",
        "* { display: table-cell !important }",
        "* { display: list-item !important; list-style: '\\0\\1\\D800' }",
        "* { position: fixed !important }",
        "*::before { content: '\\1\\FFFF x' counter(a) url(a.png) }",
        "p { font-family: '\\1\\22<a>' }",
    ],
)
def test_absurd_styles_are_a_valid_file(make: Maker, css: str) -> None:
    """Whatever the numbers, PowerPoint's limits are kept, and the next slide is as ever."""
    deck = make(
        "# Title\n\nwords <b>here</b> ![x](a.png)\n\n- item\n\n| a |\n|---|\n| b |\n\n---\n\nnext",
        css=css.replace("p {", "section:first-of-type p {"),
        a__png=painted(),
    )

    assert is_valid(deck)
    assert len(deck.slides) == 2


@pytest.mark.parametrize(
    "source",
    [
        "a\u0000b\u0001c\u001fd\u007fe\ufffef\uffff",
        "a&#0;b&#1;c&#xD800;d&#xFFFF;",
        "`\u000b\u000c\u0085\u2028`",
        (
            '---\ntitle: "a\\0b\\x01"\nauthor: "\\uFFFF"\nfooter: "\\x01"\nheader: "\\uFFFE"\n---'
            "\n\n# a\u0002b\n\n<!-- \u0003 -->"
        ),
        "![\u0001](a.png) [\u0002](https://example.com/\u0003)",
        "<script>alert('&lt;a:t&gt;')</script> ]]> <a:t>x</a:t> &amp;amp;",
        "# \u202eright\u202c to left \u200f\u200e\u2066 \ufeff",
        "👨‍👩‍👧‍👦 🏳️‍🌈 e\u0301\u0301\u0301" + "\u0301" * 3000,
        "# " + "\U0001f600" * 200,
        "".join(random.Random(1).choices("abc日ا\u0e01*_`#<>&|[]()\n -~^$\\\u0000\u0007\u200d😀", k=4000)),
    ],
    ids=range(10),
)
def test_any_characters_are_a_valid_file(make: Maker, source: str) -> None:
    """Those that XML cannot hold are left out."""
    assert is_valid(make(source, a__png=painted()))


@pytest.mark.parametrize("name", ["createElement", "getElementById", "querySelector", "head", "images", "fonts"])
def test_names_of_elements_do_not_stand_in_the_way(make: Maker, name: str) -> None:
    """A page finds named elements where its methods are; pictures of its boxes are drawn all the same."""
    source = f'<img id="{name}" name="{name}" src="a.png"><form id="{name}"></form>\n\n![grayscale](a.png)'
    deck = make(f"{source}\n\n---\n\n# Next", a__png=painted())

    assert len(deck.slides[0].pictures) == 2
    assert deck.slides[1].texts == ["Next"]
