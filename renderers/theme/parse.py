"""Text to rules, as CSS Syntax 3 divides them. Whatever a browser would skip stays in the text and out of the rules."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from renderers.theme.sheet import Declaration, Rule, Sheet, trimmed
from renderers.theme.tokens import MAX_DEPTH, MAX_LENGTH, MAX_MARKS, Mistake, Token, Tokenized, marks, tokenize

_ADDED_DEPTH = 10
_CDO = frozenset({"<!--", "-->"})


class _Contents(NamedTuple):
    declarations: tuple[Declaration, ...]
    rules: tuple[Rule, ...]
    bare_words: tuple[Token, ...]


@lru_cache(maxsize=4)
def parse(css: str) -> Sheet | Mistake:
    """The rules of a normalized text that somebody else wrote.

    Refused is only what is too large or too deep, and what would reach beyond its own text: brackets, strings and
    comments without their other half, and text after the last rule.
    """
    if len(css) > MAX_LENGTH or marks(css) > MAX_MARKS:
        return Mistake("it is too large", 1)
    return _parse(css, MAX_DEPTH)


def reparse(css: str) -> Sheet:
    """The rules of a text that was parsed before and has been added to since."""
    sheet = _parse(css, MAX_DEPTH + _ADDED_DEPTH)
    if isinstance(sheet, Mistake):  # no pass unbalances a text
        raise TypeError(sheet.message)
    return sheet


def _parse(css: str, max_depth: int) -> Sheet | Mistake:
    source = tokenize(css, max_depth=max_depth)
    if isinstance(source, Mistake):
        return source
    contents = _contents(source, source.tokens, is_block=False)
    if contents.rules and contents.rules[-1].is_rest:
        rest = next((token for token in contents.rules[-1].prelude if not _is_stray(token)), None)
        if rest:
            return _mistake("the text after the last rule is not CSS", rest)
    bare = contents.bare_words[0] if contents.bare_words else None
    mistake = _mistake("this is neither a declaration nor a rule", bare) if bare else None
    return Sheet(source, contents.rules, mistake)


def _contents(source: Tokenized, tokens: tuple[Token, ...], *, is_block: bool) -> _Contents:
    declarations: list[Declaration] = []
    rules: list[Rule] = []
    bare: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.is_blank or (is_block and token.is_literal(";")) or (not is_block and _is_cdo(token)):
            at += 1
            continue
        end = _end(tokens, at, is_block=is_block)
        if is_block and _is_declaration(tokens, at, end):
            declarations.append(_declaration(tokens, at, end))
        elif is_block and token.kind != "at-keyword" and tokens[end - 1].kind != "{} block":
            bare.append(token)
        else:
            rule, bare_inside = _rule(source, tokens[at:end])
            rules.append(rule)
            bare += bare_inside
        at = end
    return _Contents(tuple(declarations), tuple(rules), tuple(bare))


def _is_stray(token: Token) -> bool:
    return token.is_blank or token.is_literal(";")


def _is_cdo(token: Token) -> bool:
    return token.kind == "literal" and token.node.value in _CDO


def _end(tokens: tuple[Token, ...], at: int, *, is_block: bool) -> int:
    """Where the statement that begins at `at` ends: after its block or semicolon."""
    stops_at_semicolon = is_block or tokens[at].kind == "at-keyword"
    is_custom = is_block and tokens[at].kind == "ident" and tokens[at].node.value.startswith("--")
    colon = _colon(tokens, at) if is_custom else None
    for index in range(at, len(tokens)):
        if stops_at_semicolon and tokens[index].is_literal(";"):
            return index + 1
        if tokens[index].kind == "{} block" and colon is None:
            return index + 1
    return len(tokens)


def _colon(tokens: tuple[Token, ...], at: int) -> int | None:
    """Where the colon after the name at `at` stands, if one follows."""
    index = at + 1
    while index < len(tokens) and tokens[index].is_blank:
        index += 1
    return index if index < len(tokens) and tokens[index].is_literal(":") else None


def _is_declaration(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    name = tokens[at]
    if name.kind != "ident" or _colon(tokens, at) is None:
        return name.is_literal("*") and at + 1 < end and _is_declaration(tokens, at + 1, end)
    return name.node.value.startswith("--") or tokens[end - 1].kind != "{} block"


def _declaration(tokens: tuple[Token, ...], at: int, end: int) -> Declaration:
    named = at if tokens[at].kind == "ident" else at + 1
    colon = _colon(tokens, named)
    value_end = end - 1 if tokens[end - 1].is_literal(";") else end
    value = trimmed(tokens[(colon or named) + 1 : value_end])
    last = tokens[end - 1] if value_end < end or not value else value[-1]
    return Declaration(tokens[named].node.value, tokens[at].start, last.end, value)


def _rule(source: Tokenized, tokens: tuple[Token, ...]) -> tuple[Rule, tuple[Token, ...]]:
    first, last = tokens[0], tokens[-1]
    keyword = first.node.lower_value if first.kind == "at-keyword" else None
    has_block = last.kind == "{} block"
    stop = -1 if has_block or (keyword is not None and last.is_literal(";")) else len(tokens)
    prelude = tokens[1 if keyword else 0 : stop]
    inside = _contents(source, source.inside(last), is_block=True) if has_block else _Contents((), (), ())
    opening = last.start if has_block else None
    rule = Rule(keyword, first.start, last.end, prelude, opening, inside.declarations, inside.rules)
    return rule, inside.bare_words


def _mistake(message: str, token: Token) -> Mistake:
    return Mistake(message, token.node.source_line, token.node.source_column)
