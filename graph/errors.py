"""Every error that Ricochet raises on purpose, in one tree.

    RicochetError
      InputError                the caller can mend it
        ParameterError          one argument outside its documented range
        FileError               a file that cannot be read as what it claims to be
        RecordError             one row of a file, with line, column and reason
        TooFewAuthorsError      a topic too small to answer for without singling people out
      NotFoundError             nothing of that name
        TopicNotFoundError      with the nearest known topics
        ListNotFoundError       with the nearest known lists
        AccountNotFoundError
        CommunityNotFoundError  with the snapshot that was asked
        MessageNotFoundError    with the nearest known messages
        LoadNotFoundError
      ConflictError             several things answer to that name, or the state forbids it
        AmbiguousAccountError   with the accounts that match
      LimitError                more memory than one question may take
      StoreError                the operator can mend it
        StoreUnavailableError   unreachable or locked, with what to do
        SchemaMismatchError     written by another version

Errors know nothing of HTTP: `api/http/errors.py` holds the one table of statuses.
"""

from __future__ import annotations

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


class LoadNotFoundError(NotFoundError):
    """The ledger has no such load."""

    def __init__(self, load: int) -> None:
        self.load = load
        super().__init__(f"no load {load}; 'ricochet store loads' lists them")


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
