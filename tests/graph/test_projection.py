"""What a projection makes of ties: direction, weights, topics, starters, windows, and one address."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.duckdb_store import DuckDBStore
from graph.errors import ListNotFoundError, ParameterError
from graph.projection import FACTORS, GIVEN, Projection, snapshot_of
from graph.records import UNTIMED, Batch, Post, PostKind, Price, Profile, TieKind, Ties
from graph.snapshot import Snapshot

ACCOUNTS = ("x:ada", "x:ben", "x:cleo", "y:dan")
ADA, BEN, CLEO, DAN = range(4)

Row = dict[str, object]


def load(
    store: DuckDBStore, rows: Sequence[Row], *, name: str = "one", source: str = "files", **batch: Any
) -> None:
    opened = store.begin(name, file=name, source=source)
    ties = Ties.of(rows) if rows else Ties.empty()
    store.append(opened, 0, Batch(ACCOUNTS, ties, **batch))
    store.seal([opened.number])


def snapshot(
    tmp_path: Path, rows: Sequence[Row], projection: Projection | None = None, **batch: Any
) -> Snapshot:
    with DuckDBStore(":memory:") as store:
        load(store, rows, **batch)
        return snapshot_of(store, projection or Projection(), tmp_path)


def edges(snapshot: Snapshot) -> dict[tuple[int, int], float]:
    graph = snapshot.influence_graph()
    pairs = zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True)
    return dict(zip(pairs, np.asarray(snapshot.array("weight")).tolist(), strict=True))


def tie(kind: TieKind, actor: int, target: int, **more: object) -> Row:
    return {"kind": kind, "actor": actor, "target": target, **more}


@pytest.mark.parametrize("kind", FACTORS)
def test_influence_flows_against_what_happened(tmp_path: Path, kind: TieKind) -> None:
    assert list(edges(snapshot(tmp_path, [tie(kind, ADA, BEN)]))) == [(BEN, ADA)]


def test_a_given_influence_points_its_own_way(tmp_path: Path) -> None:
    rows = [tie(TieKind.INFLUENCES, ADA, BEN, probability=0.3)]
    assert edges(snapshot(tmp_path, rows, Projection(model=GIVEN))) == {(ADA, BEN): 0.3}


def test_ties_add_up_by_their_factors_and_counts(tmp_path: Path) -> None:
    rows = [
        tie(TieKind.FOLLOWS, ADA, BEN),
        tie(TieKind.RESHARES, ADA, BEN, count=3),
        tie(TieKind.MENTIONS, ADA, BEN, at_ms=1000),
        tie(TieKind.MENTIONS, ADA, BEN, at_ms=2000),
    ]
    expected = FACTORS[TieKind.FOLLOWS] + 3 * FACTORS[TieKind.RESHARES] + 2 * FACTORS[TieKind.MENTIONS]
    assert edges(snapshot(tmp_path, rows)) == {(BEN, ADA): expected}


def test_a_row_without_a_count_that_repeats_counts_once(tmp_path: Path) -> None:
    rows = [tie(TieKind.RESHARES, ADA, BEN)] * 3
    assert edges(snapshot(tmp_path, rows)) == {(BEN, ADA): 1.0}


def test_a_count_given_again_replaces_the_old_one(tmp_path: Path) -> None:
    with DuckDBStore(":memory:") as store:
        load(store, [tie(TieKind.RESHARES, ADA, BEN, count=9)], name="old")
        load(store, [tie(TieKind.RESHARES, ADA, BEN, count=2)], name="new")
        assert edges(snapshot_of(store, Projection(), tmp_path)) == {(BEN, ADA): 2.0}


def test_the_last_of_several_counts_in_a_file_holds(tmp_path: Path) -> None:
    rows = [tie(TieKind.RESHARES, ADA, BEN, count=count) for count in (3, 5, 3)]
    assert edges(snapshot(tmp_path, rows)) == {(BEN, ADA): 3.0}


def test_a_row_without_a_count_does_not_undo_a_given_one(tmp_path: Path) -> None:
    rows = [tie(TieKind.RESHARES, ADA, BEN, count=9), tie(TieKind.RESHARES, ADA, BEN)]
    assert edges(snapshot(tmp_path, rows)) == {(BEN, ADA): 9.0}


def test_counts_from_two_sources_add_up(tmp_path: Path) -> None:
    with DuckDBStore(":memory:") as store:
        for source in ("one", "two"):
            load(store, [tie(TieKind.RESHARES, ADA, BEN, count=4)], name=source, source=source)
        assert edges(snapshot_of(store, Projection(), tmp_path)) == {(BEN, ADA): 8.0}


def test_an_action_seen_from_two_sources_happened_once_with_all_its_topics(tmp_path: Path) -> None:
    action = tie(TieKind.RESHARES, ADA, BEN, at_ms=5000, post="7", topics=1)
    with DuckDBStore(":memory:") as store:
        for topic in ("tea", "jam"):
            load(store, [action], name=topic, source=topic, topic_sets=((), (topic,)))
        made = snapshot_of(store, Projection(), tmp_path)
    assert edges(made) == {(BEN, ADA): 1.0}
    assert list(made.topics) == ["jam", "tea"]
    assert made.array("topic_edge_weight").tolist() == [1.0, 1.0]


def test_given_probabilities_of_two_sources_fire_independently(tmp_path: Path) -> None:
    with DuckDBStore(":memory:") as store:
        for source, probability in (("one", 0.5), ("two", 0.2)):
            row = tie(TieKind.INFLUENCES, ADA, BEN, probability=probability)
            load(store, [row], name=source, source=source)
        made = snapshot_of(store, Projection(model=GIVEN), tmp_path)
    assert edges(made)[(ADA, BEN)] == pytest.approx(1 - 0.5 * 0.8)


def test_weighted_cascade_shares_one_among_those_listened_to(tmp_path: Path) -> None:
    made = snapshot(tmp_path, [tie(TieKind.RESHARES, ADA, BEN, count=3), tie(TieKind.RESHARES, ADA, CLEO)])
    assert made.influence_graph().probability.tolist() == [0.75, 0.25]


def test_a_tie_off_the_topic_counts_a_share_of_one_on_it(tmp_path: Path) -> None:
    rows = [tie(TieKind.RESHARES, ADA, BEN, topics=1), tie(TieKind.RESHARES, ADA, CLEO)]
    made = snapshot(tmp_path, rows, topic_sets=((), ("tea",)))
    graph = made.influence_graph("tea", rest_share=0.1)
    assert graph.probability.tolist() == pytest.approx([0.5, 0.05])


def test_listeners_are_followers_where_there_are_follow_ties(tmp_path: Path) -> None:
    rows = [tie(TieKind.FOLLOWS, ADA, BEN), tie(TieKind.MENTIONS, ADA, CLEO)]
    assert snapshot(tmp_path, rows).influence_graph().listens.tolist() == [True, False]


def test_listeners_are_whoever_reacted_where_there_are_no_follow_ties(tmp_path: Path) -> None:
    rows = [tie(TieKind.LIKES, ADA, BEN), tie(TieKind.MENTIONS, ADA, CLEO)]
    assert snapshot(tmp_path, rows).influence_graph().listens.all()


def test_messages_start_where_original_posts_do(tmp_path: Path) -> None:
    posts = [Post("x:1", ADA, topics=1), Post("x:2", ADA, topics=1), Post("x:3", BEN, topics=1)]
    reply = Post("x:4", CLEO, kind=PostKind.REPLY, topics=1)
    made = snapshot(tmp_path, [], posts=[*posts, reply], topic_sets=((), ("tea",)))
    distribution, rule = made.sources("tea")
    assert rule == "originals"
    assert distribution is not None
    assert distribution.tolist() == pytest.approx([2 / 3, 1 / 3, 0, 0])
    assert made.array("topic_authors").tolist() == [3]


def test_without_posts_messages_start_where_reshares_and_quotes_point(tmp_path: Path) -> None:
    rows = [
        tie(TieKind.RESHARES, ADA, BEN, topics=1, count=3),
        tie(TieKind.QUOTES, ADA, CLEO, topics=1),
        tie(TieKind.MENTIONS, BEN, DAN, topics=1, count=100),
    ]
    distribution, rule = snapshot(tmp_path, rows, topic_sets=((), ("tea",))).sources("tea")
    assert rule == "reshares"
    assert distribution is not None
    assert distribution.tolist() == pytest.approx([0, 0.75, 0.25, 0])


def test_a_window_keeps_what_happened_in_it_and_what_has_no_time(tmp_path: Path) -> None:
    rows = [
        tie(TieKind.RESHARES, ADA, BEN, at_ms=1000),
        tie(TieKind.RESHARES, ADA, CLEO, at_ms=2000),
        tie(TieKind.FOLLOWS, ADA, DAN),
    ]
    made = snapshot(tmp_path, rows, Projection(since_ms=1500, until_ms=2001))
    assert set(edges(made)) == {(CLEO, ADA), (DAN, ADA)}


def test_a_platform_keeps_its_accounts_and_the_ties_among_them(tmp_path: Path) -> None:
    rows = [tie(TieKind.FOLLOWS, ADA, BEN), tie(TieKind.FOLLOWS, ADA, DAN)]
    made = snapshot(tmp_path, rows, Projection(platform="x"))
    assert list(made.keys) == ["x:ada", "x:ben", "x:cleo"]
    assert set(edges(made)) == {(BEN, ADA)}


def test_accounts_without_a_tie_are_there(tmp_path: Path) -> None:
    assert snapshot(tmp_path, []).n == len(ACCOUNTS)


def test_profiles_are_known_or_none(tmp_path: Path) -> None:
    made = snapshot(tmp_path, [], profiles={BEN: Profile(handle="Ben", followers=0)})
    assert (made.handles[BEN], made.followers(BEN)) == ("Ben", 0)
    assert (made.handles[ADA], made.followers(ADA)) == (None, None)


def test_prices_stand_by_account_and_what_is_unknown_is_nan(tmp_path: Path) -> None:
    made = snapshot(tmp_path, [], prices={DAN: Price(0.0, "EUR"), BEN: Price(20.0, "USD", 0.5)})
    unknown = np.nan
    assert made.array("price").tolist() == pytest.approx([unknown, 20.0, unknown, 0.0], nan_ok=True)
    assert made.array("acceptance").tolist() == pytest.approx([unknown, 0.5, unknown, unknown], nan_ok=True)
    assert list(made.currencies) == [None, "USD", None, "EUR"]


def test_a_platform_keeps_the_prices_of_its_accounts(tmp_path: Path) -> None:
    prices = {DAN: Price(1.0, "EUR"), ADA: Price(2.0, "EUR")}
    assert snapshot(tmp_path, [], Projection(platform="y"), prices=prices).array("price").tolist() == [1.0]


def test_lists_name_their_accounts_in_ascending_order(tmp_path: Path) -> None:
    made = snapshot(tmp_path, [], lists={"own": [DAN, ADA], "bots": [BEN]})
    assert list(made.lists) == ["bots", "own"]
    assert (made.accounts_on("own").tolist(), made.accounts_on(" Bots").tolist()) == ([ADA, DAN], [BEN])


def test_a_platform_keeps_lists_without_its_accounts_as_empty_ones(tmp_path: Path) -> None:
    made = snapshot(tmp_path, [], Projection(platform="y"), lists={"own": [ADA], "all": [ADA, DAN]})
    assert (made.accounts_on("own").tolist(), made.accounts_on("all").tolist()) == ([], [0])


def test_an_unknown_list_is_named_with_the_nearest(tmp_path: Path) -> None:
    made = snapshot(tmp_path, [], lists={"own": [ADA], "bots": [BEN]})
    with pytest.raises(ListNotFoundError, match="no list 'won'; the nearest known: own"):
        made.accounts_on("won")


@pytest.mark.parametrize(
    "other",
    [Price(2.0, "EUR", 0.5), Price(1.0, "USD", 0.5), Price(1.0, "EUR", 0.6), Price(1.0, "EUR")],
    ids=str,
)
def test_another_price_is_another_address(tmp_path: Path, other: Price) -> None:
    first, second = (
        snapshot(tmp_path / name, [], prices={ADA: price})
        for name, price in (("first", Price(1.0, "EUR", 0.5)), ("second", other))
    )
    assert first.address != second.address


@pytest.mark.parametrize(
    "wrong",
    [
        {"model": "magic"},
        {"kinds": ()},
        {"kinds": (TieKind.INFLUENCES,)},
        {"since_ms": 5, "until_ms": 5},
    ],
)
def test_a_projection_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ParameterError):
        Projection(**wrong)  # type: ignore[arg-type]  # wrong on purpose


pairs = st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda pair: pair[0] != pair[1])
rows = st.lists(
    st.builds(
        lambda kind, pair, at, count, topics: tie(
            kind, *pair, **({"at_ms": at} if at else {"count": count}), topics=topics
        ),
        st.sampled_from(sorted(FACTORS)),
        pairs,
        st.sampled_from([0, 1000, 2000]),
        st.integers(0, 3),
        st.integers(0, 1),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=30)
@given(first=rows, second=rows, third=rows)
def test_undoing_a_load_gives_the_address_of_never_having_loaded_it(
    tmp_path_factory: pytest.TempPathFactory, first: list[Row], second: list[Row], third: list[Row]
) -> None:
    folder = tmp_path_factory.mktemp("snapshots")
    sets = ((), ("tea",))
    with DuckDBStore(":memory:") as undone, DuckDBStore(":memory:") as never:
        for name, part in (("1", first), ("2", second), ("3", third)):
            load(undone, part, name=name, topic_sets=sets)
        undone.discard([2])
        for name, part in (("1", first), ("3", third)):
            load(never, part, name=name, topic_sets=sets)
        addresses = {snapshot_of(store, Projection(), folder).address for store in (undone, never)}
    assert len(addresses) == 1


@settings(deadline=None, max_examples=30)
@given(ties=rows, cut=st.integers(0, 12))
def test_how_rows_are_split_into_batches_does_not_change_the_address(
    tmp_path_factory: pytest.TempPathFactory, ties: list[Row], cut: int
) -> None:
    folder = tmp_path_factory.mktemp("snapshots")
    numbered = [{**row, "row": number} for number, row in enumerate(ties, start=1)]
    addresses = set()
    for parts in ([numbered], [numbered[:cut], numbered[cut:]]):
        with DuckDBStore(":memory:") as store:
            opened = store.begin("file", file="file", source="files")
            for number, part in enumerate(parts):
                batch = Batch(ACCOUNTS, Ties.of(part) if part else Ties.empty(), topic_sets=((), ("tea",)))
                store.append(opened, number, batch)
            store.seal([opened.number])
            addresses.add(snapshot_of(store, Projection(), folder).address)
    assert len(addresses) == 1


def test_a_tie_counts_half_after_its_half_life(tmp_path: Path) -> None:
    rows = [
        tie(TieKind.RESHARES, ADA, BEN, at_ms=5_000),
        tie(TieKind.RESHARES, CLEO, BEN, at_ms=4_000),
        tie(TieKind.RESHARES, CLEO, ADA, at_ms=3_000),
        tie(TieKind.RESHARES, CLEO, ADA, count=2),
    ]
    found = edges(snapshot(tmp_path, rows, Projection(half_life_ms=1_000)))
    assert found == {(BEN, ADA): 1.0, (BEN, CLEO): 0.5, (ADA, CLEO): 2.25}


def test_age_is_counted_to_the_end_of_the_window(tmp_path: Path) -> None:
    rows = [tie(TieKind.RESHARES, ADA, BEN, at_ms=1_000)]
    assert edges(snapshot(tmp_path, rows, Projection(until_ms=3_000, half_life_ms=1_000))) == {
        (BEN, ADA): 0.25
    }


def test_a_tie_however_old_still_counts_for_something(tmp_path: Path) -> None:
    rows = [tie(TieKind.RESHARES, ADA, BEN, at_ms=1), tie(TieKind.RESHARES, CLEO, BEN, at_ms=10**12)]
    graph = snapshot(tmp_path, rows, Projection(half_life_ms=1)).influence_graph()
    assert graph.probability.tolist() == [1.0, 1.0]


@pytest.mark.parametrize("asked", [{"half_life_ms": 0}, {"half_life_ms": 1_000, "model": GIVEN}])
def test_a_half_life_that_means_nothing_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match="half_life"):
        Projection(**asked)


def exchanges(snapshot: Snapshot) -> dict[tuple[int, int], tuple[int, int]]:
    graph = snapshot.influence_graph()
    pairs = zip(graph.in_sources.tolist(), graph.in_targets.tolist(), strict=True)
    count, last_ms = snapshot.exchanges()
    return dict(zip(pairs, zip(count.tolist(), last_ms.tolist(), strict=True), strict=True))


def test_an_exchange_is_counted_where_somebody_is_addressed_and_following_is_none(tmp_path: Path) -> None:
    rows = [
        tie(TieKind.FOLLOWS, ADA, BEN),
        tie(TieKind.LIKES, ADA, BEN, at_ms=9000),
        tie(TieKind.MENTIONS, ADA, BEN, at_ms=1000),
        tie(TieKind.REPLIES_TO, ADA, BEN, at_ms=4000),
        tie(TieKind.QUOTES, ADA, BEN, count=5),
        tie(TieKind.RESHARES, BEN, ADA, count=2),
        tie(TieKind.FOLLOWS, CLEO, ADA),
    ]
    assert exchanges(snapshot(tmp_path, rows)) == {
        (BEN, ADA): (7, 4000),
        (ADA, BEN): (2, UNTIMED),
        (ADA, CLEO): (0, UNTIMED),
    }


def test_exchanges_outside_the_window_do_not_count(tmp_path: Path) -> None:
    rows = [tie(TieKind.MENTIONS, ADA, BEN, at_ms=at) for at in (1000, 2000, 3000)]
    assert exchanges(snapshot(tmp_path, rows, Projection(until_ms=3000))) == {(BEN, ADA): (2, 2000)}


def test_given_probabilities_tell_of_no_exchange(tmp_path: Path) -> None:
    rows = [tie(TieKind.INFLUENCES, ADA, BEN, probability=0.3)]
    assert exchanges(snapshot(tmp_path, rows, Projection(model=GIVEN))) == {(ADA, BEN): (0, UNTIMED)}


def test_a_recorded_message_is_on_the_topics_of_its_post(tmp_path: Path) -> None:
    posts = [Post("x:1", author=ADA, topics=2), Post("x:2", author=BEN), Post("x:3", author=BEN, topics=1)]
    made = snapshot(tmp_path, [], posts=posts, topic_sets=((), ("tea",), ("tea", "jam")))
    keys = made.recorded().keys
    on_topic = {topic: [keys[int(m)] for m in made.messages_on(topic)] for topic in ("tea", "jam")}
    assert on_topic == {"tea": ["x:1", "x:3"], "jam": ["x:1"]}
