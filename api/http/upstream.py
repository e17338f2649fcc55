"""`/v1/upstream`: who is upstream of the large accounts on a topic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field

from api.answers import Upstream
from api.http.operations import resource
from api.http.pages import ListQuery, listed, pages
from api.http.requests import RandomSeed, TopicName, Whole
from api.services.context import Context
from api.services.upstream import (
    FEWEST_PERMUTATIONS,
    MAX_WINDOW_DAYS,
    MOST_LARGE_SHARE,
    MOST_PERMUTATIONS,
    USUAL_LARGE_SHARE,
    USUAL_MAX_Q,
    USUAL_PERMUTATIONS,
    USUAL_WINDOW_DAYS,
    find_upstream,
)


class UpstreamQuery(ListQuery):
    """On which topic, and what counts as a lead and as large."""

    topic: TopicName
    window_days: float = Field(
        USUAL_WINDOW_DAYS, gt=0, le=MAX_WINDOW_DAYS, description="Longest lead that counts."
    )
    large_share: float = Field(
        USUAL_LARGE_SHARE,
        gt=0,
        le=MOST_LARGE_SHARE,
        description="Share that is large of those who took the topic up.",
    )
    max_q: float = Field(USUAL_MAX_Q, ge=0, le=1, description="Largest q-value listed; 1 lists all.")
    n_permutations: Annotated[
        int,
        Field(ge=FEWEST_PERMUTATIONS, le=MOST_PERMUTATIONS, description="Permutations behind the p-values."),
        Whole,
    ] = USUAL_PERMUTATIONS
    random_seed: RandomSeed = 0


def upstream(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of the magic middle, answering from the current context."""
    blueprint = resource("upstream", "Mid-size accounts that the large ones follow.")

    @blueprint.get("/upstream", responses=pages(Upstream))
    def list_upstream(query: UpstreamQuery) -> Response:
        """List the mid-size accounts that lead the large ones on a topic, tested against chance."""
        return listed(find_upstream(current(), **query.model_dump()), query)

    return blueprint
