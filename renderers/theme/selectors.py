"""What a selector is about, told from its tokens."""

from __future__ import annotations

from collections.abc import Iterator

from renderers.theme.sheet import Rule, trimmed
from renderers.theme.tokens import Token

Selector = tuple[Token, ...]

_COMBINATORS = frozenset({">", "+", "~", "||"})


def split(prelude: tuple[Token, ...]) -> Iterator[Selector]:
    """The selectors of a list, without the white space and comments around them; empty ones are left out."""
    begin = 0
    for index, token in enumerate(prelude):
        if token.is_literal(","):
            yield from _unless_empty(prelude[begin:index])
            begin = index + 1
    yield from _unless_empty(prelude[begin:])


def root_length(selector: Selector) -> int:
    """How many tokens `:root` or `section:root` at the start takes, 0 if the selector begins otherwise (M-183)."""
    skip = 1 if selector and selector[0].is_ident("section") else 0
    is_root = len(selector) > skip + 1 and selector[skip].is_literal(":") and selector[skip + 1].is_ident("root")
    return skip + 2 if is_root else 0


def begins_with_slide(selector: Selector) -> bool:
    """Whether the selector begins with the slide itself: `section`, `:root` or `section:root` (M-179, M-183)."""
    return selector[0].is_ident("section") or root_length(selector) > 0


def last_compound(selector: Selector) -> int:
    """The index at which the part after the last combinator begins."""
    begin = 0
    for index, token in enumerate(selector):
        if token.kind == "whitespace" or (token.kind == "literal" and token.node.value in _COMBINATORS):
            begin = index + 1
    return begin


def is_compound(selector: Selector) -> bool:
    """Whether the selector has no combinator."""
    return last_compound(selector) == 0


def pseudo_element(selector: Selector) -> tuple[int, str]:
    """Where the pseudo-element at the very end begins, and its name, "" if there is none. Single colons count."""
    size = len(selector)
    if size >= 2 and selector[-2].is_literal(":") and selector[-1].kind == "ident":
        is_double = size >= 3 and selector[-3].is_literal(":")
        return size - (3 if is_double else 2), selector[-1].node.lower_value
    return size, ""


def is_slide(selector: Selector, *, is_in_slide: bool) -> bool:
    """Whether a selector of one compound is about the slide itself. `is_in_slide`: what `&` stands for is the slide."""
    if not selector or not is_compound(selector):
        return False
    return begins_with_slide(selector) or (is_in_slide and any(token.is_literal("&") for token in selector))


def are_about_slide(style_rules: tuple[Rule, ...]) -> bool:
    """Whether the last of style rules nested in one another is about the slide itself, in one of its selectors."""
    is_in_slide = False
    for rule in style_rules:
        is_in_slide = any(is_slide(selector, is_in_slide=is_in_slide) for selector in split(rule.prelude))
    return is_in_slide


def _unless_empty(tokens: tuple[Token, ...]) -> Iterator[Selector]:
    selector = trimmed(tokens)
    if selector:
        yield selector
