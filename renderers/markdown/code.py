"""Code blocks: the language as a class, emoji drawn, scaled down where the theme allows it (sections 20 and 21)."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml, unescapeAll
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from renderers.markdown.emoji_rule import code_html
from renderers.markdown.rule import mark_of, scaling_mark
from renderers.model.markup import Scaling


def install(md: MarkdownIt) -> None:
    """Render fences and indented code alike (M-264, M-273)."""
    md.add_render_rule("fence", _render)
    md.add_render_rule("code_block", _render)


def language(token: Token) -> str:
    """The language of a fence: the first word of its info (M-264); indented code has none (M-270)."""
    words = unescapeAll(token.info).split(maxsplit=1)
    return words[0] if words else ""


def _render(_: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    name = language(token)
    css_class = f' class="language-{escapeHtml(name)}"' if name else ""
    code = code_html(token.content, env)
    return f"<pre{mark_of(token)}{scaling_mark(Scaling.CODE, 'pre')}><code{css_class}>{code}</code></pre>\n"
