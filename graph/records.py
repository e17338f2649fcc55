"""The records that loaders make and stores keep: accounts, ties, posts, reposts, prices and lists."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from graph.errors import ParameterError

Int8s = npt.NDArray[np.int8]
Int32s = npt.NDArray[np.int32]
Int64s = npt.NDArray[np.int64]
Float64s = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]  # each str or None

LIST_PREFIX = "list:"
"""A name that begins so is a list of accounts; no platform may be called so."""

UNKNOWN_PLATFORM = "unknown"
UNTIMED = np.iinfo(np.int64).min  # stands in at_ms for "no time was given"; stores keep null
MAX_COUNT = 10**9  # no pair of accounts has met more often; beyond it a column was mistaken for another

_PLATFORM = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
_CURRENCY = re.compile(r"[A-Z]{3}")
_LIST = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")


@dataclass(frozen=True, slots=True, order=True)
class AccountKey:
    """The one name of an account: its platform and the platform's own identifier.

    Parameters
    ----------
    platform
        Lower-case letters, digits, `_`, `.`, `-`; at most 64 characters; not `list`.
    native_id
        The platform's own identifier (later perhaps a pseudonym): 1 to 256 printable characters.

    Raises
    ------
    ParameterError
        When either part is outside that range.

    Examples
    --------
    >>> str(AccountKey("twitter", "12"))
    'twitter:12'
    >>> AccountKey.parse("twitter:12").native_id
    '12'
    """

    platform: str
    native_id: str

    def __post_init__(self) -> None:
        if not _PLATFORM.fullmatch(self.platform):
            raise ParameterError(
                "platform", self.platform, "lower-case letters, digits, _, . or -, at most 64 of them"
            )
        if f"{self.platform}:" == LIST_PREFIX:
            raise ParameterError("platform", self.platform, "another word: this one begins names of lists")
        if not 0 < len(self.native_id) <= 256 or _UNPRINTABLE.search(self.native_id):
            raise ParameterError("account", self.native_id, "1 to 256 printable characters")

    def __str__(self) -> str:
        return f"{self.platform}:{self.native_id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a key back from its text form."""
        platform, colon, native_id = text.partition(":")
        if not colon:
            raise ParameterError("account key", text, "platform:native id")
        return cls(platform, native_id)

    @staticmethod
    def platform_of(key: str) -> str:
        """Return the platform of a key that is known to be one, six times faster than parsing it."""
        return key.partition(":")[0]


class TieKind(StrEnum):
    """What one account did towards another; a closed list, its order is the code that batches carry."""

    FOLLOWS = "FOLLOWS"
    MENTIONS = "MENTIONS"
    RESHARES = "RESHARES"
    REPLIES_TO = "REPLIES_TO"
    QUOTES = "QUOTES"
    LIKES = "LIKES"
    INFLUENCES = "INFLUENCES"

    @property
    def code(self) -> int:
        """The kind's place in the list, 0 to 6."""
        return KINDS.index(self)


KINDS = tuple(TieKind)


class PostKind(StrEnum):
    """How a post came about; only an original starts a message."""

    ORIGINAL = "ORIGINAL"
    REPLY = "REPLY"
    QUOTE = "QUOTE"
    RESHARE = "RESHARE"

    @property
    def code(self) -> int:
        """The kind's place in the list, 0 to 3."""
        return POST_KINDS.index(self)


