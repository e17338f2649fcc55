"""Who is in no answer: known by keyed hashes alone, which lead to nobody without the secret."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from graph.snapshot import Snapshot

_CHECK_DIGITS = 16
# Tried at each quote, as the text between two of them may be what a quote in some text has cut off.
_QUOTED_KEY = re.compile(rb'(?=("[a-z0-9][a-z0-9._-]{0,63}:(?:[^"\\\x00-\x1f]++|\\["\\/bfnrtu])*+"))')


@dataclass(frozen=True, slots=True)
class KeyedHash:
    """What tells people apart without saying who they are: the same for the same secret, and nothing else.

    Parameters
    ----------
    secret
        At least 32 bytes that nobody can guess.
    former
        The secrets before it, oldest first. What one of them made is hashed again under the next, so that
        a hash can be brought up to the newest secret by those who do not know of what it is; and whoever
        learns one of the secrets can test nobody.

    Examples
    --------
    >>> keyed = KeyedHash(bytes(32))
    >>> keyed.of("x:ada") == keyed.of("x:ada"), keyed.of("x:ada") == KeyedHash(b"1" * 32).of("x:ada")
    (True, False)
    >>> later = KeyedHash(b"1" * 32, former=(bytes(32),))
    >>> later.of("x:ada") == later.brought_up(keyed.of("x:ada"), keyed.check)
    True
    """

    secret: bytes = field(repr=False)
    former: tuple[bytes, ...] = field(default=(), repr=False)

    def of(self, text: str) -> str:
        """Return 64 hexadecimal digits: HMAC-SHA256 under each secret in turn."""
        return _hashed(text, (*self.former, self.secret))

    def each(self, text: str) -> Iterator[str]:
        """Yield what a text was hashed to while each of the secrets was the newest, oldest first."""
        for secret in (*self.former, self.secret):
            text = _hashed(text, (secret,))
            yield text

    def brought_up(self, digits: str, check: str) -> str:
        """Return the hash of what was hashed to these digits when `check` was this one's."""
        place = self.checks.index(check) + 1
        return _hashed(digits, (*self.former, self.secret)[place:])

    @property
    def check(self) -> str:
        """Digits by which the secrets are known to be the same; no account has an empty key."""
        return self.checks[-1]

    @property
    def checks(self) -> list[str]:
        """What `check` was while each of the secrets was the newest, oldest first."""
        return [digits[:_CHECK_DIGITS] for digits in self.each("")]


def _hashed(text: str, secrets: tuple[bytes, ...]) -> str:
    for secret in secrets:
        text = hmac.digest(secret, text.encode(), "sha256").hex()
    return text


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

    def are_named_in(self, said: bytes) -> bool:
        """Tell whether bytes of JSON name one of them: whoever was erased is in no snapshot to look them up.

        Examples
        --------
        >>> keyed = KeyedHash(bytes(32))
        >>> hidden = Hidden(frozenset({keyed.of("x:ada")}), keyed)
        >>> hidden.are_named_in(b'["x:ada"]'), hidden.are_named_in(b'["x:adam"]')
        (True, False)
        """
        if not self.hashes:
            return False
        return any(self.hide(_unquoted(text)) for text in set(_QUOTED_KEY.findall(said)))

    def hide(self, key: str) -> bool:
        """Tell whether an account of this key is one of them."""
        if self.keyed is None:
            raise ValueError("keyed hashes without what they were made by")
        return not self.hashes.isdisjoint(self.keyed.each(key))


@lru_cache(maxsize=8)  # a million keys are a second's work
def _accounts(hidden: Hidden, snapshot: Snapshot) -> frozenset[int]:
    return frozenset(number for number, key in enumerate(snapshot.keys) if hidden.hide(str(key)))


@lru_cache(maxsize=8)
def _keys(hidden: Hidden, snapshot: Snapshot) -> frozenset[str]:
    return frozenset(str(snapshot.keys[number]) for number in _accounts(hidden, snapshot))


def _unquoted(text: bytes) -> str:
    try:
        return str(json.loads(text))
    except ValueError:  # a file of another sort, of which some bytes look alike
        return ""
