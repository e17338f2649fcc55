"""Histories: cuts, clocks, parents, pace, leaks; the judges cut the records, and build trees one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from algorithms.history import MOST_A_SECOND, Dated, History, Listening, history_in, history_of
from algorithms.parents import (
    EXPOSED,
    GIVEN,
    LAST_RESORT,
    STARTER,
    Actions,
    Method,
    infer_forest,
    infer_parents,
)
from graph.duckdb_store import DuckDBStore
from graph.errors import LeakError, ParameterError
from graph.influence import InfluenceGraph
from graph.projection import Projection, snapshot_of
from graph.recorded import EVENT, Recorded
from graph.records import UNTIMED, Batch, PostKind, TieKind, Ties
from graph.texts import TextColumn
from tests.algorithms.strategies import graphs, unhurried

N = 6
FIELDS = ("author", "started_ms", "offsets", "account", "parent", "above", "origin", "hop", "at_ms", "below")

times = st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, UNTIMED])
accounts = st.integers(0, N - 1)


@st.composite
def messages(draw: st.DrawFn, *, timed: bool = False) -> Recorded:
    """Draw up to four messages whose clocks may go backwards, stand still or be missing."""
    clock = times.filter(lambda at: at != UNTIMED) if timed else times
    authors = draw(st.lists(accounts if timed else st.integers(-1, N - 1), min_size=1, max_size=4))
    posted = [draw(clock) for _ in authors]
    rows = st.tuples(accounts, st.integers(-1, N - 1), clock)
    acted = [draw(st.lists(rows, max_size=6)) for _ in authors]
    late = 10**9
    in_order = [sorted(one, key=lambda row: late if row[2] == UNTIMED else row[2]) for one in acted]
    return Recorded.numbered(authors, posted, in_order)


def same(one: History, other: History) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in FIELDS)


def event_of(*rows: tuple[int, int, int, PostKind]) -> Recorded:
    """Return rows of account, target, time and kind as one event, by time."""
    account, target, at_ms = np.array([row[:3] for row in rows], dtype=np.int64).T
    plain = Recorded.numbered(
        [-1], [UNTIMED], [[(a, t, at) for a, t, at in zip(account, target, at_ms, strict=True)]]
    )
    kind = np.array([row[3].code for row in rows], dtype=np.int8)
    mentions = kind == PostKind.ORIGINAL.code
    return replace(
        plain,
        keys=TextColumn(*TextColumn.pack([EVENT])),
        parent=np.where(mentions, -1, target).astype(np.int32),
        mentioned=np.where(mentions, target, -1).astype(np.int32),
        kind=kind,
    )


def follows(*pairs: tuple[int, int], at_ms: list[int] | None = None) -> Listening:
    """Return follow ties (follower, followed)."""
    graph = InfluenceGraph.from_edges(N, [b for _, b in pairs], [a for a, _ in pairs], 1.0)
    return Listening.of(graph, None if at_ms is None else np.array(at_ms))


@unhurried
@given(messages(), graphs(min_n=N, max_n=N), st.sampled_from(get_args(Method)))
def test_all_trees_at_once_are_those_of_one_message_after_another(
    recorded: Recorded, graph: InfluenceGraph, method: Method
) -> None:
    columns = recorded.author, recorded.offsets, recorded.account, recorded.parent
    forest = infer_forest(*columns, graph, method=method)
    for message, author in enumerate(recorded.author.tolist()):
        acted = slice(*recorded.offsets[message : message + 2].tolist())
        actions = Actions(
            recorded.account[acted],
            recorded.parent[acted],
            np.zeros(acted.stop - acted.start, np.int64),
            author,
        )
        tree = infer_parents(actions, graph, method=method)
        people = slice(*forest.offsets[message : message + 2].tolist())
        above = np.where(forest.above[people] < 0, -1, forest.above[people] - people.start)
        ours = forest.account[people], above, forest.origin[people], forest.hop[people]
        assert [one.tolist() for one in ours] == [
            one.tolist() for one in (tree.account, tree.parent, tree.origin, tree.hop)
        ]


@unhurried
@given(messages(timed=True), st.integers(1, 9))
def test_what_was_known_before_is_what_the_earlier_records_tell(recorded: Recorded, until: int) -> None:
    earlier = []
    for message in np.argsort(recorded.posted_ms, kind="stable").tolist():
        if recorded.posted_ms[message] < until:
            acted = range(*recorded.offsets[message : message + 2].tolist())
            rows = [(recorded.account[i], recorded.parent[i], recorded.at_ms[i]) for i in acted]
            earlier.append((message, [row for row in rows if row[2] < until]))
    kept = [message for message, _ in earlier]
    cut = Recorded.numbered(
        recorded.author[kept].tolist(), recorded.posted_ms[kept].tolist(), [a for _, a in earlier]
    )
    assert same(history_of(recorded, n=N).before(until), history_of(cut, n=N))


@unhurried
@given(messages())
def test_nobody_is_older_than_the_cut_and_each_is_once_in_a_message(recorded: Recorded) -> None:
    whole = history_of(recorded, n=N)
    assert len(np.unique(whole.in_message * N + whole.account)) == len(whole.account)
    if (whole.started_ms != UNTIMED).any():
        known = whole.before(5)
        assert ((known.at_ms < 5) & (known.at_ms != UNTIMED)).all()


@unhurried
@given(messages())
def test_people_below_are_those_whose_way_up_leads_past(recorded: Recorded) -> None:
    whole = history_of(recorded, n=N)
    below = np.zeros(len(whole.account), dtype=np.int64)
    for person in range(len(below)):
        at = whole.above[person]
        while at >= 0:
            below[at] += 1
            at = whole.above[at]
    assert whole.below.tolist() == below.tolist()


def test_a_history_made_by_hand() -> None:
    acted = [[(1, 0, 10), (2, 1, 20), (3, 1, 30), (4, 3, 40)], [(0, 5, 35), (1, 0, 45)]]
    known = history_of(Recorded.numbered([0, 5], [0, 30], acted), n=N).before(40)
    assert known.account.tolist() == [0, 1, 2, 3, 5, 0]
    assert known.below.tolist() == [3, 2, 0, 0, 1, 0]
    assert known.hop.tolist() == [0, 1, 2, 2, 0, 1]
    assert (known.origin[known.relayed] == GIVEN).all()


def test_started_keeps_messages_whole_and_those_of_the_span_only() -> None:
    acted = [[(1, 0, 500)], [(2, 0, 600)], []]
    kept = history_of(Recorded.numbered([0, 0, 0], [0, 10, 20], acted), n=3).started(10, 20)
    assert (kept.started_ms.tolist(), kept.account.tolist()) == ([10], [0, 2])


def test_an_action_before_its_message_happened_with_it() -> None:
    known = history_of(Recorded.numbered([0], [100], [[(1, 0, 40), (2, 0, 120)]]), n=3)
    assert (known.at_ms.tolist(), known.early) == ([100, 100, 120], 1)


def test_a_message_without_a_time_starts_with_its_first_action() -> None:
    known = history_of(Recorded.numbered([0], [UNTIMED], [[(1, 0, 40), (2, 0, 120)]]), n=3)
    assert (known.started_ms.tolist(), known.at_ms.tolist()) == ([40], [40, 40, 120])


def test_before_the_parent_came_who_has_it_from_there_came_from_one_who_never_acted() -> None:
    recorded = Recorded.numbered([0], [0], [[(2, 1, 10), (1, 0, 50)]])
    whole, known = history_of(recorded, n=3), history_of(recorded, n=3).before(50)
    assert (whole.account.tolist(), whole.at_ms.tolist()) == ([0, 2, 1], [0, 10, 50])
    assert (known.account.tolist(), known.at_ms.tolist()) == ([0, 2, 1], [0, 10, 10])
    assert known.origin.tolist() == [STARTER, GIVEN, LAST_RESORT]


def test_equal_times_keep_the_order_of_the_file() -> None:
    known = history_of(Recorded.numbered([0], [5], [[(2, 0, 5), (1, 2, 5), (3, 1, 5)]]), n=4)
    assert (known.account.tolist(), known.hop.tolist()) == ([0, 2, 1, 3], [0, 1, 2, 3])


def test_what_has_no_time_is_in_no_part_that_is_cut_by_time() -> None:
    whole = history_of(Recorded.numbered([0, 1], [0, UNTIMED], [[(1, 0, 10), (2, 0, UNTIMED)], []]), n=3)
    assert (len(whole), whole.actions, whole.untimed) == (2, 2, 1)
    assert whole.before(100).account.tolist() == [0, 1]


def test_without_any_time_nothing_is_before_or_after() -> None:
    with pytest.raises(ParameterError, match="without a time"):
        history_of(Recorded.numbered([0], [UNTIMED], [[(1, 0, UNTIMED)]]), n=2).before(10)


def test_an_account_that_acts_a_thousand_times_a_second_counts_sixty_times() -> None:
    bot = [[(1, 0, 5_000 + message % 1000)] for message in range(1000)]
    person = [[(2, 0, 5_000 + 1000 * message)] for message in range(1000)]
    whole = history_of(Recorded.numbered([0] * 2000, [0] * 2000, bot + person), n=3)
    assert (whole.acts.tolist(), whole.capped) == ([0, MOST_A_SECOND, 1000], 1000 - MOST_A_SECOND)


def test_missing_parents_are_guessed_along_the_follow_ties_of_the_time() -> None:
    recorded = Recorded.numbered([0], [0], [[(1, -1, 10), (2, -1, 20)]])
    listening = follows((2, 1), at_ms=[15])
    whole = history_of(recorded, n=N, listening=listening)
    assert whole.origin.tolist() == [STARTER, LAST_RESORT, EXPOSED]
    assert whole.guessed == 1.0
    assert whole.before(100).parent.tolist() == [-1, 0, 1]


def test_a_follow_tie_from_after_the_cut_exposes_nobody() -> None:
    recorded = Recorded.numbered([0], [0], [[(1, -1, 10), (2, -1, 20)]])
    known = history_of(recorded, n=N, listening=follows((2, 1), at_ms=[500])).before(100)
    assert known.parent.tolist() == [-1, 0, 0]
    assert known.listening is not None
    assert known.listening.graph.m == 0


HISTORY = history_of(
    Recorded.numbered([0], [0], [[(1, 0, 10), (2, 1, 200)]]),
    n=N,
    listening=follows((1, 0), (2, 1), at_ms=[5, 300]),
    known={"followers": Dated(np.array([9, 8, 7, 6, 5, 4]), np.full(6, 400))},
)


@pytest.mark.parametrize(
    ("leak", "named"),
    [
        ({"listening": HISTORY.listening}, "follow ties has 1 values"),
        ({"known": HISTORY.known}, "followers has 6 values"),
        ({"known": {"community": Dated(np.zeros(6, np.int64), np.full(6, 100))}}, "community has 6 values"),
        ({"at_ms": np.array([0, 100])}, "actions has 1 values"),
        ({"started_ms": np.array([150])}, "messages has 1 values"),
    ],
    ids=["an edge", "a follower count", "a community", "an action", "a message"],
)
def test_a_planted_leak_is_refused(leak: dict[str, object], named: str) -> None:
    with pytest.raises(LeakError, match=named):
        replace(HISTORY.before(100), **leak)  # type: ignore[arg-type]  # a leak is of any field


def test_what_is_dated_after_the_cut_is_taken_out() -> None:
    known = HISTORY.before(100)
    assert known.followers is not None
    assert (known.followers.tolist(), known.undated) == ([-1] * 6, ())


def test_what_has_no_date_is_named() -> None:
    followers = {"followers": Dated(np.array([3, -1, -1]), np.full(3, UNTIMED))}
    whole = history_of(Recorded.numbered([0], [0], [[]]), n=3, known=followers)
    assert whole.undated == ("followers",)


def test_in_an_event_everybody_who_was_passed_on_has_a_message_of_their_own() -> None:
    reshare, reply, mention = PostKind.RESHARE, PostKind.REPLY, PostKind.ORIGINAL
    event = event_of(
        (1, 0, 10, reshare),
        (2, 0, 20, reshare),
        (1, 0, 30, reshare),
        (3, 1, 40, reshare),
        (4, 4, 50, reshare),
        (5, 1, 60, reply),
        (2, 1, 70, mention),
    )
    whole = history_of(event, n=N)
    assert (whole.event, whole.author.tolist(), whole.started_ms.tolist()) == (True, [0, 1], [10, 40])
    assert whole.below[whole.carriers].tolist() == [2, 1]
    assert whole.reposted.tolist() == [3, 1, 0, 0, 0, 0]
    assert whole.addressed.tolist() == [0, 2, 0, 0, 0, 0]
    assert whole.acts.tolist() == [0, 2, 2, 1, 1, 1]


def test_an_event_is_cut_by_its_actions() -> None:
    event = event_of(*((account, 0, 10 * account, PostKind.RESHARE) for account in range(1, 6)))
    whole = history_of(event, n=N)
    assert whole.before(30).below[0] == 2
    assert whole.started(20, 40).account.tolist() == [0, 2, 3]


def test_beside_messages_the_event_is_left_out() -> None:
    one, other = event_of((1, 0, 10, PostKind.RESHARE)), Recorded.numbered([0], [0], [[(2, 0, 10)]])
    names = ("account", "parent", "mentioned", "at_ms", "kind", "language", "place")
    by_action: dict[str, Any] = {name: np.append(getattr(one, name), getattr(other, name)) for name in names}
    both = replace(
        other,
        keys=TextColumn(*TextColumn.pack([EVENT, "message:0"])),
        author=np.array([-1, 0], np.int32),
        posted_ms=np.array([UNTIMED, 0]),
        offsets=np.array([0, 1, 2]),
        **by_action,
    )
    whole = history_of(both, n=3)
    assert (whole.event, whole.account.tolist()) == (False, [0, 2])


@unhurried
@given(messages(timed=True), st.integers(0, 3))
def test_shuffled_time_keeps_the_messages_and_the_starts(recorded: Recorded, random_seed: int) -> None:
    whole = history_of(recorded, n=N)
    other = whole.shuffled(random_seed=random_seed)
    assert sorted(other.started_ms.tolist()) == sorted(whole.started_ms.tolist())
    sizes = [
        dict(zip(one.message.tolist(), np.diff(one.offsets).tolist(), strict=True)) for one in (whole, other)
    ]
    assert sizes[0] == sizes[1]


def test_a_snapshot_tells_follow_ties_with_their_first_time_and_whom_an_event_mentions(
    tmp_path: Path,
) -> None:
    follows, mentions, reshares = TieKind.FOLLOWS, TieKind.MENTIONS, TieKind.RESHARES
    rows: list[dict[str, object]] = [
        {"kind": follows, "actor": 0, "target": 1, "at_ms": 500},
        {"kind": follows, "actor": 0, "target": 1, "at_ms": 300},
        {"kind": follows, "actor": 2, "target": 1, "at_ms": 300},
        {"kind": follows, "actor": 2, "target": 1},
        {"kind": mentions, "actor": 2, "target": 0, "at_ms": 700},
        {"kind": reshares, "actor": 0, "target": 1, "at_ms": 800},
    ]
    with DuckDBStore(":memory:") as store:
        opened = store.begin("one", file="one", source="files")
        store.append(opened, 0, Batch(("x:ada", "x:ben", "x:cleo"), Ties.of(rows)))
        store.seal([opened.number])
        whole = history_in(snapshot_of(store, Projection(), tmp_path))
    assert whole.listening is not None
    assert (whole.listening.graph.in_targets.tolist(), whole.listening.at_ms.tolist()) == (
        [0, 2],
        [300, UNTIMED],
    )
    assert (whole.addressed.tolist(), whole.reposted.tolist()) == ([1, 0, 0], [0, 1, 0])
    assert whole.undated == ("follow ties",)
