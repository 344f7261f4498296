"""What a page loads from the network, under names of its own: the browser is never told of a foreign host."""

from __future__ import annotations

from dataclasses import replace

from renderers.html.urls import page_with_urls
from renderers.model.document import HtmlDocument
from renderers.model.remote import RemoteHosts, local_name


def with_local_names(document: HtmlDocument, hosts: RemoteHosts) -> HtmlDocument:
    """The page with a local name for each URL that may be fetched; all others stay, and are refused later."""
    remote: dict[str, str] = {}

    def local(url: str) -> str | None:
        if not hosts.permit(url):
            return None
        name = local_name(url)
        remote[name] = url
        return name

    html = page_with_urls(document.html, local)
    return replace(document, html=html, remote=remote) if remote else document
