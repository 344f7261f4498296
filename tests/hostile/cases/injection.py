"""Scripts and markup where text belongs. Whatever comes back is looked through for anything that could run."""

from __future__ import annotations

from tests.hostile.cases.make import deck, in_formats

_SPELLINGS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)",
    "\x01javascript:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)", "&#x6A&#x61vascript:alert(1)",
    "javascript%3Aalert(1)", "javascript\u200b:alert(1)", "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "data:image/svg+xml,<svg onload=alert(1)>",
    "blob:https://deck.marpd.invalid/1", "filesystem:x", "view-source:file:///etc/passwd", "feed:javascript:alert(1)",
)  # fmt: skip
_LINKS = "".join(
    f'[a](<{url}>) ![b](<{url}>) <a href="{url}">c</a> <img src="{url}"> <{url.strip()}>\n\n[r{n}]: {url}\n[r{n}]\n\n'
    for n, url in enumerate(_SPELLINGS)
)
_TAGS = (
    "<script>alert(1)</script>", "<SCRIPT SRC=//CANARY></SCRIPT>", "<script\n>alert(1)</script\n>", "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>", "<img src=x\nonerror\n=\nalert(1)>", "<img/src=x/onerror=alert(1)>", "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mi//xlink:href='javascript:alert(1)'>x</mi></math>", "<body onload=alert(1)>", "<details open ontoggle=alert(1)>x</details>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<iframe src=javascript:alert(1)></iframe>", "<object data=javascript:alert(1)></object>",
    "<embed src=//CANARY/x.swf>", "<link rel=stylesheet href=http://CANARY/x.css>", "<link rel=preconnect href=http://CANARY>",
    "<meta http-equiv=refresh content='0;url=http://CANARY/'>", "<base href=http://CANARY/>", "<form action=http://CANARY/><input type=submit formaction=javascript:alert(1)></form>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">', "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<template><script>alert(1)</script></template>", "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>", "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>", "<textarea></textarea><script>alert(1)</script></textarea>", "<plaintext>", "<xmp><script>alert(1)</script></xmp>",
    "<a href=# style='background:url(javascript:alert(1))' onclick=alert(1)>x</a>", "<div style='behavior:url(x.htc);width:expression(alert(1))'>x</div>",
    "<input autofocus onfocus=alert(1)>", "<marquee onstart=alert(1)>", "<video><source onerror=alert(1)></video>", "<isindex action=javascript:alert(1)>",
    '<img src="x` `<script>alert(1)</script>"` `>', '<img srcset="x onerror=alert(1)" onerror=alert(1)>', '<a href="x" ping="http://CANARY/">x</a>',
    '<p id="a" id="b" onclick="alert(1)">', "<b/onmouseover=alert(1)>x", "<custom-element onclick=alert(1)>x</custom-element>",
)  # fmt: skip
_COMMENTS = (
    "<!--><script>alert(1)</script>-->", "<!-- --!><script>alert(1)</script> -->", "<!---><img src=x onerror=alert(1)>", "<!--<!--><script>alert(1)</script>",
    "<!-- `--><script>alert(1)</script>` -->", "<!-->-->\n<svg/onload=alert(1)>", "<!-- a -- b --><script>alert(1)</script>", "<!- -><script>alert(1)</script>",
    "<!-- <style> --><script>alert(1)</script><!-- </style> -->", "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;", "<!-- fit --><!-- </h1><script>alert(1)</script> -->",
)  # fmt: skip
_BREAKS = "</style></title></svg></foreignObject></textarea></script>--><script>alert(1)</script><img src=x onerror=alert(1)>\"'`{}"
_DIRECTIVES = (
    "title", "author", "description", "keywords", "lang", "header", "footer", "class", "color", "backgroundColor", "backgroundImage",
    "backgroundPosition", "backgroundRepeat", "backgroundSize", "style", "theme", "size", "paginate", "math", "headingDivider", "url", "image",
    "transition", "marp", "date",
)  # fmt: skip
_QUOTED = "'" + _BREAKS.replace("'", "''") + "'"

INJECTION = (
    *in_formats(deck("scripts in every kind of tag", "\n\n".join(_TAGS)), "html", "pdf", "pptx"),
    *in_formats(deck("addresses that run, in every spelling", _LINKS), "html", "pdf", "pptx"),
    *in_formats(deck("comments that end early", "\n\n".join(_COMMENTS)), "html", "pdf"),
    *in_formats(
        deck("every directive closes its element", "---\n" + "".join(f"{name}: {_QUOTED}\n" for name in _DIRECTIVES) + "---\n\n# A\n"),
        "html", "pdf", "pptx",
    ),
    deck("every directive in a comment closes its element", "\n\n---\n\n".join(f"<!-- {name}: {_QUOTED.replace('-->', '')} -->\n# A" for name in _DIRECTIVES), "html"),
    deck("a style that ends its element", f"<style>\na{{content:'</style><script>alert(1)</script>'}}</STYLE ><script>alert(1)</script>\n{_BREAKS}\n", "html"),
    deck("a style directive that ends its element", f"---\nstyle: |\n  a{{b:c}} {_BREAKS}\n---\n# A", "html"),
    deck("alternative texts and titles that end their element", f'![{_BREAKS}](a.png "{_BREAKS}") ![bg {_BREAKS}](b.png) [x](y "{_BREAKS}")', "html"),
    deck("words of pictures that are CSS", "![w:1;} x{y:url(http://CANARY) bg left:1%;} cover blur:1px)url(http://CANARY)](a.png)", "html,pdf"),
    deck("languages and names of code that end their element", f'```{_BREAKS}\n{_BREAKS}\n```\n\n`{_BREAKS}`\n\n~~~"><script>\nx\n~~~\n', "html"),
    deck("headings whose names are scripts", f'# {_BREAKS}\n\n# constructor\n\n# __proto__\n\n# "onload=alert(1)\n\n[x](#{_BREAKS})\n', "html"),
    deck("short codes and emoji in attributes", '<img alt=":rocket:" src=":rocket:.png" title="😀"> ![😀:smile:](x.png ":rocket:")', "html"),
    deck("marks of ours", '\0token:7\0 <b data-marpd="1" data-marpit-svg data-auto-scaling>x</b> \0fill:1\0\n\n# \0fit\0\n', "html,pptx"),
)  # fmt: skip
