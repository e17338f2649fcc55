"""`/v1/relays`: who carries a topic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Self

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.answers import RelayGroup, Relays
from api.http.filters import FilterQuery
from api.http.kept import KeptAnswers
from api.http.operations import answered, resource, responses
from api.http.pages import ListQuery, listed, pages
from api.http.requests import (
    AccountName,
    Explain,
    LeftOut,
    Mode,
    ModelName,
    RandomSeed,
    Samples,
    SnapshotQuery,
    TopicName,
)
from api.services.context import Context
from api.services.costs import relays_cost
from api.services.relay_questions import Counting
from api.services.relays import rank_relays, value_group

MAX_STARTS = 1_000  # more do not fit into the address of a request


def _accounts(description: str, *, least: int = 0) -> Any:  # noqa: ANN401  # pydantic's own
    said = f"{description}; repeatable."
    if least:
        return Field(min_length=least, max_length=MAX_STARTS, description=said)
    return Field(default_factory=list, max_length=MAX_STARTS, description=said)


class ValuesQuery(SnapshotQuery):
    """How messages start and pass."""

    topic: TopicName | LeftOut = None
    sources: Annotated[
        list[AccountName],
        _accounts("Messages start at one of these accounts. Left out: as the topic's do"),
    ]
    seeds: Annotated[list[AccountName], _accounts("Messages start at all of these accounts together")]
    silenced: Annotated[list[AccountName], _accounts("Accounts that see messages and pass none on")]
    model: ModelName | LeftOut = None
    n_samples: Samples = 65_536
    random_seed: RandomSeed = 0

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if self.sources and self.seeds:
            raise PydanticCustomError("two_rules", "sources should be left out where seeds are given")
        return self


class RelaysQuery(ValuesQuery, ListQuery, FilterQuery, Mode):
    """Which relays to list, and how to value them."""

    counting: Counting | LeftOut = Field(
        None,
        description="Order by people who see it, or by accounts that pass it on. Left out: by the ranker "
        "that won the back-test, by people without one.",
    )
    accounts: Annotated[list[AccountName], _accounts("Only these accounts are listed. Left out: anybody")]
    exclude: Annotated[list[AccountName], _accounts("Accounts left out of the list")]
    by_hop: Annotated[bool, Field(description="Tell over how many hops each carries.")] = False
    explain: Explain = False


class GroupQuery(ValuesQuery):
    """Which accounts to value together, and how."""

    accounts: Annotated[list[AccountName], _accounts("The group", least=1)]


def relays(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of relays, answering from the current context."""
    blueprint = resource("relays", "Who carries a message further, and to how many.")
    kept = KeptAnswers()

    @blueprint.get("/relays", responses=pages(Relays, 413, estimated=True))
    def list_relays(query: RelaysQuery) -> Response:
        """List the accounts that carry messages on a topic furthest, best first, with intervals."""
        context, asked = current(), query.model_dump() | {"only": query.filter()}
        ask = query.choose(rank_relays, relays_cost)
        return kept.answer(context, lambda: listed(ask(context, **asked), query))

    @blueprint.get("/relays/group", responses=responses(RelayGroup, 404, 409, 413))
    def show_group(query: GroupQuery) -> Response:
        """Show what some accounts carry together, which is not what they carry one by one."""
        return answered(value_group(current(), **query.model_dump()))

    return blueprint
