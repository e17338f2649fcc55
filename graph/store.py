"""Everything Ricochet may ask of a store; `duckdb_store.py` and `neo4j_store.py` are the two that answer."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import ClassVar, Self

from graph.records import Batch, Bools, Float64s, Int8s, Int32s, Int64s, Load, PostKind, Texts, TieKind

# How an act by which a message passes on shows among the ties, and among the posts.
ACTS = {
    TieKind.MENTIONS: PostKind.ORIGINAL,
    TieKind.RESHARES: PostKind.RESHARE,
    TieKind.REPLIES_TO: PostKind.REPLY,
    TieKind.QUOTES: PostKind.QUOTE,
}


ERASURE = "erasure"
"""Kind of the documents that say, by a keyed hash, who was erased; they alone are part of `version`."""


@dataclass(frozen=True, slots=True, eq=False)
class AccountTable:
    """All accounts that sealed loads have seen, as columns in no particular order.

    `number` (int64) is the store's own; `key`, `handle`, `name` and `language` are texts or None;
    `followers` is int64, -1 where unknown. Of several profiles the latest that says something holds,
    column by column.
    """

    number: Int64s
    key: Texts
    handle: Texts
    name: Texts
    followers: Int64s
    language: Texts


@dataclass(frozen=True, slots=True, eq=False)
class TieTable:
    """Ties of sealed loads as they were written, one position a row, in no particular order.

    As `Ties`, but `actor` and `target` are account numbers (int64), `mark` is what `tie_marks` gave,
    and `load` (int32) with `row` says which of two rows came later.
    """

    kind: Int8s
    actor: Int64s
    target: Int64s
    at_ms: Int64s
    mark: Int64s
    topics: Int32s
    count: Int64s
    probability: Float64s
    load: Int32s
    row: Int64s
    topic_sets: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class PostTable:
    """Posts of sealed loads, each key once (the latest load holds), in no particular order.

    `key` texts, `author` int64 account numbers, `at_ms` int64 or `UNTIMED`, `kind` int8 place in
    `POST_KINDS`, `topics` int32 places in `topic_sets`.
    """

    key: Texts
    author: Int64s
    at_ms: Int64s
    kind: Int8s
    topics: Int32s
    topic_sets: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class ActionTable:
    """What accounts did with recorded messages, by sealed loads, in no particular order.

    Three sources in one table. Every repost, under the message that it names. Every timed RESHARES tie
    with a post, under the message that is that post on the platform of its target, unless the message
    has a repost. And every timed mention, reshare, reply or quote without a post, under `EVENT`.

    `message` int32 place in `messages` (keys, ascending); `account` and `parent` int64 account numbers,
    the target of a tie being its parent and -1 unknown; `at_ms` int64 or `UNTIMED`; `kind` int8 place
    in `POST_KINDS`, ORIGINAL for a mention; `mark` int64, of the post by which it happened (0 unknown);
    `language` and `place` texts or None; `load` (int32) with `row` says which of two came later.
    """

    message: Int32s
    account: Int64s
    parent: Int64s
    at_ms: Int64s
    kind: Int8s
    mark: Int64s
    language: Texts
    place: Texts
    load: Int32s
    row: Int64s
    messages: Texts


@dataclass(frozen=True, slots=True, eq=False)
class PriceTable:
    """Prices of sealed loads, one an account (the latest row that gives one holds), in no particular order.

    `account` int64 account numbers, `price` float64, `acceptance` float64 or nan where unknown,
    `currency` texts.
    """

    account: Int64s
    price: Float64s
    acceptance: Float64s
    currency: Texts


@dataclass(frozen=True, slots=True, eq=False)
class ListTable:
    """Who is on a list by sealed loads, each account once a list, in no particular order.

    `account` int64 account numbers, `list` texts.
    """

    account: Int64s
    list: Texts


class GraphStore(ABC):
    """What was observed, load by load, with a ledger of what came when.

    Rows are only ever added, each under its load. A load shows in answers once it is sealed; until
    then it is invisible, and a run that was cut off resumes where its ledger ends. Every method may
    raise `StoreUnavailableError`.
    """

    name: str
    """How answers name the store: a file's name or an address without credentials."""

    batch_rows: ClassVar[int]
    """Rows of a file to a batch, hence to a transaction."""

    @abstractmethod
    def begin(self, fingerprint: str, *, file: str, source: str) -> Load:
        """Return the load of that fingerprint, sealed or cut off, or open a new one."""

    @abstractmethod
    def append(self, load: Load, number: int, batch: Batch) -> Bools:
        """Commit batch `number` of a load together with its line in the ledger, in one transaction.

        A tie repeated within the batch with the same content is written once, in its last place; of
        several posts with one key the last holds. A tie that a sealed load has with the same content is
        written all the same, so that either load can be undone. A batch whose number the ledger already
        has changes nothing.

        Parameters
        ----------
        load
            As `begin` gave it.
        number
            From 0, in the order of the file.
        batch
            At most `batch_rows` rows, cut at the same places in every run over a file.

        Returns
        -------
        numpy.ndarray
            bool, one a tie of the batch: True where the same tie with the same content (count,
            probability, topics) stands again in the batch, in an earlier batch of this load, or in a
            sealed load; all True for a batch that the ledger has.
        """

    @abstractmethod
    def seal(self, loads: Collection[int]) -> None:
        """Make these loads visible, all at once."""

    @abstractmethod
    def discard(self, loads: Collection[int]) -> None:
        """Take these loads back, sealed or not, as if they had never been.

        Raises
        ------
        LoadNotFoundError
            When the ledger lacks one of them; nothing is changed.
        """

    @abstractmethod
    def loads(self) -> list[Load]:
        """Return the ledger, by number."""

    @abstractmethod
    def accounts(self) -> AccountTable:
        """Return every account that a sealed load has seen."""

    @abstractmethod
    def ties(self, kinds: Collection[TieKind]) -> TieTable:
        """Return the ties of these kinds."""

    @abstractmethod
    def posts(self) -> PostTable:
        """Return the posts."""

    @abstractmethod
    def actions(self) -> ActionTable:
        """Return what accounts did with recorded messages."""

    @abstractmethod
    def prices(self) -> PriceTable:
        """Return the prices."""

    @abstractmethod
    def lists(self) -> ListTable:
        """Return who is on which list."""

    @abstractmethod
    def held(self, account: str) -> dict[int, dict[str, int]]:
        """Return how many rows name an account, by load, sealed or not, and by sort.

        Parameters
        ----------
        account
            Its key.

        Returns
        -------
        dict
            By load's number, ascending: `ties`, `posts`, `reposts`, `prices` and `lists`, 0 where none.
            Empty where no load has seen the account.
        """

    @abstractmethod
    def erase(self, accounts: Collection[str]) -> dict[str, int]:
        """Delete accounts and every row that names one of them, in whatever load, for good.

        What others did to a post of theirs stays, as long as it does not name them: the post is then one
        of unknown author. An embedded store is written anew, so that no byte of them stays in its file.
        Doing it again finishes what was cut off, and changes nothing otherwise.

        Parameters
        ----------
        accounts
            Keys; those that nobody has are left aside.

        Returns
        -------
        dict
            How many went: `accounts`, `ties`, `posts`, `reposts`, `prices`, `lists`.
        """

    @abstractmethod
    def keep(self, kind: str, name: str, text: str) -> None:
        """Keep a short text that Ricochet wrote itself, in place of the one of that kind and name.

        Documents are no observations: they belong to no load, are visible at once, and change neither
        `version` nor a snapshot; but a new erasure makes another version.
        """

    @abstractmethod
    def kept(self, kind: str) -> dict[str, str]:
        """Return the documents of a kind by name, ascending."""

    @abstractmethod
    def forget(self, kind: str, name: str) -> None:
        """Drop a document, if there is one of that kind and name."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the file or the connection."""

    def version(self) -> str:
        """Return a digest of what is visible: the sealed loads, in order, and who was erased."""
        sealed = [f"{load.number} {load.fingerprint}" for load in self.loads() if load.sealed]
        erased = [f"{name} {text}" for name, text in self.kept(ERASURE).items()]
        return hashlib.blake2b("\n".join(sealed + erased).encode(), digest_size=16).hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
