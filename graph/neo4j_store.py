"""The server store: a Neo4j database that holds what was observed, load by load."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar
from urllib.parse import unquote, urlsplit

import neo4j
import numpy as np
import numpy.typing as npt
from neo4j import ManagedTransaction, exceptions

from graph import cypher, neo4j_columns
from graph.errors import LoadNotFoundError, SchemaMismatchError, StoreUnavailableError
from graph.neo4j_columns import Columns, Converters, TopicSets
from graph.records import (
    KINDS,
    POST_KINDS,
    UNTIMED,
    AccountKey,
    Batch,
    Bools,
    Int64s,
    Load,
    Reposts,
    TieKind,
    Ties,
    hash64,
    repeated,
    tie_marks,
)
from graph.store import (
    ACTS,
    AccountTable,
    ActionTable,
    GraphStore,
    ListTable,
    PostTable,
    PriceTable,
    TieTable,
)

SCHEMA_VERSION = 3

Answer = TypeVar("Answer")

# The first that fits says why a store does not serve, and what to do.
_REASONS: tuple[tuple[type[Exception], str, str], ...] = (
    (exceptions.AuthError, "it does not accept the user and password", "give those of its database"),
    (exceptions.ConfigurationError, "its address is not one of Neo4j's", "write it as bolt://host:port"),
    (exceptions.ServiceUnavailable, "it cannot be reached", "start Neo4j, or check the address"),
    (exceptions.SessionExpired, "it cannot be reached", "start Neo4j, or check the address"),
    (exceptions.Forbidden, "the user may not do this", "give the user the right to write"),
    (exceptions.ForbiddenOnReadOnlyDatabase, "the database is read-only", "make it writable"),
    (exceptions.DatabaseUnavailable, "the database is not available", "see the server's log"),
)


class Neo4jStore(GraphStore):
    """A store in a Neo4j 5 database, which may hold other data too: that is neither read nor deleted.

    Parameters
    ----------
    uri
        `bolt://host:port`, or any other scheme of the Neo4j driver; may carry `user:password@`.
    user, password
        Leave both out for a server without authentication.
    database
        The server's default where left out.

    Raises
    ------
    StoreUnavailableError
        When the server cannot be reached, or refuses the user.
    SchemaMismatchError
        When another version of Ricochet wrote the database.
    """

    batch_rows: ClassVar[int] = 20_000

    def __init__(
        self, uri: str, *, user: str | None = None, password: str | None = None, database: str | None = None
    ) -> None:
        self.name, address_user, address_password = _parted(uri)
        user, password = user or address_user, password or address_password
        self._database = database
        self._writing = _Writing(Load(0, "", "", ""))
        with _translated(self.name):
            self._driver = neo4j.GraphDatabase.driver(
                self.name,
                auth=(user, password or "") if user else None,
                notifications_min_severity="OFF",  # a property that nobody has yet is no news
            )
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def begin(self, fingerprint: str, *, file: str, source: str) -> Load:
        self._sweep()
        return self._write(_begin, fingerprint, file, source)

    def append(self, load: Load, number: int, batch: Batch) -> Bools:
        if load.number != self._writing.load.number:
            self._writing = _Writing(load)
        written = self._write(_append, self._writing, number, batch)
        self._writing.accounts.update(zip(batch.accounts, written.accounts.tolist(), strict=False))
        self._writing.contents.add(written.contents)
        return written.there

    def seal(self, loads: Collection[int]) -> None:
        self._forget()
        self._write(_seal, list(loads))

    def discard(self, loads: Collection[int]) -> None:
        self._forget()
        self._write(_leave, list(loads))
        self._sweep()

    def loads(self) -> list[Load]:
        return self._read(_loads)

    def accounts(self) -> AccountTable:
        columns = self._read(_columns, cypher.ACCOUNTS, neo4j_columns.ACCOUNTS)
        return AccountTable(**columns)

    def ties(self, kinds: Collection[TieKind]) -> TieTable:
        topic_sets = TopicSets()
        parts = [
            {"kind": np.full(len(columns["row"]), kind.code, dtype=np.int8), **columns}
            for kind in kinds
            for columns in [self._read(_columns, cypher.TIES[kind], neo4j_columns.of_ties(topic_sets))]
        ]
        kind = {"kind": np.zeros(0, dtype=np.int8)}
        none = {**kind, **neo4j_columns.joined([], neo4j_columns.of_ties(topic_sets))}
        columns = {name: np.concatenate([none[name], *(part[name] for part in parts)]) for name in none}
        return TieTable(**columns, topic_sets=topic_sets.listed())

    def posts(self) -> PostTable:
        topic_sets = TopicSets()
        columns = self._read(_columns, cypher.POSTS, neo4j_columns.of_posts(topic_sets))
        return PostTable(**neo4j_columns.latest_posts(columns), topic_sets=topic_sets.listed())

    def actions(self) -> ActionTable:
        reposts = self._read(_columns, cypher.REPOSTS, neo4j_columns.REPOSTS)
        ties = {act: self._read(_columns, cypher.ACTS[tie], neo4j_columns.ACTS) for tie, act in ACTS.items()}
        columns, messages = neo4j_columns.joined_acts(reposts, ties)
        return ActionTable(**columns, messages=messages)

    def prices(self) -> PriceTable:
        return PriceTable(**self._read(_columns, cypher.PRICES, neo4j_columns.PRICES))

    def lists(self) -> ListTable:
        return ListTable(**self._read(_columns, cypher.LISTED, neo4j_columns.LISTED))

    def held(self, account: str) -> dict[int, dict[str, int]]:
        return self._read(_held, account)

    def erase(self, accounts: Collection[str]) -> dict[str, int]:
        self._forget()
        seen = self._read(lambda tx: tx.run(cypher.SEEN, keys=list(accounts)).single(strict=True))
        gone = {}
        for name, statement in cypher.ERASE.items():
            with self._session() as session:  # a statement in pieces opens transactions of its own
                answer = session.run(statement, numbers=seen["numbers"])
                gone[name] = answer.single(strict=True)["gone"]
        del gone["profiles"]
        return gone

    def keep(self, kind: str, name: str, text: str) -> None:
        self._run(cypher.KEEP, kind=kind, name=name, text=text)

    def kept(self, kind: str) -> dict[str, str]:
        return self._read(lambda tx: dict(tx.run(cypher.KEPT, {"kind": kind}).values()))

    def forget(self, kind: str, name: str) -> None:
        self._run(cypher.FORGET, kind=kind, name=name)

    def close(self) -> None:
        self._driver.close()

    def _open(self) -> None:
        with _translated(self.name):
            self._driver.verify_connectivity()  # at once; a transaction would try again for half a minute
        versions = self._read(lambda tx: tx.run(cypher.SCHEMA_VERSIONS).single(strict=True)["versions"])
        if not versions:
            for constraint in cypher.CONSTRAINTS:
                self._run(constraint)
            self._run(cypher.MARK_DATABASE, schema=SCHEMA_VERSION)
        elif versions != [SCHEMA_VERSION]:
            raise SchemaMismatchError(self.name, found=versions[0], expected=SCHEMA_VERSION)

    def _forget(self) -> None:
        self._writing = _Writing(Load(0, "", "", ""))

    def _sweep(self) -> None:
        """Delete the rows of loads that were taken back; the next `begin` ends a sweep that was cut off."""
        leaving = self._read(lambda tx: tx.run(cypher.LEAVING).single(strict=True)["loads"])
        if leaving:
            for statement in cypher.SWEEP:
                self._run(statement, loads=leaving)

    def _read(self, work: Callable[..., Answer], *arguments: object) -> Answer:
        with self._session() as session:
            return session.execute_read(work, *arguments)

    def _write(self, work: Callable[..., Answer], *arguments: object) -> Answer:
        with self._session() as session:
            return session.execute_write(work, *arguments)

    def _run(self, statement: str, **values: object) -> None:
        with self._session() as session:
            session.run(statement, values).consume()

    @contextmanager
    def _session(self) -> Iterator[neo4j.Session]:
        with _translated(self.name), self._driver.session(database=self._database) as session:
            yield session


def _begin(tx: ManagedTransaction, fingerprint: str, file: str, source: str) -> Load:
    tx.run(cypher.LOCK)
    for load in _loads(tx):
        if load.fingerprint == fingerprint:
            return load
    opened = tx.run(cypher.OPEN_LOAD, fingerprint=fingerprint, file=file, source=source).single(strict=True)
    return Load(opened["number"], fingerprint, file, source)


def _loads(tx: ManagedTransaction) -> list[Load]:
    return [
        Load(
            **{**record.data(), "batches": frozenset(record["batches"])},
            sealed=record["loaded_at"] is not None,
        )
        for record in tx.run(cypher.LOADS)
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Written:
    """What became of a batch: ties that were there, account numbers and contents; none if it was known."""

    there: Bools
    accounts: Int64s
    contents: Int64s


class _Contents:
    """64 bits of every tie a load has written, in sorted runs that are merged as they grow.

    A collision makes the report say of one new tie that it was there; nothing else reads them.
    """

    def __init__(self) -> None:
        self._runs: list[Int64s] = []

    def add(self, contents: Int64s) -> None:
        run = np.sort(contents)
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.sort(np.concatenate((self._runs.pop(), run)))
        if len(run):
            self._runs.append(run)

    def have(self, contents: Int64s) -> Bools:
        known = np.zeros(len(contents), dtype=np.bool_)
        for run in self._runs:
            known |= run[np.minimum(np.searchsorted(run, contents), len(run) - 1)] == contents
        return known


class _Writing:
    """The load that is being written, and what this process knows of it without asking the server.

    Asking the server whether each tie of a load repeats an earlier one took a third of the time.
    """

    def __init__(self, load: Load) -> None:
        self.load = load
        self.accounts: dict[str, int] = {}
        self.contents = _Contents()


# Statements of a transaction are not waited for one by one: the next one's rows are made meanwhile.
def _append(tx: ManagedTransaction, writing: _Writing, number: int, batch: Batch) -> _Written:
    """Write a batch."""
    load = writing.load
    last_account = tx.run(cypher.LOCK).single(strict=True)["accounts"]
    ledger = tx.run(cypher.BATCHES, load=load.number).single()
    if ledger is None:
        raise LoadNotFoundError(load.number)
    if number in ledger["batches"]:
        none = np.zeros(0, dtype=np.int64)
        return _Written(np.ones(len(batch.ties), dtype=np.bool_), none, none)
    accounts, first_seen = _add_accounts(tx, load, batch, writing.accounts, last_account)
    _add_profiles(tx, load, number, batch, accounts)
    _add_prices(tx, load, number, batch, accounts)
    _add_listed(tx, load, number, batch, accounts)
    there, contents = _add_ties(tx, writing, batch, accounts, last_account)
    _add_posts(tx, load, number, batch, accounts)
    _add_reposts(tx, load, batch.reposts, accounts)
    counts = {"ties": len(contents), "posts": len(batch.posts), "reposts": len(batch.reposts)}
    tx.run(cypher.ADD_BATCH, {"load": load.number, "batch": number, "accounts": first_seen, **counts})
    return _Written(there, accounts, contents)


def _add_accounts(
    tx: ManagedTransaction, load: Load, batch: Batch, seen: Mapping[str, int], last: int
) -> tuple[Int64s, int]:
    """Return the numbers of the batch's accounts, and how many the load sees for the first time."""
    unseen = [key for key in batch.accounts if key not in seen]
    numbers, first_seen = _met(tx, load, unseen) if len(seen) < last else ({}, 0)
    new = [key for key in unseen if key not in numbers]
    numbers.update(zip(new, range(last + 1, last + 1 + len(new)), strict=True))
    rows = [[key, AccountKey.platform_of(key), numbers[key]] for key in new]
    tx.run(cypher.RESERVE_NUMBERS, accounts=last + len(new))
    tx.run(cypher.ADD_ACCOUNTS, rows=rows, load=load.number)
    all_numbers = [seen[key] if key in seen else numbers[key] for key in batch.accounts]
    return np.array(all_numbers, dtype=np.int64), first_seen + len(new)


