"""Decks that mean harm, before the browser: each takes time by its length, and little of it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from renderers.model.output import RenderOptions
from renderers.model.source import Source
from renderers.prepare import prepare
from renderers.theme.theme_set import ThemeSet

THEMES = ThemeSet.built_in()
SMALL = 1_500
TIMES = 4
MOST_SECONDS = 20.0

Deck = Callable[[int], str]


def front_matter(yaml: str) -> str:
    """A deck with this at its top."""
    return f"---\n{yaml}\n---\n\n# x\n"


def style(css: str) -> str:
    """A deck with this style."""
    return f"<style>\n{css}\n</style>\n"


MARKDOWN: dict[str, Deck] = {
    "unclosed style": lambda n: "<style>\n" * n,
    "unclosed style inline": lambda n: "a <style> " * n,
    "unclosed comment": lambda n: "<!-- " * n,
    "unclosed comment lines": lambda n: "<!--\n\n" * n,
    "half comment": lambda n: "<!-" * n,
    "half comment lines": lambda n: "<!-\n\n" * n,
    "comment dashes": lambda n: "<!--" + "-" * n,
    "comments": lambda n: "<!-- a: b -->\n" * n,
    "comments inline": lambda n: "a <!-- a: b --> " * n,
    "open brackets": lambda n: "[" * n,
    "open brackets par": lambda n: "[\n\n" * n,
    "images open": lambda n: "![" * n,
    "bracket paren": lambda n: "](" * n,
    "links open": lambda n: "[a](" * n,
    "links nested": lambda n: "[" * n + "a" + "](b)" * n,
    "emphasis": lambda n: "*a_ " * n,
    "emphasis run": lambda n: "*a **b " * n,
    "stars": lambda n: "*" * n + "a" + "*" * n,
    "quotes deep": lambda n: ">" * n + "a",
    "quote lines": lambda n: "> a\n" * n,
    "backticks runs": lambda n: " ".join("`" * (i % 100 + 1) for i in range(n // 50)),
    "backticks growing": lambda n: "".join("e" + "`" * i for i in range(1, int((2 * n) ** 0.5))),
    "lists deep": lambda n: "\n".join("  " * i + "- a" for i in range(int(n**0.5) * 2)),
    "list items": lambda n: "- a\n" * n,
    "list markers": lambda n: "- " * n,
    "list ordered": lambda n: "1. " * n + "a",
    "list star": lambda n: "* a\n\n" * n,
    "rulers": lambda n: "---\n\n" * n,
    "headings": lambda n: "# a\n\n" * n,
    "headingDivider": lambda n: "---\nheadingDivider: 1\n---\n" + "# a\n" * n,
    "table rows": lambda n: "|a|b|\n|-|-|\n" + "|1|2|\n" * n,
    "table cols": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|1" * n + "|\n",
    "table cols rows": lambda n: "|a" * int(n**0.5) + "|\n" + "|-" * int(n**0.5) + "|\n" + "|\n" * n,
    "emoji": lambda n: "😀" * n,
    "flags": lambda n: "🇯🇵" * n,
    "flag letters odd": lambda n: "🇯" * (n | 1),
    "zwj": lambda n: "👩\u200d" * n,
    "vs16": lambda n: "\u2764\ufe0f" * n,
    "shortcodes": lambda n: ":smile:" * n,
    "colons": lambda n: ":a" * n,
    "backgrounds": lambda n: "![bg](a.png)\n" * n,
    "backgrounds inline": lambda n: "![bg](a.png) " * n,
    "image words": lambda n: "![" + "w:1 " * n + "](a.png)",
    "dollars": lambda n: "$" * n,
    "dollar words": lambda n: "$a " * n,
    "dollar closing": lambda n: "$a" * n,
    "dollar escapes": lambda n: "$" + "\\" * n + "$",
    "dollar blocks": lambda n: "$$\n" * n,
    "dollar blocks par": lambda n: "$$a\n\n" * n,
    "entities": lambda n: "&amp;" * n,
    "entities open": lambda n: "&" * n,
    "references": lambda n: "".join(f"[a{i}]: b\n" for i in range(n)),
    "references used": lambda n: "[a]: b\n\n" + "[a] " * n,
    "reference label": lambda n: "[" + "a" * n + "]: b",
    "reference titles": lambda n: '[a]: b "\n' * n,
    "reference multi": lambda n: "[a]: b\n" * n,
    "long line": lambda n: "a" * n * 4,
    "long spaced line": lambda n: "a " * n * 2,
    "spaces": lambda n: " " * n * 4 + "a",
    "newlines": lambda n: "\n" * n * 4,
    "tabs": lambda n: "\t" * n + "a",
    "nul": lambda n: "\0" * n,
    "crlf": lambda n: "a\r\n" * n,
    "fence": lambda n: "```\n" + "a b c\n" * n,
    "fence py": lambda n: "```py\n" + 'def f(a): return "x"\n' * n + "```",
    "fences py": lambda n: "```py\na = 1\n```\n" * n,
    "fences unclosed": lambda n: "```\n\n" * n,
    "fence language": lambda n: "```" + "a" * n * 4 + "\nx\n```",
    "tildes": lambda n: "~" * n,
    "strike": lambda n: "~~a " * n,
    "linkify": lambda n: "https://a.b/c " * n,
    "linkify dense": lambda n: "http://" * n,
    "linkify www": lambda n: "www." * n,
    "linkify mail": lambda n: "a@b.c " * n,
    "linkify mail dense": lambda n: "a@" * n,
    "linkify colons": lambda n: "mailto:" * n,
    "linkify parens": lambda n: "http://a.b/" + "(" * n,
    "linkify dots": lambda n: "http://a" + ".b" * n,
    "autolinks": lambda n: "<http://a>" * n,
    "autolinks open": lambda n: "<http://" * n,
    "html tags": lambda n: "<b>" * n,
    "html closing": lambda n: "</b>" * n,
    "html attributes": lambda n: "<a " + 'b="c" ' * n + ">",
    "html attribute open": lambda n: '<a b="' * n,
    "html lt": lambda n: "<" * n,
    "html blocks": lambda n: "<div>\n\n" * n,
    "html block long": lambda n: "<div>\n" * n,
    "html pi": lambda n: "<?" * n,
    "html cdata": lambda n: "<![CDATA[" * n,
    "html decl": lambda n: "<!A " * n,
    "html script": lambda n: "<script>\n" * n,
    "html svg": lambda n: "<svg><style>" * n,
    "html style attr": lambda n: '<p style="' + "a:b;" * n + '">x</p>',
    "html style parens": lambda n: '<p style="a:' + "(" * n + '">x</p>',
    "setext": lambda n: "a\n" * n + "===",
    "setext many": lambda n: "a\n=\n" * n,
    "slugs same": lambda n: "# a\n" * n,
    "slug long": lambda n: "# " + "a-" * n,
    "html heading attrs": lambda n: "# a {#" + "b" * n + "}",
    "header": lambda n: '---\nheader: "' + "*a " * n + '"\n---\n# x\n',
    "header slides": lambda n: '---\nheader: "**a**"\n---\n' + "# x\n\n---\n\n" * n,
    "headers differ": lambda n: "".join(f"<!-- header: a{i} -->\n\n---\n\n" for i in range(n // 4)),
    "class": lambda n: "---\nclass: [" + "a," * n + "b]\n---\n# x\n",
    "class slides": lambda n: "".join(f"<!-- class: a{i} -->\n\n---\n\n" for i in range(n // 4)),
    "backgroundImage": lambda n: '---\nbackgroundImage: "' + "url(a)," * n + 'url(a)"\n---\n# x\n',
    "backgroundImage slides": lambda n: (
        '---\nbackgroundImage: "' + "url(a)," * 100 + 'url(a)"\n---\n' + "# x\n\n---\n\n" * (n // 10)
    ),
    "color parens": lambda n: '---\ncolor: "' + "(" * n + '"\n---\n',
    "fit": lambda n: "# <!-- fit --> a\n" * n,
    "fragments": lambda n: "* a\n" * n,
    "escapes": lambda n: "\\*" * n,
    "hard breaks": lambda n: "a  \n" * n,
    "scoped styles": lambda n: "<style scoped>\na{b:c}\n</style>\n\n---\n\n" * (n // 10),
    "bidi": lambda n: "\u202e" * n,
    "combining": lambda n: "a" + "\u0301" * n,
    "language": lambda n: "日本語 " * n,
    "fences of csharp that match nothing": lambda n: (
        "```cs\n" + "ab\n" * 100 + "```\n" + ("```cs\n" + "ab\n" * 300 + "```\n") * (n // 100)
    ),
    "fence of blanks": lambda n: "```python\n" + " \n" * n + "```",
    "fence of open strings": lambda n: "```js\n" + '"`${' * n + "\n```",
    "fences of many languages": lambda n: "".join(
        f'```{name}\n(("$<{i}\n```\n' for i in range(n // 10) for name in ("c", "php", "html", "yaml")
    ),
}

YAML: dict[str, Deck] = {
    "long": lambda n: front_matter("a: " + "b" * n * 4),
    "keys": lambda n: front_matter("".join(f"a{i}: b\n" for i in range(n))),
    "flow deep": lambda n: front_matter("a: " + "[" * n),
    "flow map deep": lambda n: front_matter("a: " + "{" * n),
    "flow closed": lambda n: front_matter("a: " + "[" * n + "]" * n),
    "nested": lambda n: front_matter("\n".join(" " * i + "a:" for i in range(int(n**0.5) * 2))),
    "aliases": lambda n: front_matter("a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a,*a]\n" for i in range(n // 2))),
    "alias tree": lambda n: front_matter(
        "a0: &a0 [x,x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1},*a{i - 1}]\n" for i in range(1, min(n // 100, 400)))
    ),
    "merge": lambda n: front_matter("a: &a {b: c}\n" + "d:\n" + "  <<: *a\n" * n),
    "tags": lambda n: front_matter("a: " + "!!python/object/apply:os.system " * n),
    "quotes": lambda n: front_matter('a: "' + '\\"' * n),
    "colons": lambda n: front_matter("a" + ": " * n),
    "dashes": lambda n: front_matter("- " * n),
    "list": lambda n: front_matter("class:\n" + "- a\n" * n),
    "block": lambda n: front_matter("style: |\n" + "  a{b:c}\n" * n),
    "comment": lambda n: front_matter("# a\n" * n),
    "unclosed": lambda n: "---\n" + "a: b\n" * n,
    "js": lambda n: "---js\n" + "a = b\n" * n + "---\n",
    "numbers": lambda n: front_matter("a: " + "1" * n),
    "sexagesimal": lambda n: front_matter("a: " + "1:" * n + "1"),
    "date": lambda n: front_matter("date: " + "2" * n),
    "headingDivider": lambda n: front_matter("headingDivider: [" + "1," * n + "1]"),
}

CSS: dict[str, Deck] = {
    "rules": lambda n: style("a{b:c}\n" * n),
    "open": lambda n: style("a{" * n),
    "nested": lambda n: style("a{" * n + "}" * n),
    "nesting doubles": lambda n: style("&,&{" * min(n, 100) + "}" * min(n, 100)),
    "is": lambda n: style(":is(" * n),
    "is closed": lambda n: style(":is(" * n + "a" + ")" * n + "{}"),
    "selectors": lambda n: style("a," * n + "b{c:d}"),
    "selectors root": lambda n: style(":root," * n + "b{c:d}"),
    "section size": lambda n: style("section{font-size:1rem}" * n),
    "selector long": lambda n: style("a " * n + "{c:d}"),
    "declarations": lambda n: style("a{" + "b:1rem;" * n + "}"),
    "value": lambda n: style("a{b:" + "1rem " * n + "}"),
    "brackets": lambda n: style("a{b:" + "(" * n),
    "strings": lambda n: style('"' * n),
    "string long": lambda n: style('a{b:"' + "c" * n * 4 + '"}'),
    "comments": lambda n: style("/*" * n),
    "comments closed": lambda n: style("/**/" * n),
    "escapes": lambda n: style("\\" * n),
    "urls": lambda n: style("a{b:" + "url(" * n),
    "urls closed": lambda n: style("a{b:" + "url(x) " * n + "}"),
    "imports": lambda n: style('@import "a";\n' * n),
    "imports theme": lambda n: style('@import "gaia";\n' * n),
    "import-theme": lambda n: style('@import-theme "gaia";\n' * n),
    "at": lambda n: style("@media print{" * n),
    "at closed": lambda n: style("@media print{" * n + "}" * n),
    "at bare": lambda n: style("@a " * n),
    "semicolons": lambda n: style(";" * n),
    "colons": lambda n: style("a{" + ":" * n + "}"),
    "variables": lambda n: style(":root{" + "".join(f"--a{i}:var(--a{i - 1});" for i in range(n)) + "}"),
    "keyframes": lambda n: style("@keyframes a{" + "1%{b:c}" * n + "}"),
    "after": lambda n: style('section::after{content:"x"}' * n),
    "h1": lambda n: style("h1,h2,pre " * n + "{a:b}"),
    "cdo": lambda n: style("<!--" * n),
    "numbers": lambda n: style("a{b:" + "1" * n * 4 + "px}"),
    "size": lambda n: style("/* " + "@size a 1px 1px\n" * n + "*/"),
    "blocks": lambda n: "<style>\na{b:c}\n</style>\n\n" * n,
    "blocks bad": lambda n: "<style>\na{b\n</style>\n\n" * n,
    "style directive": lambda n: front_matter('style: "' + "a{b:c}" * n + '"'),
    "style attr url": lambda n: '<div style="background:' + "url(x)," * n + 'url(x)">a</div>',
}

CASES = {
    **MARKDOWN,
    **{f"yaml {name}": deck for name, deck in YAML.items()},
    **{f"css {name}": deck for name, deck in CSS.items()},
}


def seconds(text: str) -> float:
    """Processor time to prepare a deck."""
    source, start = Source(text), time.process_time()
    prepare(source, RenderOptions(), THEMES)
    return time.process_time() - start


@pytest.mark.parametrize("name", CASES)
def test_time_grows_with_the_length(name: str) -> None:
    """Four times the text takes about four times as long, not sixteen times; and it is a deck, not an error."""
    deck = CASES[name]
    small, large = seconds(deck(SMALL)), seconds(deck(SMALL * TIMES))
    if large > 2 * TIMES * small:  # what is made once was made for the small one, or the machine was busy
        small, large = seconds(deck(SMALL)), min(large, seconds(deck(SMALL * TIMES)))

    assert large < 2 * TIMES * small + 0.25
    assert large < MOST_SECONDS
