"""What the command line's words mean: kinds of tie, column maps and projections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from graph.errors import FileError, ParameterError
from graph.projection import GIVEN, WEIGHTED_CASCADE, Projection
from graph.records import TieKind

if TYPE_CHECKING:
    from api.services.quotas import ClassLimit
    from loaders.reading import FileKind

_MOST_WINDOWS = 100
_MOST_DAYS = 100_000


def accounts(text: str) -> tuple[str, ...]:
    """Return the accounts that are named, parted by commas.

    Examples
    --------
    >>> accounts("@ada, x:7")
    ('@ada', 'x:7')
    """
    return tuple(name for part in text.split(",") if (name := part.strip()))


def accounts_or_file(text: str) -> tuple[str, ...]:
    """Return the accounts that are named, parted by commas, or those of a file, one a line.

    Examples
    --------
    >>> accounts_or_file("@ada, x:7")
    ('@ada', 'x:7')
    """
    if text and Path(text).is_file():
        try:
            lines = Path(text).read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise FileError(text, "it should be text in UTF-8, one account a line") from error
        return tuple(name for line in lines if (name := line.strip()))
    return accounts(text)


def class_limit(text: str) -> ClassLimit:
    """Return a quota written `BY:CLASS:LEAST..MOST`; either number may be left out.

    Raises
    ------
    ParameterError

    Examples
    --------
    >>> class_limit("platform:twitter:2..5")
    ClassLimit(by='platform', of='twitter', at_least=2, at_most=5)
    """
    from api.services.quotas import ClassLimit, Division

    found = re.fullmatch(r"([a-z]+):(.+):([0-9]{0,9})\.\.([0-9]{0,9})", text)
    if not found or found[1] not in get_args(Division):
        requirement = f"written BY:CLASS:LEAST..MOST, by {', '.join(get_args(Division))}"
        raise ParameterError("quota", text, requirement)
    least, most = (int(number) if number else None for number in (found[3], found[4]))
    return ClassLimit(by=found[1], of=found[2], at_least=least, at_most=most)  # type: ignore[arg-type]  # checked above


def price_map(text: str) -> dict[str, float]:
    """Return new prices written `account=price`, several parted by commas.

    Raises
    ------
    ParameterError

    Examples
    --------
    >>> price_map("@ada=120,x:7=0.5")
    {'@ada': 120.0, 'x:7': 0.5}
    """
    prices = {}
    for part in accounts(text):
        name, _, price = part.rpartition("=")
        try:
            prices[name] = float(price)
        except ValueError:
            raise ParameterError("new-prices", part, "account=price, several parted by commas") from None
    return prices


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


def file_kind(text: str | None) -> FileKind | None:
    """Return what a file holds from its name: a kind of tie, or prices, lists, messages, reposts, cascades.

    Raises
    ------
    ParameterError

    Examples
    --------
    >>> file_kind("prices"), file_kind("likes")
    ('prices', <TieKind.LIKES: 'LIKES'>)
    """
    from loaders import CASCADES, LISTS, MESSAGES, PRICES, REPOSTS

    for kind in (PRICES, LISTS, MESSAGES, REPOSTS, CASCADES):
        if text is not None and text.lower() == kind:
            return kind
    return tie_kind(text)


def projection(
    *,
    model: str | None,
    platform: str | None,
    kinds: Sequence[str],
    since: datetime | None,
    until: datetime | None,
    half_life_days: float | None,
) -> Projection | None:
    """Return the projection that the options ask for; None when they ask for nothing in particular.

    A model that goes by given probabilities is asked of INFLUENCES, every other of ties that happened.
    """
    given = model is not None and GIVEN in model.split(":")
    if not (given or platform or kinds or since or until or half_life_days is not None):
        return None
    usual = Projection()
    return Projection(
        model=GIVEN if given else WEIGHTED_CASCADE,
        kinds=tuple(kind for name in kinds if (kind := tie_kind(name))) or usual.kinds,
        platform=platform,
        since_ms=_milliseconds(since),
        until_ms=_milliseconds(until),
        half_life_ms=None if half_life_days is None else _days(half_life_days),
    )


def windows(asked: Projection | None, count: int) -> list[Projection]:
    """Return a projection's window of time in so many parts, as long as each other.

    Raises
    ------
    ParameterError
        When the window is open at an end, or the number is not from 2 to 100.

    Examples
    --------
    >>> [window.since_ms for window in windows(Projection(since_ms=0, until_ms=9), 3)]
    [0, 3, 6]
    """
    if not 2 <= count <= _MOST_WINDOWS:
        raise ParameterError("tracking", count, f"from 2 to {_MOST_WINDOWS}")
    since, until = (asked.since_ms, asked.until_ms) if asked else (None, None)
    if asked is None or since is None or until is None:
        raise ParameterError("tracking", count, "used with both --since and --until")
    ends = [since + (until - since) * part // count for part in range(count + 1)]
    return [replace(asked, since_ms=first, until_ms=last) for first, last in pairwise(ends)]


def _days(number: float) -> int:
    if not 0 < number <= _MOST_DAYS:
        raise ParameterError("half-life-days", number, f"above 0 and at most {_MOST_DAYS:,}")
    return max(round(number * 86_400_000), 1)


def _milliseconds(time: datetime | None) -> int | None:
    return None if time is None else int(time.replace(tzinfo=UTC).timestamp() * 1000)
