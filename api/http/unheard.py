"""`/v1/audiences/unheard`: who has heard nothing for a time, and through whom they could."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import Field

from api.answers import Unheard
from api.http.filters import FilterQuery
from api.http.jobs import Later, answered_or_job
from api.http.operations import resource, responses
from api.http.pages import ChosenFields, ListQuery, listed
from api.http.relays import MAX_STARTS
from api.http.requests import AccountName, LeftOut, Mode, RandomSeed, TopicName, Whole
from api.http.rising import Days
from api.services.context import MAX_ITEMS, Context
from api.services.records import USUAL_DAYS
from api.services.unheard import USUAL_K, AskedUnheard, unheard_cost
from api.services.unheard import list_unheard as found_unheard


class UnheardQuery(ListQuery, FilterQuery, Mode):
    """Of what, who is asked about, and how many are to be asked to tell them."""

    topic: TopicName | LeftOut = None
    targets: Annotated[
        list[AccountName],
        Field(
            default_factory=list,
            max_length=MAX_STARTS,
            description="Only these people are asked about; repeatable. Left out: everybody.",
        ),
    ]
    days: Days = Field(USUAL_DAYS, description="How long nothing was heard, up to the end of the records.")
    k: Annotated[
        int,
        Field(ge=0, le=MAX_ITEMS, description="Accounts to ask, so that they hear; 0 chooses nobody."),
        Whole,
    ] = USUAL_K
    random_seed: RandomSeed = 0

    def asked(self) -> AskedUnheard:
        """Return the question without its page."""
        return AskedUnheard(
            topic=self.topic,
            targets=self.targets,
            days=self.days,
            k=self.k,
            only=self.filter(),
            random_seed=self.random_seed,
        )


def unheard(current: Callable[[], Context]) -> APIBlueprint:
    """Return the route of who has heard nothing, answering from the current context."""
    blueprint = resource("unheard", "Who has heard nothing for a time, and through whom they could.")

    @blueprint.get("/audiences/unheard", responses=_RESPONSES)
    def list_unheard(query: UnheardQuery, header: Later) -> Response:  # noqa: ARG001  # answered_or_job reads it
        """List which people have heard nothing for a time, and whom to ask so that most of them do."""
        context, asked = current(), query.asked()
        return answered_or_job(
            lambda: listed(found_unheard(context, asked, limit=query.limit, cursor=query.cursor), query),
            cost=partial(unheard_cost, context, asked),
            mode=query.mode,
        )

    return blueprint


_RESPONSES = responses(Unheard, 404, 409, 413, estimated=True, later=True, others=(ChosenFields,))
