"""Every error that Ricochet raises on purpose, in one tree.

    RicochetError
      InputError                the caller can mend it
        ParameterError          one argument outside its documented range
        FileError               a file that cannot be read as what it claims to be
        RecordError             one row of a file, with line, column and reason
        LeakError               something from after the cut among what may be known before it
        CursorError             the next page of another question
        TooFewAuthorsError      a topic too small to answer for without singling people out
      NotFoundError             nothing of that name
        TopicNotFoundError      with the nearest known topics
        ListNotFoundError       with the nearest known lists
        AccountNotFoundError
        CommunityNotFoundError  with the snapshot that was asked
        VersionNotFoundError    no snapshot of that address, or as of that time
        AliasNotFoundError      with the known aliases
        MessageNotFoundError    with the nearest known messages
        LoadNotFoundError
        JobNotFoundError
        KeyNotFoundError
        PlanNotFoundError
        BacktestNotFoundError
      ConflictError             several things answer to that name, or the state forbids it
        AmbiguousAccountError   with the accounts that match
        StaleCursorError        the next page of a list that is no longer answered from that snapshot
      LimitError                more memory than one question may take
      StoreError                the operator can mend it
        StoreUnavailableError   unreachable or locked, with what to do
        SchemaMismatchError     written by another version

Errors know nothing of HTTP: `api/http/errors.py` holds the one table of statuses.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence


class RicochetError(Exception):
    """Base of every error that Ricochet raises on purpose."""


class InputError(RicochetError):
    """The caller asked for something that cannot be, and can mend it."""


class ParameterError(InputError):
    """One argument lies outside its documented range.

    Parameters
    ----------
    name
        The argument, as the caller wrote it.
    value
        What was given.
    requirement
        What is allowed, as a phrase that follows "must be".

    Examples
    --------
    >>> str(ParameterError("limit", 0, "from 1 to 200"))
    'limit must be from 1 to 200, not 0'
    """

    def __init__(self, name: str, value: object, requirement: str) -> None:
        self.name = name
        self.value = value
        self.requirement = requirement
        super().__init__(f"{name} must be {requirement}, not {value!r}")


class FileError(InputError):
    """A file cannot be read as what it claims to be; nothing of it was kept.

    Examples
    --------
    >>> str(FileError("ties.csv", "it is empty"))
    'ties.csv: it is empty'
    >>> str(FileError("ties.csv", "byte 0xe9 is not UTF-8", line=3, column=7))
    'ties.csv, line 3, column 7: byte 0xe9 is not UTF-8'
    """

    def __init__(
        self, file: str, reason: str, *, line: int | None = None, column: int | str | None = None
    ) -> None:
        self.file = file
        self.reason = reason
        self.line = line
        self.column = column
        place = "".join(
            f", {name} {value}" for name, value in (("line", line), ("column", column)) if value is not None
        )
        super().__init__(f"{file}{place}: {reason}")


class RecordError(FileError):
    """One row of a file is refused; the others may be kept."""


class LeakError(InputError):
    """Something from after the cut is among what may be known before it.

    Parameters
    ----------
    what
        Names the input.
    count
        How many of its values are from then or later.
    until_ms
        The cut, in milliseconds since 1970.

    Examples
    --------
    >>> str(LeakError("followers", count=3, until_ms=1000))
    'followers has 3 values from the cut at 1000 ms or later'
    """

    def __init__(self, what: str, *, count: int, until_ms: int) -> None:
        self.what = what
        super().__init__(f"{what} has {count} values from the cut at {until_ms} ms or later")


class CursorError(InputError):
    """A cursor asks for the next page of another question than the one it is given with.

    Examples
    --------
    >>> str(CursorError())
    'the cursor is of another question: only limit and fields may change from page to page'
    """

    def __init__(self) -> None:
        super().__init__(
            "the cursor is of another question: only limit and fields may change from page to page"
        )


class TooFewAuthorsError(InputError):
    """A topic has too few authors to answer for without singling people out.

    Examples
    --------
    >>> str(TooFewAuthorsError("4u9525", found=15, needed=20))
    "topic '4u9525' has 15 authors, 20 are needed"
    """

    def __init__(self, topic: str, *, found: int, needed: int) -> None:
        self.topic = topic
        self.found = found
        self.needed = needed
        super().__init__(f"topic {topic!r} has {found} authors, {needed} are needed")


class NotFoundError(RicochetError):
    """Nothing of that name is known."""


class TopicNotFoundError(NotFoundError):
    """No such topic; the nearest known names are listed.

    Examples
    --------
    >>> str(TopicNotFoundError("fergusn", ["ferguson"]))
    "no topic 'fergusn'; the nearest known: ferguson"
    """

    def __init__(self, topic: str, nearest: Sequence[str]) -> None:
        self.topic = topic
        self.nearest = list(nearest)
        hint = f"; the nearest known: {', '.join(nearest)}" if nearest else "; no topic is known"
        super().__init__(f"no topic {topic!r}{hint}")


class ListNotFoundError(NotFoundError):
    """No such list of accounts; the nearest known names are listed.

    Examples
    --------
    >>> str(ListNotFoundError("won", ["own"]))
    "no list 'won'; the nearest known: own"
    """

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        self.name = name
        self.nearest = list(nearest)
        super().__init__(
            f"no list {name!r}" + (f"; the nearest known: {', '.join(nearest)}" if nearest else "")
        )


class AccountNotFoundError(NotFoundError):
    """No account answers to that key, handle or native id."""

    def __init__(self, account: str) -> None:
        self.account = account
        super().__init__(f"no account has the key, handle or native id {account!r}")


class MessageNotFoundError(NotFoundError):
    """No such recorded message; the nearest known keys are listed.

    Examples
    --------
    >>> str(MessageNotFoundError("twitter:12", ["twitter:1", "twitter:2"]))
    "no recorded message 'twitter:12'; the nearest known: twitter:1, twitter:2"
    """

    def __init__(self, message: str, nearest: Sequence[str]) -> None:
        self.message = message
        self.nearest = list(nearest)
        hint = f"; the nearest known: {', '.join(nearest)}" if nearest else ""
        super().__init__(f"no recorded message {message!r}{hint}")


class CommunityNotFoundError(NotFoundError):
    """No such community in this snapshot; numbers hold within one snapshot alone.

    Examples
    --------
    >>> str(CommunityNotFoundError("3f2a9c01d2e4:7", snapshot="88b0aa2e01f3", count=5))
    "no community '3f2a9c01d2e4:7' in snapshot 88b0aa2e01f3: each has numbers of its own, this one 0 to 4"
    >>> str(CommunityNotFoundError("7", snapshot="88b0aa2e01f3", count=0))
    "no community '7' in snapshot 88b0aa2e01f3: it has no communities"
    """

    def __init__(self, community: str, *, snapshot: str, count: int) -> None:
        self.community = community
        self.snapshot = snapshot
        self.count = count
        numbers = (
            f"each has numbers of its own, this one 0 to {count - 1}" if count else "it has no communities"
        )
        super().__init__(f"no community {community!r} in snapshot {snapshot}: {numbers}")


class VersionNotFoundError(NotFoundError):
    """There is no snapshot of that address, or as of that time.

    Examples
    --------
    >>> str(VersionNotFoundError("3f2a9c01d2e4"))
    'no version 3f2a9c01d2e4 of the graph is kept; /v1/graph/versions lists those that are'
    """

    def __init__(self, version: str) -> None:
        self.version = version
        super().__init__(
            f"no version {version} of the graph is kept; /v1/graph/versions lists those that are"
        )


class AliasNotFoundError(NotFoundError):
    """No alias of topics has that name.

    Examples
    --------
    >>> str(AliasNotFoundError("food"))
    "no alias 'food'; 'ricochet topics aliases' lists them"
    """

    def __init__(self, alias: str) -> None:
        self.alias = alias
        super().__init__(f"no alias {alias!r}; 'ricochet topics aliases' lists them")


class LoadNotFoundError(NotFoundError):
    """The ledger has no such load."""

    def __init__(self, load: int) -> None:
        self.load = load
        super().__init__(f"no load {load}; 'ricochet store loads' lists them")


class JobNotFoundError(NotFoundError):
    """No such job: it never was, or it was finished more than a week ago."""

    def __init__(self, job: str) -> None:
        self.job = job
        super().__init__(f"no job {job!r}; what was finished more than a week ago is forgotten")


class KeyNotFoundError(NotFoundError):
    """No key of the interface has that id."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"no key {key!r}; 'ricochet keys list' shows them")


