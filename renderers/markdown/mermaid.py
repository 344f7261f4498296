"""Diagrams: fences of `mermaid` drawn as SVG that stands in the page (M-331)."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml, unescapeAll
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from renderers.markdown.diagrams.draw import Diagram
from renderers.markdown.image_words import read_words
from renderers.markdown.rule import Notebook, mark_of, notebook
from renderers.model.diagnostic import Code, Diagnostic, Severity

DIAGRAM = "diagram"
"""The type of the token that a fence becomes when it could be drawn."""

ERROR_CLASS = "diagram-error"
"""The class of a diagram's source that is shown because it could not be drawn."""


def install(md: MarkdownIt) -> None:
    """Draw diagrams when all blocks are found, in the order they are read in."""
    md.core.ruler.push("diagrams", _draw_all)
    md.add_render_rule(DIAGRAM, _render)


def alt_of(token: Token) -> str:
    """What a diagram says to those who cannot see it."""
    diagram: Diagram = token.meta["diagram"]
    return diagram.alt


def _draw_all(state: StateCore) -> None:
    book = notebook(state.env)
    fences = [token for token in state.tokens if token.type == "fence" and _words(token)[:1] == ["mermaid"]]
    if fences and not book.diagrams.can_draw:
        book.diagnostics.append(_no_engine(book.line_of(fences[0])))
        return
    for token in fences:
        diagram = book.diagrams.draw(token.content)
        if diagram.svg:
            token.type = DIAGRAM
            token.meta = {**token.meta, "diagram": diagram}
        else:
            token.meta = {**token.meta, "class": ERROR_CLASS}
            book.diagnostics.append(_not_drawn(token, diagram, book))


def _words(token: Token) -> list[str]:
    return unescapeAll(token.info).split()


def _no_engine(line: int) -> Diagnostic:
    return Diagnostic(
        code=Code.DIAGRAM_ERROR,
        severity=Severity.INFO,
        message="Diagrams are shown as code, for the engine that draws them is not installed.",
        hint="Whoever runs marpd can install it: pip install 'marpd[mermaid]'.",
        line=line,
    )


def _not_drawn(token: Token, diagram: Diagram, book: Notebook) -> Diagnostic:
    first = book.line_of(token)
    return Diagnostic(
        code=Code.DIAGRAM_ERROR,
        severity=Severity.ERROR,
        message=f"A diagram cannot be drawn and is shown as its source: {diagram.reason}.",
        hint="See Mermaid's documentation for how this kind of diagram is written.",
        line=first + diagram.line if diagram.line else first,
    )


def _render(_: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    token = tokens[index]
    diagram: Diagram = token.meta["diagram"]
    size = f"--diagram-width:{diagram.width:.2f};--diagram-height:{diagram.height:.2f};{_size(_words(token)[1:])}"
    attributes = (
        f'{mark_of(token)} data-marp-mermaid="{escapeHtml(diagram.kind)}"'
        f' role="img" aria-label="{escapeHtml(diagram.alt)}"'
        f' width="{diagram.width:.2f}" height="{diagram.height:.2f}" style="{size}"'
    )
    return f"<p>{diagram.svg.replace('<svg', f'<svg{attributes}', 1)}</p>\n"


def _size(words: Sequence[str]) -> str:
    """The size that the fence asks for, in an image's words."""
    asked = read_words(" ".join(words))
    width, height = asked.width or asked.percentage, asked.height
    if not width and not height:
        return ""
    return f"width:{width or 'auto'};height:{height or 'auto'};max-height:none;"
