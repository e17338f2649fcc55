"""Which accounts a list may show, as queries and bodies say it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.http.communities import CommunityName
from api.http.requests import LeftOut, Query, Whole
from api.services.filters import Filter
from api.services.market import MOST_MONEY

Followers = Annotated[int, Field(ge=0, le=2**53, examples=[10_000]), Whole]
Price = Annotated[float, Field(ge=0, le=MOST_MONEY, examples=[500.0])]
Word = Annotated[str, Field(min_length=1, max_length=64, examples=["twitter"])]
Tag = Annotated[str, Field(min_length=2, max_length=35, examples=["en"])]
ListName = Annotated[str, Field(min_length=1, max_length=200, examples=["own"])]


class FilterQuery(Query):
    """What the accounts that are listed have in common."""

    platform: Word | LeftOut = Field(None, description="Only accounts of this platform.", exclude=True)
    language: Tag | LeftOut = Field(
        None, description="Only accounts of this language; `en` is `en-GB`, too.", exclude=True
    )
    community: CommunityName | LeftOut = Field(
        None, description="Only accounts in this community.", exclude=True
    )
    outside_community: CommunityName | LeftOut = Field(
        None, description="Only accounts that are not in this community.", exclude=True
    )
    on_list: ListName | LeftOut = Field(None, description="Only accounts on this list.", exclude=True)
    min_followers: Followers | LeftOut = Field(
        None, description="Nobody with fewer, or of unknown, followers.", exclude=True
    )
    max_followers: Followers | LeftOut = Field(
        None, description="Nobody with more, or of unknown, followers.", exclude=True
    )
    max_price: Price | LeftOut = Field(None, description="Nobody dearer, or of unknown price.", exclude=True)

    def filter(self) -> Filter | None:
        """Return the filter; None where nothing is asked for."""
        asked = {name: getattr(self, name) for name in FilterQuery.model_fields}
        return Filter(**asked) if any(value is not None for value in asked.values()) else None


class FilterBody(BaseModel):
    """What the accounts that are listed have in common; what is left out, or null, is anything."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    platform: Word | None = None
    language: Annotated[Tag | None, Field(description="`en` is `en-GB`, too.")] = None
    community: CommunityName | None = None
    outside_community: CommunityName | None = None
    on_list: Annotated[ListName | None, Field(description="Name of a list.")] = None
    min_followers: Followers | None = None
    max_followers: Followers | None = None
    max_price: Price | None = None
