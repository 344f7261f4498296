"""Formulas between dollar signs: where they begin and end (section 19), and what is shown of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from renderers.markdown.places import line_of
from renderers.markdown.rule import mark_of, notebook
from renderers.model.diagnostic import Code, Diagnostic, Severity

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


def install_translation(md: MarkdownIt) -> None:
    """Translate formulas when all of them are found, in the order they are read in."""
    md.core.ruler.push("formulas", _translate)


def _translate(state: StateCore) -> None:
    book = notebook(state.env)
    for token, line in _formulas(state):
        formula = book.formulas.translate(token.content, is_display=token.type == BLOCK)
        token.meta = {**token.meta, "mathml": formula.mathml}
        if not formula.mathml:
            book.diagnostics.append(
                Diagnostic(
                    code=Code.MATH_ERROR,
                    severity=Severity.ERROR,
                    message=f"A formula cannot be read and is shown as its source: {formula.reason}",
                    line=line,
                )
            )


def _formulas(state: StateCore) -> Iterator[tuple[Token, int]]:
    for token in state.tokens:
        if token.type == BLOCK:
            yield token, notebook(state.env).line_of(token)
        yield from ((child, line_of(child)) for child in token.children or () if child.type == INLINE)


def _render_inline(_: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    token = tokens[index]
    return f'<span{mark_of(token)} data-math="inline">{_shown(token, "$")}</span>'


def _render_block(_: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    token = tokens[index]
    return f'<p><span{mark_of(token)} data-math="display">{_shown(token, "$$")}</span></p>'


def _shown(token: Token, dollars: str) -> str:
    return token.meta["mathml"] or f"{dollars}{escapeHtml(token.content)}{dollars}"
