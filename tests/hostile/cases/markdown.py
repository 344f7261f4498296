"""CPU and memory asked for in Markdown."""

from __future__ import annotations

from tests.hostile.cases.make import deck, heavy

_MANY = 32_000
_MEGA = 1_000_000

MARKDOWN = (
    heavy("styles that never end", lambda: "<style>\n" * 10_000),
    heavy("comments that never end", lambda: "<!-- " * 50_000),
    heavy("half comments", lambda: "<!-\n\n" * 50_000),
    heavy("open brackets", lambda: "[" * 50_000),
    heavy("open images", lambda: "![" * 50_000),
    heavy("brackets that close into links", lambda: "](" * 50_000),
    heavy("links in links", lambda: "[" * 5_000 + "a" + "](b)" * 5_000),
    heavy("emphasis that never closes", lambda: "*a_ " * 50_000),
    heavy("stars", lambda: "*" * 100_000),
    heavy("quotes in quotes", lambda: ">" * 20_000 + "a"),
    heavy("runs of backticks, each longer", lambda: "".join("e" + "`" * n for n in range(1, 1_500))),
    heavy("lists 3,000 deep", lambda: "\n".join("  " * n + "- a" for n in range(3_000))),
    heavy("markers of lists in one line", lambda: "- " * _MANY),
    heavy("32,000 slides by rulers", lambda: "a\n\n---\n\n" * _MANY),
    heavy("32,000 slides by headings", lambda: "---\nheadingDivider: 1\n---\n" + "# a\n" * _MANY),
    heavy("a table of 32,000 rows", lambda: "|a|b|\n|-|-|\n" + "|1|2|\n" * _MANY),
    heavy("a table of 32,000 columns", lambda: "|a" * _MANY + "|\n" + "|-" * _MANY + "|\n" + "|1" * _MANY + "|\n"),
    heavy(
        "a table of 1,000 by 1,000", lambda: "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + ("|1" * 1000 + "|\n") * 1000
    ),
    heavy("32,000 emoji", lambda: "😀" * _MANY),
    heavy("32,000 short codes", lambda: ":rocket:" * _MANY),
    heavy("32,000 backgrounds", lambda: "".join(f"![bg](a{n}.png)\n" for n in range(_MANY))),
    heavy("32,000 dollars", lambda: "$" * _MANY),
    heavy("32,000 formulas", lambda: "$a$ " * _MANY),
    heavy("32,000 entities", lambda: "&amp;&#x1F600;" * _MANY),
    heavy("32,000 definitions of links", lambda: "".join(f"[a{n}]: b{n}\n" for n in range(_MANY)) + "\n[a1]"),
    heavy("addresses without end", lambda: "http://a.b/(" * _MANY),
    heavy("addresses of mail without end", lambda: "a@" * 100_000),
    heavy("a line of 20 MB", lambda: "a" * 20 * _MEGA),
    heavy("5 MB of code", lambda: "```python\n" + "def f(a): return 'x'\n" * 250_000 + "```\n"),
    heavy("a language with a name of 1 MB", lambda: "```" + "a" * _MEGA + "\nx\n```\n"),
    heavy(
        "a fence in each of 100 languages",
        lambda: "".join(f"```{name}\n(('$<\n```\n" for name in ("c", "php", "perl", "ruby", "js") * 200),
    ),
    heavy("lines of blanks", lambda: (" " * 1000 + "\n") * 5_000),
    heavy("letters under 10,000 marks", lambda: ("a" + "\u0301" * 10_000 + "\n\n") * 20),
    heavy("fitting headings", lambda: "# <!-- fit --> a\n\n" * 3_000),
    heavy(
        "3,000 slides of headers with formulas", lambda: "---\nheader: '**a** $x$'\n---\n" + "# x\n\n---\n\n" * 3_000
    ),
    deck("NUL and every other control character", bytes(range(32)) * 50),
    deck("text that turns around", "\u202e\u2066abc\u2069\u202d" * 500),
    deck("nothing but blanks", " \n\t\n" * 1000),
)
