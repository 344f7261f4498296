"""One table: what each error means to HTTP and to a shell; and an error as a problem (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from http import HTTPStatus

from renderers import (
    AssetRefused,
    BrowserCrashed,
    BrowserUnavailable,
    DeckTooHeavy,
    FormatUnknown,
    InputRefused,
    MarpdError,
    OptionInvalid,
    OutputTooLarge,
    RenderFailed,
    RenderTimeout,
    SlidesTooMany,
    SourceEmpty,
    SourceNotUtf8,
    SourceTooLarge,
    ThemeInvalid,
    ThemeUnknown,
    WorkersUnavailable,
)

Fault = Mapping[str, str | int]
"""One mistake in a request: `detail`, and its `line` and `column` or the `field` that it is in."""


class BodyMalformed(InputRefused):
    """The body is not what its content type says. `faults` are the single mistakes, where they have a place."""

    code = "body-malformed"
    title = "The body cannot be read"

    def __init__(self, message: str, *, hint: str = "", phase: str = "", faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message, hint=hint, phase=phase)
        self.faults = faults


class BodySlow(InputRefused):
    """The body had not arrived when the request's deadline passed."""

    code = "body-slow"
    title = "The body came too slowly"
    is_retryable = True


class BodyTypeUnknown(InputRefused):
    """A content type or content encoding that the service does not read."""

    code = "body-type-unknown"
    title = "The body's type is not taken"


class TokenRefused(InputRefused):
    """The request has no token, or one that the operator did not set."""

    code = "token-refused"
    title = "A token is needed"

    def __init__(self, *, was_sent: bool) -> None:
        super().__init__(
            "The token is not one of this service's." if was_sent else "This service needs a token.",
            hint="Send one that its operator gave you, as: Authorization: Bearer TOKEN",
            phase="read",
        )
        self.was_sent = was_sent


class NothingAcceptable(InputRefused):
    """No output format has a media type that the Accept header takes."""

    code = "nothing-acceptable"
    title = "Nothing acceptable can be made"


class QueueFull(RenderFailed):
    """More renders wait than the operator allows, or one waited until its deadline. `places` is how many there are."""

    code = "queue-full"
    title = "The service is busy"
    is_retryable = True

    def __init__(self, message: str, *, hint: str, phase: str, places: int) -> None:
        super().__init__(message, hint=hint, phase=phase)
        self.places = places


class ServiceStopping(RenderFailed):
    """The service was told to stop."""

    code = "stopping"
    title = "The service is stopping"
    is_retryable = True


class NotReady(RenderFailed):
    """The service lives, and should get no decks now."""

    code = "not-ready"
    title = "The service is not ready"
    is_retryable = True


class FileProblem(InputRefused):
    """A file that the command line was given cannot be read or written."""

    code = "file-problem"
    title = "A file cannot be used"


