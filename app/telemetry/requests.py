"""One log line, one id and the counts of each request."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.telemetry.logs import REQUEST_ID, write
from app.telemetry.metrics import Metrics

# What a caller's own id may look like before it is echoed into headers and logs.
_SANE_ID = re.compile(r"[A-Za-z0-9._~-]{1,128}")
_FACTS = "marpd.facts"
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
# Asked every few seconds by machines: worth a line only when the operator debugs.
_PROBES = {"/livez", "/readyz", "/metrics"}


def note(scope: MutableMapping[str, Any], **facts: object) -> None:
    """Adds facts to the log line of this request. Never text of a deck."""
    scope.setdefault(_FACTS, {}).update(facts)


def request_id_of(scope: MutableMapping[str, Any]) -> str:
    """The id that the log knows this request by."""
    facts: dict[str, object] = scope.get(_FACTS, {})
    return str(facts.get("request_id", ""))


class RequestLog:
    """Middleware that gives each request an id, and each answer a log line and its counts."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, and writes down what came of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _id_for(Headers(scope=scope).get("x-request-id", ""))
        token = REQUEST_ID.set(request_id)
        note(scope, request_id=request_id)
        answer = _Answer(scope, send, request_id)
        started = time.perf_counter()
        try:
            await self.app(scope, answer.counted(receive), answer.send)
        finally:
            self._record(scope, answer, time.perf_counter() - started)
            REQUEST_ID.reset(token)

    def _record(self, scope: Scope, answer: _Answer, seconds: float) -> None:
        facts = {name: value for name, value in scope[_FACTS].items() if name != "request_id"}
        route = _route_of(scope)
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self.metrics.requests.labels(method, route, str(answer.status)).inc()
        self.metrics.request_seconds.labels(route).observe(seconds)
        self.metrics.received_bytes.inc(answer.received_bytes)
        self.metrics.sent_bytes.inc(answer.sent_bytes)
        if code := facts.get("code"):
            self.metrics.problems.labels(str(code)).inc()
        write(
            logging.DEBUG if route in _PROBES else logging.INFO,
            "request",
            method=method,
            route=route,
            status=answer.status,
            seconds=round(seconds, 4),
            received_bytes=answer.received_bytes,
            sent_bytes=answer.sent_bytes,
            **facts,
        )


class _Answer:
    """What goes back for one request, with the headers that every answer has."""

    def __init__(self, scope: Scope, send: Send, request_id: str) -> None:
        self._scope = scope
        self._send = send
        self._request_id = request_id
        # Nginx's number for a client that left before there was an answer.
        self.status = 499
        self.received_bytes = 0
        self.sent_bytes = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = self._request_id
            headers["X-Content-Type-Options"] = "nosniff"
            headers.setdefault("Cache-Control", "no-store")
        elif message["type"] == "http.response.body":
            self.sent_bytes += len(message.get("body", b""))
        await self._send(message)

    def counted(self, receive: Receive) -> Receive:
        async def receive_and_count() -> Message:
            message = await receive()
            if message["type"] == "http.request":
                self.received_bytes += len(message.get("body", b""))
            return message

        return receive_and_count


def _route_of(scope: Scope) -> str:
    """The template that matched, of which there are few; paths of strangers are without number."""
    if template := getattr(scope.get("route"), "path", ""):
        return str(template)
    return str(scope["path"]) if "endpoint" in scope else "unmatched"


def _id_for(sent: str) -> str:
    return sent if _SANE_ID.fullmatch(sent) else secrets.token_hex(8)
