"""What rules have in common: the place in the environment where they leave what is not HTML, and marks in HTML.

markdown-it passes one dictionary, the environment, through all rules of one parse. Nothing is kept on the parser, so
one deck cannot see another.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from renderers.markdown.diagrams.draw import Draughtsman
from renderers.markdown.tex.translate import Translator
from renderers.model.diagnostic import Diagnostic
from renderers.model.markup import FragmentMark, Markup, Piece, Scaling, ScalingMark, SlugMark, TokenMark

Environment = MutableMapping[str, Any]

# markdown-it turns every NUL of a source into U+FFFD, so that no deck can write one of these.
_MARK = "\0"


@dataclass(slots=True)
class Notebook:
    """What the rules of one parse write down: diagnostics, how much tokens, emoji and colours of code took so far, and
    what the formulas defined.

    `first_line` is the line of the source on which the text parsed begins.
    """

    first_line: int = 1
    diagnostics: list[Diagnostic] = field(default_factory=list)
    picture_bytes: int = 0
    tokens: int = 0
    coloured_characters: int = 0
    colouring_seconds: float = 0.0
    plain_code: set[str] = field(default_factory=set)
    formulas: Translator = field(default_factory=Translator)
    diagrams: Draughtsman = field(default_factory=Draughtsman)

    def line_of(self, token: Token) -> int:
        """The line of the source on which a token begins, from 1."""
        return self.first_line + (token.map[0] if token.map else 0)

    def new_token(self) -> int:
        """The id of the next token that is marked."""
        self.tokens += 1
        return self.tokens


def notebook(env: Environment) -> Notebook:
    """The notebook of the parse that this environment belongs to."""
    book: Notebook = env.setdefault("marpd", Notebook())
    return book


def inline_runs(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Each run of inline tokens in document order, with the token that opens the block it fills."""
    for index, token in enumerate(tokens):
        if token.type == "inline":
            yield tokens[index - 1], token


def fragment_mark() -> str:
    """A `FragmentMark` inside a tag that is being rendered."""
    return f"{_MARK}fragment{_MARK}"


def scaling_mark(kind: Scaling, tag: str) -> str:
    """A `ScalingMark` inside a tag that is being rendered."""
    return f"{_MARK}scaling:{kind}:{tag}{_MARK}"


def slug_mark(slug: str) -> str:
    """A `SlugMark` inside a tag that is being rendered."""
    return f"{_MARK}slug:{slug}{_MARK}"


def token_mark(number: int) -> str:
    """A `TokenMark` inside a tag that is being rendered."""
    return f"{_MARK}token:{number}{_MARK}"


def mark_of(token: Token) -> str:
    """The `TokenMark` of a token, or nothing if it has none."""
    number = token.meta.get("mark")
    return token_mark(number) if number else ""


def to_markup(html: str) -> Markup:
    """Rendered HTML as markup, with its marks as values."""
    pieces = html.split(_MARK)
    return tuple(_mark(piece) if index % 2 else piece for index, piece in enumerate(pieces) if piece)


def _mark(text: str) -> Piece:
    kind, _, rest = text.partition(":")
    if kind == "token":
        return TokenMark(int(rest))
    if kind == "fragment":
        return FragmentMark()
    if kind == "slug":
        return SlugMark(rest)
    scaling, _, tag = rest.partition(":")
    return ScalingMark(Scaling(scaling), tag)
