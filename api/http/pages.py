"""What lists share: which page is asked for, and which fields of its items."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from flask import Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue
from pydantic_core import to_json

from api.answers import Answer, Listed
from api.http.operations import answered, responses, seen_by_caller, told
from api.http.requests import LeftOut, Limit, Query, SnapshotQuery
from graph.errors import ParameterError

Cursor = Annotated[
    str,
    Field(
        min_length=32,
        max_length=32,
        pattern="^[A-Za-z0-9_-]{32}$",
        description="`next_cursor` of the page before, of the same question and snapshot.",
    ),
]
Fields = Annotated[
    str,
    Field(
        max_length=1_000,
        pattern=r"^[a-z_]+(\.[a-z_]+)*(,[a-z_]+(\.[a-z_]+)*)*$",
        description="Only these fields of each item, parted by commas; `account.key` is a field of a field.",
        examples=["account"],
    ),
]

_Tree = dict[str, "_Tree"]


class ListQuery(SnapshotQuery):
    """Which page of a list, and what of its items."""

    limit: Limit = 25
    cursor: Cursor | LeftOut = None
    fields: Fields | LeftOut = Field(None, exclude=True)


class LedgerQuery(Query):
    """Which page of what was kept, whatever the snapshot."""

    limit: Limit = 25
    cursor: Cursor | LeftOut = None


class ChosenFields(BaseModel):
    """A list of whose items `fields` chose some fields; what else it says, it says as ever."""

    model_config = ConfigDict(extra="allow")

    items: list[dict[str, JsonValue]]
    next_cursor: str | None
    has_more: bool
    total_estimate: int | None


def pages(answer: type[Listed], *sometimes: int, estimated: bool = False) -> dict[str | int, Any]:
    """Return all that an operation that lists may answer, see `responses`."""
    return responses(answer, 404, 409, *sometimes, estimated=estimated, others=(ChosenFields,))


def listed(answer: Answer, query: ListQuery) -> Response:
    """Return a page of a list as JSON, with the fields of its items that were asked for.

    What is no list, such as costs, is returned as it is.

    Raises
    ------
    ParameterError
        When the items have no such field.
    """
    if query.fields is None or not isinstance(answer, Listed):
        return answered(answer)
    chosen: _Tree = {}
    for path in query.fields.split(","):
        _choose(_model_in(type(answer).model_fields["items"].annotation), path.split("."), chosen)
    said = told(answer).model_dump(context=seen_by_caller())
    return Response(to_json(said | {"items": _picked(said["items"], chosen)}), mimetype="application/json")


def _choose(holder: type[BaseModel] | None, path: list[str], chosen: _Tree) -> None:
    known = holder.model_fields if holder else {}
    name, *rest = path
    if name not in known:
        requirement = f"fields of the items; there are: {', '.join(known) or 'none within'}"
        raise ParameterError("fields", name, requirement)
    inner = chosen.setdefault(name, {})
    if rest:
        _choose(_model_in(known[name].annotation), rest, inner)


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401  # an annotation is anything
    """Return the model that an annotation is of, perhaps in a list or beside None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _picked(value: Any, chosen: _Tree) -> Any:  # noqa: ANN401  # JSON
    if isinstance(value, list):
        return [_picked(each, chosen) for each in value]
    if not chosen or value is None:
        return value
    return {name: _picked(value[name], inner) for name, inner in chosen.items()}
