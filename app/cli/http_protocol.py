"""The server's own refusals as problems too: what is no HTTP, and heads of requests that never end."""

from __future__ import annotations

import json
import secrets
from asyncio import TimerHandle, Transport
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.problems import PROBLEM_MEDIA_TYPE, problem_of_status

MOST_HEAD_BYTES = 64 * 1024
HEAD_SECONDS = 30.0


class Protocol(HttpToolsProtocol):
    """Uvicorn's protocol, which answers in plain text, and lets a head grow and last without end."""

    _head_bytes = 0
    _is_in_head = True
    _waiting: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """A connection begins, and with it the time for a head."""
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """A connection ends."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes what arrived; closes the connection when a head is over its limit."""
        self._head_bytes += len(data)
        super().data_received(data)
        if self._is_in_head and self._head_bytes > MOST_HEAD_BYTES and not self.transport.is_closing():
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """A head begins."""
        self._is_in_head = True
        self._wait_for_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """A head ends."""
        self._is_in_head = False
        self._stop_waiting()
        self._head_bytes = 0
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Answers what is no HTTP."""
        del msg
        self._refuse(HTTPStatus.BAD_REQUEST)

    def _wait_for_head(self) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        # There is none before the first request, whatever its type says.
        if self.cycle and not self.cycle.response_complete:  # type: ignore[truthy-bool]
            # The next head began before the answer to the last one ended, and must not be answered in its place.
            self._wait_for_head()
        elif not self.transport.is_closing():
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)

    def _refuse(self, status: HTTPStatus) -> None:
        request_id = secrets.token_hex(8)
        body = json.dumps(problem_of_status(status, {}).as_json(request_id)).encode() + b"\n"
        head = (
            f"HTTP/1.1 {int(status)} {status.phrase}\r\n"
            f"Content-Type: {PROBLEM_MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\nCache-Control: no-store\r\n"
            f"X-Content-Type-Options: nosniff\r\nX-Request-Id: {request_id}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