class ExitStatus(IntEnum):
    """How the command line ends. Scripts may rely on these numbers."""

    OK = 0
    REFUSED = 1
    USAGE = 2
    FILE = 3
    NO_BROWSER = 4
    TIMEOUT = 5
    BUG = 70
    INTERRUPTED = 130
    PIPE_CLOSED = 141
    TERMINATED = 143


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an error means outside: an HTTP status, and the exit status of the command line."""

    status: HTTPStatus
    exit_status: ExitStatus


OUTCOMES: Mapping[type[MarpdError], Outcome] = {
    SourceEmpty: Outcome(HTTPStatus.BAD_REQUEST, ExitStatus.REFUSED),
    SourceNotUtf8: Outcome(HTTPStatus.BAD_REQUEST, ExitStatus.REFUSED),
    BodyMalformed: Outcome(HTTPStatus.BAD_REQUEST, ExitStatus.REFUSED),
    TokenRefused: Outcome(HTTPStatus.UNAUTHORIZED, ExitStatus.REFUSED),
    NothingAcceptable: Outcome(HTTPStatus.NOT_ACCEPTABLE, ExitStatus.REFUSED),
    BodySlow: Outcome(HTTPStatus.REQUEST_TIMEOUT, ExitStatus.TIMEOUT),
    SourceTooLarge: Outcome(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, ExitStatus.REFUSED),
    BodyTypeUnknown: Outcome(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, ExitStatus.REFUSED),
    FormatUnknown: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, ExitStatus.USAGE),
    ThemeUnknown: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, ExitStatus.USAGE),
    OptionInvalid: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, ExitStatus.USAGE),
    ThemeInvalid: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, ExitStatus.REFUSED),
    AssetRefused: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, ExitStatus.REFUSED),
    FileProblem: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, ExitStatus.FILE),
    SlidesTooMany: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, ExitStatus.REFUSED),
    OutputTooLarge: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, ExitStatus.REFUSED),
    DeckTooHeavy: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, ExitStatus.REFUSED),
    BrowserCrashed: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, ExitStatus.REFUSED),
    QueueFull: Outcome(HTTPStatus.TOO_MANY_REQUESTS, ExitStatus.TIMEOUT),
    WorkersUnavailable: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, ExitStatus.NO_BROWSER),
    ServiceStopping: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, ExitStatus.TERMINATED),
    NotReady: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, ExitStatus.NO_BROWSER),
    BrowserUnavailable: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, ExitStatus.NO_BROWSER),
    RenderTimeout: Outcome(HTTPStatus.GATEWAY_TIMEOUT, ExitStatus.TIMEOUT),
}

_BUG = Outcome(HTTPStatus.INTERNAL_SERVER_ERROR, ExitStatus.BUG)

RETRY_AFTER_SECONDS: Mapping[HTTPStatus, int] = {
    HTTPStatus.REQUEST_TIMEOUT: 1,
    HTTPStatus.TOO_MANY_REQUESTS: 2,
    HTTPStatus.SERVICE_UNAVAILABLE: 5,
}


REQUEST_PHASE = "request"
"""Before and outside of every other phase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An error as HTTP tells it. `faults` are the single mistakes, with their place."""

    code: str
    title: str
    status: HTTPStatus
    detail: str
    phase: str = REQUEST_PHASE
    is_retryable: bool = False
    faults: tuple[Fault, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def as_json(self, request_id: str) -> dict[str, object]:
        """The body of the answer. `request_id` is what the log knows the request by."""
        return {
            "type": f"urn:marpd:problem:{self.code}",
            "title": self.title,
            "status": int(self.status),
            "detail": self.detail,
            "instance": f"urn:marpd:request:{request_id}",
            "code": self.code,
            "phase": self.phase,
            "retryable": self.is_retryable,
            "errors": [dict(fault) for fault in self.faults],
        }


INTERNAL = Problem(
    code="internal",
    title="The service made a mistake",
    status=HTTPStatus.INTERNAL_SERVER_ERROR,
    detail="Something went wrong inside the service. Its log has the details under the id of this request.",
)

PROBLEM_MEDIA_TYPE = "application/problem+json"

HTTP_PROBLEMS: Mapping[int, tuple[str, str]] = {
    HTTPStatus.BAD_REQUEST: (
        "http-malformed",
        "This is not an HTTP request that can be read. Send it with an HTTP client.",
    ),
    HTTPStatus.REQUEST_TIMEOUT: ("head-slow", "No whole request came within 30 seconds. Send the headers at once."),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: (
        "head-too-large",
        "The address and the headers are larger than 64 KiB. Put what is long into the body.",
    ),
    HTTPStatus.NOT_FOUND: ("path-unknown", "There is nothing at this path. /docs shows every path there is."),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "method-not-allowed",
        "This path does not take this method. The Allow header names those it takes; decks are POSTed to /v1/render.",
    ),
}


def outcome_of(error: MarpdError) -> Outcome:
    """What `error` means, by its class or the nearest class above it in the table."""
    return next((OUTCOMES[kind] for kind in type(error).__mro__ if kind in OUTCOMES), _BUG)


def problem_of(error: MarpdError) -> Problem:
    """`error` as HTTP tells it: what failed, why, and what to do."""
    status = outcome_of(error).status
    return Problem(
        code=error.code,
        title=error.title,
        status=status,
        detail=f"{error.message} {error.hint}".strip(),
        phase=error.phase or REQUEST_PHASE,
        is_retryable=error.is_retryable,
        faults=_faults_of(error),
        headers=_headers_of(error, status),
    )


def problem_of_status(status: int, headers: Mapping[str, str]) -> Problem:
    """What the framework refuses by itself, such as an unknown path."""
    known = HTTPStatus(status)
    code, detail = HTTP_PROBLEMS.get(status, (f"http-{status}", known.description or known.phrase))
    return Problem(code=code, title=known.phrase, status=known, detail=detail, headers=headers)


def _headers_of(error: MarpdError, status: HTTPStatus) -> dict[str, str]:
    seconds = RETRY_AFTER_SECONDS.get(status)
    headers = {} if seconds is None else {"Retry-After": str(seconds)}
    if isinstance(error, TokenRefused):
        headers["WWW-Authenticate"] = 'Bearer realm="marpd"' + (', error="invalid_token"' if error.was_sent else "")
    if isinstance(error, QueueFull):
        # As the IETF drafts these fields: how many there may be at a time, how many more now, when to ask again.
        headers |= {"RateLimit-Policy": f'"places";q={error.places}', "RateLimit": f'"places";r=0;t={seconds}'}
    return headers


def _faults_of(error: MarpdError) -> tuple[Fault, ...]:
    if isinstance(error, BodyMalformed):
        return error.faults
    places = {key: getattr(error, key, None) for key in ("line", "column", "field")}
    found = {key: value for key, value in places.items() if isinstance(value, int | str) and value}
    return ({"detail": error.message, **found},) if found else ()
