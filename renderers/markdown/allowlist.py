"""Which raw HTML survives: one token of it at a time, so that a lone opening or closing tag is kept as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import entities, unescape

from renderers.markdown.html_tags import TAGS, VOID, Value

COMMENT = re.compile(r"<!(?=--).*?(?:-->|\Z)", re.DOTALL)
"""As HTML5 has it: `<!-->` is a whole comment, and one that never ends takes the rest (M-235)."""

TAG_EVENT = re.compile(r"""[<>]|=\s*(?:"[^"]*("?)|'[^']*('?))""")
"""What matters inside a tag: another `<`, its end, or a quoted value, in which neither counts (M-241)."""

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(/?)(?=[\s>])")
ATTRIBUTE = re.compile(r"""([^\s=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S*)))?\s*""")
LOOKS_LIKE_A_TAG = re.compile(r"<([!?]?\[?[A-Za-z][\w.-]*(?::[\w.-]+)?)(?=[\s/>\[]|\Z)")
NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_:.\\-]")
REFERENCE = re.compile(r"&(?:#(x[0-9a-f]+|[0-9]+)|([a-z][a-z0-9]{0,31}))(;?)", re.IGNORECASE)
LONGEST_NUMBER = 9
"""Digits of a numeric reference; what is longer is beyond Unicode, and costly to read."""

CONTROL = re.compile(r"[\x00-\x1f]")
SHOWN = 60
"""Characters of a phrase about a dropped thing that are worth showing."""


@dataclass(frozen=True, slots=True)
class Sanitised:
    """HTML with nothing but allowed tags and attributes, and a short phrase for each kind of thing that was not."""

    html: str
    dropped: tuple[str, ...] = ()


def sanitise(html: str) -> Sanitised:
    """One HTML token of Markdown, made safe as Marp's default allowlist does (M-226 to M-241).

    Disallowed tags become text, disallowed attributes go, refused URLs leave the bare attribute name, comments go.
    Unlike in Marp, of two attributes with one name only the first stays, and `&` in values is escaped, so that a
    browser reads exactly the value that was checked here. Takes time linear in the length.
    """
    dropped: list[str] = []
    pieces = [
        _tag(piece, dropped) if is_tag else _text(piece, dropped) for piece, is_tag in _scan(COMMENT.sub("", html))
    ]
    return Sanitised("".join(pieces), tuple(dict.fromkeys(phrase[:SHOWN] for phrase in dropped)))


def _scan(html: str) -> Iterator[tuple[str, bool]]:
    """The pieces of `html` in order, and whether each has the outer form of a tag."""
    done = 0
    while (start := html.find("<", done)) >= 0:
        yield html[done:start], False
        done, is_tag = _end_of_tag(html, start)
        yield html[start:done], is_tag
    yield html[done:], False


def _end_of_tag(html: str, start: int) -> tuple[int, bool]:
    """Where what begins at the `<` ends, and whether it is a tag; if not, it is text up to there."""
    for event in TAG_EVENT.finditer(html, start + 1):
        if event[0] == "<":
            return event.start(), False
        if event[0] == ">":
            return event.end(), True
        if not (event[1] or event[2]):
            return len(html), False
    # The end of the block ends a tag as well, but half a word is no tag (Marp would take its last letter for the `>`).
    return len(html), html[-1].isspace()


def _text(text: str, dropped: list[str]) -> str:
    if match := LOOKS_LIKE_A_TAG.match(text):
        dropped.append(f"<{match[1].lower()}>")
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _tag(source: str, dropped: list[str]) -> str:
    match = TAG.match(source)
    name = match[2].lower() if match else ""
    if not match or name not in TAGS:
        return _text(source, dropped)
    is_closing = bool(match[1])
    if is_closing and name not in VOID:
        return f"</{name}>"
    rest = source[match.end() : -1].strip()
    has_slash = bool(match[3]) or rest.endswith("/")
    attributes = "" if is_closing else _attributes(name, rest.removesuffix("/").rstrip(), dropped)
    return f"<{name}{attributes}{' />' if has_slash or name in VOID else '>'}"


def _attributes(tag: str, text: str, dropped: list[str]) -> str:
    kept: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(text):
        name = NOT_IN_A_NAME.sub("", match[1]).lower()
        if match[4] == "":  # `name=` with nothing after it
            continue
        if name in kept:
            dropped.append(f"second {name} on <{tag}>")
        elif name in TAGS[tag]:
            kept[name] = _attribute(tag, name, match[2] or match[3] or match[4] or "", dropped)
        elif name:
            dropped.append(f"{name} on <{tag}>")
    return "".join(kept.values())


def _attribute(tag: str, name: str, raw: str, dropped: list[str]) -> str:
    value = CONTROL.sub(" ", REFERENCE.sub(_decoded, raw)).strip()
    checked = _checked(TAGS[tag][name], value)
    if value and not checked:
        dropped.append(f"{name} of <{tag}>: {value[: value.find(':') + 1] or value}")
    return f' {name}="{_escaped(checked)}"' if checked else f" {name}"


def _checked(kind: Value, value: str) -> str:
    """The value if it may stay, else the empty text."""
    match kind:
        case Value.DIRECTION:
            return value.lower() if value.lower() in ("ltr", "rtl", "auto") else ""
        case Value.LINK:
            return value if _is_web(value) else ""
        case Value.PICTURE:
            return value if _is_picture(value) else ""
        case Value.PICTURES:
            parts = [part.strip() for part in value.split(",")]
            return value if all(part and _is_picture(part) for part in parts) else ""
        case Value.ANY:
            return value


def _is_web(url: str) -> bool:
    scheme, colon, _ = url.partition(":")
    return not colon or scheme.strip().lower() in ("http", "https")


def _is_picture(url: str) -> bool:
    return _is_web(url) or url.lower().startswith("data:image/")


def _decoded(reference: re.Match[str]) -> str:
    """The character that a browser reads for a reference in an attribute."""
    number, name, semicolon = reference.groups()
    if number:
        return unescape(f"&#{number};") if len(number) <= LONGEST_NUMBER else "\ufffd"
    if not semicolon and reference.string.startswith("=", reference.end()):
        return reference[0]
    return entities.html5.get(name + semicolon, reference[0])


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
