"""Where each piece of inline text stands in the source, noted before other rules take line breaks away."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from renderers.markdown.rule import inline_runs, notebook

_BREAKS = {"hardbreak", "softbreak"}


def install(md: MarkdownIt) -> None:
    """Note lines as soon as there are inline tokens."""
    md.core.ruler.before("linkify", "places", _note)


def line_of(token: Token) -> int:
    """The line of the source, from 1, on which an inline token begins."""
    return int(token.meta["line"])


def _note(state: StateCore) -> None:
    for _, run in inline_runs(state.tokens):
        line = notebook(state.env).line_of(run)
        for token in run.children or []:
            token.meta = {**token.meta, "line": line}
            line += 1 if token.type in _BREAKS else token.content.count("\n")
