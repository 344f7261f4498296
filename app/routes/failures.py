"""How every failure is answered: as a problem, the framework's own failures included."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import INTERNAL, PROBLEM_MEDIA_TYPE, Problem, outcome_of, problem_of, problem_of_status
from app.schemas.bodies import ProblemBody
from app.telemetry.logs import write
from app.telemetry.requests import note, request_id_of
from renderers import MarpdError

# Nginx's number; nobody is there to read it, but the log and the metrics are.
_CLIENT_LEFT = 499


def install(app: FastAPI, routers: Sequence[APIRouter]) -> None:
    """Answers the failures that the routes of `routers` raise. `Unhandled` must stand around the app for all others."""
    app.state.routers = routers
    app.add_exception_handler(MarpdError, _refused)
    app.add_exception_handler(HTTPException, _refused_by_framework)
    app.add_exception_handler(ClientDisconnect, _client_left)


def problem_answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's description of problems with these statuses."""
    return {
        status: {"description": HTTPStatus(status).phrase, "content": {PROBLEM_MEDIA_TYPE: {"schema": _PROBLEM_SCHEMA}}}
        for status in statuses
    }


_PROBLEM_SCHEMA = {"$ref": f"#/components/schemas/{ProblemBody.__name__}"}


class Unhandled:
    """Middleware for what nobody foresaw: the log gets the traceback, the caller a problem without it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on and answers what comes out of it as an exception."""
        has_begun = False

        async def send_and_remember(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_remember)
        except Exception:
            if scope["type"] != "http":
                raise
            logging.getLogger("marpd").exception("unhandled error")
            note(scope, code=INTERNAL.code)
            if not has_begun:
                await answer(scope, INTERNAL)(scope, receive, send)


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, MarpdError):
        raise error
    facts = {"code": error.code, "phase": error.phase, "detail": error.detail}
    note(request.scope, **{name: fact for name, fact in facts.items() if fact})
    if outcome_of(error).status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        write(logging.ERROR, error.code, message=error.message, detail=error.detail)
    return answer(request.scope, problem_of(error))


async def _refused_by_framework(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_allowed(request))
        if request.method == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
    problem = problem_of_status(error.status_code, headers)
    note(request.scope, code=problem.code)
    return answer(request.scope, problem)


def _allowed(request: Request) -> list[str]:
    """The methods that the routes of a path take; each route alone knows only its own."""
    routes = [route for router in (request.app, *request.app.state.routers) for route in router.routes]
    here = [route for route in routes if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE]
    return sorted({method for route in here for method in route.methods or ()})


async def _client_left(request: Request, error: Exception) -> Response:  # noqa: ARG001  # the framework's signature
    note(request.scope, code="client-left")
    return Response(status_code=_CLIENT_LEFT)


def answer(scope: Scope, problem: Problem) -> Response:
    """The answer that tells `problem` to the caller of a request."""
    # The line's end is for whoever reads it in a terminal.
    body = json.dumps(problem.as_json(request_id_of(scope)), ensure_ascii=False) + "\n"
    return Response(body, problem.status, dict(problem.headers), PROBLEM_MEDIA_TYPE)
