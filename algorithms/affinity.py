"""What a group of accounts is more given to than others: topics, languages, any mark that accounts bear.

References
----------
Benjamini, Hochberg: Controlling the false discovery rate. Journal of the Royal Statistical Society B 57,
1995, https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.errors import ParameterError
from graph.records import Bools, Int64s


@dataclass(frozen=True, slots=True)
class Affinity:
    """How much more often a mark is met inside a group than among all accounts that bear any.

    Parameters
    ----------
    mark
        Its number.
    inside, whole
        Accounts of the group, and of all, that bear it.
    n_inside, n_whole
        Accounts of the group, and of all, that bear any mark.
    lift
        (inside / n_inside) / (whole / n_whole): 1 where the group is like all.
    p_value
        Probability of so many or more inside, were the group drawn at random (hypergeometric).
    q_value
        Smallest rate of false discoveries at which the mark counts, among all marks met inside.
    """

    mark: int
    inside: int
    whole: int
    n_inside: int
    n_whole: int
    lift: float
    p_value: float
    q_value: float


def affinities(accounts: Int64s, marks: Int64s, group: Bools, *, least: int = 1) -> list[Affinity]:
    """Return the marks met inside a group, surest first, then highest lift, then number.

    Parameters
    ----------
    accounts, marks
        int64, same length: which account bears which mark, each pair once. An account without a mark is
        unknown, and counts nowhere.
    group
        bool, n: who belongs to it.
    least
        Marks that fewer accounts bear are not looked at, at least 1.

    Raises
    ------
    ParameterError
        When accounts and marks are not as many.

    Examples
    --------
    >>> group = np.array([True, True, False, False])
    >>> [found] = affinities(np.arange(4), np.array([0, 0, 1, 1]), group)
    >>> found.mark, found.lift, round(found.p_value, 3)
    (0, 2.0, 0.167)
    """
    if len(accounts) != len(marks):
        raise ParameterError("marks", f"an array of length {len(marks)}", f"of length {len(accounts)}")
    bearers = np.unique(accounts)
    n_whole, n_inside = len(bearers), int(group[bearers].sum())
    whole = np.bincount(marks)
    inside = np.bincount(marks[group[accounts]], minlength=len(whole))
    met = np.flatnonzero((inside > 0) & (whole >= least))
    if not len(met):
        return []
    from scipy.stats import false_discovery_control, hypergeom  # importing it takes over a second

    p_values = hypergeom.sf(inside[met] - 1, n_whole, whole[met], n_inside)
    q_values = false_discovery_control(np.clip(p_values, 0.0, 1.0))
    lifts = (inside[met] / n_inside) / (whole[met] / n_whole)
    order = np.lexsort((met, -lifts, p_values))
    return [
        Affinity(
            mark=int(met[at]),
            inside=int(inside[met[at]]),
            whole=int(whole[met[at]]),
            n_inside=n_inside,
            n_whole=n_whole,
            lift=float(lifts[at]),
            p_value=float(p_values[at]),
            q_value=float(q_values[at]),
        )
        for at in order
    ]
