"""The embedded store: one DuckDB file, or memory, that holds what was observed, load by load."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import duckdb
import numpy as np
import numpy.typing as npt

from graph import sql
from graph.errors import LoadNotFoundError, SchemaMismatchError, StoreUnavailableError
from graph.records import (
    Batch,
    Bools,
    Int64s,
    Load,
    Post,
    Price,
    Reposts,
    Texts,
    TieKind,
    repeated,
    tie_marks,
)
from graph.store import (
    AccountTable,
    ActionTable,
    GraphStore,
    ListTable,
    PostTable,
    PriceTable,
    TieTable,
)

IN_MEMORY = ":memory:"


class DuckDBStore(GraphStore):
    """A store in one file, which one process at a time may write; readers open it read-only.

    Parameters
    ----------
    path
        The file, created on first writing; `":memory:"` keeps everything in memory.
    read_only
        Open only to read; the file must exist.

    Raises
    ------
    StoreUnavailableError
        When another process holds the file, when it is not a DuckDB file, or is missing.
    SchemaMismatchError
        When another version of Ricochet wrote it.

    Examples
    --------
    >>> with DuckDBStore(":memory:") as store:
    ...     store.loads()
    []
    """

    batch_rows: ClassVar[int] = 200_000

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        self.name = Path(path).name
        self._path = str(path)
        if read_only and not Path(path).exists():
            raise StoreUnavailableError(self.name, "there is no such store", "load a file into it first")
        with _translated(self.name):
            self._connection = duckdb.connect(str(path), read_only=read_only)
        with _translated(self.name):
            self._check_schema(create=not read_only)

    def begin(self, fingerprint: str, *, file: str, source: str) -> Load:
        with self._transaction():
            known = [load for load in self.loads() if load.fingerprint == fingerprint]
            if known:
                return known[0]
            row = self._connection.execute("SELECT coalesce(max(number), 0) + 1 FROM load").fetchall()[0]
            self._connection.execute(
                "INSERT INTO load VALUES (?, ?, ?, ?, NULL)", [row[0], fingerprint, file, source]
            )
            return Load(row[0], fingerprint, file, source)

    def append(self, load: Load, number: int, batch: Batch) -> Bools:
        with self._transaction():
            if self._rows("SELECT 1 FROM batch WHERE load = ? AND number = ?", [load.number, number]):
                return np.ones(len(batch.ties), dtype=np.bool_)
            accounts, seen = self._add_accounts(load, number, batch)
            there, written = self._add_ties(load, batch, accounts)
            self._add_posts(load, number, batch, accounts)
            self._add_reposts(load, batch.reposts, accounts)
            self._add_prices(load, number, batch, accounts)
            self._add_listed(load, number, batch, accounts)
            line = [load.number, number, seen, written, len(batch.posts), len(batch.reposts)]
            self._connection.execute("INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?)", line)
            return there

    def seal(self, loads: Collection[int]) -> None:
        with self._transaction():
            self._connection.execute(
                "UPDATE load SET sealed_at = now()::TIMESTAMP "
                "WHERE sealed_at IS NULL AND number IN (SELECT unnest($1))",
                [list(loads)],
            )

    def discard(self, loads: Collection[int]) -> None:
        with self._transaction():
            self._check_known(loads)
            for table in sql.LOADED_TABLES:
                self._connection.execute(
                    f"DELETE FROM {table} WHERE load IN (SELECT unnest($1))",
                    [list(loads)],
                )
            self._connection.execute("DELETE FROM load WHERE number IN (SELECT unnest($1))", [list(loads)])
            self._connection.execute("DELETE FROM account WHERE number NOT IN (SELECT account FROM sighting)")

    def loads(self) -> list[Load]:
        return [
            Load(number, fingerprint, file, source, at is not None, at, frozenset(batches), *counts)
            for number, fingerprint, file, source, at, batches, *counts in self._rows(sql.LOADS)
        ]

    def accounts(self) -> AccountTable:
        columns = self._columns(sql.ACCOUNTS)
        texts = {name: _texts(columns[name]) for name in ("key", "handle", "name", "language")}
        return AccountTable(number=columns["number"], followers=columns["followers"], **texts)

    def ties(self, kinds: Collection[TieKind]) -> TieTable:
        topic_sets = self._topic_sets("tie")
        columns = self._columns(sql.TIES, {"kinds": [str(kind) for kind in kinds]})
        return TieTable(**columns, topic_sets=topic_sets)

    def posts(self) -> PostTable:
        topic_sets = self._topic_sets("post")
        columns = self._columns(sql.POSTS)
        return PostTable(**{**columns, "key": _texts(columns["key"])}, topic_sets=topic_sets)

    def actions(self) -> ActionTable:
        self._connection.execute(sql.ACTIONS)
        self._connection.execute(sql.ACTION_MESSAGES)
        columns = self._columns(sql.ACTION_COLUMNS)
        messages = self._columns("SELECT message FROM action_message ORDER BY code")["message"]
        texts = {name: _texts(columns[name]) for name in ("language", "place")}
        return ActionTable(**{**columns, **texts}, messages=_texts(messages))

    def prices(self) -> PriceTable:
        columns = self._columns(sql.PRICES)
        return PriceTable(**{**columns, "currency": _texts(columns["currency"])})

    def lists(self) -> ListTable:
        columns = self._columns(sql.LISTED)
        return ListTable(account=columns["account"], list=_texts(columns["list"]))

    def held(self, account: str) -> dict[int, dict[str, int]]:
        found = {load: dict.fromkeys(sql.NAMING, 0) for (load,) in self._rows(sql.SIGHTED, [[account]])}
        for name, (table, naming) in sql.NAMING.items():
            counted = f"SELECT load, count(*) FROM {table} WHERE {naming.format(sql.CHOSEN)} GROUP BY load"
            for load, count in self._rows(counted, [[account]]):
                found[load][name] = count
        return found

    def erase(self, accounts: Collection[str]) -> dict[str, int]:
        with self._transaction():
            gone = {
                name: self._deleted(f"{table} WHERE {naming.format(sql.CHOSEN)}", accounts)
                for name, (table, naming) in sql.NAMING.items()
            }
            self._deleted(f"sighting WHERE account IN {sql.CHOSEN}", accounts)
            gone["accounts"] = self._deleted("account WHERE key IN (SELECT unnest($1))", accounts)
        self._write_anew()
        return gone

    def keep(self, kind: str, name: str, text: str) -> None:
        with self._transaction():
            self.forget(kind, name)
            self._connection.execute("INSERT INTO document VALUES (?, ?, ?)", [kind, name, text])

    def kept(self, kind: str) -> dict[str, str]:
        return dict(self._rows("SELECT name, text FROM document WHERE kind = ? ORDER BY name", [kind]))

    def forget(self, kind: str, name: str) -> None:
        with _translated(self.name):
            self._connection.execute("DELETE FROM document WHERE kind = ? AND name = ?", [kind, name])

    def close(self) -> None:
        self._connection.close()

    def _deleted(self, rows: str, accounts: Collection[str]) -> int:
        return int(self._rows(f"DELETE FROM {rows}", [list(accounts)])[0][0])

    def _write_anew(self) -> None:
        """Copy what is there into a new file, in place of the old one: DuckDB frees blocks unwiped."""
        if self._path == IN_MEMORY:
            return
        beside = Path(f"{self._path}.anew")
        beside.unlink(missing_ok=True)
        with _translated(self.name):
            [(own,)] = self._rows("SELECT current_database()")
            self._connection.execute(f"ATTACH {_quoted(str(beside), chr(39))} AS anew")
            self._connection.execute(f"COPY FROM DATABASE {_quoted(own, chr(34))} TO anew")
            self._connection.execute("DETACH anew")
            self._connection.execute("CHECKPOINT")
            beside.replace(self._path)  # while the old file is still locked, so that nobody writes to it
            self._connection.close()
            self._connection = duckdb.connect(self._path)

    def _check_schema(self, *, create: bool) -> None:
        tables = {name for (name,) in self._rows("SELECT table_name FROM duckdb_tables()")}
        if not tables and create:
            with self._transaction():
                self._connection.execute(sql.SCHEMA)
            return
        found = self._rows("SELECT schema_version FROM ricochet") if "ricochet" in tables else [(0,)]
        if found[0][0] != sql.SCHEMA_VERSION:
            raise SchemaMismatchError(self.name, found=found[0][0], expected=sql.SCHEMA_VERSION)

    def _check_known(self, loads: Collection[int]) -> None:
        known = {load.number for load in self.loads()}
        for number in loads:
            if number not in known:
                raise LoadNotFoundError(number)

    def _add_accounts(self, load: Load, number: int, batch: Batch) -> tuple[Int64s, int]:
        """Return the store's numbers of the accounts, and how many the load sees for the first time."""
        profiles = _profile_columns(batch)
        with self._registered("batch_accounts", profiles):
            self._connection.execute(sql.ADD_ACCOUNTS)
            numbers = self._columns(
                "SELECT number FROM batch_accounts JOIN account USING (key) ORDER BY place"
            )
        before = self._seen(load)
        with self._registered("batch_accounts", {**profiles, "account": numbers["number"]}):
            self._connection.execute(sql.ADD_SIGHTINGS, {"load": load.number, "batch": number})
        return numbers["number"], self._seen(load) - before

    def _seen(self, load: Load) -> int:
        rows = self._rows("SELECT count(DISTINCT account) FROM sighting WHERE load = ?", [load.number])
        return int(rows[0][0])

    def _add_ties(self, load: Load, batch: Batch, accounts: Int64s) -> tuple[Bools, int]:
        ties = batch.ties
        marks = tie_marks(ties, batch.topic_sets, load.source)
        repeats = repeated(ties, marks)
        columns: dict[str, npt.NDArray[Any]] = {
            "place": np.arange(len(ties)),
            "row": ties.row,
            "kind_code": ties.kind,
            "actor": accounts[ties.actor],
            "target": accounts[ties.target],
            "at_ms": ties.at_ms,
            "mark": marks,
            "post": ties.post,
            "topic_code": ties.topics,
            "given_count": ties.count,
            "given_probability": ties.probability,
            "repeats": repeats,
        }
        with self._registered("raw_ties", columns), self._batch_topics(batch.topic_sets):
            self._connection.execute(sql.BATCH_TIES)
        there = repeats.copy()
        there[self._columns(sql.ALREADY_THERE, {"load": load.number})["place"]] = True
        self._connection.execute(sql.ADD_TIES, {"load": load.number})
        self._connection.execute("DROP TABLE batch_ties")
        return there, int(len(ties) - repeats.sum())

    def _add_posts(self, load: Load, number: int, batch: Batch, accounts: Int64s) -> None:
        if not batch.posts:
            return
        columns = _post_columns(batch.posts, accounts)
        with self._registered("batch_posts", columns), self._batch_topics(batch.topic_sets):
            self._connection.execute(sql.ADD_POSTS, {"load": load.number, "batch": number})

    def _add_reposts(self, load: Load, reposts: Reposts, accounts: Int64s) -> None:
        if not len(reposts):
            return
        columns = _repost_columns(reposts, accounts)
        texts = ", ".join(f"text{place}" for place in range(len(reposts.further)))
        with self._registered("batch_reposts", columns):
            values = {"load": load.number, "further": list(reposts.further)}
            self._connection.execute(sql.ADD_REPOSTS % texts, values)

    def _add_prices(self, load: Load, number: int, batch: Batch, accounts: Int64s) -> None:
        if not batch.prices:
            return
        with self._registered("batch_prices", _price_columns(batch.prices, accounts)):
            self._connection.execute(sql.ADD_PRICES, {"load": load.number, "batch": number})

    def _add_listed(self, load: Load, number: int, batch: Batch, accounts: Int64s) -> None:
        if not batch.lists:
            return
        columns = {
            "account": accounts[[place for places in batch.lists.values() for place in places]],
            "list": np.array([name for name, places in batch.lists.items() for _ in places], dtype=object),
        }
        with self._registered("batch_listed", columns):
            self._connection.execute(sql.ADD_LISTED, {"load": load.number, "batch": number})

    def _topic_sets(self, table: str) -> list[tuple[str, ...]]:
        """Give each distinct set of topics a code, in a temporary table; return them, the empty one first."""
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE topic_set AS "
            "SELECT topics, row_number() OVER (ORDER BY topics) AS code "
            f"FROM (SELECT DISTINCT topics FROM {table} WHERE topics IS NOT NULL)"
        )
        return [
            (),
            *(tuple(topics) for (topics,) in self._rows("SELECT topics FROM topic_set ORDER BY code")),
        ]

    @contextmanager
    def _batch_topics(self, topic_sets: Sequence[tuple[str, ...]]) -> Iterator[None]:
        lists = [(code, list(topics)) for code, topics in enumerate(topic_sets) if topics]
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE batch_topics (topic_code INTEGER, topics VARCHAR[])"
        )
        if lists:
            codes, topics = zip(*lists, strict=True)
            self._connection.execute(
                "INSERT INTO batch_topics SELECT unnest($1), unnest($2)", [list(codes), list(topics)]
            )
        yield

    @contextmanager
    def _registered(self, name: str, columns: Mapping[str, npt.NDArray[Any]]) -> Iterator[None]:
        self._connection.register(name, dict(columns))
        try:
            yield
        finally:
            self._connection.unregister(name)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _translated(self.name):
            self._connection.begin()
            try:
                yield
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement, list(values)).fetchall()

    def _columns(
        self, statement: str, values: Mapping[str, object] | None = None
    ) -> dict[str, npt.NDArray[Any]]:
        columns = self._connection.execute(statement, dict(values or {})).fetchnumpy()
        return {name: np.asanyarray(column) for name, column in columns.items()}


