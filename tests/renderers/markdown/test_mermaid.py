"""Diagrams: what is drawn, what may be in it, and what is said of those that cannot be drawn."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from lxml import etree

from renderers.markdown.diagrams import draw, engine
from renderers.markdown.diagrams.draw import Draughtsman
from renderers.markdown.read import read
from renderers.model.diagnostic import Code, Severity
from renderers.model.tokens import Kind
from tests.renderers.markdown.diagram_kinds import KINDS

FLOWCHART = "flowchart LR\n  A[Start] -->|yes| B{Is it working?}\n"


def html(text: str) -> str:
    """What the markdown room makes of a text, without its marks."""
    return "".join(piece for block in read(text).blocks for piece in block.markup if isinstance(piece, str))


def fence(source: str, info: str = "mermaid") -> str:
    """A deck with one diagram."""
    return f"# Title\n\n```{info}\n{source}```\n"


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_diagram_is_drawn(name: str) -> None:
    """Each kind becomes an `<svg>` with its words as text, nothing is reported, and nothing in it runs or loads."""
    source, words = KINDS[name]

    reading = read(fence(source))
    svg = _svg(html(fence(source)))

    assert reading.diagnostics == ()
    shown = " ".join("".join(svg.itertext()).split())
    assert [word for word in words if word not in shown] == []
    assert "foreignObject" not in {etree.QName(one).localname for one in svg.iter()}


def test_a_fence_becomes_a_picture_with_a_text() -> None:
    """The `<svg>` has a role and a name for those who cannot see it, and its token carries the name."""
    block = read(fence(FLOWCHART)).blocks[1]

    svg = _svg(html(fence(FLOWCHART)))

    assert (svg.get("role"), svg.get("aria-label")) == ("img", "Flowchart: yes, Start, Is it working?")
    assert [(token.kind, token.line, token.text) for token in block.tokens] == [
        (Kind.DIAGRAM, 3, "Flowchart: yes, Start, Is it working?")
    ]


def test_an_author_names_a_diagram() -> None:
    """`accTitle` and `accDescr` are what is said of it."""
    svg = _svg(html(fence("flowchart LR\n  accTitle: The way\n  accDescr: From A to B\n  A --> B\n")))

    assert svg.get("aria-label") == "The way. From A to B"


def test_two_diagrams_share_no_id() -> None:
    """Ids are numbered in the deck's order, and what refers to them is too."""
    page = html(fence(FLOWCHART) + fence(FLOWCHART))

    ids = re.findall(r'\sid="([^"]+)"', page)
    targets = re.findall(r"url\(#([^)]+)\)", page)
    assert len(ids) == len(set(ids))
    assert targets
    assert set(targets) <= set(ids)


def test_what_nothing_refers_to_is_left_out() -> None:
    """Of the ends that an edge could have, those that edges do have are there."""
    page = html(fence("flowchart LR\n  A --> B --o C\n"))

    assert page.count("<marker") == 2


def test_no_rule_leaves_its_diagram() -> None:
    """Every selector begins with the id of its diagram, also where the author tries to get out."""
    out = "%%{init: {'themeCSS': '} body { display: none } .x:not(a) {'}}%%\n"
    style = "  classDef big fill:#f00\n  class A big\n  style A fill:red;}body{display:none\n"

    for source in (FLOWCHART, FLOWCHART + style, out + FLOWCHART):
        for css in re.findall(r"<style>(.*?)</style>", html(fence(source))):
            assert "body" not in css
            for rule in filter(None, css.split("}")):
                assert all(selector.startswith("#Diagram1") for selector in rule.split("{")[0].split(","))


@pytest.mark.parametrize(
    "line",
    [
        'click A "javascript:alert(1)"',
        'click A href "javascript:alert(1)" "tip" _blank',
        'click A "data:text/html,x"',
        "click A callback",
        'A["<img src=x onerror=alert(1)>"]',
        'A["<script>alert(1)</script>"]',
        'A@{ img: "http://example.com/a.png", label: "x" }',
        "style A fill:url(http://example.com/x)",
        "style A fill:#f00,background:url(//example.com/x)",
        "classDef x fill:red,filter:url(#a)\n  class A x",
        "linkStyle 0 stroke:url(http://example.com/x)",
        "A@{ icon: 'fa:user', form: 'square' }",
    ],
)
def test_a_hostile_diagram_loads_and_runs_nothing(line: str) -> None:
    """Scripts, handlers, foreign addresses and links that run are not in the page."""
    page = html(fence(f"flowchart LR\n  A --> B\n  {line}\n"))

    svgs = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    for svg in svgs:
        tags = "".join(re.findall(r"<[^>]*>", svg))
        assert not re.search(
            r"<(?:script|img|image|foreignObject)|\son\w+=|javascript:|data:|example\.com|url\([^#]", tags
        )


def test_a_link_to_the_web_stays() -> None:
    """What a node is clicked for leads there, in PDF and HTML."""
    page = html(fence('flowchart LR\n  A --> B\n  click A "https://example.com/x"\n'))

    assert 'href="https://example.com/x"' in page


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        ("flowchart TD\n  A --> B\n  B --> [\n  C --> D\n", 6, "Unterminated node label"),
        ("classDiagram\n  class A {\n  +x\n  }\n  class B {\n  +y\n", 8, "EOF inside class body"),
        ("sequenceDiagram\n  A->>B: hi\n  A-?B x\n  A->>B: x\n", 6, "unexpected statement separator"),
        ("pie\n  'Dogs'\n", 5, "unexpected pie statement"),
        ("nonsense\n  A --> B\n", 4, "No Mermaid diagram type detected"),
        ("", 4, "No Mermaid diagram type detected"),
    ],
)
def test_a_mistake_is_shown_and_reported_with_its_line(source: str, line: int, reason: str) -> None:
    """The source is on the slide as code, the report has the line of the deck and what the engine says."""
    reading = read(fence(source))

    (found,) = reading.diagnostics
    assert (found.code, found.severity, found.line) == (Code.DIAGRAM_ERROR, Severity.ERROR, line)
    assert reason in found.message
    assert '<pre class="diagram-error"' in html(fence(source))
    assert "<svg" not in html(fence(source))


