"""Search finds who holds a text and passes a filter, in the order asked for; diversity is greedy choice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.services.context import Context
from api.services.filters import Filter
from api.services.relays import rank_relays
from api.services.search import Diversity, _diverse, _ordered, search_accounts
from graph.errors import CommunityNotFoundError, ListNotFoundError, ParameterError

FEW_SAMPLES = 2_000


def keys(context: Context, **asked: object) -> list[str]:
    found = search_accounts(context, limit=200, **asked)  # type: ignore[arg-type]  # each is an option of it
    return [item.account.key for item in found.items]


def test_a_text_is_found_in_handle_name_or_key_in_any_case(context: Context) -> None:
    assert set(keys(context, q="PERSON 4")) == {"twitter:4", *(f"twitter:{i}" for i in range(40, 50))}
    assert keys(context, q="mastodon:") == ["mastodon:1000"]
    assert set(keys(context, q="ada")) == {"mastodon:1000", "twitter:7"}
    assert keys(context, q="nobody") == []


def test_a_text_is_not_found_across_two_accounts(context: Context) -> None:
    with pytest.raises(ParameterError, match="printable"):
        keys(context, q="person1\nperson2")


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (Filter(platform="mastodon"), {59}),
        (Filter(platform="twit"), set()),
        (Filter(min_followers=30, max_followers=50), {3, 4, 5}),
        (Filter(min_followers=560), {56, 57, 58}),
        (Filter(on_list="own"), {20, 40}),
        (Filter(on_list="list:own", max_followers=300), {20}),
        (Filter(language="en"), set()),
        (Filter(max_price=10), set()),
    ],
    ids=str,
)
def test_a_filter_lets_those_through_that_it_describes(
    context: Context, only: Filter, expected: set[int]
) -> None:
    numbers = {"mastodon:1000": 59} | {f"twitter:{i}": i for i in range(59)}
    assert {numbers[key] for key in keys(context, only=only)} == expected


def test_inside_and_outside_a_community_are_everybody(context: Context) -> None:
    inside, outside = (
        keys(context, only=Filter(community="0")),
        keys(context, only=Filter(outside_community="0")),
    )
    assert sorted(inside + outside) == sorted(keys(context))
    members = {str(context.snapshot.keys[n]) for n in np.flatnonzero(context.membership() == 0).tolist()}
    assert set(inside) == members


def test_what_a_filter_asks_for_and_nobody_knows_is_told(context: Context) -> None:
    found = search_accounts(context, only=Filter(max_followers=100, max_price=1))
    assert found.meta.warnings == [
        "2 accounts of unknown followers are left out",
        "60 accounts of unknown price are left out",
    ]


@pytest.mark.parametrize("only", [Filter(min_followers=-1), Filter(max_price=-0.5)])
def test_a_filter_below_nothing_is_refused(context: Context, only: Filter) -> None:
    with pytest.raises(ParameterError, match="at least 0"):
        search_accounts(context, only=only)


def test_a_filter_by_what_is_not_there_is_refused(context: Context) -> None:
    with pytest.raises(CommunityNotFoundError):
        search_accounts(context, only=Filter(community="99"))
    with pytest.raises(ListNotFoundError):
        search_accounts(context, only=Filter(on_list="won"))


@pytest.mark.parametrize("direction", ["ascending", "descending"])
def test_the_unknown_come_last_in_either_direction(context: Context, direction: str) -> None:
    found = keys(context, sort="followers", direction=direction)
    assert set(found[-2:]) == {"mastodon:1000", "twitter:7"}
    known = [10 * int(key.partition(":")[2]) for key in found[:-2]]
    assert known == sorted(known, reverse=direction == "descending")


def test_relays_are_filtered_after_they_were_ordered(context: Context) -> None:
    whole = rank_relays(context, limit=200, n_samples=FEW_SAMPLES)
    some = rank_relays(context, limit=200, n_samples=FEW_SAMPLES, only=Filter(max_followers=300))
    small = [item for item in whole.items if (item.account.followers or 301) <= 300]
    told = [(item.account, item.carried) for item in some.items]
    known = [(item.account, item.carried) for item in whole.items if item.account.followers is not None]
    assert told == [(account, carried) for account, carried in known if (account.followers or 0) <= 300]
    assert len(small) <= len(told) < len(whole.items)


values = st.lists(st.one_of(st.integers(0, 5).map(float), st.just(float("nan"))), min_size=1, max_size=12)


@given(values, st.data(), st.floats(0, 1))
def test_diversity_is_greedy_choice_by_marginal_relevance(
    given_values: list[float], data: st.DataObject, weight: float
) -> None:
    value = np.array(given_values)
    kind = np.array(data.draw(st.lists(st.integers(-1, 3), min_size=len(value), max_size=len(value))))
    order = _ordered(value)
    known = value[~np.isnan(value)]
    low, high = (known.min(), known.max()) if len(known) else (0.0, 0.0)
    scaled = (value - low) / (high - low) if high > low else np.ones(len(value))
    relevance = np.nan_to_num(scaled, nan=0.0)
    left: list[int] = order.tolist()
    chosen: list[int] = []
    while left:
        again = [kind[i] >= 0 and any(kind[j] == kind[i] for j in chosen) for i in left]
        gain = [weight * relevance[i] - (1 - weight) * same for i, same in zip(left, again, strict=True)]
        chosen.append(left.pop(int(np.argmax(gain))))
    assert _diverse(order, value, kind, weight).tolist() == chosen


def test_without_weight_one_of_each_community_comes_first(context: Context) -> None:
    found = search_accounts(context, diversify=Diversity(by="community", weight=0.0), limit=3)
    assert {item.account.community for item in found.items} == {0, 1, 2}
