"""`/v1/accounts/{key}`: what is known of one account."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response
from flask_openapi import APIBlueprint
from pydantic import BaseModel

from api.answers import AccountAnswer
from api.http.operations import answered, resource, responses
from api.http.requests import AccountName, Explain, LeftOut, SnapshotQuery, TopicName
from api.services.accounts import describe_account
from api.services.context import Context


class AccountPath(BaseModel):
    """Which account."""

    key: AccountName


class AccountQuery(SnapshotQuery):
    """What to tell of it."""

    topic: TopicName | LeftOut = None
    explain: Explain = False


def accounts(current: Callable[[], Context]) -> APIBlueprint:
    """Return the routes of accounts, answering from the current context."""
    blueprint = resource("accounts", "What is known of one account.")

    @blueprint.get("/accounts/<path:key>", responses=responses(AccountAnswer, 404, 409))
    def get_account(path: AccountPath, query: AccountQuery) -> Response:
        """Describe one account by its key, handle or native id; several matches are refused and listed."""
        return answered(describe_account(current(), path.key, **query.model_dump()))

    return blueprint
