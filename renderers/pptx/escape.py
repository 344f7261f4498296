"""Any text as XML 1.0 can hold it."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n|[\n\r\v\f]")
_LANGUAGE = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def one_line(text: str) -> str:
    """Text for an element, its line breaks as spaces: in DrawingML a break is an element of its own."""
    return content(_BREAK.sub(" ", text))


def content(text: str) -> str:
    """Text for an element, without the characters that XML has no way to write."""
    return _FORBIDDEN.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text for an attribute in double quotes; its white space survives the parser's normalisation."""
    quoted = content(text).replace('"', "&quot;")
    return quoted.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def language(tag: str | None) -> str | None:
    """A language tag if it is formed like one; authors write what they like."""
    return tag if tag is not None and _LANGUAGE.fullmatch(tag) else None


def attributes(**values: str | int | bool | None) -> str:
    """Attributes that have a value, each after a space; truth is `1` and `0`, and strings are escaped."""
    return "".join(f' {name}="{_value(value)}"' for name, value in values.items() if value is not None)


def _value(value: str | int) -> str:
    return attribute(value) if isinstance(value, str) else str(int(value))
