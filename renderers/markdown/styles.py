"""`<style>` elements at the start of a line, which never show but style the deck or their slide (section 12)."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from renderers.markdown.rule import notebook
from renderers.model.diagnostic import Code, Diagnostic

STYLE = "style"
"""The type of a style's token: its content is the CSS, `meta["is_scoped"]` whether it holds for its slide only."""

_OPENING = re.compile(r"<style(?=[\s>]|\Z)([^>]*)>?", re.IGNORECASE)
_CLOSING = re.compile(r"</style>", re.IGNORECASE)
_SCOPED = re.compile(r"\bscoped\b", re.IGNORECASE)


def install(md: MarkdownIt) -> None:
    """Read styles before raw HTML does, which would drop them."""
    md.block.ruler.before("html_block", STYLE, _block)
    md.add_render_rule(STYLE, lambda *_: "")


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    if state.is_code_block(start) or not _OPENING.match(_line(state, start)):
        return False
    if silent:
        return True
    last = start
    while not (closing := _CLOSING.search(_line(state, last))):
        if last + 1 >= end or state.sCount[last + 1] < state.blkIndent:
            break
        last += 1
    token = state.push(STYLE, "", 0)
    token.map = [start, last + 1]
    token.hidden = True
    token.meta = {"is_scoped": False}
    if closing:
        text = state.getLines(start, last + 1, state.blkIndent, keepLastLF=False)
        token.content, token.meta["is_scoped"] = _parts(text)
    else:
        # An unclosed style takes all that follows, and styles nothing (M-162).
        notebook(state.env).diagnostics.append(_unclosed(notebook(state.env).line_of(token)))
    state.line = last + 1
    return True


def _parts(text: str) -> tuple[str, bool]:
    opening = _OPENING.search(text)
    closing = _CLOSING.search(text)
    if not opening or not closing:
        return "", False
    return text[opening.end() : closing.start()].strip(), bool(_SCOPED.search(opening[1]))


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _unclosed(line: int) -> Diagnostic:
    return Diagnostic(
        code=Code.STYLE_INVALID,
        message="A <style> is opened here and never closed, so everything after it is lost.",
        hint="Close it with </style>.",
        line=line,
    )
