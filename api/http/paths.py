"""`/v1/paths`: how A reaches B."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field

from api.answers import PathKind, Paths
from api.http.operations import resource
from api.http.pages import ListQuery, listed, pages
from api.http.relays import MAX_STARTS
from api.http.requests import (
    AccountName,
    Explain,
    LeftOut,
    Limit,
    ModelName,
    RandomSeed,
    Samples,
    TopicName,
    Whole,
)
from api.services.context import MAX_HOPS, Context
from api.services.observed_paths import MAX_HALF_LIFE_DAYS, MIN_HALF_LIFE_DAYS, USUAL_HALF_LIFE_DAYS
from api.services.paths import USUAL_PATHS, USUAL_SAMPLES, find_paths

Hops = Annotated[int, Field(ge=1, le=MAX_HOPS, description="Paths of at most so many steps."), Whole]
Floor = Annotated[float, Field(gt=0, le=1, description="All paths of at least this probability.")]


class PathsQuery(ListQuery):
    """From whom, to whom, and which paths."""

    sources: Annotated[
        list[AccountName],
        Field(min_length=1, max_length=MAX_STARTS, description="Paths start at one of them; repeatable."),
    ]
    target: AccountName
    by: PathKind = Field(
        "influence",
        description="influence: most probable; warm: strongest ties whose sides answer each other; time: the "
        "quickest chain of recorded acts.",
    )
    topic: TopicName | LeftOut = None
    limit: Limit = USUAL_PATHS
    max_hops: Hops | LeftOut = None
    least_probability: Floor | LeftOut = None
    tie_half_life_days: float = Field(
        USUAL_HALF_LIFE_DAYS,
        ge=MIN_HALF_LIFE_DAYS,
        le=MAX_HALF_LIFE_DAYS,
        description="Warm ties are worth half after so many days.",
    )
    model: ModelName | LeftOut = None
    n_samples: Samples = USUAL_SAMPLES
    random_seed: RandomSeed = 0
    explain: Explain = False


def paths(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of paths, answering from the current context."""
    blueprint = resource("paths", "How A reaches B.")

    @blueprint.get("/paths", responses=pages(Paths))
    def list_paths(query: PathsQuery) -> Response:
        """List the best paths to an account: probable, warm, or as they happened."""
        return listed(find_paths(current(), **query.model_dump()), query)

    return blueprint