def _met(tx: ManagedTransaction, load: Load, keys: list[str]) -> tuple[dict[str, int], int]:
    """Mark accounts that the store has as seen; return their numbers, and how many the load had not seen."""
    found = tx.run(cypher.SEE_ACCOUNTS, keys=keys, load=load.number).single(strict=True)
    return dict(zip(found["keys"], found["numbers"], strict=True)), found["first_seen"]


def _add_profiles(tx: ManagedTransaction, load: Load, number: int, batch: Batch, accounts: Int64s) -> None:
    rows = [
        [int(accounts[place]), profile.handle, profile.name, profile.followers, profile.language]
        for place, profile in batch.profiles.items()
    ]
    if rows:
        tx.run(cypher.ADD_PROFILES, rows=rows, load=load.number, batch=number)


def _add_ties(
    tx: ManagedTransaction, writing: _Writing, batch: Batch, accounts: Int64s, last_account: int
) -> tuple[Bools, Int64s]:
    """Return which ties were there before, and the contents of those that were written."""
    ties = batch.ties
    marks = tie_marks(ties, batch.topic_sets, writing.load.source)
    contents = _contents(ties, marks, accounts, batch.topic_sets)
    there = repeated(ties, marks)
    written = ~there
    there |= writing.contents.have(contents)
    loads = [*_sealed(tx), *([writing.load.number] if writing.load.batches else [])]
    old = accounts <= last_account  # accounts that this batch made have no earlier ties
    asked = old[ties.actor] & old[ties.target] & bool(loads)
    values = {
        "load": writing.load.number,
        "loads": loads,
        "topic_sets": _topic_texts(batch.topic_sets),
    }
    answers = [
        tx.run(cypher.ADD_TIES[kind], {**values, **_tie_rows(ties, marks, accounts, asked, places)})
        for kind, places in _by_kind(ties, written)
    ]
    for answer in answers:
        there[answer.single(strict=True)["places_there"]] = True
    return there, contents[written]


