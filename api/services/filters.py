"""Which accounts a list may show: by platform, language, community, list, followers and price."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from api.services.communities import members_of
from api.services.context import Context
from graph.errors import ParameterError
from graph.records import LIST_PREFIX, Bools, Int32s, Int64s
from graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What accounts a list shows have in common; None is anything.

    Parameters
    ----------
    platform, language
        As keys and profiles have it; `en` is also `en-GB`.
    community, outside_community
        Number or name of the community they are in, or are not in.
    on_list
        Name of a list they are on.
    min_followers, max_followers
        At least 0; whose are unknown is not shown.
    max_price
        At least 0; whose is unknown is not shown.
    """

    platform: str | None = None
    language: str | None = None
    community: str | None = None
    outside_community: str | None = None
    on_list: str | None = None
    min_followers: int | None = None
    max_followers: int | None = None
    max_price: float | None = None

    def allowed(self, context: Context) -> Bools:
        """Return whom it lets through: bool, n.

        Raises
        ------
        ParameterError, CommunityNotFoundError, ListNotFoundError
        """
        allowed = np.ones(context.snapshot.n, dtype=np.bool_)
        for condition in self._conditions(context):
            allowed &= condition
        return allowed

    def warnings(self, context: Context) -> Iterator[str]:
        """Say how many accounts are left out because what they are asked for is unknown."""
        unknown = {
            "followers": (self.min_followers, self.max_followers, _followers(context) < 0),
            "price": (self.max_price, None, np.isnan(context.prices())),
            "language": (self.language, None, account_languages(context.snapshot)[1] < 0),
        }
        for name, (least, most, of) in unknown.items():
            count = int(np.count_nonzero(of))
            if count and (least is not None or most is not None):
                yield f"{count:,} accounts of unknown {name} are left out"

    def _conditions(self, context: Context) -> Iterator[Bools]:
        if self.platform is not None:
            yield _on_platform(context.snapshot, self.platform)
        if self.language is not None:
            yield _speaking(context.snapshot, self.language)
        if self.community is not None:
            yield members_of(context, self.community)
        if self.outside_community is not None:
            yield ~members_of(context, self.outside_community)
        if self.on_list is not None:
            yield _on_list(context.snapshot, self.on_list)
        yield from self._between(context)

    def _between(self, context: Context) -> Iterator[Bools]:
        for name in ("min_followers", "max_followers", "max_price"):
            if (getattr(self, name) or 0) < 0:
                raise ParameterError(name, getattr(self, name), "at least 0")
        if self.min_followers is not None:
            yield _followers(context) >= self.min_followers
        if self.max_followers is not None:
            yield (_followers(context) >= 0) & (_followers(context) <= self.max_followers)
        if self.max_price is not None:
            yield context.prices() <= self.max_price


def primary_language(tag: str) -> str:
    """Return the language of a tag without its region.

    Examples
    --------
    >>> primary_language("en_GB")
    'en'
    """
    return tag.replace("_", "-").partition("-")[0].casefold()


@lru_cache(maxsize=2)
def account_languages(snapshot: Snapshot) -> tuple[list[str], Int32s]:
    """Return the languages of a snapshot's accounts, and the place of each account's, -1 where unknown."""
    places: dict[str, int] = {}
    of_account = (places.setdefault(name, len(places)) if name else -1 for name in snapshot.languages)
    by_account = np.fromiter(of_account, dtype=np.int32, count=snapshot.n)
    return list(places), by_account


def _followers(context: Context) -> Int64s:
    return np.asarray(context.snapshot.array("followers"))


def _on_platform(snapshot: Snapshot, platform: str) -> Bools:
    """Keys are sorted, so that the accounts of a platform stand together; `;` comes after `:`."""
    first, last = (bisect_left(snapshot.keys, f"{platform}{end}", key=str) for end in ":;")
    number = np.arange(snapshot.n)
    inside: Bools = (number >= first) & (number < last)
    return inside


def _speaking(snapshot: Snapshot, language: str) -> Bools:
    names, of_account = account_languages(snapshot)
    wanted = primary_language(language)
    places = [place for place, name in enumerate(names) if primary_language(name) == wanted]
    return np.isin(of_account, places)


def _on_list(snapshot: Snapshot, name: str) -> Bools:
    listed = np.zeros(snapshot.n, dtype=np.bool_)
    listed[snapshot.accounts_on(name.removeprefix(LIST_PREFIX))] = True
    return listed