class PlanNotFoundError(NotFoundError):
    """No plan of that id was made here, or it was deleted."""

    def __init__(self, plan: str) -> None:
        self.plan = plan
        super().__init__(f"no plan {plan!r}; 'GET /v1/plans' lists those that are kept")


class BacktestNotFoundError(NotFoundError):
    """No back-test of that is kept.

    Parameters
    ----------
    topic
        None: of all messages.

    Examples
    --------
    >>> str(BacktestNotFoundError("food"))
    "no back-test on 'food' is kept; 'ricochet backtest --topic food' or POST /v1/backtest makes one"
    """

    def __init__(self, topic: str | None) -> None:
        of, asked = ("", "") if topic is None else (f" on {topic!r}", f" --topic {shlex.quote(topic)}")
        super().__init__(
            f"no back-test{of} is kept; 'ricochet backtest{asked}' or POST /v1/backtest makes one"
        )


class ForecastNotFoundError(NotFoundError):
    """No forecast of that name was frozen."""

    def __init__(self, name: str) -> None:
        self.forecast = name
        super().__init__(f"no frozen forecast {name!r}; 'ricochet forecast list' shows them")


class ConflictError(RicochetError):
    """The present state, or several candidates, forbid it."""


class AmbiguousAccountError(ConflictError):
    """Several accounts answer to one name; the caller has to choose.

    Examples
    --------
    >>> str(AmbiguousAccountError("ada", ["mastodon:7", "twitter:1"]))
    "'ada' names several accounts: mastodon:7, twitter:1"
    """

    def __init__(self, account: str, matches: Sequence[str]) -> None:
        self.account = account
        self.matches = list(matches)
        super().__init__(f"{account!r} names several accounts: {', '.join(matches)}")


