"""What highlight.js calls the parts of code, by Pygments' types of tokens, and how a language may differ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pygments.token import Comment, Generic, Keyword, Literal, Name, Number, Operator, String, Token

Path = tuple[str, ...]
"""The scopes of a word, outermost first."""

Kind = Any
"""A type of token, in a tree: each is in its parent."""

Scopes = Mapping[Kind, Path]

WORD = re.compile(r"[A-Za-z_][\w.-]*!?")

BASE: Scopes = {
    Token: (),
    Comment: ("comment",),
    Comment.Hashbang: ("meta",),
    Comment.Preproc: ("meta",),
    Comment.PreprocFile: ("meta", "string"),
    Generic.Deleted: ("deletion",),
    Generic.Emph: ("emphasis",),
    Generic.Heading: ("section",),
    Generic.Inserted: ("addition",),
    Generic.Prompt: ("meta prompt_",),
    Generic.Strong: ("strong",),
    Generic.Subheading: ("section",),
    Keyword: ("keyword",),
    Keyword.Constant: ("literal",),
    Keyword.Pseudo: (),
    Keyword.Type: ("type",),
    Literal.Date: ("number",),
    Name.Attribute: ("attr",),
    Name.Builtin: ("built_in",),
    Name.Builtin.Pseudo: ("variable language_",),
    Name.Class: ("title class_",),
    Name.Decorator: ("meta",),
    Name.Entity: ("symbol",),
    Name.Exception: (),
    Name.Function: ("title function_",),
    Name.Label: ("symbol",),
    Name.Namespace: (),
    Name.Tag: ("name",),
    Name.Variable: ("variable",),
    Number: ("number",),
    Operator.Word: ("keyword",),
    String: ("string",),
    String.Interpol: ("string", "subst"),
    String.Regex: ("regexp",),
    String.Symbol: ("symbol",),
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What is particular to a language.

    `words` are scopes of single words, `titles` of the name after a word, `called` the scope of a name that a bracket
    follows, `declared` that of one with a type before it as well, `key` that of a name before a colon. `inside` are the
    scopes of code inside a string, `directives` the words of lines for the preprocessor, `attached` the marks that go
    with what follows them. `has_classes` means that names like `FooBar` are classes.
    """

    scopes: Scopes = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    called: str = ""
    declared: str = ""
    key: str = ""
    inside: Path = ()
    directives: frozenset[str] = frozenset()
    has_classes: bool = False
    attached: frozenset[str] = frozenset()
