"""The page as one file that needs nothing else: every asset inside, no script, nothing fetched."""

from __future__ import annotations

from base64 import b64encode

from renderers.html.urls import page_with_urls
from renderers.model.assets import path_of
from renderers.model.document import HtmlDocument
from renderers.model.format import Exported, ExportOptions
from renderers.model.laid_out_deck import Refusal, RefusedRequest
from renderers.model.links import is_safe_link

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
    page = document.html.replace("</head>", f"{head}</head>", 1)
    html = page_with_urls(page, inliner.data_url, keeps_link=is_safe_link)
    return Exported((html.encode(),), tuple(inliner.refused.values()))


class _Inliner:
    """The assets of a document as data URLs, each read once, and what was asked for in vain."""

    def __init__(self, document: HtmlDocument) -> None:
        self._document = document
        self._data_urls: dict[str, str | None] = {}
        self.refused: dict[str, RefusedRequest] = {}

    def data_url(self, url: str) -> str | None:
        """What stands for a URL of the page; None if it stays."""
        if url.startswith(("data:", "#")):
            return None
        if url not in self._data_urls:
            self._data_urls[url] = self._read(url)
        return self._data_urls[url]

    def _read(self, url: str) -> str | None:
        path = path_of(url)
        asset = self._document.assets.read(path) if path else None
        if asset is None:
            refusal = Refusal.MISSING if path else Refusal.BLOCKED
            self.refused[url] = RefusedRequest(url, refusal)
            # A file that could not be fetched is named as the deck names it, not as the page for the browser does.
            return self._document.remote.get(url)
        return f"data:{asset.media_type};base64,{b64encode(asset.content).decode()}"
