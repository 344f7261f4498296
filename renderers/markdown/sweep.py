"""Sweeping: paragraphs that hold nothing to see are removed, after what they hold was read (M-219 to M-221)."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from renderers.markdown.comments import COMMENT
from renderers.markdown.images import BACKGROUND

_UNSEEN = {BACKGROUND, COMMENT, "softbreak"}


def install(md: MarkdownIt) -> None:
    """Sweep before references to characters are joined with the text around them: `&nbsp;` is something to see."""
    md.core.ruler.before("linkify", "sweep", _sweep)


def _sweep(state: StateCore) -> None:
    for index, run in enumerate(state.tokens):
        if run.type != "inline" or not all(_is_blank(token) for token in run.children or []):
            continue
        # What is not seen is still collected; it shows nothing itself.
        run.children = [token for token in run.children or [] if token.type in {BACKGROUND, COMMENT}]
        if state.tokens[index - 1].type == "paragraph_open":
            _hide_paragraph(state.tokens[index - 1], state.tokens[index + 1])
    for token in state.tokens:
        if token.type == "html_block" and not token.content.strip():
            token.hidden = True


def _hide_paragraph(opening: Token, closing: Token) -> None:
    opening.hidden = closing.hidden = True
    opening.meta["is_swept"] = True


def _is_blank(token: Token) -> bool:
    return token.type in _UNSEEN or (token.type == "text" and not token.content.strip())
