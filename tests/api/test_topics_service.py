"""Several topics under one name are their sum, asked by the name alone, until the name is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from api.services.context import Context
from api.services.relays import rank_relays
from api.services.topics import all_aliases, forget_alias, keep_alias, kept_aliases, list_topics
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.errors import AliasNotFoundError, ParameterError, TooFewAuthorsError, TopicNotFoundError

BOTH = "#rare + #streetfood"


@pytest.fixture
def store() -> Iterator[DuckDBStore]:
    with DuckDBStore(IN_MEMORY) as opened:
        yield opened


@pytest.fixture
def aliased(context: Context) -> Context:
    """The small network, whose two topics go under the name of one of them, and under a name of their own."""
    topics = ("rare", "streetfood")
    return replace(context, aliases={"food": topics, "rare": topics, "odd": ("rare", "unheard of")})


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("STREET", ["streetfood"]),
        ("#street", ["streetfood"]),
        (" tf ", ["streetfood"]),
        ("food", ["streetfood", "rare"]),  # an alias of both
        ("odd", ["rare"]),
        ("r", ["streetfood", "rare"]),
        ("", ["streetfood", "rare"]),
        ("nothing of it", []),
    ],
)
def test_topics_are_found_by_a_part_of_their_names(aliased: Context, q: str, found: list[str]) -> None:
    told = list_topics(aliased, q=q)
    assert ([item.topic for item in told.items], told.total_estimate) == (found, len(found))


def test_an_alias_is_kept_spelled_as_topics_are(store: DuckDBStore) -> None:
    keep_alias(store, " #Food ", ["StreetFood", "#street  food", "streetfood"])
    assert kept_aliases(store) == {"food": ("street food", "streetfood")}


def test_an_alias_is_replaced_and_forgotten(store: DuckDBStore) -> None:
    keep_alias(store, "food", ["rare"])
    keep_alias(store, "food", ["streetfood"])
    assert [item.topics for item in all_aliases(store).items] == [["streetfood"]]
    assert forget_alias(store, "FOOD").items == []
    with pytest.raises(AliasNotFoundError):
        forget_alias(store, "food")


@pytest.mark.parametrize("topics", [[], [str(i) for i in range(101)], ["a + #b"], [""]], ids=len)
def test_what_cannot_be_summed_is_refused(store: DuckDBStore, topics: list[str]) -> None:
    with pytest.raises(ParameterError):
        keep_alias(store, "food", topics)


def test_a_name_that_is_no_topic_means_the_alias(aliased: Context) -> None:
    assert aliased.topic("Food") == BOTH


def test_a_name_that_is_a_topic_means_the_alias_where_that_is_asked_for(aliased: Context) -> None:
    with pytest.raises(TooFewAuthorsError):
        aliased.topic("rare")
    assert replace(aliased, by_alias=True).topic("rare") == BOTH


def test_topics_that_are_not_here_are_left_out_of_an_alias(aliased: Context) -> None:
    with pytest.raises(TooFewAuthorsError, match="rare"):
        aliased.topic("odd")


def test_a_sum_that_nobody_named_is_no_topic(aliased: Context) -> None:
    with pytest.raises(TopicNotFoundError):
        aliased.topic(BOTH)


def test_a_sum_is_what_its_topics_are_together(aliased: Context) -> None:
    snapshot = aliased.snapshot
    parts = [snapshot.tie_weights(topic).on_topic for topic in ("rare", "streetfood")]
    together = snapshot.tie_weights(BOTH)
    assert together.on_topic.tolist() == np.minimum(sum(parts), together.weight).tolist()
    messages = [snapshot.messages_on(topic).tolist() for topic in ("rare", "streetfood")]
    assert snapshot.messages_on(BOTH).tolist() == sorted({*messages[0], *messages[1]})


def test_messages_on_a_sum_start_as_often_as_on_its_topics(aliased: Context) -> None:
    starts, rule = aliased.snapshot.sources(BOTH)
    assert rule == "originals"
    assert starts is not None
    assert starts.sum() == pytest.approx(1)
    both, one = (starts[aliased.account_number(f"twitter:{i}")] for i in (0, 20))
    assert both == pytest.approx(2 / 35)  # one of 30 posts on the one topic, one of 5 on the other
    assert one == pytest.approx(1 / 35)


def test_answers_by_an_alias_name_the_sum(aliased: Context) -> None:
    assert rank_relays(aliased, topic="food", n_samples=1_000, limit=1).meta.topic == BOTH


def test_topics_tell_their_aliases(aliased: Context) -> None:
    told = {item.topic: item.aliases for item in list_topics(aliased).items}
    assert told == {"streetfood": ["food", "rare"], "rare": ["food", "rare", "odd"]}
