"""Where markdown-it-py differs from the markdown-it that Marp uses: rules replaced on one parser (section 29).

A difference that tests no longer see is one that markdown-it-py has mended, and its override can go.
"""

from __future__ import annotations

import re
from types import SimpleNamespace

from markdown_it import MarkdownIt, helpers, rules_block, rules_inline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

BLANKS = " \t\r\n"
"""What is trimmed from a paragraph or heading. Other white space is content, as the U+3000 that indents Japanese."""

CLOSING_HASHES = re.compile(r"[ \t]#+[ \t]*\Z")


def apply_overrides(md: MarkdownIt) -> None:
    """Make this parser read what markdown-it 14.3 reads; other parsers stay as they are.

    The text of an image stays as markdown-it-py reads it: markdown-it drops code and escaped characters (section 28).
    """
    md.block.ruler.at("paragraph", _paragraph)
    md.block.ruler.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("lheading", _underlined_heading)
    md.inline.ruler.at("escape", _escape)
    helpers_here = SimpleNamespace(**{name: getattr(helpers, name) for name in helpers.__all__})
    helpers_here.parseLinkDestination = _link_destination
    md.helpers = helpers_here  # type: ignore[assignment]  # rules look functions up in it, module or not


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """Only spaces, tabs and line ends are trimmed, where markdown-it-py trims every blank of Unicode (row 1)."""
    is_matched = rules_block.paragraph(state, start, end, silent)
    if is_matched:
        state.tokens[-2].content = _lines(state, start, state.line)
    return is_matched


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """The same for `# headings` (row 1)."""
    is_matched = rules_block.heading(state, start, end, silent)
    if is_matched and not silent:
        opening = len(state.tokens[-1].markup)
        line = state.src[state.bMarks[start] + state.tShift[start] + opening : state.eMarks[start]]
        state.tokens[-2].content = CLOSING_HASHES.sub("", line).strip(BLANKS)
    return is_matched


def _underlined_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # the same
    """The same for headings with a line below (row 1)."""
    is_matched = rules_block.lheading(state, start, end, silent)
    if is_matched and not silent:
        state.tokens[-2].content = _lines(state, start, state.line - 1)
    return is_matched


def _lines(state: StateBlock, start: int, end: int) -> str:
    return state.getLines(start, end, state.blkIndent, keepLastLF=False).strip(BLANKS)


def _escape(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    r"""A backslash before a space is only a backslash, so that spaces after it go at a line end (row 3)."""
    return not state.src.startswith("\\ ", state.pos) and rules_inline.escape(state, silent)


def _link_destination(source: str, start: int, end: int) -> helpers.parse_link_destination._Result:
    r"""A backslash before the space that ends a destination belongs to it, as in `[a](/url\ )` (row 4)."""
    found = helpers.parseLinkDestination(source, start, end)
    if found.ok and source.startswith("\\ ", found.pos) and not source.startswith("<", start):
        found.str += "\\"
        found.pos += 1
    return found