class StaleCursorError(ConflictError):
    """A cursor goes on with a list whose snapshot is no longer the one answered from.

    Examples
    --------
    >>> str(StaleCursorError())
    'the cursor is of another snapshot: start again at the first page, or give its graph_version'
    """

    def __init__(self) -> None:
        super().__init__(
            "the cursor is of another snapshot: start again at the first page, or give its graph_version"
        )


class ForecastExistsError(ConflictError):
    """A forecast of that name is frozen already, and stays as it is."""

    def __init__(self, name: str) -> None:
        self.forecast = name
        super().__init__(f"a forecast {name!r} is frozen already; give the new one another name")


class ForecastChangedError(ConflictError):
    """A frozen forecast is not what its digest says: it was changed by hand and proves nothing."""

    def __init__(self, name: str) -> None:
        self.forecast = name
        super().__init__(
            f"the forecast {name!r} was changed after it was frozen, so that it cannot be scored"
        )


class LimitError(RicochetError):
    """A question would take more memory than one may; nothing of it was done.

    Examples
    --------
    >>> str(LimitError(needed=6 << 30, allowed=4 << 30))
    'this question would take about 6.0 GB of memory, 4.0 GB are allowed'
    """

    def __init__(self, *, needed: int, allowed: int) -> None:
        self.needed = needed
        self.allowed = allowed
        super().__init__(
            f"this question would take about {needed / 2**30:.1f} GB of memory, "
            f"{allowed / 2**30:.1f} GB are allowed"
        )


class StoreError(RicochetError):
    """The store cannot serve, and its operator can mend it."""


class StoreUnavailableError(StoreError):
    """The store is unreachable or locked.

    Examples
    --------
    >>> str(StoreUnavailableError("t.duckdb", "another process has it open", "wait for it, or stop it"))
    't.duckdb: another process has it open; wait for it, or stop it'
    """

    def __init__(self, store: str, reason: str, remedy: str) -> None:
        self.store = store
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{store}: {reason}; {remedy}")


class SchemaMismatchError(StoreError):
    """The store was written by another version of Ricochet."""

    def __init__(self, store: str, *, found: int, expected: int) -> None:
        self.store = store
        self.found = found
        self.expected = expected
        super().__init__(f"{store}: its schema is version {found}, this Ricochet reads version {expected}")
