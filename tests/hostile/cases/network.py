"""Addresses of this machine and its network, by every road. The canary hears of nobody."""

from __future__ import annotations

from tests.hostile.cases.make import deck, in_formats, with_assets

_ADDRESSES = (
    "http://CANARY/1", "https://CANARY/2", "//CANARY/3", "http://user:pass@CANARY/4", "http://localhost:PORT/5", "http://[::1]:PORT/6", "http://[::ffff:127.0.0.1]:PORT/7",
    "http://2130706433:PORT/8", "http://0x7f000001:PORT/9", "http://0177.0.0.1:PORT/10", "http://127.1:PORT/11", "http://0:PORT/12", "http://0.0.0.0:PORT/13",
    "http://127.0.0.1.:PORT/14", "http://①②⑦.⓪.⓪.①:PORT/15", "http://127。0。0。1:PORT/16", "http://LOCALHOST:PORT/17", "http://localhost.localdomain:PORT/18",
    "http://127.0.0.1:PORT@example.invalid/19", "http://example.invalid@CANARY/20", "http://CANARY#@example.invalid/21", "http:\\\\CANARY\\22", "http:/CANARY/23", "http:CANARY/24",
    "\thttp://CANARY/25", "ht\ntp://CANARY/26", "ftp://CANARY/27", "ws://CANARY/28", "wss://CANARY/29", "gopher://CANARY/30", "dict://CANARY/31", "http://169.254.169.254/latest/meta-data/",
    "http://metadata.google.internal/computeMetadata/v1/", "http://100.100.100.200/", "http://[fd00:ec2::254]/", "https://127.0.0.1.nip.io:PORT/32", "http://spoofed.burpcollaborator.net/33",
    "http://①27.0.0.1:PORT/34", "http://127.0.0.1:PORT%2f@x/35", "http://[::]:PORT/36", "http://[0:0:0:0:0:ffff:7f00:1]:PORT/37",
)  # fmt: skip
_CSS = (
    "@import 'http://CANARY/a.css';", "@import url(//CANARY/b.css) screen;", "@font-face{font-family:x;src:url(http://CANARY/c.woff2)}*{font-family:x}",
    "section{background:image-set('http://CANARY/d.png' 1x,url(http://CANARY/e.png) 2x)}", "section{background:-webkit-image-set(url(http://CANARY/f.png) 1x)}",
    "h1{cursor:url(http://CANARY/g.cur),auto}", "li{list-style:url(http://CANARY/h.png)}", "h1{border-image:url(http://CANARY/i.png) 1}", "h1{mask:url(http://CANARY/j.svg#m)}",
    "h1{-webkit-mask-image:url(http://CANARY/k.png)}", "h1{filter:url(http://CANARY/l.svg#f)}", "h1{clip-path:url(http://CANARY/m.svg#c)}", "h1{shape-outside:url(http://CANARY/n.png);float:left}",
    "h1::before{content:url(http://CANARY/o.png)}", "h1{background:cross-fade(url(http://CANARY/p.png),url(http://CANARY/q.png))}", "@namespace url(http://CANARY/r);",
    "h1{background:u\\72l(http://CANARY/s.png)}", "h1{background:url('\\68ttp://CANARY/t.png')}", "h1{--x:url(http://CANARY/u.png);background:var(--x)}",
    "h1{offset-path:url(http://CANARY/v.svg#p)}", "@property --y{syntax:'<url>';inherits:false;initial-value:url(http://CANARY/w)}", "h1{fill:url(http://CANARY/x.svg#a);marker:url(http://CANARY/y.svg#a)}",
    "@media print{section{background:url(http://CANARY/z.png)}}", "@supports (a:b) or (color:red){h1{background:url(http://CANARY/1.png)}}", "@container (width>1px){h1{background:url(http://CANARY/2.png)}}",
    "@document url(http://CANARY/3){h1{color:red}}", "@view-transition{navigation:auto}", "h1{background:paint(x,url(http://CANARY/4))}", "@page{background:url(http://CANARY/5.png);@top-left{content:url(http://CANARY/6.png)}}",
)  # fmt: skip
_SVG = (
    b"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='99' height='99'>"
    b"<style>@import url(http://CANARY/a.css);rect{fill:url(http://CANARY/b.svg#x)}@font-face{font-family:f;src:url(http://CANARY/c)}</style>"
    b"<image xlink:href='http://CANARY/d.png' width='9' height='9'/><image href='//CANARY/e.png' width='9' height='9'/><use xlink:href='http://CANARY/f.svg#g'/>"
    b"<feImage href='http://CANARY/h.png'/><script xlink:href='http://CANARY/i.js'/><script>fetch('http://CANARY/j')</script>"
    b"<foreignObject width='9' height='9'><iframe xmlns='http://www.w3.org/1999/xhtml' src='http://CANARY/k'/><img xmlns='http://www.w3.org/1999/xhtml' src='http://CANARY/l.png'/></foreignObject>"
    b"<a xlink:href='http://CANARY/m'><text y='20' font-family='f'>x</text></a><set attributeName='xlink:href' to='http://CANARY/n'/><rect width='9' height='9'/></svg>"
)
_XXE = (
    b"<?xml version='1.0'?><?xml-stylesheet href='http://CANARY/s.css'?><!DOCTYPE svg SYSTEM 'http://CANARY/x.dtd' [<!ENTITY e SYSTEM 'http://CANARY/e'>]>"
    + _SVG.replace(b"<rect", b"&e;<rect")
)
_MEDIA = (
    '<video src="http://CANARY/a.mp4" autoplay preload="auto" poster="http://CANARY/b.png"><source src="http://CANARY/c.webm"><track src="http://CANARY/d.vtt" default></video>'
    '<audio src="http://CANARY/e.mp3" autoplay preload="auto"></audio><picture><source srcset="http://CANARY/f.png 1x"><img src="g.png" srcset="http://CANARY/h.png 2x, //CANARY/i.png 3x"></picture>'
    '<object data="http://CANARY/j"></object><embed src="http://CANARY/k"><iframe src="http://CANARY/l"></iframe><frame src="http://CANARY/m"><portal src="http://CANARY/n">'
    '<link rel="dns-prefetch preconnect prefetch prerender" href="http://CANARY/o"><link rel="icon" href="http://CANARY/p.ico"><a href="http://CANARY/q" ping="http://CANARY/r">s</a>'
    '<input type="image" src="http://CANARY/t.png"><body background="http://CANARY/u.png"><table background="http://CANARY/v.png"><blockquote cite="http://CANARY/w">x</blockquote>'
)  # fmt: skip

