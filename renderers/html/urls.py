"""A page that `compose` made, copied to the letter but for the URLs of what it loads."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

from renderers.html.escape import escape_text
from renderers.html.style import with_urls

Replace = Callable[[str], str | None]
"""Another URL in place of one that the page loads something from; None to leave it as it is."""

_SVG_NAMES = {name.lower(): name for name in ("foreignObject", "clipPath", "linearGradient", "radialGradient")}


def page_with_urls(html: str, replaced: Replace, *, keeps_link: Callable[[str], bool] = lambda _: True) -> str:
    """The page with other URLs in `src`, `poster`, `srcset` and CSS, and without the addresses of links not kept."""
    copier = _Copier(replaced, keeps_link)
    copier.feed(html)
    copier.close()
    return copier.html


class _Copier(HTMLParser):
    def __init__(self, replaced: Replace, keeps_link: Callable[[str], bool]) -> None:
        super().__init__(convert_charrefs=False)
        self._keeps_link = keeps_link
        self._replaced = replaced
        self._pieces: list[str] = []
        self._is_in_style = False

    @property
    def html(self) -> str:
        return "".join(self._pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text = self.get_starttag_text() or ""
        self._is_in_style = tag == "style"
        kept = [pair for pair in attrs if not self._is_dead_link(*pair)]
        changed = len(kept) < len(attrs)
        attrs = kept
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
        self._pieces.append(with_urls(data, self._replaced) if self._is_in_style else data)

    def handle_entityref(self, name: str) -> None:
        self._pieces.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._pieces.append(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._pieces.append(f"<!{decl}>")

    def handle_comment(self, data: str) -> None:
        self._pieces.append(f"<!--{data}-->")

    def _is_dead_link(self, name: str, value: str | None) -> bool:
        return name in {"href", "xlink:href"} and not self._keeps_link(value or "")

    def _attribute(self, name: str, value: str) -> str | None:
        if name in {"src", "poster"}:
            return self._replaced(value)
        if name == "srcset":
            return self._srcset(value)
        if name == "style":
            css = with_urls(value, self._replaced)
            return css if css != value else None
        return None

    def _srcset(self, value: str) -> str:
        parts = (part.split(maxsplit=1) for part in value.split(",") if part.strip())
        return ", ".join(" ".join([self._replaced(url) or url, *size]) for url, *size in parts)


def _tag(text: str, attrs: list[tuple[str, str | None]]) -> str:
    name = text[1:].split(maxsplit=1)[0].rstrip("/>")
    end = " />" if text.endswith("/>") else ">"
    return f"<{name}{''.join(f' {key}' if value is None else _pair(key, value) for key, value in attrs)}{end}"


def _pair(name: str, value: str) -> str:
    return f' {name}="{escape_text(value)}"'