def test_other_diagrams_do_not_suffer() -> None:
    """One that cannot be drawn leaves the others as they are."""
    page = html(fence("flowchart TD\n  A --> [\n") + fence(FLOWCHART))

    assert page.count("<svg") == 1


def test_colours_are_the_slides() -> None:
    """Nothing is painted in a fixed colour, but what the author gave one."""
    page = html(fence(FLOWCHART + "  style A fill:#f9f,stroke:#333\n"))

    paints = re.findall(r'(?:fill|stroke)(?:="|:)(#[0-9a-fA-F]+)', page)
    assert set(paints) == {"#f9f", "#333", "#000"}
    assert "var(--diagram-node)" in page


def test_no_words_are_in_a_colour_for_white_paper() -> None:
    """Where the engine has a dark colour of its own for words, they have the text's."""
    page = html(fence('venn-beta\n  set A["Front"]\n  set B["Back"]\n  union A,B["Both"]\n'))

    assert "hsl(" not in page
    assert "rgb(" not in page


def test_labels_of_states_are_in_the_middle() -> None:
    """The engine has them begin at the left."""
    svg = _svg(html(fence("stateDiagram-v2\n  [*] --> Still\n  Still --> Moving : push\n")))

    labels = [one for one in svg.iter("text") if "".join(one.itertext()) in {"Still", "Moving"}]
    assert [one.get("text-anchor") for one in labels] == ["middle", "middle"]
    assert all(one.getparent().get("transform").startswith("translate(0,") for one in labels)


@pytest.mark.parametrize(
    "theme",
    ["%%{init: {'theme': 'forest'}}%%\n", "---\nconfig:\n  theme: forest\n---\n"],
)
def test_a_theme_of_the_diagram_wins(theme: str) -> None:
    """A diagram that names one of Mermaid's themes keeps its colours."""
    page = html(fence(theme + FLOWCHART))

    assert "#cde498" in page
    assert "--diagram-node" not in page


def test_a_fence_takes_the_size_words_of_an_image() -> None:
    """`w:` and `h:` after the language."""
    assert "width:400px;height:auto;" in html(fence(FLOWCHART, "mermaid w:400"))
    assert "width:auto;height:10em;" in html(fence(FLOWCHART, "mermaid height:10em"))
    assert "url" not in html(fence(FLOWCHART, "mermaid w:400;background:url(x)")).split("<style>")[0]


def test_without_the_engine_diagrams_stay_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing breaks without the extra; it is said once."""
    monkeypatch.setattr(draw, "is_installed", lambda: False)

    reading = read(fence(FLOWCHART) + fence(FLOWCHART))

    (found,) = reading.diagnostics
    assert (found.code, found.severity, found.line) == (Code.DIAGRAM_ERROR, Severity.INFO, 3)
    assert '<code class="language-mermaid">' in html(fence(FLOWCHART))


def test_a_deck_has_bounds() -> None:
    """Too long, too many, too entangled: reported, and never drawn."""
    drawer = Draughtsman()

    long = drawer.draw("flowchart TD\n" + " A --> B\n" * 2000)
    dense = drawer.draw(f"flowchart TD\n {' & '.join('abc' * 40)} --> {' & '.join('def' * 40)}\n")
    large = drawer.draw("flowchart TD\n" + "".join(f"a{i % 60}-->a{i * 7 % 59}\n" for i in range(900)))
    many = [drawer.draw("pie\n").reason for _ in range(draw.MOST_DIAGRAMS + 5)]

    assert "longer than" in long.reason
    assert "too many nodes" in dense.reason
    assert "too large" in large.reason
    assert "all that one deck may take" in many[-1]


def test_a_panic_of_the_engine_is_a_mistake_of_the_diagram(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a Rust panic becomes is no `Exception`, and still only that diagram is lost."""
    mmdr = pytest.importorskip("mmdr")
    panic = type("PanicException", (BaseException,), {})

    def render(*_: object, **__: object) -> None:
        raise panic("index out of bounds")

    monkeypatch.setattr(mmdr, "render", render)

    with pytest.raises(engine.NotDrawn):
        engine.svg_of("pie\n", 1000)


def test_two_processes_draw_the_same() -> None:
    """Nothing is random and nothing tells the time, in every kind and in the sketched look."""
    program = (
        "import hashlib\n"
        "from renderers.markdown.diagrams.draw import Draughtsman\n"
        "from tests.renderers.markdown.diagram_kinds import KINDS\n"
        "drawer = Draughtsman()\n"
        "sources = [source for source, _ in KINDS.values()]\n"
        'sources += [\'%%{init: {"look": "handDrawn"}}%%\\nflowchart LR\\n  A --> B((c))\\n\']\n'
        "print(hashlib.sha256(''.join(drawer.draw(one).svg for one in sources).encode()).hexdigest())\n"
    )

    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }

    assert len(runs) == 1


def _svg(page: str) -> etree._Element:
    found = re.search(r"<svg.*</svg>", page, re.DOTALL)
    assert found
    return etree.fromstring(found[0])
