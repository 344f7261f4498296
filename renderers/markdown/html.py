"""Raw HTML: what the allowlist lets through, and a word about what it does not (section 17)."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from renderers.markdown.allowlist import sanitise
from renderers.markdown.places import line_of
from renderers.markdown.rule import notebook
from renderers.model.diagnostic import Code, Diagnostic


def install(md: MarkdownIt) -> None:
    """Sanitise each piece of raw HTML by itself, as Marp does (M-235)."""
    md.core.ruler.before("linkify", "allowlist", _sanitise)
    md.add_render_rule("html_block", _render)
    md.add_render_rule("html_inline", _render)


def _sanitise(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "html_block":
            _apply(state, token, notebook(state.env).line_of(token))
        for child in token.children or []:
            if child.type == "html_inline":
                _apply(state, child, line_of(child))


def _apply(state: StateCore, token: Token, line: int) -> None:
    sanitised = sanitise(token.content)
    token.meta = {**token.meta, "html": sanitised.html}
    for what in sanitised.dropped:
        notebook(state.env).diagnostics.append(
            Diagnostic(
                code=Code.HTML_DROPPED,
                message=f"HTML that is not allowed was taken out: {what}.",
                hint="Use a class and style it in <style> or a theme, or plain Markdown.",
                line=line,
            )
        )


def _render(_: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    return str(tokens[index].meta.get("html", ""))
