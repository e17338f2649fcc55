"""Audiences overlap as followers do, and as far as messages spread in the same worlds."""

from __future__ import annotations

import pytest

from algorithms.spread import estimate_spread
from api.answers import AudienceKind
from api.services.context import Context
from api.services.costs import overlap_cost
from api.services.overlap import MAX_AUDIENCES, find_overlap
from graph.errors import ParameterError

HUBS = ("twitter:0", "twitter:20", "twitter:40")


def test_followers_are_counted(context: Context) -> None:
    graph = context.influence_graph()
    heard = [
        set(graph.out_targets[graph.out_offsets[hub] : graph.out_offsets[hub + 1]][listens].tolist())
        for hub in context.accounts(HUBS)
        for listens in [graph.listens[graph.out_edges[graph.out_offsets[hub] : graph.out_offsets[hub + 1]]]]
    ]
    found = find_overlap(context, accounts=HUBS)
    assert found.distinct.value == len(set.union(*heard))
    assert [item.people.value for item in found.items] == [len(each) for each in heard]
    assert [item.alone.value for item in found.items] == [
        len(each - set.union(*(heard[:i] + heard[i + 1 :]))) for i, each in enumerate(heard)
    ]
    assert found.shared[0][1] == len(heard[0] & heard[1])
    assert (found.shared_low, found.distinct.low) == (None, None)


def test_who_reacted_is_exposed_beside_who_follows(context: Context) -> None:
    follow, exposure = (find_overlap(context, accounts=HUBS, by=by) for by in ("follow", "exposure"))
    assert all(
        wide.people.value >= narrow.people.value
        for wide, narrow in zip(exposure.items, follow.items, strict=True)
    )


def test_the_spread_of_all_together_is_what_simulation_says(context: Context) -> None:
    found = find_overlap(context, accounts=HUBS, by="spread", topic="streetfood", n_samples=20_000)
    drawn = estimate_spread(
        context.influence_graph("streetfood"), context.accounts(HUBS), n_samples=20_000, random_seed=5
    )
    assert found.distinct.low is not None
    assert found.distinct.high is not None
    assert found.distinct.low <= drawn.reach.high
    assert drawn.reach.low <= found.distinct.high


def test_what_is_reached_by_so_many_adds_up(context: Context) -> None:
    found = find_overlap(context, accounts=HUBS, by="spread", n_samples=2_000)
    assert sum(each.people.value for each in found.reached_by) == pytest.approx(found.distinct.value)
    assert found.shared_low is not None
    assert found.shared_high is not None
    assert all(
        low <= value <= high
        for rows in zip(found.shared_low, found.shared, found.shared_high, strict=True)
        for low, value, high in zip(*rows, strict=True)
    )


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({"accounts": ("twitter:0",)}, "accounts"),
        ({"accounts": HUBS, "by": "fame"}, "by"),
        ({"accounts": HUBS, "topic": "streetfood"}, "topic"),
        ({"accounts": HUBS, "by": "exposure", "model": "trivalency"}, "model"),
        ({"accounts": HUBS, "n_samples": 999}, "n_samples"),
    ],
)
def test_a_question_that_means_nothing_is_refused(
    context: Context, asked: dict[str, object], name: str
) -> None:
    with pytest.raises(ParameterError) as refused:
        find_overlap(context, **asked)  # type: ignore[arg-type]  # each is an option of it
    assert refused.value.name == name


def test_so_many_audiences_are_the_most() -> None:
    assert MAX_AUDIENCES == 500


@pytest.mark.parametrize("by", ["follow", "exposure"])
def test_counting_audiences_takes_time_and_memory_but_no_samples(context: Context, by: AudienceKind) -> None:
    cost = overlap_cost(context, accounts=HUBS, by=by)
    assert 0 < cost.seconds < 60
    assert 0 < cost.bytes < 1 << 30
    assert cost.n_samples == 0
