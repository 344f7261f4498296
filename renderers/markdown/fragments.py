"""Fragmented lists: items marked with `*` or `)` are revealed one by one (section 16)."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from renderers.markdown.rule import fragment_mark


def install(md: MarkdownIt) -> None:
    """Leave a mark in the tag of each fragmented item; the slide it stands on counts them."""
    md.add_render_rule("list_item_open", _render)


def _render(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    html = self.renderToken(tokens, index, options, env)
    if tokens[index].markup not in {"*", ")"}:
        return html
    start = html.index("<li") + len("<li")
    return html[:start] + fragment_mark() + html[start:]
