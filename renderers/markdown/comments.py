"""HTML comments, which hold directives or presenter notes and never show (section 5)."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from renderers.markdown.rule import notebook
from renderers.model.diagnostic import Code, Diagnostic

COMMENT = "comment"
"""The type of a comment's token; its content is the text, trimmed (M-054)."""

_DASHES = re.compile(r"\A-*(.*?)-*\Z", re.DOTALL)


def install(md: MarkdownIt) -> None:
    """Read comments before raw HTML does, which would show or drop them."""
    md.block.ruler.before("html_block", COMMENT, _block)
    md.inline.ruler.before("html_inline", COMMENT, _inline)
    md.add_render_rule(COMMENT, lambda *_: "")


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    if state.is_code_block(start) or not _line(state, start).startswith("<!--"):
        return False
    if silent:
        return True
    last, found = start, _line(state, start).find("-->", 2)
    while found < 0 and last + 1 < end and state.sCount[last + 1] >= state.blkIndent:
        last += 1
        found = _line(state, last).find("-->")
    _push_block(state, start, last, found)
    state.line = last + 1
    return True


def _push_block(state: StateBlock, start: int, last: int, found: int) -> None:
    token = state.push(COMMENT, "", 0)
    token.map = [start, last + 1]
    token.hidden = True
    if found < 0:
        # An unclosed comment takes all that follows, and is an empty note (M-056).
        notebook(state.env).diagnostics.append(_unclosed(notebook(state.env).line_of(token)))
        return
    after = _line(state, last)[found + 3 :].strip()
    if after:
        notebook(state.env).diagnostics.append(_lost(after, notebook(state.env).line_of(token) + last - start))
    text = state.getLines(start, last + 1, state.blkIndent, keepLastLF=False).strip()
    token.meta = {"skipped": _lines_skipped(text[4:])}
    token.content = _text(text[4 : len(text) - len(_line(state, last)[found:].rstrip())])


def _inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    start = state.pos
    if not state.src.startswith("<!--", start) or _is_unclosed(state):
        return False
    end = state.src.find("-->", start + 4)
    if end < 0:
        # Thousands of them would search to the end each time.
        state.env["unclosed comment"] = (state.src, start)
        return False
    if not silent:
        token = state.push(COMMENT, "", 0)
        token.content = _text(state.src[start + 4 : end])
        token.hidden = True
    state.pos = end + 3
    return True


def _is_unclosed(state: StateInline) -> bool:
    source, start = state.env.get("unclosed comment", ("", 0))
    return source is state.src and state.pos >= start


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _text(inner: str) -> str:
    found = _DASHES.match(inner)
    return found[1].strip() if found else ""


def _lines_skipped(text: str) -> int:
    """How many lines lie between the opening of a comment and its text."""
    return text[: len(text) - len(text.lstrip("- \t\r\n"))].count("\n")


def _unclosed(line: int) -> Diagnostic:
    return Diagnostic(
        code=Code.COMMENT_UNCLOSED,
        message="A comment is opened here and never closed, so everything after it is lost.",
        hint="Close the comment with -->.",
        line=line,
    )


def _lost(text: str, line: int) -> Diagnostic:
    return Diagnostic(
        code=Code.HTML_DROPPED,
        message=f"Text after the end of a comment is lost: '{text[:40]}'.",
        hint="Put it on a line of its own.",
        line=line,
    )
