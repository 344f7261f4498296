"""Links that no output keeps: a word about each. The page has them as Marp does, and every exporter takes them out."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from renderers.markdown.rule import inline_runs, notebook
from renderers.model.diagnostic import Code, Diagnostic
from renderers.model.links import is_safe_link

_SHOWN = 60


def install(md: MarkdownIt) -> None:
    """Look at links once all are found."""
    md.core.ruler.after("linkify", "links", _look)


def _look(state: StateCore) -> None:
    for _, run in inline_runs(state.tokens):
        for token in run.children or []:
            url = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
            if not is_safe_link(url):
                notebook(state.env).diagnostics.append(
                    Diagnostic(
                        code=Code.HTML_DROPPED,
                        message=f"The link to '{url[:_SHOWN]}' leads nowhere in the output.",
                        hint="Link to http, https, mailto, tel, or a file beside the deck.",
                        # What linkify made stands in no list of lines.
                        line=int(token.meta.get("line", notebook(state.env).line_of(run))),
                    )
                )