def _profile_columns(batch: Batch) -> dict[str, npt.NDArray[Any]]:
    size = len(batch.accounts)
    columns: dict[str, npt.NDArray[Any]] = {
        "place": np.arange(size),
        "key": np.array(batch.accounts, dtype=object),
        "described": np.zeros(size, dtype=np.bool_),
        "followers": _unknown(size),
        **{name: np.full(size, None, dtype=object) for name in ("handle", "name", "language")},
    }
    for place, profile in batch.profiles.items():
        columns["described"][place] = True
        for name in ("handle", "name", "language", "followers"):
            if (value := getattr(profile, name)) is not None:
                columns[name][place] = value
    return columns


def _unknown(size: int) -> np.ma.MaskedArray[Any, np.dtype[np.int64]]:
    return np.ma.MaskedArray(np.zeros(size, dtype=np.int64), mask=True)


def _post_columns(posts: Sequence[Post], accounts: Int64s) -> dict[str, npt.NDArray[Any]]:
    times = _unknown(len(posts))
    for place, post in enumerate(posts):
        if post.at_ms is not None:
            times[place] = post.at_ms
    return {
        "place": np.arange(len(posts)),
        "key": np.array([post.key for post in posts], dtype=object),
        "author": accounts[[post.author for post in posts]],
        "at_ms": times,
        "kind_code": np.array([post.kind.code for post in posts], dtype=np.int8),
        "topic_code": np.array([post.topics for post in posts], dtype=np.int32),
        "language": np.array([post.language for post in posts], dtype=object),
        "further_names": _listed(list(post.further) for post in posts),
        "further_texts": _listed(list(post.further.values()) for post in posts),
    }


