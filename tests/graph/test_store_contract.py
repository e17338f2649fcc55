"""What every store promises, asked of each; where both answer the same question, the answers are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.duckdb_store import DuckDBStore
from graph.errors import LoadNotFoundError
from graph.neo4j_store import Neo4jStore
from graph.records import (
    KINDS,
    POST_KINDS,
    UNTIMED,
    Batch,
    Load,
    Post,
    PostKind,
    Price,
    Profile,
    Reposts,
    TieKind,
    Ties,
    hash64,
)
from graph.store import ERASURE, GraphStore

TEXTS = (
    "it's",
    'a "quoted" name',
    "`backticks`",
    "ünïcödé 😀 ﷺ",
    "'); DROP TABLE tie; --",
    "x'}) DETACH DELETE n //",
    "$load",
    "{0} %s \\u0027",
)
KEYS = tuple(f"x:{name}" for name in ("ada", "ben", "cleo", "dan", *TEXTS))
TOPIC_SETS = ((), ("ferguson",), ("a 'b' `c`", "ferguson"), ("ünïcödé 😀",))

Row = Mapping[str, object]


@pytest.fixture(params=["duckdb", "neo4j"])
def store(request: pytest.FixtureRequest) -> Iterator[GraphStore]:
    if request.param == "neo4j":
        served: Neo4jStore = request.getfixturevalue("neo4j_store")
        yield served
    else:
        with DuckDBStore(":memory:") as embedded:
            yield embedded


def batch_of(rows: Sequence[Row] = (), *, accounts: Sequence[str] = KEYS[:4], **more: Any) -> Batch:
    return Batch(accounts, Ties.of(rows), topic_sets=TOPIC_SETS, **more)


def follow(**row: object) -> dict[str, object]:
    return {"kind": TieKind.FOLLOWS, "actor": 0, "target": 1, **row}


def repost(**row: object) -> dict[str, object]:
    return {"message": "x:m", "account": 0, **row}


def batch_of_each() -> Batch:
    return batch_of(
        [follow()],
        profiles={0: Profile(handle="new", followers=9)},
        posts=[Post("x:p", 0)],
        prices={0: Price(5.0, "EUR")},
        lists={"own": [0]},
        reposts=Reposts.of([repost()]),
    )


def pending(
    store: GraphStore, *batches: Batch, name: str = "one", source: str = "files"
) -> tuple[Load, list[list[bool]]]:
    load = store.begin(name, file=f"{name}.csv", source=source)
    return load, [store.append(load, number, batch).tolist() for number, batch in enumerate(batches)]


def sealed(store: GraphStore, *batches: Batch, name: str = "one", source: str = "files") -> int:
    load, _ = pending(store, *batches, name=name, source=source)
    store.seal([load.number])
    return load.number


def account_rows(store: GraphStore) -> list[tuple[Any, ...]]:
    table = store.accounts()
    columns = (table.key, table.handle, table.name, table.followers, table.language)
    return sorted(zip(*(column.tolist() for column in columns), strict=True))


def tie_rows(store: GraphStore, *kinds: TieKind) -> list[tuple[Any, ...]]:
    table, keys = store.ties(kinds or KINDS), _keys(store)
    return sorted(
        (
            load,
            row,
            KINDS[kind].value,
            keys[actor],
            keys[target],
            at,
            mark,
            table.topic_sets[topics],
            count,
            p,
        )
        for load, row, kind, actor, target, at, mark, topics, count, p in zip(
            *(
                getattr(table, name).tolist()
                for name in ("load", "row", "kind", "actor", "target", "at_ms", "mark", "topics", "count")
            ),
            np.where(np.isnan(table.probability), -1.0, table.probability).tolist(),
            strict=True,
        )
    )


def post_rows(store: GraphStore) -> list[tuple[Any, ...]]:
    table, keys = store.posts(), _keys(store)
    columns = (table.key, table.author, table.at_ms, table.kind, table.topics)
    return sorted(
        (key, keys[author], at, POST_KINDS[kind].value, table.topic_sets[topics])
        for key, author, at, kind, topics in zip(*(column.tolist() for column in columns), strict=True)
    )


def action_rows(store: GraphStore) -> list[tuple[Any, ...]]:
    table, keys = store.actions(), {**_keys(store), -1: "?"}
    names = ("account", "parent", "message", "at_ms", "kind", "mark", "language", "place", "load", "row")
    return sorted(
        (
            (table.messages[message], keys[account], keys[parent], at, POST_KINDS[kind].value, *more)
            for account, parent, message, at, kind, *more in zip(
                *(getattr(table, name).tolist() for name in names), strict=True
            )
        ),
        key=repr,
    )


def price_rows(store: GraphStore) -> list[tuple[Any, ...]]:
    table, keys = store.prices(), _keys(store)
    acceptance = [None if np.isnan(value) else value for value in table.acceptance.tolist()]
    columns = (table.account.tolist(), table.price.tolist(), table.currency.tolist(), acceptance)
    return sorted((keys[account], *price) for account, *price in zip(*columns, strict=True))


def list_rows(store: GraphStore) -> list[tuple[str, str]]:
    table, keys = store.lists(), _keys(store)
    return sorted(zip(table.list.tolist(), (keys[number] for number in table.account.tolist()), strict=True))


def ledger(store: GraphStore) -> list[dict[str, Any]]:
    return [{**asdict(load), "loaded_at": None} for load in store.loads()]


def all_answers(store: GraphStore) -> list[object]:
    readers = (account_rows, tie_rows, post_rows, action_rows, price_rows, list_rows)
    rows = [read(store) for read in readers]
    return [*rows, ledger(store), store.version()]


def _keys(store: GraphStore) -> dict[int, str]:
    table = store.accounts()
    return dict(zip(table.number.tolist(), table.key.tolist(), strict=True))


def test_an_empty_store_answers_with_nothing(store: GraphStore) -> None:
    assert (all_answers(store)[:6], store.loads()) == ([[]] * 6, [])


def test_a_sealed_tie_comes_back_as_it_was_written(store: GraphStore) -> None:
    row = {"kind": "QUOTES", "actor": 2, "target": 0, "at_ms": -5, "post": "9", "topics": 2, "row": 17}
    sealed(store, batch_of([row]))
    [(load, line, kind, actor, target, at, _, topics, count, p)] = tie_rows(store)
    assert (load, line, kind, actor, target, at) == (1, 17, "QUOTES", "x:cleo", "x:ada", -5)
    assert (topics, count, p) == (TOPIC_SETS[2], 0, -1.0)


def test_an_untimed_row_has_its_count_and_no_time(store: GraphStore) -> None:
    sealed(store, batch_of([follow(count=3)]))
    table = store.ties([TieKind.FOLLOWS])
    assert (table.at_ms.tolist(), table.count.tolist()) == ([UNTIMED], [3])


def test_a_probability_of_zero_is_not_an_unknown_one(store: GraphStore) -> None:
    sealed(store, batch_of([follow(kind="INFLUENCES", probability=0.0), follow()]))
    table = store.ties([TieKind.INFLUENCES, TieKind.FOLLOWS])
    assert sorted(table.probability.tolist(), key=str) == pytest.approx([0.0, np.nan], nan_ok=True)


def test_columns_have_the_types_that_the_port_names(store: GraphStore) -> None:
    sealed(store, batch_of_each())
    types = {
        f"{table.__class__.__name__}.{name}": getattr(table, name).dtype.name
        for table in (
            store.accounts(),
            store.ties(KINDS),
            store.posts(),
            store.actions(),
            store.prices(),
            store.lists(),
        )
        for name in table.__slots__
        if name != "topic_sets"
    }
    accounts = ("AccountTable.number", "AccountTable.followers", "PostTable.author", "PostTable.at_ms")
    ties = (f"TieTable.{name}" for name in ("actor", "target", "at_ms", "mark", "count", "row"))
    actions = (f"ActionTable.{name}" for name in ("account", "parent", "at_ms", "mark", "row"))
    texts = (f"AccountTable.{name}" for name in ("key", "handle", "name", "language"))
    more_texts = ("PostTable.key", *(f"ActionTable.{name}" for name in ("language", "place", "messages")))
    int32s = (
        "TieTable.topics",
        "TieTable.load",
        "PostTable.topics",
        "ActionTable.message",
        "ActionTable.load",
    )
    assert types == {
        **dict.fromkeys((*accounts, *ties, *actions), "int64"),
        **dict.fromkeys((*texts, *more_texts), "object"),
        **dict.fromkeys(int32s, "int32"),
        **dict.fromkeys(("TieTable.kind", "PostTable.kind", "ActionTable.kind"), "int8"),
        "TieTable.probability": "float64",
        "PriceTable.account": "int64",
        **dict.fromkeys(("PriceTable.price", "PriceTable.acceptance"), "float64"),
        "PriceTable.currency": "object",
        "ListTable.account": "int64",
        "ListTable.list": "object",
    }


def test_only_the_kinds_asked_for_are_read(store: GraphStore) -> None:
    sealed(store, batch_of([follow(kind=kind) for kind in KINDS]))
    assert {row[2] for row in tie_rows(store, TieKind.LIKES, TieKind.QUOTES)} == {"LIKES", "QUOTES"}


def test_no_kinds_give_no_ties(store: GraphStore) -> None:
    sealed(store, batch_of([follow()]))
    assert len(store.ties([]).row) == 0


def test_a_batch_without_anything_is_a_line_in_the_ledger(store: GraphStore) -> None:
    sealed(store, batch_of(accounts=[]))
    assert store.loads()[0].batches == frozenset({0})


def test_an_account_without_a_tie_is_an_account(store: GraphStore) -> None:
    sealed(store, batch_of([follow()], accounts=["x:ada", "x:ben", "x:alone"]))
    assert [row[0] for row in account_rows(store)] == ["x:ada", "x:alone", "x:ben"]


def test_a_pending_load_shows_nowhere_but_in_the_ledger(store: GraphStore) -> None:
    sealed(store, batch_of([follow()], accounts=["x:ada", "x:ben"]))
    *before, _, version = all_answers(store)
    pending(store, batch_of_each(), name="two")
    *after, _, version_after = all_answers(store)
    assert (after, version_after) == (before, version)


def test_sealing_makes_several_loads_visible(store: GraphStore) -> None:
    first, _ = pending(store, batch_of([follow()]), name="one")
    second, _ = pending(store, batch_of([follow()]), name="two")
    store.seal([first.number, second.number])
    assert [row[0] for row in tie_rows(store)] == [1, 2]


def test_a_sealed_load_says_when(store: GraphStore) -> None:
    sealed(store)
    [load] = store.loads()
    assert load.loaded_at is not None
    assert np.datetime64(load.loaded_at.removesuffix("Z")) > np.datetime64("2024-01-01")


def test_the_same_fingerprint_is_the_same_load(store: GraphStore) -> None:
    sealed(store, batch_of([follow()]))
    again = store.begin("one", file="other name.csv", source="files")
    assert (again.number, again.sealed, again.file) == (1, True, "one.csv")


def test_a_load_that_was_cut_off_resumes_with_its_batches(store: GraphStore) -> None:
    pending(store, batch_of([follow()]), batch_of([follow(row=2, target=2)]))
    resumed = store.begin("one", file="one.csv", source="files")
    assert (resumed.sealed, resumed.batches, resumed.ties) == (False, frozenset({0, 1}), 2)


def test_a_batch_given_twice_changes_nothing(store: GraphStore) -> None:
    load, _ = pending(store, batch_of([follow()]))
    before = ledger(store)
    assert store.append(load, 0, batch_of([follow(), follow(target=2)])).tolist() == [True, True]
    assert ledger(store) == before


def test_a_tie_repeated_within_a_batch_is_written_once(store: GraphStore) -> None:
    _, [there] = pending(store, batch_of([follow(count=2, row=1), follow(count=2, row=2)]))
    assert (there, store.loads()[0].ties) == ([True, False], 1)


def test_a_tie_of_an_earlier_batch_is_already_there(store: GraphStore) -> None:
    _, flags = pending(store, batch_of([follow()]), batch_of([follow(row=2), follow(row=3, target=2)]))
    assert flags == [[False], [True, False]]


def test_a_tie_of_a_sealed_load_is_already_there_and_written_all_the_same(store: GraphStore) -> None:
    sealed(store, batch_of([follow(at_ms=5, post="9")]))
    load, [there] = pending(store, batch_of([follow(at_ms=5, post="9")]), name="two", source="others")
    store.seal([load.number])
    assert (there, [row[0] for row in tie_rows(store)]) == ([True], [1, 2])


def test_a_tie_of_a_pending_load_is_not_there_yet(store: GraphStore) -> None:
    pending(store, batch_of([follow()]))
    _, [there] = pending(store, batch_of([follow()]), name="two")
    assert there == [False]


@pytest.mark.parametrize(
    "other",
    [
        {"count": 3},
        {"at_ms": 6},
        {"at_ms": UNTIMED, "count": 2},
        {"topics": 1},
        {"kind": "LIKES"},
        {"actor": 1, "target": 0},
        {"post": "10"},
        {"kind": "INFLUENCES", "probability": 0.5},
    ],
    ids=" ".join,
)
def test_a_tie_that_differs_is_another(store: GraphStore, other: Row) -> None:
    tie = follow(at_ms=5, count=2, post="9")
    sealed(store, batch_of([tie]))
    _, [there] = pending(store, batch_of([{**tie, **other}]), name="two")
    assert there == [False]


def test_the_latest_profile_that_says_something_holds_column_by_column(store: GraphStore) -> None:
    sealed(
        store,
        batch_of(profiles={0: Profile(handle="ada", name="Ada", followers=5)}),
        batch_of(profiles={0: Profile(name="Ada L.", language="en")}),
    )
    sealed(store, batch_of(profiles={0: Profile(followers=0)}), name="two")
    assert account_rows(store)[0] == ("x:ada", "ada", "Ada L.", 0, "en")


def test_what_no_profile_says_is_unknown(store: GraphStore) -> None:
    sealed(store, batch_of(accounts=["x:ada"]))
    assert account_rows(store) == [("x:ada", None, None, -1, None)]


def test_a_profile_goes_with_its_load(store: GraphStore) -> None:
    sealed(store, batch_of(profiles={0: Profile(handle="old")}, accounts=["x:ada"]))
    two = sealed(store, batch_of(profiles={0: Profile(handle="new")}, accounts=["x:ada"]), name="two")
    store.discard([two])
    assert account_rows(store) == [("x:ada", "old", None, -1, None)]


def test_of_a_post_that_came_twice_the_latest_load_holds(store: GraphStore) -> None:
    sealed(store, batch_of(posts=[Post("x:p", 0, 1, PostKind.ORIGINAL, 1), Post("x:q", 1)]))
    sealed(store, batch_of(posts=[Post("x:p", 2, None, PostKind.QUOTE, 2)]), name="two")
    assert post_rows(store) == [
        ("x:p", "x:cleo", UNTIMED, "QUOTE", TOPIC_SETS[2]),
        ("x:q", "x:ben", UNTIMED, "ORIGINAL", ()),
    ]


def test_a_price_comes_back_as_it_was_written(store: GraphStore) -> None:
    prices = {0: Price(0.0, "EUR", 0.0), 2: Price(19.99, "USD"), 3: Price(5.0, "JPY", 1.0)}
    sealed(store, batch_of(prices=prices))
    assert price_rows(store) == [
        ("x:ada", 0.0, "EUR", 0.0),
        ("x:cleo", 19.99, "USD", None),
        ("x:dan", 5.0, "JPY", 1.0),
    ]


def test_of_several_prices_the_last_batch_of_the_latest_load_holds_whole(store: GraphStore) -> None:
    sealed(store, batch_of(prices={0: Price(1.0, "EUR"), 1: Price(2.0, "EUR", 0.5)}))
    sealed(
        store,
        batch_of(prices={0: Price(9.0, "EUR", 0.9)}),
        batch_of(prices={0: Price(3.0, "USD")}),
        name="two",
    )
    assert price_rows(store) == [("x:ada", 3.0, "USD", None), ("x:ben", 2.0, "EUR", 0.5)]


def test_a_price_goes_with_its_load(store: GraphStore) -> None:
    sealed(store, batch_of(prices={0: Price(1.0, "EUR", 0.5)}))
    later = batch_of(prices={0: Price(2.0, "EUR"), 1: Price(3.0, "EUR")})
    store.discard([sealed(store, later, name="two")])
    assert price_rows(store) == [("x:ada", 1.0, "EUR", 0.5)]


def test_a_price_given_again_by_a_resumed_load_changes_nothing(store: GraphStore) -> None:
    load, _ = pending(store, batch_of(prices={0: Price(1.0, "EUR")}))
    store.append(load, 0, batch_of(prices={0: Price(2.0, "EUR")}))
    store.seal([load.number])
    assert price_rows(store) == [("x:ada", 1.0, "EUR", None)]


def test_who_is_on_a_list_comes_back_once(store: GraphStore) -> None:
    sealed(store, batch_of(lists={"own": [0, 2], "bots": [2]}), batch_of(lists={"own": [2, 3]}))
    assert list_rows(store) == [("bots", "x:cleo"), ("own", "x:ada"), ("own", "x:cleo"), ("own", "x:dan")]


def test_a_place_on_a_list_goes_with_its_load(store: GraphStore) -> None:
    sealed(store, batch_of(lists={"own": [0]}))
    store.discard([sealed(store, batch_of(lists={"own": [0, 1], "bots": [1]}), name="two")])
    assert list_rows(store) == [("own", "x:ada")]


def test_a_list_given_again_by_a_resumed_load_changes_nothing(store: GraphStore) -> None:
    load, _ = pending(store, batch_of(lists={"own": [0]}))
    store.append(load, 0, batch_of(lists={"own": [1]}))
    store.seal([load.number])
    assert list_rows(store) == [("own", "x:ada")]


def test_a_repost_comes_back_as_it_was_written(store: GraphStore) -> None:
    told = repost(parent=2, at_ms=-5, kind="QUOTE", post="x:9", language="en", place="FR", row=17)
    sealed(store, batch_of(reposts=Reposts.of([told, repost(account=1, row=18)])))
    assert action_rows(store) == [
        ("x:m", "x:ada", "x:cleo", -5, "QUOTE", hash64("x:9"), "en", "FR", 1, 17),
        ("x:m", "x:ben", "?", UNTIMED, "RESHARE", 0, None, None, 1, 18),
    ]


def test_a_timed_reshare_with_its_post_is_an_action_on_that_post(store: GraphStore) -> None:
    rows = [follow(kind="RESHARES", at_ms=5, post="m"), follow(kind="RESHARES", row=2, post="m")]
    sealed(store, batch_of(rows, accounts=["x:ada", "y:ben"]))
    assert action_rows(store) == [("y:m", "x:ada", "y:ben", 5, "RESHARE", 0, None, None, 1, 1)]


def test_reshares_of_a_message_that_has_a_repost_are_not_counted_beside_it(store: GraphStore) -> None:
    reshares = [follow(kind="RESHARES", at_ms=5, post=post) for post in ("m", "other")]
    sealed(store, batch_of(reshares))
    later = sealed(store, batch_of(reposts=Reposts.of([repost(account=3)])), name="two")
    assert {row[:2] for row in action_rows(store)} == {("x:m", "x:dan"), ("x:other", "x:ada")}
    store.discard([later])
    assert {row[:2] for row in action_rows(store)} == {("x:m", "x:ada"), ("x:other", "x:ada")}


def test_timed_ties_without_a_post_are_one_event(store: GraphStore) -> None:
    sealed(store, batch_of([follow(kind=kind, at_ms=5, row=place) for place, kind in enumerate(KINDS)]))
    found = [(message, parent, kind) for message, _, parent, _, kind, *_ in action_rows(store)]
    assert found == [("event", "x:ben", kind) for kind in ("ORIGINAL", "QUOTE", "REPLY", "RESHARE")]


def test_mentions_replies_and_quotes_with_a_post_of_their_own_are_no_actions(store: GraphStore) -> None:
    kinds = ("MENTIONS", "REPLIES_TO", "QUOTES")
    sealed(store, batch_of([follow(kind=kind, at_ms=5, post="9") for kind in kinds]))
    assert action_rows(store) == []


def test_a_repost_goes_with_its_load(store: GraphStore) -> None:
    sealed(store, batch_of(reposts=Reposts.of([repost()])))
    before = action_rows(store)
    later = batch_of(reposts=Reposts.of([repost(), repost(account=1, parent=3)]))
    store.discard([sealed(store, later, name="two")])
    assert action_rows(store) == before


def test_a_repost_given_again_by_a_resumed_load_changes_nothing(store: GraphStore) -> None:
    load, _ = pending(store, batch_of(reposts=Reposts.of([repost()])))
    store.append(load, 0, batch_of(reposts=Reposts.of([repost(account=1)])))
    store.seal([load.number])
    assert [row[:2] for row in action_rows(store)] == [("x:m", "x:ada")]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_a_value_whatever_it_says(store: GraphStore, text: str) -> None:
    profile = Profile(handle=text, name=text, language=text)
    sealed(
        store,
        batch_of(
            [follow(at_ms=1, post=text, topics=2)],
            accounts=[f"x:{text}", "x:other"],
            profiles={0: profile},
            posts=[Post(f"x:{text}", 0, topics=2, language=text, further={text: text})],
            reposts=Reposts.of([repost(message=text, post=text, language=text, place=text, **{text: text})]),
        ),
        name=text,
        source=text,
    )
    assert account_rows(store) == sorted(
        [(f"x:{text}", text, text, -1, text), ("x:other", None, None, -1, None)]
    )
    assert tie_rows(store)[0][3:5] == (f"x:{text}", "x:other")
    assert post_rows(store) == [(f"x:{text}", f"x:{text}", UNTIMED, "ORIGINAL", TOPIC_SETS[2])]
    assert action_rows(store)[0][5:9] == (hash64(text), text, text, 1)
    [load] = store.loads()
    assert (load.fingerprint, load.file, load.source) == (text, f"{text}.csv", text)


def test_undoing_the_second_of_three_leaves_the_first_and_third(store: GraphStore) -> None:
    loads = {
        "one": batch_of([follow(), follow(row=2, target=2)], posts=[Post("x:p", 0)]),
        "two": batch_of(
            [follow(count=7), follow(row=2, target=4)],
            accounts=KEYS[:5],
            profiles={0: Profile(handle="gone")},
            posts=[Post("x:p", 1)],
        ),
        "three": batch_of([follow(row=5, target=3)]),
    }
    numbers = {name: sealed(store, batch, name=name) for name, batch in loads.items()}
    store.discard([numbers["two"]])
    undone = [account_rows(store), [row[1:] for row in tie_rows(store)], post_rows(store)]
    store.discard([load.number for load in store.loads()])
    for name in ("one", "three"):
        sealed(store, loads[name], name=name)
    alone = [account_rows(store), [row[1:] for row in tie_rows(store)], post_rows(store)]
    assert undone == alone


def test_a_discarded_load_can_be_loaded_again(store: GraphStore) -> None:
    number = sealed(store, batch_of([follow()]))
    before = all_answers(store)
    store.discard([number])
    sealed(store, batch_of([follow()]))
    assert all_answers(store) == before


def test_a_pending_load_can_be_discarded(store: GraphStore) -> None:
    load, _ = pending(store, batch_of([follow()]))
    store.discard([load.number])
    store.seal([load.number])
    assert [account_rows(store), tie_rows(store), ledger(store)] == [[], [], []]


def test_what_was_discarded_is_not_already_there(store: GraphStore) -> None:
    store.discard([sealed(store, batch_of([follow()]))])
    _, [there] = pending(store, batch_of([follow()]), name="two")
    assert there == [False]


def test_discarding_an_unknown_load_changes_nothing(store: GraphStore) -> None:
    sealed(store, batch_of([follow()]))
    before = all_answers(store)
    with pytest.raises(LoadNotFoundError):
        store.discard([1, 2])
    assert all_answers(store) == before


def test_the_number_after_the_highest_is_next(store: GraphStore) -> None:
    for name in ("one", "two", "three"):
        sealed(store, name=name)
    store.discard([2])
    assert store.begin("four", file="f", source="s").number == 4


def test_the_ledger_counts_what_the_load_saw_first_and_wrote(store: GraphStore) -> None:
    sealed(store, batch_of(accounts=["x:ada", "x:old"]))
    sealed(
        store,
        batch_of(
            [follow()],
            accounts=["x:ada", "x:ben"],
            posts=[Post("x:p", 0)],
            reposts=Reposts.of([repost()]),
        ),
        batch_of([follow(row=2), follow(row=3, actor=2)], accounts=["x:ada", "x:ben", "x:cleo"]),
        name="two",
    )
    _, load = store.loads()
    assert (load.batches, load.accounts, load.ties, load.posts) == (frozenset({0, 1}), 3, 3, 1)
    assert load.reposts == 1


def test_a_resumed_load_counts_no_account_twice(store: GraphStore) -> None:
    load, _ = pending(store, batch_of([follow()], accounts=["x:ada", "x:ben"]), name="one")
    pending(store, batch_of([follow()]), name="between")
    store.append(load, 1, batch_of([follow(row=2)], accounts=["x:ben", "x:ada", "x:new"]))
    assert store.loads()[0].accounts == 3


def network(*, without: frozenset[str] = frozenset()) -> list[Batch]:
    """Return two batches in which four people meet in every way, or the same without some of them."""
    rows = [
        follow(actor=actor, target=target, row=4 * actor + target)
        for actor in range(4)
        for target in range(4)
        if actor != target
    ]
    reposts = [
        repost(message="x:p2", account=0, row=1),
        repost(message="x:p2", account=1, parent=0, row=2),
        repost(message="x:p0", account=2, row=3),
        repost(message="x:p2", account=3, parent=2, row=4),
    ]
    first = batch_of(
        rows,
        profiles={place: Profile(handle=f"h{place}") for place in range(4)},
        posts=[Post(f"x:p{place}", place, topics=1) for place in range(4)],
        prices={place: Price(place, "EUR") for place in range(4)},
        lists={"own": [0, 2], "others": [0]},
        reposts=Reposts.of(reposts),
    )
    second = batch_of(
        [follow(kind="LIKES", actor=1, target=0, row=99), follow(actor=3, target=2, count=4, row=98)]
    )
    return [
        batch.without([place for place, key in enumerate(batch.accounts) if key in without])
        for batch in (first, second)
    ]


def test_what_is_erased_was_never_there(store: GraphStore) -> None:
    first, second = network()
    sealed(store, first)
    sealed(store, second, name="two")
    assert store.erase(["x:ada", "x:nobody"]) == {
        "accounts": 1, "ties": 7, "posts": 1, "reposts": 2, "prices": 1, "lists": 2
    }  # fmt: skip
    with DuckDBStore(":memory:") as other:
        for name, batch in zip(("one", "two"), network(without=frozenset({"x:ada"})), strict=True):
            sealed(other, batch, name=name)
        assert all_answers(store)[:6] == all_answers(other)[:6]


def test_what_is_erased_twice_is_erased_once(store: GraphStore) -> None:
    sealed(store, network()[0])
    store.erase(["x:ada"])
    before = all_answers(store)
    assert set(store.erase(["x:ada"]).values()) == {0}
    assert all_answers(store) == before


def test_what_names_an_account_is_counted_by_load(store: GraphStore) -> None:
    first, second = network()
    sealed(store, first)
    pending(store, second, name="two")
    assert store.held("x:ada") == {
        1: {"ties": 6, "posts": 1, "reposts": 2, "prices": 1, "lists": 2},
        2: {"ties": 1, "posts": 0, "reposts": 0, "prices": 0, "lists": 0},
    }
    assert store.held("x:nobody") == {}


def test_a_load_goes_on_after_an_erasure(store: GraphStore) -> None:
    first, _ = network()
    load, _ = pending(store, first)
    store.erase(["x:ada"])
    _, second = network(without=frozenset({"x:ada"}))
    store.append(load, 1, second)
    store.seal([load.number])
    assert [row[0] for row in account_rows(store)] == ["x:ben", "x:cleo", "x:dan"]


def test_an_erasure_makes_another_version_and_no_other_document_does(store: GraphStore) -> None:
    sealed(store, network()[0])
    before = store.version()
    store.keep("alias", "a", "b")
    assert store.version() == before
    store.keep(ERASURE, "a", "b")
    assert store.version() != before


_texts_or_none = st.none() | st.sampled_from(TEXTS)
_times = st.none() | st.integers(-(10**12), 10**13)


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    accounts = draw(st.lists(st.sampled_from(KEYS), min_size=2, max_size=6, unique=True))
    place = st.integers(0, len(accounts) - 1)
    topics = st.integers(0, len(TOPIC_SETS) - 1)
    ends = draw(st.lists(st.tuples(place, place).filter(lambda pair: pair[0] != pair[1]), max_size=8))
    rows = [draw(_tie(actor, target, topics)) for actor, target in ends]
    profile = st.builds(
        Profile,
        handle=_texts_or_none,
        name=_texts_or_none,
        followers=st.none() | st.integers(0, 10**9),
        language=_texts_or_none,
    )
    post = st.builds(
        Post,
        st.sampled_from(["x:p", "x:q", *TEXTS]),
        place,
        _times,
        st.sampled_from(PostKind),
        topics,
        _texts_or_none,
    )
    price = st.builds(
        Price,
        st.floats(0, 1e9),
        st.sampled_from(["EUR", "USD"]),
        st.none() | st.floats(0, 1),
    )
    return batch_of(
        rows,
        accounts=accounts,
        profiles=draw(st.dictionaries(place, profile, max_size=3)),
        posts=draw(st.lists(post, max_size=3, unique_by=lambda post: post.key)),
        prices=draw(st.dictionaries(place, price, max_size=3)),
        lists=draw(st.dictionaries(st.sampled_from(["own", "bots"]), st.sets(place, min_size=1), max_size=2)),
        reposts=Reposts.of(draw(st.lists(_repost(place), max_size=4))),
    )


def _repost(place: st.SearchStrategy[int]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {"message": st.sampled_from(["x:p", "x:9", *TEXTS]), "account": place},
        optional={
            "parent": place,
            "at_ms": st.integers(0, 2),
            "kind": st.sampled_from(POST_KINDS[1:]),
            "post": _texts_or_none,
            "language": _texts_or_none,
            "place": _texts_or_none,
            "label": _texts_or_none,
        },
    )


def _tie(actor: int, target: int, topics: st.SearchStrategy[int]) -> st.SearchStrategy[dict[str, object]]:
    common = {"actor": st.just(actor), "target": st.just(target), "topics": topics}
    return st.one_of(
        st.fixed_dictionaries({"kind": st.sampled_from(KINDS[:6]), "count": st.integers(0, 3), **common}),
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(KINDS[1:6]),
                "at_ms": st.integers(0, 2),
                "post": st.none() | st.sampled_from(TEXTS),
                **common,
            }
        ),
        st.fixed_dictionaries(
            {"kind": st.just("INFLUENCES"), "probability": st.sampled_from([0.0, 0.25, 1.0]), **common}
        ),
    )


histories = st.lists(
    st.tuples(st.lists(batches(), min_size=1, max_size=3), st.booleans()), min_size=1, max_size=4
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each example empties the store itself
@given(history=histories, undone=st.sets(st.integers(1, 4)))
def test_both_stores_tell_the_same_history(
    neo4j_store: Neo4jStore, history: list[tuple[list[Batch], bool]], undone: set[int]
) -> None:
    neo4j_store.discard([load.number for load in neo4j_store.loads()])
    with DuckDBStore(":memory:") as duckdb_store:
        for answers in zip(
            _lived(duckdb_store, history, undone), _lived(neo4j_store, history, undone), strict=True
        ):
            assert answers[0] == answers[1]


def _lived(store: GraphStore, history: list[tuple[list[Batch], bool]], undone: set[int]) -> list[object]:
    flags = []
    for name, (stretch, is_sealed) in enumerate(history):
        load, there = pending(store, *stretch, name=str(name))
        flags.append(there)
        if is_sealed:
            store.seal([load.number])
    before = all_answers(store)
    store.discard(sorted(undone & set(range(1, len(history) + 1))))
    return [flags, before, all_answers(store)]


def test_a_document_is_kept_under_its_kind_and_name(store: GraphStore) -> None:
    store.keep("note", "b", "second")
    store.keep("note", "a", TEXTS[0])
    store.keep("other", "a", "elsewhere")
    assert list(store.kept("note").items()) == [("a", TEXTS[0]), ("b", "second")]


def test_a_document_kept_again_takes_the_place_of_the_first(store: GraphStore) -> None:
    store.keep("note", "a", "first")
    store.keep("note", "a", "second")
    assert store.kept("note") == {"a": "second"}


def test_a_forgotten_document_is_gone_and_forgetting_it_twice_is_no_fault(store: GraphStore) -> None:
    store.keep("note", "a", "first")
    store.forget("note", "a")
    store.forget("note", "a")
    assert store.kept("note") == {}


def test_documents_are_no_observations(store: GraphStore) -> None:
    before = store.version()
    store.keep("note", "a", "text")
    assert store.version() == before
    assert store.loads() == []
