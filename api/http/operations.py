"""What all operations share: how they are declared, and how they answer."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_openapi import APIBlueprint, Tag
from pydantic import BaseModel, RootModel, create_model

from api.answers import Answer, Costs
from api.http.errors import MEDIA_TYPE

_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_ALWAYS = {
    400: "The request cannot be read.",
    422: "The request can be read, and a value in it is not allowed.",
    500: "The service failed.",
}
_SOMETIMES = {
    404: "Nothing of that name is known.",
    409: "Several accounts answer to a name.",
    413: "The body is too large, or the answer would take too much memory.",
    415: "The body is not JSON.",
    503: "The service cannot answer at present.",
}


def resource(name: str, description: str) -> APIBlueprint:
    """Return a blueprint for the operations on one resource, under `/v1`."""
    return APIBlueprint(
        name,
        __name__,
        url_prefix="/v1",
        abp_tags=[Tag(name=name, description=description)],
        operation_id_callback=operation_name,
    )


def operation_name(*, name: str, **_: str) -> str:
    """Return the name of the function that answers: what a generated client calls it."""
    return name


def responses(answer: type[BaseModel], *sometimes: int, estimated: bool = False) -> dict[str | int, Any]:
    """Return all that an operation may answer: its type, and a problem by each status.

    Parameters
    ----------
    answer
        Type of the body under 200.
    sometimes
        Statuses beside 400, 422 and 500.
    estimated
        Whether it can also be asked what the answer would take.
    """
    problems = _ALWAYS | {status: _SOMETIMES[status] for status in sometimes}
    return {
        200: _or_costs(answer) if estimated else answer,
        **{status: {"description": problems[status], "content": _PROBLEM} for status in sorted(problems)},
    }


def answered(answer: Answer) -> Response:
    """Return an answer as JSON: the same bytes as `--json` on the command line."""
    return Response(answer.model_dump_json(), mimetype="application/json")


def _or_costs(answer: type[BaseModel]) -> type[BaseModel]:
    return create_model(f"{answer.__name__}OrCosts", __base__=RootModel[answer | Costs])  # type: ignore[valid-type]  # made here