def _contents(ties: Ties, marks: Int64s, accounts: Int64s, topic_sets: Sequence[tuple[str, ...]]) -> Int64s:
    """Return 64 bits of all that a row says, by the mixing step of SplitMix64: int64, one a tie."""
    topics = np.array([hash64("\n".join(topic_set)) for topic_set in topic_sets], dtype=np.int64)
    ends = (accounts[ties.actor], accounts[ties.target])
    said = (ties.kind, *ends, ties.at_ms, marks, topics[ties.topics], ties.count)
    mixed = ties.probability.view(np.uint64).copy()
    for column in said:
        mixed ^= column.astype(np.int64).view(np.uint64)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return mixed.view(np.int64)


def _by_kind(ties: Ties, chosen: Bools) -> Iterator[tuple[TieKind, Int64s]]:
    for kind in KINDS:
        places = np.flatnonzero(chosen & (ties.kind == kind.code))
        if len(places):
            yield kind, places


def _tie_rows(
    ties: Ties, marks: Int64s, accounts: Int64s, asked: Bools, places: Int64s
) -> dict[str, list[Any]]:
    """Return the account numbers at the ends of some ties, and the ties as lists that refer to them."""
    some = ties.take(places)
    numbers, ends = np.unique(accounts[np.concatenate((some.actor, some.target))], return_inverse=True)
    columns = (
        ends[: len(some)].tolist(),
        ends[len(some) :].tolist(),
        some.row.tolist(),
        _known(some.at_ms, some.at_ms != UNTIMED),
        some.topics.tolist(),
        marks[places].tolist(),
        _known(some.count, some.count != 0),
        _known(some.probability, ~np.isnan(some.probability)),
        some.post.tolist(),
        _known(places, asked[places]),
    )
    return {"numbers": numbers.tolist(), "rows": [list(row) for row in zip(*columns, strict=True)]}


