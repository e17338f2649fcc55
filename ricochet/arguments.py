"""What the command line's words mean: kinds of tie, column maps and projections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from graph.errors import ParameterError
from graph.projection import WEIGHTED_CASCADE, Projection
from graph.records import TieKind


def accounts(text: str) -> tuple[str, ...]:
    """Return the accounts that are named, parted by commas.

    Examples
    --------
    >>> accounts("@ada, x:7")
    ('@ada', 'x:7')
    """
    return tuple(name for part in text.split(",") if (name := part.strip()))


def column_map(text: str | None) -> dict[str, str]:
    """Return which column plays which role.

    Raises
    ------
    ParameterError
        Where a part is not `role=column`.

    Examples
    --------
    >>> column_map("actor=from,target=2")
    {'actor': 'from', 'target': '2'}
    """
    roles: dict[str, str] = {}
    for part in text.split(",") if text else ():
        role, equals, column = (word.strip() for word in part.partition("="))
        if not (role and equals and column):
            raise ParameterError("map", part, "role=column, several parted by commas")
        roles[role] = column
    return roles


def tie_kind(text: str | None) -> TieKind | None:
    """Return a kind of tie from its name, in any case, `-` or `_`.

    Raises
    ------
    ParameterError

    Examples
    --------
    >>> tie_kind("replies-to")
    <TieKind.REPLIES_TO: 'REPLIES_TO'>
    """
    if text is None:
        return None
    name = text.upper().replace("-", "_")
    if name not in list(TieKind):
        raise ParameterError("kind", text, f"one of {', '.join(kind.lower() for kind in TieKind)}")
    return TieKind(name)


def projection(
    *,
    model: str | None,
    platform: str | None,
    kinds: Sequence[str],
    since: datetime | None,
    until: datetime | None,
) -> Projection | None:
    """Return the projection that the options ask for; None when they ask for nothing in particular."""
    if not (model or platform or kinds or since or until):
        return None
    usual = Projection()
    return Projection(
        model=model or WEIGHTED_CASCADE,
        kinds=tuple(kind for name in kinds if (kind := tie_kind(name))) or usual.kinds,
        platform=platform,
        since_ms=_milliseconds(since),
        until_ms=_milliseconds(until),
    )


def _milliseconds(time: datetime | None) -> int | None:
    return None if time is None else int(time.replace(tzinfo=UTC).timestamp() * 1000)
