"""CSS that asks for much, or for sizes that nobody has."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.case import BOUNDED, Case
from tests.hostile.cases.make import heavy, json_body


def _styled(name: str, css: Callable[[], str] | str, body: str = "# A\n\ntext\n", to: str = "pdf") -> Case:
    return heavy(name, lambda: f"<style>\n{css() if callable(css) else css}\n</style>\n\n{body}", to)


_LAUGHS = "".join(f"--l{n}:{f'var(--l{n - 1})' * 10};" for n in range(1, 12))

CSS = (
    _styled("nesting that doubles", lambda: "&,&{" * 100 + "color:red" + "}" * 100),
    _styled("thousands of :is(", lambda: ":is(" * 5_000 + "a" + ")" * 5_000 + "{}"),
    _styled("thousands of :is( that never close", lambda: ":is(" * 20_000),
    _styled(":has( of :has(", lambda: "section" + ":has(*" * 50 + ")" * 50 + "{color:red}", body="- a\n" * 3_000),
    heavy("10,000 styles", lambda: "<style>a{b:c}</style>\n\n" * 10_000),
    heavy(
        "1,000 scoped styles on 1,000 slides", lambda: "<style scoped>h1{color:red}</style>\n\n# a\n\n---\n\n" * 1_000
    ),
    _styled("a billion laughs by variables", f"section{{--l0:lol;{_LAUGHS}content:var(--l11)}}"),
    _styled("a page a million pixels wide", "@page{size:1000000px 1000000px}section{width:1000000px;height:1000000px}"),
    _styled("a slide of 0 pixels", "section{width:0;height:0}"),
    _styled("a slide of negative pixels", "section{width:-1px;height:-5000px}"),
    _styled("a slide of 10^30 pixels", "section{width:1e30px;height:1e30px}", to="png"),
    _styled("a zoom of a million", "h1{zoom:1000000}"),
    _styled("a letter of a million pixels", "h1{font-size:1000000px}", to="png"),
    _styled("a scale of a million", "h1{transform:scale(1000000) rotate(1deg);filter:drop-shadow(0 0 9px red)}"),
    _styled("a blur of 100,000 pixels", "section,h1,p{filter:blur(100000px);backdrop-filter:blur(100000px)}", to="png"),
    _styled("50 blurs on each other", "section *{filter:" + "blur(900px) " * 50 + "}", to="pdf,png"),
    _styled("2,000 shadows", lambda: "h1{text-shadow:" + ",".join(f"{n}px {n}px 90px red" for n in range(2_000)) + "}"),
    _styled(
        "2,000 shadows of boxes", lambda: "p{box-shadow:" + ",".join(f"{n}px 0 400px red" for n in range(2_000)) + "}"
    ),
    _styled(
        "5,000 gradients",
        lambda: "section{background:" + ",".join(["linear-gradient(red,blue)"] * 5_000) + "}",
        to="pptx",
    ),
    _styled(
        "a gradient of 20,000 colours",
        lambda: "section{background:linear-gradient(" + ",".join(["red"] * 20_000) + ")}",
        to="pptx",
    ),
    _styled("a grid of 100,000 tracks", "section{display:grid;grid-template:repeat(100000,1px)/repeat(100000,1px)}"),
    _styled("a million columns", "section{columns:1000000;column-gap:1px}", body="word " * 20_000),
    _styled(
        "animations without end", "@keyframes a{from{left:0}to{left:9px}}*{animation:a 1ms infinite;transition:all 1h}"
    ),
    _styled(
        "counters of counters",
        lambda: "*{counter-increment:a 2147483647}*::before{content:" + "counters(a,'.')" * 500 + "}",
    ),
    _styled("content of 2 MB", lambda: "h1::before{content:'" + "a" * 2_000_000 + "'}"),
    _styled(
        "10,000 faces of a font",
        lambda: "".join(
            f"@font-face{{font-family:f{n};src:url(f{n}.woff2)}}h1{{font-family:f{n}}}" for n in range(3_000)
        ),
    ),
    _styled("a border of a million pixels", "h1{border:1000000px dotted red;outline:99999px dashed blue}", to="pptx"),
    _styled(
        "text in a million lines",
        "section{width:1px;word-break:break-all;overflow:visible}",
        body="a" * 20_000,
        to="pptx",
    ),
    Case(
        "a theme of doubled nesting and a size of a million",
        lambda: json_body(
            "---\ntheme: bad\nsize: huge\n---\n# A",
            themes=["/* @theme bad */\n/* @size huge 1000000px 1000000px */\n" + "a{" * 200 + "}" * 200],
        ),
        content_type="application/json",
        statuses=BOUNDED,
    ),
    Case(
        "themes that import each other",
        lambda: json_body(
            "---\ntheme: a\n---\n# A",
            themes=[
                f"/* @theme {one} */ @import '{other}'; @import-theme '{other}';" for one, other in ("ab", "bc", "ca")
            ],
        ),
        content_type="application/json",
        statuses=BOUNDED,
    ),
    heavy("a picture at ten times the size of 60 slides", lambda: "# a\n\n---\n\n" * 60, to="png&scale=10"),
)
