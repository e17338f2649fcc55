"""Keys of the interface, as tables."""

from __future__ import annotations

from rich.console import Console

from api.answers import ApiKey, ApiKeys
from ricochet.tables.words import print_table


def _key(console: Console, answer: ApiKey) -> None:
    if answer.key is not None:
        console.print(answer.key, highlight=False, soft_wrap=True)
        console.print("This is the key: keep it, it is not shown again.", style="yellow")
    _keys(console, ApiKeys(items=[answer]))


def _keys(console: Console, answer: ApiKeys) -> None:
    rows = [
        (key.id, key.name, ", ".join(key.rights), key.created_at, _end(key), _limits(key))
        for key in answer.items
    ]
    print_table(console, "Keys", ("id", "holder", "rights", "created", "ends", "most calls"), rows)


def _end(key: ApiKey) -> str:
    return f"revoked {key.revoked_at}" if key.revoked_at else key.expires_at or "never"


def _limits(key: ApiKey) -> str:
    limits = ((key.per_minute, "minute"), (key.per_day, "day"))
    return ", ".join(f"{most:,} a {window}" for most, window in limits if most is not None) or "any number"


PRINTERS = {
    ApiKey: _key,
    ApiKeys: _keys,
}
