"""OpenAPI's description of the whole service, with what no single route can say."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from app.routes.failures import problem_answers
from app.routes.tokens import is_open
from app.schemas.bodies import ProblemBody
from app.schemas.json_source import DeckBody
from app.schemas.report import ReportBody

_SCHEME = "bearer"


def description_of(app: FastAPI, *, needs_token: bool) -> dict[str, Any]:
    """The description: the framework's, with every schema, and who may call what."""
    if app.openapi_schema is None:
        description = FastAPI.openapi(app)
        components = description.setdefault("components", {})
        components["securitySchemes"] = {
            _SCHEME: {
                "type": "http",
                "scheme": "bearer",
                "description": "One of the operator's tokens, where there are any.",
            }
        }
        for model in (ProblemBody, ReportBody, DeckBody):
            described = model.model_json_schema(ref_template="#/components/schemas/{model}")
            nested = described.pop("$defs", {})
            components.setdefault("schemas", {}).update({**nested, model.__name__: described})
        # An empty requirement says that none will do.
        required: list[dict[str, list[str]]] = [{_SCHEME: []}] if needs_token else [{}, {_SCHEME: []}]
        for path, item in description["paths"].items():
            if not is_open(path):
                for operation in item.values():
                    operation["security"] = required
                    operation["responses"] |= {str(status): said for status, said in problem_answers(401).items()}
        app.openapi_schema = description
    return app.openapi_schema
