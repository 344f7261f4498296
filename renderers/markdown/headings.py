"""Headings: the `id` they get, and whether they are fitted to the width (sections 21 and 22)."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from renderers.markdown.comments import COMMENT
from renderers.markdown.emoji_rule import EMOJI
from renderers.markdown.images import BACKGROUND
from renderers.markdown.math import INLINE as INLINE_MATH
from renderers.markdown.rule import inline_runs, mark_of, scaling_mark, slug_mark
from renderers.markdown.slugs import slug
from renderers.model.markup import Scaling

FITTING = "fitting"
"""The type of a `<!-- fit -->` comment in a heading, which is neither a directive nor a note (M-064, M-271)."""


def install(md: MarkdownIt) -> None:
    """Mark fitting headings early, before their comment could become a note."""
    md.core.ruler.before("linkify", "fitting", _fit)
    md.add_render_rule("heading_open", _render)
    md.add_render_rule(FITTING, lambda *_: "")


def install_names(md: MarkdownIt) -> None:
    """Name headings last, when their text is final (M-005)."""
    md.core.ruler.push("heading names", _name)


def heading_text(run: Token) -> str:
    """The text of a heading as a reader sees it, for titles and outlines (M-299, section 28)."""
    return " ".join("".join(_seen(token) for token in run.children or []).split())


def _fit(state: StateCore) -> None:
    for opening, run in inline_runs(state.tokens):
        if opening.type != "heading_open":
            continue
        for token in run.children or []:
            if token.type == COMMENT and token.content == "fit":
                token.type = FITTING
                opening.meta["is_fitting"] = True


def _name(state: StateCore) -> None:
    for opening, run in inline_runs(state.tokens):
        if opening.type == "heading_open":
            opening.meta["slug"] = slug("".join(_source(token) for token in run.children or []))


def _source(token: Token) -> str:
    """What a token adds to the slug (M-281): an image its alt text as written, raw HTML its tags."""
    if token.type in {COMMENT, FITTING, BACKGROUND, INLINE_MATH}:
        return ""
    return token.content


def _seen(token: Token) -> str:
    if token.type == "image":
        return "".join(_seen(child) for child in token.children or [])
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type in {"text", "code_inline", "text_special", EMOJI, INLINE_MATH}:
        return token.content
    return ""


def _render(_: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    token = tokens[index]
    fitting = scaling_mark(Scaling.FITTING_HEADER, token.tag) if token.meta.get("is_fitting") else ""
    return f"<{token.tag}{mark_of(token)}{fitting}{slug_mark(token.meta.get('slug', ''))}>"
