"""Keys of the interface as answers show them, and the calls made with them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from api.answers import ApiKey, ApiKeys, AuditLine, AuditLines
from api.services.context import MAX_ITEMS, check_range
from api.state import keys
from api.state.audit import last_lines
from api.state.database import State


def create_key(state: State, name: str, **asked: Any) -> ApiKey:  # noqa: ANN401  # each is an argument of create_key
    """Make a key, and tell it this once; see `state.keys.create_key`.

    Raises
    ------
    ParameterError
    """
    text, key = keys.create_key(state, name, **asked)
    return _shown(key, text)


def list_keys(state: State) -> ApiKeys:
    """Return all keys there ever were, oldest first."""
    return ApiKeys(items=[_shown(key) for key in keys.list_keys(state)])


def revoke_key(state: State, number: str) -> ApiKey:
    """End a key at once, by its id.

    Raises
    ------
    KeyNotFoundError
    """
    return _shown(keys.revoke_key(state, number))


def list_calls(state: State, *, limit: int = 25) -> AuditLines:
    """Return the latest calls that were made with a key, latest first.

    Parameters
    ----------
    state
        What the service remembers.
    limit
        1 to 200.

    Raises
    ------
    ParameterError
    """
    check_range("limit", limit, 1, MAX_ITEMS)
    return AuditLines(items=[AuditLine(**asdict(line)) for line in last_lines(state, limit)])


def _shown(key: keys.Key, text: str | None = None) -> ApiKey:
    return ApiKey(
        **asdict(key) | {"rights": [right for right in keys.RIGHTS if right in key.rights]}, key=text
    )