POST_KINDS = tuple(PostKind)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a source says of an account; what it does not say is None, never zero or empty."""

    handle: str | None = None
    name: str | None = None
    followers: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """A batch of ties as parallel columns, one position a tie, as they happened (never turned round).

    Parameters
    ----------
    kind
        int8: place in `KINDS`.
    actor, target
        int32: places in the batch's `accounts`; never equal.
    at_ms
        int64: milliseconds since 1970 in UTC, `UNTIMED` where no time is known.
    post
        object: the platform's id of the post by which it happened (mention, reply, quote) or of the
        message passed on (reshare, like); None where unknown.
    topics
        int32: place in the batch's `topic_sets`.
    count
        int64: how often, for an untimed row that says so, 1 to `MAX_COUNT`; 0 where none was given.
    probability
        float64: 0 to 1 on INFLUENCES, nan elsewhere.
    row
        int64: line of the file, or number of the record, from 1.
    """

    kind: Int8s
    actor: Int32s
    target: Int32s
    at_ms: Int64s
    post: Texts
    topics: Int32s
    count: Int64s
    probability: Float64s
    row: Int64s

    def __len__(self) -> int:
        return len(self.kind)

    def take(self, rows: npt.NDArray[np.intp] | Bools) -> Ties:
        """Return the chosen rows, in that order."""
        return Ties(*(getattr(self, name)[rows] for name in self.__slots__))

    @classmethod
    def empty(cls) -> Self:
        """Return a batch without ties."""
        return cls.of([])

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, object]]) -> Self:
        """Build columns from one mapping a tie; what a mapping leaves out is unknown.

        Examples
        --------
        >>> ties = Ties.of([{"kind": TieKind.FOLLOWS, "actor": 0, "target": 1}])
        >>> len(ties), int(ties.count[0])
        (1, 0)
        """

        def column(name: str, dtype: type, missing: object) -> npt.NDArray[Any]:
            return np.array([row.get(name, missing) for row in rows], dtype=dtype)

        return cls(
            kind=np.array([TieKind(str(row["kind"])).code for row in rows], dtype=np.int8),
            actor=column("actor", np.int32, 0),
            target=column("target", np.int32, 0),
            at_ms=column("at_ms", np.int64, UNTIMED),
            post=column("post", object, None),
            topics=column("topics", np.int32, 0),
            count=column("count", np.int64, 0),
            probability=column("probability", np.float64, np.nan),
            row=np.array([row.get("row", i + 1) for i, row in enumerate(rows)], dtype=np.int64),
        )


@dataclass(frozen=True, slots=True)
class Post:
    """One post: who wrote it, when, how it came about and on which topics.

    Parameters
    ----------
    key
        `platform:native id` of the post.
    author
        Place in the batch's `accounts`.
    at_ms
        Milliseconds since 1970 in UTC; None where unknown.
    kind
        Only an ORIGINAL starts a message.
    topics
        Place in the batch's `topic_sets`.
    language
        Tag such as `en`; None where unknown.
    further
        What else its source says, text by name of column; kept, read by nothing here.
    """

    key: str
    author: int
    at_ms: int | None = None
    kind: PostKind = PostKind.ORIGINAL
    topics: int = 0
    language: str | None = None
    further: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Reposts:
    """A batch of acts of passing recorded messages on, as parallel columns, one position an act.

    Parameters
    ----------
    message
        object: `platform:native id` of the message passed on; of the post replied to, for a reply.
    account
        int32: who acted, place in the batch's `accounts`.
    parent
        int32: from whom the message came, place in `accounts`; -1 where unknown. May be the account
        itself.
    at_ms
        int64: milliseconds since 1970 in UTC, `UNTIMED` where no time is known.
    kind
        int8: place in `POST_KINDS`; never ORIGINAL.
    post
        object: `platform:native id` of the post by which it happened; None where unknown.
    language, place
        object: texts such as `en` and `DE`; None where unknown.
    row
        int64: line of the file, or number of the record, from 1.
    further
        What else the source says: by name of column, object texts, None where empty. Kept, read by
        nothing here.
    """

    message: Texts
    account: Int32s
    parent: Int32s
    at_ms: Int64s
    kind: Int8s
    post: Texts
    language: Texts
    place: Texts
    row: Int64s
    further: Mapping[str, Texts] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.account)

    def take(self, rows: npt.NDArray[np.intp] | Bools) -> Reposts:
        """Return the chosen rows, in that order."""
        columns = {name: getattr(self, name)[rows] for name in self.__slots__ if name != "further"}
        return Reposts(**columns, further={name: texts[rows] for name, texts in self.further.items()})

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, object]]) -> Self:
        """Build columns from one mapping a repost; what a mapping leaves out is unknown.

        Examples
        --------
        >>> reposts = Reposts.of([{"message": "twitter:1", "account": 0, "label": "true"}])
        >>> int(reposts.parent[0]), POST_KINDS[reposts.kind[0]].value, reposts.further["label"][0]
        (-1, 'RESHARE', 'true')
        """

        def column(name: str, dtype: npt.DTypeLike = object, missing: object = None) -> npt.NDArray[Any]:
            return np.array([row.get(name, missing) for row in rows], dtype=dtype)

        known = {*cls.__slots__}
        return cls(
            message=column("message"),
            account=column("account", np.int32),
            parent=column("parent", np.int32, -1),
            at_ms=column("at_ms", np.int64, UNTIMED),
            kind=np.array([PostKind(str(row.get("kind", "RESHARE"))).code for row in rows], dtype=np.int8),
            post=column("post"),
            language=column("language"),
            place=column("place"),
            row=np.array([row.get("row", i + 1) for i, row in enumerate(rows)], dtype=np.int64),
            further={name: column(name) for name in sorted({*chain.from_iterable(rows)} - known)},
        )

    def marks(self) -> Int64s:
        """Return 64 bits of the post by which each happened; 0 where it is unknown."""
        return _digests(self.post)


@dataclass(frozen=True, slots=True)
class Price:
    """What an account asks for starting a message, and how likely it says yes when asked.

    Parameters
    ----------
    price
        0 or more, in units of the currency.
    currency
        Code of ISO 4217: three upper-case letters.
    acceptance
        Probability, 0 to 1; None where unknown.

    Raises
    ------
    ParameterError
        When one of them is outside that range.

    Examples
    --------
    >>> Price(120.0, "EUR").acceptance is None
    True
    """

    price: float
    currency: str
    acceptance: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.price < math.inf:
            raise ParameterError("price", self.price, "a number from 0")
        if not _CURRENCY.fullmatch(self.currency):
            raise ParameterError("currency", self.currency, "three upper-case letters")
        if self.acceptance is not None and not 0 <= self.acceptance <= 1:
            raise ParameterError("acceptance", self.acceptance, "from 0 to 1")


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """What one stretch of a file brings: accounts, and all that refers to them by place.

    Parameters
    ----------
    accounts
        Keys of all accounts met, each once; those of self ties too, which bring no tie.
    ties
        The ties, in the order of the file.
    profiles
        What the file says of some accounts, by place in `accounts`.
    posts
        Posts, if the format has them.
    topic_sets
        Distinct sets of topics, each sorted; the first is always the empty one.
    prices
        What some accounts ask, by place in `accounts`.
    lists
        Who is on a list, by its name as `normal_list` gives it: places in `accounts`.
    reposts
        Who passed recorded messages on, in the order of the file.
    """

    accounts: Sequence[str]
    ties: Ties
    profiles: Mapping[int, Profile] = field(default_factory=dict)
    posts: Sequence[Post] = ()
    topic_sets: Sequence[tuple[str, ...]] = ((),)
    prices: Mapping[int, Price] = field(default_factory=dict)
    lists: Mapping[str, Collection[int]] = field(default_factory=dict)
    reposts: Reposts = field(default_factory=lambda: Reposts.of([]))

    @property
    def rows(self) -> int:
        """How many ties, posts, reposts, prices and places on lists it brings."""
        listed = sum(map(len, self.lists.values()))
        return len(self.ties) + len(self.posts) + len(self.reposts) + len(self.prices) + listed

    def without(self, places: Collection[int]) -> Batch:
        """Return the batch without some accounts, and without every row that names one of them.

        Parameters
        ----------
        places
            In `accounts`.

        Examples
        --------
        >>> ties = Ties.of([{"kind": "LIKES", "actor": a, "target": b} for a, b in ((0, 1), (2, 0))])
        >>> rest = Batch(["x:ada", "x:ben", "x:cleo"], ties).without([1])
        >>> rest.accounts, rest.rows, int(rest.ties.actor[0])
        (['x:ada', 'x:cleo'], 1, 1)
        """
        gone = np.zeros(len(self.accounts), dtype=np.bool_)
        gone[list(places)] = True
        place = (np.cumsum(~gone) - 1).astype(np.int32)
        lists = {name: [int(place[each]) for each in on if not gone[each]] for name, on in self.lists.items()}
        return replace(
            self,
            accounts=[key for key, leaves in zip(self.accounts, gone, strict=True) if not leaves],
            ties=_ties_without(self.ties, gone, place),
            profiles={int(place[each]): said for each, said in self.profiles.items() if not gone[each]},
            posts=[
                replace(post, author=int(place[post.author])) for post in self.posts if not gone[post.author]
            ],
            prices={int(place[each]): asked for each, asked in self.prices.items() if not gone[each]},
            lists={name: on for name, on in lists.items() if on},
            reposts=_reposts_without(self.reposts, gone, place),
        )


def _ties_without(ties: Ties, gone: Bools, place: Int32s) -> Ties:
    rest = ties.take(~(gone[ties.actor] | gone[ties.target]))
    return replace(rest, actor=place[rest.actor], target=place[rest.target])


def _reposts_without(reposts: Reposts, gone: Bools, place: Int32s) -> Reposts:
    known = reposts.parent >= 0
    rest = reposts.take(~(gone[reposts.account] | (known & gone[reposts.parent])))
    parent = np.where(rest.parent >= 0, place[rest.parent], -1).astype(np.int32)
    return replace(rest, account=place[rest.account], parent=parent)


@dataclass(frozen=True, slots=True)
class Load:
    """One file taken in, as the store's ledger has it.

    Parameters
    ----------
    number
        Its number in this store, from 1, in the order of loading.
    fingerprint
        Of the file's bytes and of how they were read: the same file read the same way is the same load.
    file
        The file's name, without its folder.
    source
        Where the data comes from; untimed rows replace each other only within one source.
    sealed
        False while the load is being written, or was cut off: nothing of it shows in any answer.
    loaded_at
        When it was sealed, ISO 8601 in UTC; None before.
    batches
        Numbers of the batches that are committed, from 0.
    accounts, ties, posts, reposts
        Rows committed.
    """

    number: int
    fingerprint: str
    file: str
    source: str
    sealed: bool = False
    loaded_at: str | None = None
    batches: frozenset[int] = frozenset()
    accounts: int = 0
    ties: int = 0
    posts: int = 0
    reposts: int = 0


def normal_topic(text: str) -> str:
    """Return the one spelling of a topic: without leading `#`, spaces made single, case folded.

    Raises
    ------
    ParameterError
        When nothing is left, or more than 200 characters, or a control character.

    Examples
    --------
    >>> normal_topic(" #StreetFood ")
    'streetfood'
    """
    topic = " ".join(text.strip().lstrip("#").split()).casefold()
    if not 0 < len(topic) <= 200 or _UNPRINTABLE.search(topic):
        raise ParameterError("topic", text, "1 to 200 printable characters")
    return topic


def normal_list(text: str) -> str:
    """Return the one spelling of a list's name: without blanks around it, case folded.

    Raises
    ------
    ParameterError
        When it is not 1 to 64 letters a to z, digits, `_`, `.` and `-`, a letter or digit first.

    Examples
    --------
    >>> normal_list(" Own ")
    'own'
    """
    name = text.strip().casefold()
    if not _LIST.fullmatch(name):
        raise ParameterError("list", text, "letters a to z, digits, _, . or -, at most 64 of them")
    return name


def hash64(text: str) -> int:
    """Return 64 bits of a text's BLAKE2b digest, as a signed integer.

    Examples
    --------
    >>> hash64("a") == hash64("a"), hash64("a") == hash64("b")
    (True, False)
    """
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def tie_marks(ties: Ties, topic_sets: Sequence[tuple[str, ...]], source: str) -> Int64s:
    """Return what, beside kind, actor, target and time, tells one tie from another: 64 bits a tie.

    A timed action is the same if its post is the same, from whatever source. An untimed row is the
    same if its source and topics are: a count given again for them replaces the old one. Two different
    rows are taken for one only if kind, actor, target and time agree *and* 64 bits collide.

    Parameters
    ----------
    ties, topic_sets
        As in a `Batch`.
    source
        Of the load they belong to.

    Returns
    -------
    numpy.ndarray
        int64, one a tie.

    Examples
    --------
    >>> ties = Ties.of([{"kind": "LIKES", "actor": 0, "target": 1, "count": c} for c in (1, 2)])
    >>> a, b = tie_marks(ties, [()], "files")
    >>> bool(a == b)
    True
    """
    untimed = ties.at_ms == UNTIMED
    by_topics = np.array([hash64("\n".join((source, *topics))) for topics in topic_sets], dtype=np.int64)
    marks = np.zeros(len(ties), dtype=np.int64)
    marks[untimed] = by_topics[ties.topics[untimed]]
    marks[~untimed] = _digests(ties.post[~untimed])
    return marks


def _digests(texts: Texts) -> Int64s:
    """Return 64 bits of each text, 0 for None."""
    known: dict[object, int] = {text: hash64(str(text)) for text in {*texts} - {None}}
    known[None] = 0
    return np.array([known[text] for text in texts], dtype=np.int64)


def repeated(ties: Ties, marks: Int64s) -> Bools:
    """Return which ties say, word for word, what a later one of the batch says.

    The last one stays, because of several counts for one tie the last holds.

    Parameters
    ----------
    ties
        A batch's ties, whose sets of topics are distinct.
    marks
        As `tie_marks` gives them.

    Returns
    -------
    numpy.ndarray
        bool, one a tie.

    Examples
    --------
    >>> ties = Ties.of([{"kind": "LIKES", "actor": 0, "target": 1}] * 2)
    >>> repeated(ties, tie_marks(ties, [()], "files")).tolist()
    [True, False]
    """
    columns = (
        ties.probability,
        ties.count,
        ties.topics,
        marks,
        ties.at_ms,
        ties.target,
        ties.actor,
        ties.kind,
    )
    order = np.lexsort(columns)  # stable: of equal rows the last of the batch comes last
    same = np.ones(max(len(ties) - 1, 0), dtype=np.bool_)
    for column in columns:
        values = column[order]
        unequal = values[1:] != values[:-1]
        same &= ~(
            unequal & ~(np.isnan(values[1:]) & np.isnan(values[:-1])) if column.dtype.kind == "f" else unequal
        )
    result = np.zeros(len(ties), dtype=np.bool_)
    result[order[:-1]] = same
    return result
