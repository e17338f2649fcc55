"""Keys of the interface as answers show them, and the calls made with them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from api.answers import ApiKey, ApiKeys, AuditLine, AuditLines
from api.services.pages import Page
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


def list_calls(state: State, *, limit: int = 25, cursor: str | None = None) -> AuditLines:
    """Return the latest calls that were made with a key, latest first.

    Parameters
    ----------
    state
        What the service remembers.
    limit, cursor
        Which page, see `pages.Page.of_ledger`.

    Raises
    ------
    ParameterError, CursorError
    """
    page = Page.of_ledger(limit, cursor, "audit")
    found = last_lines(state, limit + 1, before=page.first or None)
    items = [AuditLine(**{name: getattr(line, name) for name in AuditLine.model_fields}) for line in found]
    return AuditLines(items=items[:limit], **page.ledger_links([line.number or 0 for line in found]))


def _shown(key: keys.Key, text: str | None = None) -> ApiKey:
    return ApiKey(
        **asdict(key) | {"rights": [right for right in keys.RIGHTS if right in key.rights]}, key=text
    )
