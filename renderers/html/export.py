"""The page as one file that needs nothing else: every asset inside, no script, nothing fetched."""

from __future__ import annotations

from base64 import b64encode
from html.parser import HTMLParser

from renderers.html.escape import escape_text
from renderers.html.style import with_urls
from renderers.model.assets import path_of
from renderers.model.document import HtmlDocument
from renderers.model.format import Exported, ExportOptions
from renderers.model.laid_out_deck import Refusal, RefusedRequest

_POLICY = "default-src 'none'; img-src data:; media-src data:; font-src data:; style-src 'unsafe-inline'"
# On a screen: slides one below the other, each as large as the window allows, and scrolling comes to rest on a slide.
_SCREEN = """<style media="screen">
html { background: #000; scroll-snap-type: y mandatory; }
body { margin: 0; }
div.marpit > svg[data-marpit-svg] { display: block; width: 100vw; height: 100vh; scroll-snap-align: center; }
</style>
"""


def export_html(document: HtmlDocument, options: ExportOptions) -> Exported:
    """The document as a self-contained file. URLs that lead nowhere stay as they are, and are reported."""
    del options
    head = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n{_SCREEN}'
    inliner = _Inliner(document)
    inliner.feed(document.html.replace("</head>", f"{head}</head>", 1))
    inliner.close()
    return Exported((inliner.html.encode(),), tuple(inliner.refused.values()))


class _Inliner(HTMLParser):
    """Copies a page that `compose` made, to the letter but for URLs of assets, which become data URLs."""

    def __init__(self, document: HtmlDocument) -> None:
        super().__init__(convert_charrefs=False)
        self._assets = document.assets
        self._pieces: list[str] = []
        self._data_urls: dict[str, str | None] = {}
        self._is_in_style = False
        self.refused: dict[str, RefusedRequest] = {}

    @property
    def html(self) -> str:
        return "".join(self._pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text = self.get_starttag_text() or ""
        self._is_in_style = tag == "style"
        changed = False
        for index, (name, value) in enumerate(attrs):
            other = self._attribute(name, value) if value else None
            if other is not None:
                attrs[index] = (name, other)
                changed = True
        self._pieces.append(_tag(text, attrs) if changed else text)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._is_in_style = False

    def handle_endtag(self, tag: str) -> None:
        self._is_in_style = False
        # The parser gives names in lower case.
        self._pieces.append(f"</{_SVG_NAMES.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        self._pieces.append(with_urls(data, self._data_url) if self._is_in_style else data)

    def handle_entityref(self, name: str) -> None:
        self._pieces.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._pieces.append(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._pieces.append(f"<!{decl}>")

    def handle_comment(self, data: str) -> None:
        self._pieces.append(f"<!--{data}-->")

    def _attribute(self, name: str, value: str) -> str | None:
        if name in {"src", "poster"}:
            return self._data_url(value)
        if name == "srcset":
            return self._srcset(value)
        if name == "style":
            css = with_urls(value, self._data_url)
            return css if css != value else None
        return None

    def _srcset(self, value: str) -> str:
        parts = (part.split(maxsplit=1) for part in value.split(",") if part.strip())
        return ", ".join(" ".join([self._data_url(url) or url, *size]) for url, *size in parts)

    def _data_url(self, url: str) -> str | None:
        if url.startswith(("data:", "#")):
            return None
        if url not in self._data_urls:
            self._data_urls[url] = self._read(url)
        return self._data_urls[url]

    def _read(self, url: str) -> str | None:
        path = path_of(url)
        asset = self._assets.read(path) if path else None
        if asset is None:
            refusal = Refusal.MISSING if path else Refusal.BLOCKED
            self.refused[url] = RefusedRequest(url, refusal)
            return None
        return f"data:{asset.media_type};base64,{b64encode(asset.content).decode()}"


_SVG_NAMES = {"foreignobject": "foreignObject"}


def _tag(text: str, attrs: list[tuple[str, str | None]]) -> str:
    name = text[1:].split(maxsplit=1)[0].rstrip("/>")
    end = " />" if text.endswith("/>") else ">"
    return f"<{name}{''.join(f' {key}' if value is None else _pair(key, value) for key, value in attrs)}{end}"


def _pair(name: str, value: str) -> str:
    return f' {name}="{escape_text(value)}"'
