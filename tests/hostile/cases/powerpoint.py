"""What a presentation must not hold, or break of."""

from __future__ import annotations

import json

from tests.hostile.case import BOUNDED, Case
from tests.hostile.cases.make import deck, heavy, json_body

_ODD = "".join(
    map(
        chr,
        (
            *range(1, 9),
            11,
            12,
            *range(14, 32),
            0x7F,
            0x85,
            0xAD,
            0x2028,
            0x2029,
            0x200B,
            0xFEFF,
            0xFFFE,
            0xFFFF,
            0x1FFFE,
            0x10FFFF,
            0xE0001,
        ),
    )
)
_TARGETS = (
    "file:///etc/passwd", "\\\\server\\share\\x", "//server/share", "ppaction://program?x=calc.exe", "ppaction://hlinkfile", "javascript:alert(1)", "vbscript:x", "ms-word:ofe|u|http://x",
    "search-ms:query=x", "ldap://x", "smb://server/share", "mhtml:http://x", "data:text/html,x", "slide1.xml", "../../x", "C:\\x.exe", "http://[", "http://a b", "mailto:a?body=%0d%0ax", "HTTP://x\x00y",
    "http://" + "a" * 5_000,
)  # fmt: skip
_SURROGATES = (
    json.dumps({"markdown": "X", "options": {"to": "pptx"}})
    .replace(
        "X",
        "---\\ntitle: \\ud800\\n---\\n# a\\udfffb\\n\\n`\\ud83d` <!-- note \\ud800 -->\\n\\n![\\ud800](\\ud800.png)",
    )
    .encode()
)

POWERPOINT = (
    deck("control characters in text, names and notes", f"---\ntitle: 'a{_ODD}b'\nauthor: '{_ODD}'\nheader: 'h{_ODD}'\n---\n\n# a{_ODD}b\n\n`{_ODD}`\n\n|a{_ODD}|\n|-|\n|{_ODD}|\n\n<!-- note {_ODD} -->\n\n![alt {_ODD}](x{_ODD}.png)\n", "pptx"),
    deck("links that lead to programs and files", "".join(f'[a](<{url}>) <a href="{url}">b</a> [![c](x.png)](<{url}>)\n\n' for url in _TARGETS), "pptx"),
    deck("markup of presentations in text", "# <a:t>x</a:t> ]]> <![CDATA[ &#x0; &#xFFFE; <p:sp/>\n\n<!-- </a:t><a:hlinkClick r:id='rId1'/> ]]> -->\n\n`{{x}} _x0000_ _xD800_`\n", "pptx"),
    Case("halves of characters", _SURROGATES, to="pptx", content_type="application/json", statuses=frozenset({200, 400, 422})),
    Case("halves of characters (html)", _SURROGATES, to="html,pdf", content_type="application/json", statuses=frozenset({200, 400, 422})),
    Case("a presentation with a name of 100,000 letters", json_body("---\ntitle: " + "x" * 100_000 + "\n---\n# " + "y" * 100_000), to="pptx", content_type="application/json"),
    heavy("notes of 2 MB", lambda: "# a\n\n<!-- " + "note " * 400_000 + " -->\n", to="pptx"),
    heavy("a paragraph of 2,000 looks", lambda: " ".join(f"**a{n}** *b* `c` ~~d~~" for n in range(2_000)), to="pptx"),
    heavy("2,000 slides", lambda: "# a\n\n- b\n\n---\n\n" * 2_000, to="pptx"),
    heavy("a table of 200 by 200", lambda: "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + ("|1" * 200 + "|\n") * 200, to="pptx"),
    heavy("20,000 paragraphs on a slide", lambda: "a\n\n" * 20_000, to="pptx"),
    heavy("3,000 things to be drawn", lambda: "<style>\nem { display: inline-block; transform: rotate(9deg); background: red; }\n</style>\n\n" + "*a* " * 3_000, to="pptx"),
    Case("one slide in all formats, ten times over", b"# A", to=",".join(["pdf", "pptx", "html", "png"] * 10), statuses=BOUNDED),
)  # fmt: skip
