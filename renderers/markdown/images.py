"""Images: sized and filtered inline ones, and those that become a slide's background (sections 10 and 11)."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from renderers.markdown.image_words import ImageWords, read_words
from renderers.markdown.rule import inline_runs
from renderers.model.blocks import Background

BACKGROUND = "background"
"""The type of the token that an image becomes when it is a background; it shows nothing where it stands."""


def install(md: MarkdownIt) -> None:
    """Read the words of images once the inline text has been parsed."""
    md.core.ruler.before("linkify", "images", _read_images)
    md.add_render_rule(BACKGROUND, lambda *_: "")


def background(token: Token, line: int) -> Background:
    """The background that a token of type `BACKGROUND` stands for, on a line of the source."""
    words: ImageWords = token.meta["words"]
    return Background(
        url=str(token.attrs.get("src", "")),
        line=line,
        alt=words.alt,
        size=words.background_size,
        filters=words.filter,
        side=words.side,
        share=words.share,
        direction=words.direction,
    )


def _read_images(state: StateCore) -> None:
    for _, run in inline_runs(state.tokens):
        for token in run.children or []:
            if token.type == "image":
                _apply(state, token, read_words(token.content))


def _apply(state: StateCore, token: Token, words: ImageWords) -> None:
    token.meta = {**token.meta, "words": words}
    if words.is_background:
        token.type, token.tag, token.hidden = BACKGROUND, "", True
        return
    if words.is_changed:
        # The alt text is parsed again from what is left, for it is drawn from its tokens.
        token.children = []
        state.md.inline.parse(words.alt, state.md, state.env, token.children)
    style = _style(words)
    if style:
        token.attrSet("style", style)


def _style(words: ImageWords) -> str:
    """The inline style, in the order of M-131. Percentages mean nothing on an inline image (M-126)."""
    declarations = (("width", words.width), ("height", words.height), ("filter", words.filter))
    return "".join(
        f"{name}:{value};" for name, value in declarations if value and (name == "filter" or value[-1] != "%")
    )
