"""How many accounts of each community, platform or language may, or must, be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from algorithms.demands import Quota
from api.services.context import Context
from graph.errors import ParameterError
from graph.records import AccountKey

Division = Literal["community", "platform", "language"]

SMALLEST_SHARE = 0.01
"""Of all accounts with a tie: `minimum_per_community` is about communities that are no smaller."""


@dataclass(frozen=True, slots=True)
class ClassLimit:
    """How many accounts of one class may, or must, be asked.

    Parameters
    ----------
    by
        What divides the accounts.
    of
        The class: a community's number, a platform, a language.
    at_least, at_most
        At least 0; None is no limit.
    """

    by: Division
    of: str
    at_least: int | None = None
    at_most: int | None = None


def quotas_of(context: Context, limits: Sequence[ClassLimit], minimum: int | None) -> list[Quota]:
    """Return one quota a division, with all its limits, and one for a minimum from each large community.

    Raises
    ------
    ParameterError
    """
    quotas = [
        _quota(context, by, [limit for limit in limits if limit.by == by])
        for by in get_args(Division)
        if any(limit.by == by for limit in limits)
    ]
    if minimum is not None:
        large = _large_communities(context)
        quotas.append(Quota("community", context.membership(), dict.fromkeys(large, minimum)))
    return quotas


def community_warnings(context: Context, minimum: int | None) -> Iterator[str]:
    """Say which communities a minimum is about."""
    if minimum is not None:
        yield (
            f"the minimum holds for {len(_large_communities(context)):,} communities: "
            f"those of at least {SMALLEST_SHARE:.0%} of all accounts with a tie"
        )


def _quota(context: Context, by: Division, limits: Sequence[ClassLimit]) -> Quota:
    classes = sorted({limit.of for limit in limits})
    known = _classes(context, by)
    labels = np.full(context.snapshot.n, -1, dtype=np.int32)
    for number, name in enumerate(classes):
        labels[known == name] = number
    for limit in limits:
        for value in (limit.at_least, limit.at_most):
            if value is not None and value < 0:
                raise ParameterError("quotas", value, "numbers of accounts, at least 0")
    return Quota(
        by,
        labels,
        at_least={classes.index(x.of): x.at_least for x in limits if x.at_least is not None},
        at_most={classes.index(x.of): x.at_most for x in limits if x.at_most is not None},
        classes=dict(enumerate(classes)),
    )


def _classes(context: Context, by: Division) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    """Return each account's class as text, empty where it has none."""
    if by == "community":
        return context.membership().astype(np.str_)
    texts = context.snapshot.keys if by == "platform" else context.snapshot.languages
    return np.array(
        [AccountKey.platform_of(str(text)) if by == "platform" else text or "" for text in texts],
        dtype=np.str_,
    )


def _large_communities(context: Context) -> list[int]:
    membership = context.membership()
    sizes = np.bincount(membership[membership >= 0])
    return [int(number) for number in np.flatnonzero(sizes >= max(SMALLEST_SHARE * sizes.sum(), 1))]
