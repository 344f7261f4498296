"""Formulas and diagrams that grow, nest, reach out, or are no such thing."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.case import Case
from tests.hostile.cases.make import deck, heavy, in_formats


def _formula(name: str, tex: Callable[[], str] | str, to: str = "pdf") -> Case:
    return heavy(
        f"a formula: {name}", lambda: f"# A\n\n$$\n{tex() if callable(tex) else tex}\n$$\n\n---\n\n# B $x^2$\n", to
    )


def _diagram(name: str, text: Callable[[], str] | str, to: str = "pdf") -> Case:
    return heavy(
        f"a diagram: {name}",
        lambda: f"# A\n\n```mermaid\n{text() if callable(text) else text}\n```\n\n---\n\n# B\n",
        to,
    )


_LAUGHS = "".join(f"\\def\\l{chr(98 + n)}{{" + f"\\l{chr(97 + n)}" * 10 + "}" for n in range(12))
_REACHING = (
    '\\href{javascript:alert(1)}{x} \\url{javascript:alert(1)} \\style{background:url(http://CANARY)}{x} \\class{a" onclick="alert(1)}{x} \\cssId{a}{x} '
    "\\includegraphics{http://CANARY/a.png} \\includegraphics{/etc/passwd} \\input{/etc/passwd} \\require{x} \\html{<script>alert(1)</script>} \\htmlData{onclick=alert(1)}{x} "
    "\\data{a=b}{x} \\unicode{x3c}script> \\text{</annotation></math><script>alert(1)</script>} \\color{url(http://CANARY)}{x} \\textcolor{red;background:url(http://CANARY)}{x} "
    '\\mathchoice \\write18{id} \\openin0=/etc/passwd \\catcode`\\@=11 \\csname input\\endcsname \\char"FFFFFF \\tag{</mtd><script>} \\label{"><script>} \\ref{x}'
)  # fmt: skip
_REACHING_GRAPH = (
    '%%{init: {"securityLevel": "loose", "themeCSS": "*{background:url(http://CANARY/a)}", "fontFamily": "x;background:url(http://CANARY/b)", "theme": "base", "themeVariables": {"primaryColor": "url(http://CANARY/c)"}}}%%\n'
    'graph TD\nA["<img src=x onerror=alert(1)>"] --> B["</text></svg><script>alert(1)</script>"]\nB -->|"<iframe src=http://CANARY/d>"| C("&lt;script&gt;")\n'
    'click A "javascript:alert(1)" "x"\nclick B href "http://CANARY/e" _blank\nclick C call alert()\nclassDef x fill:url(http://CANARY/f),stroke:red;x:y\nclass A x\nstyle B fill:url(http://CANARY/g)\n'
    'D@{ img: "http://CANARY/h.png", label: "x" }\nE@{ icon: "fa:user" }\nlinkStyle 0 stroke:url(http://CANARY/i)\n'
)  # fmt: skip

LANGUAGES = (
    _formula("a macro that means itself", "\\def\\a{\\a\\a}\\a \\newcommand{\\b}{\\c}\\newcommand{\\c}{\\b}\\b"),
    _formula("a billion laughs", lambda: f"\\def\\la{{lol}}{_LAUGHS}\\lm"),
    _formula("fractions 5,000 deep", lambda: "\\frac{1}{" * 5_000 + "x" + "}" * 5_000),
    _formula("fractions 60 deep in a presentation", lambda: "\\frac{1}{" * 60 + "x" + "}" * 60, to="pptx"),
    _formula("powers 10,000 deep", lambda: "x^{" * 10_000 + "x" + "}" * 10_000),
    _formula("braces that never close", lambda: "{" * 100_000),
    _formula("fences that never close", lambda: "\\left(" * 5_000),
    _formula("rules of a billion", "\\rule{1000000000em}{1000000000em} \\kern999999999em \\hspace{1e9em} \\\\[999999em] \\raisebox{1e9em}{x}"),
    _formula("letters of every size", lambda: "\\Huge " * 5_000 + "x", to="pptx"),
    _formula("a matrix of 300 by 300", lambda: "\\begin{matrix}" + ("1&" * 299 + "1\\\\") * 300 + "\\end{matrix}"),
    _formula("environments that never end", lambda: "\\begin{aligned}" * 2_000),
    _formula("commands nobody knows", "\\nosuch{x} \\begin{nosuch}x\\end{nosuch} \\end{x} } & \\\\ # % ~ ^_ \\"),
    *in_formats(_formula("everything that reaches out", _REACHING), "html", "pdf", "pptx"),
    heavy("10,000 formulas that are wrong", lambda: "$\\frac$ " * 10_000),
    heavy("10,000 definitions of macros", lambda: "".join(f"$\\def\\a{chr(97 + n % 26)}{{{n}}}$ " for n in range(10_000))),
    deck("dollars that are money", "It costs $5 or $$6$$ or \\$7 or $ 8 $ or $9" * 100),
    _diagram("5,000 boxes", lambda: "graph TD\n" + "".join(f"A{n} --> A{n + 1}\n" for n in range(5_000))),
    _diagram("every box to every box", lambda: "graph LR\n" + "".join(f"A{n} --> A{m}\n" for n in range(60) for m in range(60))),
    _diagram("boxes in boxes, 500 deep", lambda: "graph TD\n" + "".join(f"subgraph S{n}\n" for n in range(500)) + "A\n" + "end\n" * 500),
    _diagram("10,000 messages", lambda: "sequenceDiagram\n" + "A->>B: x\n" * 10_000),
    _diagram("a label of 1 MB", lambda: f"graph TD\nA[{'a' * 1_000_000}]"),
    _diagram("a gantt of ten thousand years", "gantt\ndateFormat YYYY-MM-DD\nsection A\na :0001-01-01, 9999-12-31\nb :a, 99999999999d\nc :2020-13-45, -1d"),
    _diagram("a pie of infinities", 'pie\n"a" : 1e308\n"b" : -1\n"c" : NaN\n"d" : 0\n"e" : 99999999999999999999999999999999999999'),
    _diagram("brackets that never close", lambda: "graph TD\nA" + "[(" * 5_000),
    _diagram("nothing", ""),
    _diagram("another language", "#!/bin/sh\nid\n<script>alert(1)</script>\n\0\1\2 \ud7ff"),
    *in_formats(_diagram("everything that reaches out", _REACHING_GRAPH), "html", "pdf", "pptx"),
    heavy("500 diagrams", lambda: "```mermaid\ngraph TD\nA-->B\n```\n\n" * 500),
    heavy("500 slides of diagrams", lambda: '```mermaid\npie\n"a": 1\n```\n\n---\n\n' * 500, to="html"),
)  # fmt: skip
