"""Findings as GitHub's workflow commands, which a runner shows beside the line of a pull request."""

from __future__ import annotations

from collections.abc import Mapping

from renderers import Diagnostic, MarpdError, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def annotation(diagnostic: Diagnostic, file: str) -> str:
    """`::warning file=talk.md,line=12,title=asset-missing::message hint`. `file` is empty for stdin."""
    place = {"file": file, "line": diagnostic.line, "col": diagnostic.column, "title": diagnostic.code}
    on_slide = f"Slide {diagnostic.slide}: " if diagnostic.slide else ""
    return _command(_LEVELS[diagnostic.severity], place, f"{on_slide}{diagnostic.message} {diagnostic.hint}".strip())


def annotation_of_error(error: MarpdError, file: str) -> str:
    """The same for what ended a deck's render."""
    place = {"file": file, **{key: getattr(error, name, None) for key, name in (("line", "line"), ("col", "column"))}}
    return _command("error", {**place, "title": error.code}, f"{error.message} {error.hint}".strip())


def _command(level: str, properties: Mapping[str, object], message: str) -> str:
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    return f"::{level} {told}::{_data(message)}"


def _data(text: str) -> str:
    """What stands after the colons: no line may end in it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property: nor may it hold what ends one."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
