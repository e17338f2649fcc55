"""How accounts are called in a file that leaves the house: by name, or by pseudonyms that lead to nobody."""

from __future__ import annotations

from dataclasses import dataclass

from api.services.hidden import KeyedHash
from graph.snapshot import Snapshot

_DIGITS = 16  # hexadecimal: of 50,000 accounts two are called the same with a chance of 1 in 10 billion
_OPEN_COLUMNS: dict[str, type] = {"platform": str, "language": str}
_NAMING_COLUMNS: dict[str, type] = {"handle": str, "display_name": str, "followers": int}


@dataclass(frozen=True, slots=True)
class Names:
    """How the accounts of a snapshot are called.

    Parameters
    ----------
    snapshot
        Whose accounts.
    keyed
        What pseudonyms are made by: they are the same in all files from one snapshot, and others in those of
        the next. None calls accounts by what they call themselves. Under a pseudonym it is left out, too, how
        many follow an account: few others share that.
    """

    snapshot: Snapshot
    keyed: KeyedHash | None

    @property
    def columns(self) -> dict[str, type]:
        """Name and type of what is said of an account."""
        return {**_OPEN_COLUMNS, **({} if self.keyed else _NAMING_COLUMNS)}

    def key(self, account: int) -> str:
        """Return what tells an account from all others."""
        key = str(self.snapshot.keys[account])
        if self.keyed is None:
            return key
        return f"account {self.keyed.of(f'{self.snapshot.address} {key}')[:_DIGITS]}"

    def label(self, account: int) -> str:
        """Return what to write beside an account."""
        handle = None if self.keyed else self.snapshot.handles[account]
        return f"@{handle}" if handle else self.key(account)

    def said_of(self, account: int) -> dict[str, str | int | None]:
        """Return what is said of an account, by column."""
        snapshot = self.snapshot
        platform = str(snapshot.keys[account]).partition(":")[0]
        said: dict[str, str | int | None] = {"platform": platform, "language": snapshot.languages[account]}
        if self.keyed:
            return said
        handle, name = snapshot.handles[account], snapshot.names[account]
        return {**said, "handle": handle, "display_name": name, "followers": snapshot.followers(account)}
