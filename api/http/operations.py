"""What all operations share: how they are declared, and how they answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any, cast

from flask import Response, g
from flask_openapi import APIBlueprint, Tag
from pydantic import BaseModel, RootModel, create_model

from api.answers import Answer, Costs, Job
from api.answers.telling import AnyAnswer
from api.http.access import may_reveal
from api.http.errors import MEDIA_TYPE
from api.services.context import Context

_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_ALWAYS = {
    400: "The request cannot be read.",
    401: "The call takes a key, and this is none that stands.",
    403: "The key does not have the right that this takes.",
    429: "The key has called as often as it may, or 100 of its jobs wait; Retry-After says how long.",
    422: "The request can be read, and a value in it is not allowed.",
    500: "The service failed.",
    503: "The service cannot answer at present, or has too much to do; Retry-After says when to ask again.",
}
_SOMETIMES = {
    404: "Nothing of that name is known.",
    409: "The present state forbids it: several accounts answer to a name, or a cursor is stale.",
    413: "The body is too large, or the answer would take too much memory.",
    415: "The body is not JSON.",
}


def resource(name: str, description: str) -> APIBlueprint:
    """Return a blueprint for the operations on one resource, under `/v1`."""
    return APIBlueprint(
        name,
        __name__,
        url_prefix="/v1",
        abp_tags=[Tag(name=name, description=description)],
        abp_security=[{"key": []}, {"session": []}, {}],  # on loopback none is needed before the first key
        operation_id_callback=operation_name,
    )


def operation_name(*, name: str, **_: str) -> str:
    """Return the name of the function that answers: what a generated client calls it."""
    return name


def responses(
    answer: type[BaseModel],
    *sometimes: int,
    estimated: bool = False,
    later: bool = False,
    others: tuple[type[BaseModel], ...] = (),
) -> dict[str | int, Any]:
    """Return all that an operation may answer: its type, and a problem by each status.

    Parameters
    ----------
    answer
        Type of the body under 200.
    sometimes
        Statuses beside 400, 401, 403, 422, 429, 500 and 503.
    estimated
        Whether it can also be asked what the answer would take.
    later
        Whether a worker answers it where it is heavy: then the answer is 202 and a job.
    others
        Types that the body may be of as well.
    """
    bodies = (answer, *others, *((Costs,) if estimated else ()))
    problems = _ALWAYS | {status: _SOMETIMES[status] for status in sometimes}
    return {
        200: answer if len(bodies) == 1 else _one_of(bodies),
        **({202: Job} if later else {}),
        **{status: {"description": problems[status], "content": _PROBLEM} for status in sorted(problems)},
    }


def answered(answer: Answer) -> Response:
    """Return an answer as JSON: to whoever may see all of it, the same bytes as `--json`."""
    return Response(told(answer).model_dump_json(context=seen_by_caller()), mimetype="application/json")


def told(answer: AnyAnswer) -> AnyAnswer:
    """Return an answer without the people whom no answer is about; every answer goes through here.

    Raises
    ------
    NotFoundError
        When nothing of it may be told.
    """
    return cast("Context", g.context).told(answer) if "context" in g else answer


def seen_by_caller() -> dict[str, bool]:
    """Return what serializing an answer has to know of who will read it."""
    return {"reveal": may_reveal()}


def _one_of(bodies: Sequence[type[BaseModel]]) -> type[BaseModel]:
    name = "Or".join(body.__name__ for body in bodies)
    one_of: Any = reduce(or_, bodies)
    return create_model(name, __base__=RootModel[one_of])
