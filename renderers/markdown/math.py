"""Formulas between dollar signs: where they begin and end (section 19). They are shown as their source."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from renderers.markdown.rule import mark_of

INLINE = "math_inline"
"""The type of the token of a formula in a line of text; its content is TeX."""

BLOCK = "math_block"
"""The type of the token of a formula that stands by itself."""


def install(md: MarkdownIt) -> None:
    """Read formulas where Marp does (M-007, M-008)."""
    md.block.ruler.after("blockquote", BLOCK, _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.after("escape", INLINE, _inline)
    md.add_render_rule(INLINE, _render_inline)
    md.add_render_rule(BLOCK, _render_block)


def _inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """A dollar sign with no blank after it, up to the next one, which must be able to close (M-253)."""
    start = state.pos + 1
    if not state.src.startswith("$", state.pos) or state.src[start : start + 1] in {"", " ", "\t", "$"}:
        return _dollars(state, silent=silent)
    end = _closing(state.src, start)
    if end is None:
        return False
    if not silent:
        state.push(INLINE, "", 0).content = state.src[start:end]
    state.pos = end + 1
    return True


def _dollars(state: StateInline, *, silent: bool) -> bool:
    """Two dollar signs within a line are text, and neither begins a formula."""
    if not state.src.startswith("$$", state.pos):
        return False
    if not silent:
        state.pending += "$$"
    state.pos += 2
    return True


def _closing(text: str, start: int) -> int | None:
    """Where the next dollar sign stands that is not escaped, if no blank is before and no digit after it."""
    end = text.find("$", start)
    while end > start and _is_escaped(text, end):
        end = text.find("$", end + 1)
    if end < 0 or text[end - 1] in " \t" or text[end + 1 : end + 2] in set("0123456789"):
        return None
    return end


def _is_escaped(text: str, at: int) -> bool:
    before = at
    while text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """From a line that begins with two dollar signs to the first that ends with two, or the end (M-255)."""
    if state.is_code_block(start) or not _line(state, start).startswith("$$"):
        return False
    if silent:
        return True
    lines, last = [_line(state, start)[2:]], start
    while not lines[-1].strip().endswith("$$"):
        if last + 1 >= end or (_line(state, last + 1) and state.sCount[last + 1] < state.blkIndent):
            break
        last += 1
        lines.append(_line(state, last))
    token = state.push(BLOCK, "", 0)
    token.map = [start, last + 1]
    token.content = "\n".join(lines).strip().removesuffix("$$").strip()
    state.line = last + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _render_inline(_: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    token = tokens[index]
    return f'<span{mark_of(token)} data-math="inline">${escapeHtml(token.content)}$</span>'


def _render_block(_: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    token = tokens[index]
    return f'<p><span{mark_of(token)} data-math="display">$${escapeHtml(token.content)}$$</span></p>'
