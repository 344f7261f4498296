"""Bearer tokens (RFC 6750): who may use the service, where the operator set tokens."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from hmac import compare_digest

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.problems import TokenRefused, problem_of
from app.routes.failures import answer
from app.telemetry.requests import note

# Probes have no secrets, and the description of the API is the same everywhere.
_OPEN = ("/livez", "/readyz", "/docs", "/openapi.json")
_SCHEME = "bearer"


class BearerTokens:
    """Middleware that lets nobody in without one of `tokens`, but for probes and the API's description."""

    def __init__(self, app: ASGIApp, tokens: Sequence[str]) -> None:
        self.app = app
        self._digests = [_digest(token) for token in tokens]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers 401 before its body is read."""
        if scope["type"] == "http" and not is_open(scope["path"]):
            sent = Headers(scope=scope).get("authorization", "")
            if not self._is_known(sent):
                note(scope, code=TokenRefused.code)
                await answer(scope, problem_of(TokenRefused(was_sent=bool(sent))))(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _is_known(self, authorization: str) -> bool:
        scheme, _, token = authorization.partition(" ")
        sent = _digest(token.strip())
        # All of them, each in the same time whatever was sent: how long it takes tells nothing about any of them.
        matches = [compare_digest(sent, known) for known in self._digests]
        return scheme.lower() == _SCHEME and any(matches)


def is_open(path: str) -> bool:
    """Whether a path needs no token, whatever the operator set."""
    return path in _OPEN or path.startswith("/docs/")


def _digest(token: str) -> bytes:
    """Of one length, for lengths would be told by the time of a comparison."""
    return sha256(token.encode("utf-8", "surrogateescape")).digest()
