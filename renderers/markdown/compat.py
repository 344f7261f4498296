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

LONGEST_SCHEME = 16
"""Characters before `://` that are looked at. All schemes that become links are shorter."""

LONGEST_LINK = 10_000

SCHEME = re.compile(r"(?:^|[^a-z0-9.+-])([a-z][a-z0-9.+-]*)$", re.IGNORECASE)


def apply_overrides(md: MarkdownIt) -> None:
    """Make this parser read what markdown-it 14.3 reads; other parsers stay as they are.

    The text of an image stays as markdown-it-py reads it: markdown-it drops code and escaped characters (section 28).
    """
    md.block.ruler.at("paragraph", _paragraph)
    md.block.ruler.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("lheading", _underlined_heading)
    md.inline.ruler.at("escape", _escape)
    md.inline.ruler.at("linkify", _linkify)
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


def _linkify(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """An address in text. markdown-it-py looks through all text before and after it, which takes the square of it."""
    scheme = SCHEME.search(state.pending[-LONGEST_SCHEME:]) if state.src.startswith("://", state.pos) else None
    if scheme is None or state.linkLevel > 0 or state.md.linkify is None:
        return False
    start = state.pos - len(scheme[1])
    found = state.md.linkify.match_at_start(state.src[start : start + LONGEST_LINK])
    # An asterisk at its end is emphasis.
    url = found.url.rstrip("*") if found else ""
    target = state.md.normalizeLink(url)
    if not found or not state.md.validateLink(target):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        _push_link(state, target, state.md.normalizeLinkText(url))
    state.pos = start + len(url)
    return True


def _push_link(state: StateInline, target: str, text: str) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": target}
    state.push("text", "", 0).content = text
    closing = state.push("link_close", "a", -1)
    for token in (opening, closing):
        token.markup, token.info = "linkify", "auto"
