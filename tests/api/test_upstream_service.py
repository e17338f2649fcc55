"""The magic middle, from the store to the answer: the planted are found, and by their lead alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from api.services.context import Context
from api.services.upstream import find_upstream
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.errors import ParameterError, TooFewAuthorsError, TopicNotFoundError
from graph.projection import Projection, snapshot_of
from graph.records import UNTIMED, Batch, Post, Profile, Ties
from loaders.synthetic import SyntheticNetwork, synthetic_network

PLANTED = ("indie games", "trail running", "skincare")
UNPLANTED = "street food"


def stored(folder: Path, *batches: Batch, min_authors: int = 20) -> Context:
    with DuckDBStore(IN_MEMORY) as store:
        load = store.begin("drawn", file="drawn", source="tests")
        for number, batch in enumerate(batches):
            store.append(load, number, batch)
        store.seal([load.number])
        snapshot = snapshot_of(store, Projection(), folder)
    return Context(snapshot, store="drawn", min_authors=min_authors)


@pytest.fixture(scope="module")
def network() -> SyntheticNetwork:
    return synthetic_network()


@pytest.fixture(scope="module")
def drawn(network: SyntheticNetwork, tmp_path_factory: pytest.TempPathFactory) -> Context:
    return stored(tmp_path_factory.mktemp("drawn"), *network.batches(50_000))


@pytest.fixture(scope="module")
def shuffled(network: SyntheticNetwork, tmp_path_factory: pytest.TempPathFactory) -> Context:
    """The same network, with the times of each message dealt out anew among all who posted or acted on it."""
    ties, posts = network.ties, network.posts
    timed = np.flatnonzero(ties.at_ms != UNTIMED)
    message = [*(post.key.partition(":")[2] for post in posts), *ties.post[timed]]
    at_ms = np.array([*(post.at_ms for post in posts), *ties.at_ms[timed]], dtype=np.int64)
    group = np.unique(message, return_inverse=True)[1]
    chance = np.random.default_rng(5).random(len(group))
    dealt = np.empty_like(at_ms)
    dealt[np.argsort(group, kind="stable")] = at_ms[np.lexsort((chance, group))]
    anew = ties.at_ms.copy()
    anew[timed] = dealt[len(posts) :]
    moved = [replace(post, at_ms=int(at)) for post, at in zip(posts, dealt, strict=False)]
    other = replace(network, ties=replace(ties, at_ms=anew), posts=moved)
    return stored(tmp_path_factory.mktemp("shuffled"), *other.batches(50_000))


def found(network: SyntheticNetwork, context: Context, topic: str, max_q: float) -> list[bool]:
    """Return, of the first ten listed, which were planted."""
    answer = find_upstream(context, topic=topic, limit=10, max_q=max_q, n_permutations=499)
    planted = {network.accounts[place] for place in network.upstream.get(topic, [])}
    return [item.account.key in planted for item in answer.items]


@pytest.mark.parametrize("topic", PLANTED)
def test_the_first_ten_were_planted_upstream(network: SyntheticNetwork, drawn: Context, topic: str) -> None:
    assert sum(found(network, drawn, topic, max_q=1.0)) >= 9


@pytest.mark.parametrize("topic", PLANTED)
def test_whoever_is_named_was_planted(network: SyntheticNetwork, drawn: Context, topic: str) -> None:
    named = found(network, drawn, topic, max_q=0.05)
    assert sum(named) >= max(8, 0.9 * len(named))


def test_times_dealt_out_anew_bring_precision_down_to_chance(
    network: SyntheticNetwork, shuffled: Context
) -> None:
    of_ten = [sum(found(network, shuffled, topic, max_q=1.0)) for topic in PLANTED]
    assert sum(of_ten) / 30 <= 0.4  # a fifth of those who could lead at all were planted


@pytest.mark.parametrize("topic", PLANTED)
def test_times_dealt_out_anew_leave_nobody_to_name(
    network: SyntheticNetwork, shuffled: Context, topic: str
) -> None:
    assert found(network, shuffled, topic, max_q=0.05) == []


def test_where_nobody_was_planted_nobody_is_named(network: SyntheticNetwork, drawn: Context) -> None:
    assert found(network, drawn, UNPLANTED, max_q=0.05) == []


LARGE, MIDDLE, SMALL = (0, 1, 2), 3, (4, 5, 6, 7, 8)
HOUR_MS = 3_600_000


def by_hand(*, timed: bool = True) -> Batch:
    """Return six messages of a mid-size account, each reshared by three large ones some hours on."""
    posts = [
        Post(f"x:{m}", author=MIDDLE, at_ms=m * 100 * HOUR_MS if timed else None, topics=1) for m in range(6)
    ]
    reshares: list[dict[str, object]] = [
        {"kind": "RESHARES", "actor": who, "target": MIDDLE, "post": str(m), "topics": 1}
        | {"at_ms": (m * 100 + 2 + who) * HOUR_MS}
        for m in range(6 * timed)
        for who in LARGE
    ]
    own = [Post(f"x:{90 + who}", author=who, at_ms=HOUR_MS if timed else None, topics=1) for who in SMALL]
    followers = dict.fromkeys(LARGE, 1_000) | {MIDDLE: 50} | dict.fromkeys(SMALL, 5)
    profiles = {who: Profile(followers=count) for who, count in followers.items()}
    accounts = [f"x:a{i}" for i in range(9)]
    return Batch(accounts, Ties.of(reshares), profiles, posts + own, ((), ("tea",)))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return stored(tmp_path_factory.mktemp("small"), by_hand(), min_authors=3)


def test_whom_somebody_leads_is_named_with_the_median_lead(small: Context) -> None:
    [item] = find_upstream(small, topic="tea").items
    assert item.account.key == "x:a3"
    assert [(led.account.key, led.items, led.median_lead_hours) for led in item.led] == [
        ("x:a0", 6, 2.0),
        ("x:a1", 6, 3.0),
        ("x:a2", 6, 4.0),
    ]


def test_who_leads_all_large_ones_on_all_items_has_a_share_of_one(small: Context) -> None:
    [item] = find_upstream(small, topic="tea").items
    assert item.share == pytest.approx(1)


def test_a_lead_beyond_the_window_does_not_count(small: Context) -> None:
    [item] = find_upstream(small, topic="tea", window_days=2.5 / 24, max_q=1.0).items
    assert item.share == pytest.approx(1 / 3)


def test_an_answer_says_how_many_were_tested(small: Context) -> None:
    answer = find_upstream(small, topic="tea")
    assert (answer.messages, answer.adopters, answer.large, answer.candidates) == (11, 9, 3, 1)


def test_without_times_there_is_nothing_to_test(tmp_path: Path) -> None:
    answer = find_upstream(stored(tmp_path, by_hand(timed=False), min_authors=3), topic="tea")
    assert (answer.items, answer.adopters) == ([], 0)
    assert any("nothing to test" in warning for warning in answer.meta.warnings)


def test_a_topic_that_is_not_there_or_too_small_is_refused(small: Context) -> None:
    with pytest.raises(TopicNotFoundError):
        find_upstream(small, topic="coffee")
    with pytest.raises(TooFewAuthorsError):
        find_upstream(replace(small, min_authors=20), topic="tea")


@pytest.mark.parametrize(
    "wrong",
    [{"window_days": 0.0}, {"large_share": 0.6}, {"max_q": -0.1}, {"n_permutations": 98}, {"limit": 0}],
    ids=str,
)
def test_what_is_out_of_range_is_refused_by_name(small: Context, wrong: dict[str, float]) -> None:
    with pytest.raises(ParameterError, match=next(iter(wrong))):
        find_upstream(small, topic="tea", **wrong)  # type: ignore[arg-type]  # wrong on purpose
