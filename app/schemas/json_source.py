"""A JSON object as a deck with what it needs; every mistake in it is told with its field."""

from __future__ import annotations

import json
import re
from binascii import a2b_base64
from collections.abc import Sequence
from typing import NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from app.problems import BodyMalformed, Fault
from app.schemas.options import Options, option_mistake, reason_of
from app.schemas.sent import MOST_ASSETS, Sent, deck_text, sent_assets
from renderers import MarpdError, MemoryAssets, Source

# A path below the deck, as `asset` takes it; and base64 to the letter.
_PATH = r"^(?!/)(?!(.*/)?\.\.(/|$))[^\\\x00-\x1f\x7f]+$"
_BASE64 = r"^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
# Short strings and what stands outside of strings cost up to a hundred times their size in memory; no honest body has
# many of them.
_MOST_STRINGS = 500_000
_MOST_STRUCTURE_BYTES = 1024 * 1024
_MOST_FAULTS = 20
_FIELDS = {"missing": "It is missing.", "extra_forbidden": "There is no such field."}
_HINT = 'Send an object such as {"markdown": "# Hi", "assets": {"img/logo.png": "<base64>"}, "options": {"to": "pdf"}}.'


class DeckBody(BaseModel):
    """A deck with what it needs."""

    model_config = ConfigDict(extra="forbid")

    markdown: str = Field(min_length=1, description="The Markdown of the deck.")
    assets: dict[str, str] = Field(
        default_factory=dict,
        max_length=MOST_ASSETS,
        description="Pictures and fonts in base64, each under the path that the deck uses.",
        json_schema_extra={
            "propertyNames": {"pattern": _PATH},
            "additionalProperties": {"type": "string", "contentEncoding": "base64", "pattern": _BASE64},
        },
    )
    themes: list[str] = Field(
        default_factory=list,
        max_length=MOST_ASSETS,
        description="Themes as CSS, each named by its own `@theme` comment, for the deck to choose from.",
    )
    options: Options = Field(
        default_factory=lambda: Options.model_validate({}),
        description="The same options as in the query, which wins.",
    )


def read_json(content: bytes) -> Sent:
    """What a JSON body holds. Raises `BodyMalformed` or `OptionInvalid` with the fields that are wrong."""
    _check(content)
    try:
        body = DeckBody.model_validate_json(content, strict=True)
    except ValidationError as error:
        raise _refused(error.errors(include_url=False, include_context=False)) from None
    assets = sent_assets((path, _bytes(path, text)) for path, text in body.assets.items())
    source = Source(deck_text(body.markdown.encode()), assets=MemoryAssets(assets), themes=tuple(body.themes))
    return Sent(source, tuple(body.options.model_dump(exclude_unset=True, exclude_none=True).items()))


def _check(content: bytes) -> None:
    """Raises for what is no JSON, holds more than strings, or says one thing twice."""
    # Every string begins with a quote that has no backslash before it.
    strings = content.count(b'"') - content.count(b'\\"')
    if strings > _MOST_STRINGS or len(_STRING.sub(b"", content)) > _MOST_STRUCTURE_BYTES:
        raise _malformed("It holds far more than the strings it needs.")
    try:
        json.loads(content.decode(), object_pairs_hook=_unique, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise _malformed("It is not UTF-8.") from None
    except json.JSONDecodeError as error:
        place: Fault = {"detail": f"{error.msg}.", "line": error.lineno, "column": error.colno}
        raise _malformed(f"Line {error.lineno}, column {error.colno}: {error.msg}.", place) from None
    except RecursionError:
        raise _malformed("It is nested too deeply.") from None
    except ValueError as error:
        raise _malformed(f"{error}.") from None


def _unique(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise ValueError(f"The field {twice[:60]!r} is given twice")
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number in JSON")


def _refused(errors: Sequence[ErrorDetails]) -> MarpdError:
    if all(error["loc"][:1] == ("options",) and len(error["loc"]) > 1 for error in errors):
        return option_mistake(errors[0], within="options.")
    faults = [_fault(error) for error in errors[:_MOST_FAULTS]]
    return _malformed(" ".join(f"'{fault['field']}': {fault['detail']}" for fault in faults[:3]), *faults)


def _fault(error: ErrorDetails) -> Fault:
    detail = _FIELDS.get(error["type"]) or f"It must be {reason_of(error)}."
    return {"detail": detail, "field": ".".join(map(str, error["loc"]))[:200] or "the body"}


def _bytes(path: str, text: str) -> bytes:
    try:
        return a2b_base64(text, strict_mode=True)
    except ValueError:
        field = f"assets.{path}"
        detail = "It is not base64 (RFC 4648 section 4, padded, without line breaks)."
        raise _malformed(f"'{field[:200]}': {detail}", {"detail": detail, "field": field[:200]}) from None


def _malformed(reason: str, *faults: Fault) -> BodyMalformed:
    return BodyMalformed(f"The JSON body cannot be used. {reason}", hint=_HINT, phase="read", faults=faults)