def _known(values: npt.NDArray[Any], known: Bools) -> list[Any]:
    values = values.astype(object)
    values[~known] = None
    listed: list[Any] = values.tolist()
    return listed


def _topic_texts(topic_sets: Sequence[tuple[str, ...]]) -> list[str | None]:
    return ["\n".join(topics) or None for topics in topic_sets]


def _add_posts(tx: ManagedTransaction, load: Load, number: int, batch: Batch, accounts: Int64s) -> None:
    rows = [
        [
            int(accounts[post.author]),
            place,
            post.key,
            post.at_ms,
            str(post.kind),
            post.topics,
            post.language,
            _json(post.further),
        ]
        for place, post in enumerate(batch.posts)
    ]
    if rows:
        values = {"load": load.number, "batch": number, "topic_sets": _topic_texts(batch.topic_sets)}
        tx.run(cypher.ADD_POSTS, {"rows": rows, **values})


def _add_reposts(tx: ManagedTransaction, load: Load, reposts: Reposts, accounts: Int64s) -> None:
    columns = (
        accounts[reposts.account].tolist(),
        reposts.row.tolist(),
        reposts.message,
        _known(accounts[reposts.parent], reposts.parent >= 0),
        _known(reposts.at_ms, reposts.at_ms != UNTIMED),
        [str(POST_KINDS[kind]) for kind in reposts.kind],
        reposts.post,
        reposts.marks().tolist(),
        reposts.language,
        reposts.place,
        [_json(row) for row in _further(reposts)],
    )
    if len(reposts):
        rows = [list(row) for row in zip(*columns, strict=True)]
        tx.run(cypher.ADD_REPOSTS, rows=rows, load=load.number)


