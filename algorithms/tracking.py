"""Communities over time: which live on from window to window, which were born, merged, split or are gone.

References
----------
Greene, Doyle, Cunningham: Tracking the evolution of communities in dynamic social networks. ASONAM 2010,
https://doi.org/10.1109/ASONAM.2010.17
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from algorithms.stability import overlaps
from graph.errors import ParameterError
from graph.records import Float64s, Int32s, Int64s

What = Literal["born", "gone", "merged", "split", "grown", "shrunk", "steady"]

SIMILAR = 0.3
"""Two communities match from this Jaccard index on; Greene et al. found .3 to follow planted events best."""


@dataclass(frozen=True, slots=True)
class Event:
    """What became of communities from one window to the next.

    Parameters
    ----------
    window
        Number of the later window, from 1.
    what
        `born`: nothing before it matches. `gone`: nothing after it matches. `merged`: several before match
        one after. `split`: one before matches several after. Else one matches one, and has `grown`,
        `shrunk` or is `steady` in its number of members.
    before, after
        Numbers of the communities in the two windows, ascending; empty where born or gone.
    size_before, size_after
        Members of these communities together.
    """

    window: int
    what: What
    before: tuple[int, ...]
    after: tuple[int, ...]
    size_before: int
    size_after: int


def track_communities(
    windows: Sequence[Int32s], *, similar: float = SIMILAR, smallest: int = 3
) -> list[Event]:
    """Match the communities of each window with those of the next.

    A community that merges and splits at once is in an event of either kind.

    Parameters
    ----------
    windows
        int32, n each: communities of the same accounts in windows of time, from 0; -1 where in none.
    similar
        Above 0, to 1: two communities match from this share of common members among all their members on.
    smallest
        At least 1; communities with fewer members are left out.

    Returns
    -------
    list of Event
        By window, then by what happened, then by number.

    Raises
    ------
    ParameterError
        When an argument is out of its range, or windows are of different accounts.

    Examples
    --------
    >>> together = np.zeros(8, dtype=np.int32)
    >>> apart = np.array([0, 0, 0, 0, 1, 1, 1, 1], dtype=np.int32)
    >>> [event.what for event in track_communities([together, apart, apart])]
    ['split', 'steady', 'steady']
    """
    if not 0 < similar <= 1:
        raise ParameterError("similar", similar, "above 0 and at most 1")
    if smallest < 1:
        raise ParameterError("smallest", smallest, "at least 1")
    if len({len(window) for window in windows}) > 1:
        raise ParameterError("windows", "arrays of different lengths", "communities of the same accounts")
    events: list[Event] = []
    for number in range(1, len(windows)):
        events.extend(_step(number, windows[number - 1], windows[number], similar, smallest))
    return events


def _step(window: int, before: Int32s, after: Int32s, similar: float, smallest: int) -> Iterator[Event]:
    sizes, later = _sizes(before), _sizes(after)
    old, new, _ = _matches(before, after, similar, smallest)
    successors = np.bincount(old, minlength=len(sizes))
    ancestors = np.bincount(new, minlength=len(later))

    def event(what: What, olds: Int64s, news: Int64s) -> Event:
        totals = int(sizes[olds].sum()), int(later[news].sum())
        return Event(window, what, tuple(olds.tolist()), tuple(news.tolist()), *totals)

    nobody = np.empty(0, dtype=np.int64)
    for place in np.flatnonzero((ancestors == 0) & (later >= smallest)):
        yield event("born", nobody, np.array([place]))
    for place in np.flatnonzero((successors == 0) & (sizes >= smallest)):
        yield event("gone", np.array([place]), nobody)
    for place in np.flatnonzero(ancestors > 1):
        yield event("merged", np.sort(old[new == place]), np.array([place]))
    for place in np.flatnonzero(successors > 1):
        yield event("split", np.array([place]), np.sort(new[old == place]))
    alone = (successors[old] == 1) & (ancestors[new] == 1)
    for one, other in zip(old[alone], new[alone], strict=True):
        yield event(_growth(int(sizes[one]), int(later[other])), np.array([one]), np.array([other]))


def _matches(before: Int32s, after: Int32s, similar: float, smallest: int) -> tuple[Int64s, Int64s, Float64s]:
    """Return pairs of communities that are similar and large enough, and how similar they are."""
    table = overlaps(before, after).tocoo()
    sizes, later = _sizes(before)[table.row], _sizes(after)[table.col]
    jaccard = table.data / (sizes + later - table.data)
    kept = (jaccard >= similar) & (sizes >= smallest) & (later >= smallest)
    return table.row[kept].astype(np.int64), table.col[kept].astype(np.int64), jaccard[kept]


def _sizes(membership: Int32s) -> Int64s:
    return np.bincount(membership[membership >= 0], minlength=1).astype(np.int64)


def _growth(before: int, after: int) -> What:
    if before == after:
        return "steady"
    return "grown" if after > before else "shrunk"
