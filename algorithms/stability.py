"""How sure communities are: the same method with several random seeds, and the partition they agree on.

The consensus is the run nearest to all others by the number of pairs on which two partitions disagree; no
partition is nearer to all runs than half of that distance.

References
----------
Filkov, Skiena: Integrating microarray data by consensus clustering. International Journal on Artificial
Intelligence Tools 13, 2004, https://doi.org/10.1142/S0218213004001867 (the best of the given partitions)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from algorithms.communities import Partition
from graph.errors import ParameterError
from graph.records import Float64s, Int32s


@dataclass(frozen=True, slots=True, eq=False)
class Consensus:
    """The partition that several runs agree on best.

    Parameters
    ----------
    partition
        One of the runs.
    confidence
        float64, n, above 0: share of the runs in which the account sits with its community, which is in
        the community of that run that overlaps it most (by Jaccard's index).
    """

    partition: Partition
    confidence: Float64s


def consensus(runs: Sequence[Partition]) -> Consensus:
    """Return the partition that agrees best with all, and how often each account sits with its community.

    Parameters
    ----------
    runs
        At least one, of the same accounts.

    Raises
    ------
    ParameterError
        When there is none.

    Examples
    --------
    >>> sure = Partition(np.array([0, 0, 1, 1], dtype=np.int32), None)
    >>> unsure = Partition(np.array([0, 0, 0, 1], dtype=np.int32), None)
    >>> consensus([sure, unsure, sure]).confidence.round(2).tolist()
    [1.0, 1.0, 0.67, 1.0]
    """
    if not runs:
        raise ParameterError("runs", len(runs), "at least 1")
    apart = [
        sum(_disagreement(run.membership, other.membership) for other in runs if other is not run)
        for run in runs
    ]
    best = runs[int(np.argmin(apart))]
    together = [_sits_with(best.membership, run.membership) for run in runs]
    return Consensus(best, np.mean(together, axis=0, dtype=np.float64))


def overlaps(first: Int32s, second: Int32s) -> csr_array:
    """Return how many accounts each two communities share: int64, communities of the first by the second.

    Parameters
    ----------
    first, second
        int32, same length: numbers of communities from 0; -1 is in none, and not counted.

    Examples
    --------
    >>> overlaps(np.array([0, 0, 1]), np.array([0, 1, 1])).toarray().tolist()
    [[1, 1], [0, 1]]
    """
    shared = (first >= 0) & (second >= 0)
    shape = (int(first.max(initial=-1)) + 1, int(second.max(initial=-1)) + 1)
    ones = np.ones(int(shared.sum()), dtype=np.int64)
    return csr_array((ones, (first[shared], second[shared])), shape=shape)


def _disagreement(first: Int32s, second: Int32s) -> float:
    """Return on how many ordered pairs of accounts two partitions disagree (Mirkin's distance)."""
    squares = (overlaps(first, second).data.astype(np.float64) ** 2).sum()
    alone = sum(float((np.bincount(each).astype(np.float64) ** 2).sum()) for each in (first, second))
    return alone - 2 * float(squares)


def _sits_with(found: Int32s, run: Int32s) -> Float64s:
    table = overlaps(found, run).tocoo()
    size, size_in_run = np.bincount(found), np.bincount(run)
    jaccard = table.data / (size[table.row] + size_in_run[table.col] - table.data)
    order = np.lexsort((table.col, -jaccard, table.row))
    partner = table.col[order][np.unique(table.row[order], return_index=True)[1]]
    return (partner[found] == run).astype(np.float64) if len(found) else np.empty(0)