def _further(reposts: Reposts) -> Iterator[dict[str, str]]:
    for row in range(len(reposts)):
        yield {name: texts[row] for name, texts in reposts.further.items() if texts[row] is not None}


def _json(further: Mapping[str, str]) -> str | None:
    return json.dumps(further, ensure_ascii=False) if further else None


def _add_prices(tx: ManagedTransaction, load: Load, number: int, batch: Batch, accounts: Int64s) -> None:
    rows = [
        [int(accounts[place]), each.price, each.acceptance, each.currency]
        for place, each in batch.prices.items()
    ]
    if rows:
        tx.run(cypher.ADD_PRICES, rows=rows, load=load.number, batch=number)


def _add_listed(tx: ManagedTransaction, load: Load, number: int, batch: Batch, accounts: Int64s) -> None:
    rows = [[int(accounts[place]), name] for name, places in batch.lists.items() for place in places]
    if rows:
        tx.run(cypher.ADD_LISTED, rows=rows, load=load.number, batch=number)


def _seal(tx: ManagedTransaction, loads: list[int]) -> None:
    tx.run(cypher.LOCK)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    tx.run(cypher.SEAL, loads=loads, loaded_at=now)
    tx.run(cypher.REFRESH_ACCOUNTS, loads=loads, sealed=_sealed(tx))


def _leave(tx: ManagedTransaction, loads: list[int]) -> None:
    tx.run(cypher.LOCK)
    known = {load.number for load in _loads(tx)}
    for number in loads:
        if number not in known:
            raise LoadNotFoundError(number)
    tx.run(cypher.LEAVE, loads=loads)
    tx.run(cypher.REFRESH_ACCOUNTS, loads=loads, sealed=_sealed(tx))


def _held(tx: ManagedTransaction, account: str) -> dict[int, dict[str, int]]:
    seen = tx.run(cypher.SEEN, keys=[account]).single(strict=True)
    found = {load: dict.fromkeys(cypher.HELD, 0) for load in sorted(seen["loads"])}
    for name, statement in cypher.HELD.items():
        for load, rows in tx.run(statement, numbers=seen["numbers"]).values():
            found[load][name] = rows
    return found


def _sealed(tx: ManagedTransaction) -> list[int]:
    loads: list[int] = tx.run(cypher.SEALED).single(strict=True)["loads"]
    return loads


def _columns(tx: ManagedTransaction, statement: str, converters: Converters) -> Columns:
    """Run a statement that answers in pages of long lists, and join the pages."""
    last = tx.run(cypher.LAST_ACCOUNT).single(strict=True)["accounts"]
    pages = tx.run(statement, last=last, sealed=_sealed(tx), untimed=UNTIMED, nan=np.nan)
    return neo4j_columns.joined(
        [{name: convert(page[name]) for name, convert in converters.items()} for page in pages], converters
    )


def _parted(uri: str) -> tuple[str, str | None, str | None]:
    """Part an address from the credentials it may carry."""
    parts = urlsplit(uri)
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return bare, parts.username and unquote(parts.username), parts.password and unquote(parts.password)


@contextmanager
def _translated(store: str) -> Iterator[None]:
    try:
        yield
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        for kind, reason, remedy in _REASONS:
            if isinstance(error, kind):
                raise StoreUnavailableError(store, reason, remedy) from error
        code = getattr(error, "code", None) or type(error).__name__
        raise StoreUnavailableError(store, f"Neo4j answered {code}", "see the server's log") from error
