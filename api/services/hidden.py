"""Who is in no answer: known by keyed hashes alone, which lead to nobody without the secret."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from functools import lru_cache

from graph.snapshot import Snapshot

_CHECK_DIGITS = 16


@dataclass(frozen=True, slots=True)
class KeyedHash:
    """What tells people apart without saying who they are: the same for the same secret, and nothing else.

    Parameters
    ----------
    secret
        At least 32 bytes that nobody can guess.

    Examples
    --------
    >>> keyed = KeyedHash(bytes(32))
    >>> keyed.of("x:ada") == keyed.of("x:ada"), keyed.of("x:ada") == KeyedHash(b"1" * 32).of("x:ada")
    (True, False)
    """

    secret: bytes = field(repr=False)

    def of(self, text: str) -> str:
        """Return 64 hexadecimal digits: HMAC-SHA256."""
        return hmac.digest(self.secret, text.encode(), "sha256").hex()

    @property
    def check(self) -> str:
        """Digits by which a secret is known to be the same; no account has an empty key."""
        return self.of("")[:_CHECK_DIGITS]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Accounts that no answer is about.

    Parameters
    ----------
    hashes
        Keyed hashes of their keys.
    keyed
        By which they were made; None only where there are none.
    """

    hashes: frozenset[str] = frozenset()
    keyed: KeyedHash | None = None

    def accounts(self, snapshot: Snapshot) -> frozenset[int]:
        """Return their numbers in a snapshot."""
        return _accounts(self, snapshot) if self.hashes else frozenset()

    def keys(self, snapshot: Snapshot) -> frozenset[str]:
        """Return their keys in a snapshot."""
        return _keys(self, snapshot) if self.hashes else frozenset()


@lru_cache(maxsize=8)  # a million keys are a second's work
def _accounts(hidden: Hidden, snapshot: Snapshot) -> frozenset[int]:
    keyed = hidden.keyed
    if keyed is None:
        raise ValueError("keyed hashes without what they were made by")
    return frozenset(
        number for number, key in enumerate(snapshot.keys) if keyed.of(str(key)) in hidden.hashes
    )


@lru_cache(maxsize=8)
def _keys(hidden: Hidden, snapshot: Snapshot) -> frozenset[str]:
    return frozenset(str(snapshot.keys[number]) for number in _accounts(hidden, snapshot))
