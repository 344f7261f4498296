"""Words of code and what they are: Pygments' tokens, told apart as highlight.js tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Operator, String, Text

from renderers.markdown.highlight_dialects import dialect
from renderers.markdown.highlight_scopes import BASE, WORD, Dialect, Kind, Path

_NAMED = (Name, Keyword, Text, Operator.Word)
_CLASS = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]*|\d)*|[A-Z]{2,}[a-z]+(?:[A-Z][a-z]*|\d)*|[A-Z]{2,}\d?[a-z]+")
_CONSTANT = re.compile(r"[A-Z][A-Z_0-9]+")
_DEEPEST = 3
"""Strings in code in strings in code: deeper ones look as those at this depth."""

_SIGILS = ("$", "@", "%")
_NO_TYPES = frozenset({"return", "new", "throw", "else", "delete", "co_return", "await", "goto", "case", "in"})


class Highlighter:
    """One pass over one piece of code: what a word is depends on its neighbours."""

    def __init__(self, code: str, lexer: str) -> None:
        self._dialect: Dialect = dialect(lexer)
        self._tokens: list[tuple[Kind, str]] = [
            (kind, text) for _, kind, text in _lexer(lexer).get_tokens_unprocessed(code) if text
        ]
        self._before = ("", "")
        self._before_kind: Kind = Text
        self._depth = 0

    def pieces(self) -> Iterator[tuple[Path, str]]:
        """The code in pieces, each with the scopes it is in, outermost first."""
        for index, (kind, text) in enumerate(self._tokens):
            yield from self._placed(index, kind, text)
            if not text.isspace():
                self._before = (self._before[1], text.strip())
                self._before_kind = kind

    def _placed(self, index: int, kind: Kind, text: str) -> Iterator[tuple[Path, str]]:
        if kind in Comment.Preproc and self._dialect.directives:
            yield from self._directive(kind, text)
        elif kind in String.Interpol and self._dialect.inside:
            yield from self._interpolation(text)
        elif kind in Comment or kind in String:
            yield self._in(self._path(kind)), text
        elif any(kind in each for each in _NAMED):
            yield from self._words(index, kind, text)
        else:
            yield self._bracketed(index, kind, text)

    def _directive(self, kind: Kind, text: str) -> Iterator[tuple[Path, str]]:
        word = WORD.search(text)
        if kind is Comment.Preproc and word and word[0] in self._dialect.directives:
            yield ("meta",), text[: word.start()]
            yield ("meta", "keyword"), word[0]
            yield ("meta",), text[word.end() :]
        else:
            yield self._path(kind), text

    def _words(self, index: int, kind: Kind, text: str) -> Iterator[tuple[Path, str]]:
        """A name by itself, or a run of text with names in it."""
        known, done = self._dialect.words, 0
        if kind in Text or "\n" in text:
            for match in WORD.finditer(text):
                if (scope := known.get(match[0])) is not None:
                    if match.start() > done:
                        yield self._in(self._path(kind)), text[done : match.start()]
                    yield self._in((scope,) if scope else ()), match[0]
                    done = match.end()
        if done < len(text):
            yield self._in(self._name(index, kind, text[done:])), text[done:]

    def _name(self, index: int, kind: Kind, text: str) -> Path:
        one = self._dialect
        before = self._before[1]
        scope = one.titles.get(before)
        if scope is None:
            scope = one.titles.get(" ".join(self._before)) if before else None
        if scope is not None and text not in one.words and kind in Name and text.strip():
            return (scope,) if scope else ()
        follows = self._following(index)
        if kind in Name and follows == "(" and one.called and one.words.get(text) in (None, "literal"):
            if one.has_classes and before == "new":
                return ("title class_",)
            return (self._called(before),)
        if one.key and follows == ":" and before in ("{", ",", "") and text.strip():
            return (one.key,)
        if (scope := one.words.get(text)) is not None:
            return (scope,) if scope else ()
        if one.has_classes and (kind in Name or kind in Keyword.Type):
            return self._by_case(kind, text, before)
        if kind in Name.Variable and text.startswith(_SIGILS):
            return ("variable",)
        return self._path(kind)

    def _called(self, before: str) -> str:
        """A call, or where a type goes before the name, a declaration."""
        one = self._dialect
        is_typed = before in ("*", "&", ">") or self._before_kind in Name or self._before_kind in Keyword.Type
        return one.declared if one.declared and is_typed and before not in _NO_TYPES else one.called

    def _by_case(self, kind: Kind, text: str, before: str) -> Path:
        if text[:1].isdigit():
            return ("number",)
        if _CLASS.fullmatch(text):
            return ("title class_",)
        if _CONSTANT.fullmatch(text):
            return ("variable constant_",)
        return () if before == "." else self._path(kind)

    def _following(self, index: int) -> str:
        for _, text in self._tokens[index + 1 : index + 3]:
            if not text.isspace():
                return text.lstrip()[:1]
        return ""

    def _bracketed(self, index: int, kind: Kind, text: str) -> tuple[Path, str]:
        if text in self._dialect.attached and index + 1 < len(self._tokens):
            following, word = self._tokens[index + 1]
            return (self._in(self._name(index + 1, following, word) if following in Name or text == "@" else ())), text
        scope = self._dialect.words.get(text)
        path = self._path(kind) if scope is None else (scope,) if scope else ()
        return self._in(path), text

    def _interpolation(self, text: str) -> Iterator[tuple[Path, str]]:
        opens = text.count("{") - text.count("}")
        if opens > 0:
            self._depth += 1
        yield self._in(()) or self._dialect.inside, text
        if opens < 0 < self._depth:
            self._depth -= 1

    def _in(self, path: Path) -> Path:
        return (*self._dialect.inside * min(self._depth, _DEEPEST), *path)

    def _path(self, kind: Kind) -> Path:
        while kind is not None:
            for scopes in (self._dialect.scopes, BASE):
                if kind in scopes:
                    return scopes[kind]
            kind = kind.parent
        return ()


@lru_cache(maxsize=64)
def _lexer(name: str) -> Lexer:
    return get_lexer_by_name(name)