def _listed(lists: Iterable[list[str]]) -> Texts:
    """Return an object array of lists, which numpy would otherwise take for a table."""
    return np.fromiter(lists, dtype=object)


def _repost_columns(reposts: Reposts, accounts: Int64s) -> dict[str, npt.NDArray[Any]]:
    return {
        "row": reposts.row,
        "message": reposts.message,
        "account": accounts[reposts.account],
        "parent": np.where(reposts.parent < 0, -1, accounts[reposts.parent]),
        "at_ms": reposts.at_ms,
        "kind_code": reposts.kind,
        "post": reposts.post,
        "mark": reposts.marks(),
        "language": reposts.language,
        "place": reposts.place,
        **{f"text{place}": texts for place, texts in enumerate(reposts.further.values())},
    }


def _price_columns(prices: Mapping[int, Price], accounts: Int64s) -> dict[str, npt.NDArray[Any]]:
    asked = prices.values()
    return {
        "account": accounts[list(prices)],
        "price": np.array([each.price for each in asked], dtype=np.float64),
        "acceptance": np.array([each.acceptance for each in asked], dtype=np.float64),  # None becomes nan
        "currency": np.array([each.currency for each in asked], dtype=object),
    }


def _quoted(text: str, mark: str) -> str:
    """Return a text as SQL takes it where no parameter may stand."""
    return mark + text.replace(mark, 2 * mark) + mark


def _texts(column: npt.NDArray[Any]) -> Texts:
    texts = np.array(column.data if isinstance(column, np.ma.MaskedArray) else column, dtype=object)
    texts[np.ma.getmaskarray(column)] = None
    return texts


@contextmanager
def _translated(store: str) -> Iterator[None]:
    try:
        yield
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise StoreUnavailableError(
                store, "another process has it open", "wait until it has finished, or stop it"
            ) from error
        raise StoreUnavailableError(
            store, "it cannot be read as a DuckDB file", "check the path and its disk"
        ) from error
    except duckdb.Error as error:
        raise StoreUnavailableError(
            store, "DuckDB failed on it", "see the cause in the log, then try again"
        ) from error