NETWORK = (
    *in_formats(
        deck("addresses of this machine in every spelling", "".join(f"![](<{url}>)\n![bg](<{url}>)\n<img src='{url}'> [x](<{url}>)\n\n" for url in _ADDRESSES)),
        "pdf", "html", "pptx", "png",
    ),
    deck("addresses of this machine in styles", "<style>\n" + "".join(f"h{n % 6 + 1}{{background:url('{url}')}}\n" for n, url in enumerate(_ADDRESSES) if "\n" not in url) + "</style>\n\n# A\n", "pdf,html,pptx"),
    *(deck(f"a style that loads: {css.partition('http')[0].partition('//')[0]} {n}", f"<style>\n{css}\n</style>\n\n# A\n\n- b\n", "pdf,html") for n, css in enumerate(_CSS)),
    deck("everything that HTML loads", _MEDIA, "pdf,html,pptx"),
    deck("addresses in directives", "---\nbackgroundImage: url(http://CANARY/a.png)\nheader: '![](http://CANARY/b.png)'\nimage: http://CANARY/c.png\nurl: http://CANARY/d\nstyle: '@import \"http://CANARY/e.css\";'\n---\n# A", "pdf,html,pptx"),
    with_assets("an SVG that loads", "![](a.svg) ![bg](a.svg)\n\n# A\n\n<style>h1{background:url(a.svg);mask:url(a.svg)}</style>", {"a.svg": _SVG}, "pdf,html,pptx"),
    with_assets("an SVG with entities of the network", "![](a.svg) ![bg](a.svg)", {"a.svg": _XXE}, "pdf,html,pptx"),
    with_assets("an SVG in a data URL that loads", "<style>h1{background:url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='http://CANARY/a.png'/></svg>\")}</style>\n\n# A", {}, "pdf,html,pptx"),
    with_assets("a style sheet among the assets", "<style>@import url(a.css);@import 'a.css';</style>\n\n# A", {"a.css": b"@import url(http://CANARY/a.css);*{background:url(http://CANARY/b.png)}"}, "pdf,html"),
    with_assets("a page among the assets", "<iframe src='a.html'></iframe><object data='a.html'></object><embed src='a.html'>![](a.html)", {"a.html": b"<script>fetch('http://CANARY/a')</script><img src=http://CANARY/b>"}, "pdf,html"),
)  # fmt: skip
