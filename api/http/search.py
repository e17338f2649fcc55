"""`/v1/accounts/search`: accounts by text and by what they have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel, ConfigDict, Field

from api.answers import Difference, FoundAccounts, SortField
from api.http.filters import FilterBody
from api.http.operations import resource
from api.http.pages import ListQuery, listed, pages
from api.http.requests import Body
from api.services.context import Context
from api.services.filters import Filter
from api.services.search import MAX_TEXT, Diversity, search_accounts


class SortBody(BaseModel):
    """By what accounts are sorted, and from which end."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    field: SortField = "heard_by"
    direction: Literal["ascending", "descending"] = "descending"


class DiversifyBody(BaseModel):
    """That accounts that are alike should not stand together."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    by: Difference
    weight: Annotated[
        float,
        Field(ge=0, le=1, alias="lambda", description="1: the order alone; 0: one of each kind first."),
    ] = 0.5


class SearchBody(Body):
    """What accounts to find, and in which order."""

    q: Annotated[
        str | None,
        Field(min_length=1, max_length=MAX_TEXT, description="Text in handle, name or key, in any case."),
    ] = None
    filter: FilterBody = FilterBody()
    sort: SortBody = SortBody()
    diversify: DiversifyBody | None = None


def search(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of search, answering from the current context."""
    blueprint = resource("search", "Accounts by text and by what they have in common.")

    @blueprint.post("/accounts/search", responses=pages(FoundAccounts, 413, 415))
    def find_accounts(query: ListQuery, body: SearchBody) -> Response:
        """List the accounts that a text and a filter find, sorted, and if asked for, diverse."""
        found = search_accounts(
            current(),
            q=body.q,
            only=Filter(**body.filter.model_dump()),
            sort=body.sort.field,
            direction=body.sort.direction,
            diversify=None if body.diversify is None else Diversity(**body.diversify.model_dump()),
            **query.model_dump(),
        )
        return listed(found, query)

    return blueprint
