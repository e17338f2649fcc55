"""Centrality by walks of any length: hubs and authorities, and Katz.

References
----------
Kleinberg: Authoritative sources in a hyperlinked environment. Journal of the ACM 46, 1999,
https://doi.org/10.1145/324133.324140
Katz: A new status index derived from sociometric analysis. Psychometrika 18, 1953,
https://doi.org/10.1007/BF02289026
Collatz: Einschließungssatz für die charakteristischen Zahlen von Matrizen. Mathematische Zeitschrift 48,
1942, https://doi.org/10.1007/BF01180013 (the bound on Katz's attenuation)
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s

_ROUNDS = 1_000
_SETTLED = 1e-13  # change of a round, as a share of the whole
_SHARE = 0.85  # of the largest attenuation under which Katz is sure to be finite
_BOUND_ROUNDS = 20


def authority(graph: InfluenceGraph) -> Float64s:
    """Return how much each account is listened to by good hubs (HITS), by probability.

    1,000 rounds at most, enough unless the two largest singular values all but agree.

    Returns
    -------
    numpy.ndarray
        float64, n, summing to 1; all alike where no edge has a probability above 0.

    Examples
    --------
    >>> two_stars = InfluenceGraph.from_edges(6, [0, 0, 1, 1], [2, 3, 4, 3], 0.5)
    >>> authority(two_stars).round(3).tolist()
    [0.5, 0.5, 0.0, 0.0, 0.0, 0.0]
    """
    return _hits(graph)[0]


def hub(graph: InfluenceGraph) -> Float64s:
    """Return how much each account listens to good authorities (HITS), by probability.

    Returns
    -------
    numpy.ndarray
        float64, n, summing to 1; all alike where no edge has a probability above 0.

    Examples
    --------
    >>> two_stars = InfluenceGraph.from_edges(6, [0, 0, 1, 1], [2, 3, 4, 3], 0.5)
    >>> hub(two_stars).round(3).tolist()
    [0.0, 0.0, 0.25, 0.5, 0.25, 0.0]
    """
    return _hits(graph)[1]


def katz(graph: InfluenceGraph, *, attenuation: float | None = None) -> Float64s:
    """Return the sum over all walks that begin at an account of α^length times their probability.

    Parameters
    ----------
    graph
        The influence graph.
    attenuation
        α, above 0; None is 0.85 times the largest that the bound below allows.

    Returns
    -------
    numpy.ndarray
        float64, n, at least 1: the walk of length 0 counts.

    Raises
    ------
    ParameterError
        Where the sum might not be finite: α times a bound on the largest eigenvalue is 1 or more.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> katz(path, attenuation=0.5).tolist()
    [1.75, 1.5, 1.0]
    """
    edges = _edges(graph)
    bound = _largest_eigenvalue_at_most(edges)
    if attenuation is None:
        attenuation = _SHARE / bound if bound > 0 else 1.0
    elif not 0 < attenuation < (1 / bound if bound > 0 else np.inf):
        raise ParameterError("attenuation", attenuation, f"above 0 and below {1 / max(bound, 1e-300):.6g}")
    walks = np.ones(graph.n)
    longer = walks
    while longer.sum() > _SETTLED * walks.sum():
        longer = attenuation * (edges @ longer)
        walks += longer
    return walks


def _edges(graph: InfluenceGraph) -> csr_array:
    return csr_array(
        (graph.probability[graph.out_edges], graph.out_targets, graph.out_offsets), (graph.n, graph.n)
    )


def _hits(graph: InfluenceGraph) -> tuple[Float64s, Float64s]:
    authorities = hubs = np.full(graph.n, 1 / max(graph.n, 1))
    if not graph.probability.any():
        return authorities, hubs
    listened = _edges(graph)
    listens = listened.T.tocsr()
    for _ in range(_ROUNDS):
        before = hubs
        authorities = _normalised(listened @ hubs)
        hubs = _normalised(listens @ authorities)
        if np.abs(hubs - before).sum() < _SETTLED:
            break
    return authorities, hubs


def _normalised(values: Float64s) -> Float64s:
    shares: Float64s = values / values.sum()
    return shares


def _largest_eigenvalue_at_most(edges: csr_array) -> float:
    # For every x above 0 it is at most max (A x) / x; adding x keeps it above 0, and adds 1.
    x = np.ones(edges.shape[0])
    bound = 0.0
    for _ in range(_BOUND_ROUNDS if edges.nnz else 0):
        following = edges @ x + x
        bound = float((following / x).max()) - 1
        x = following / following.max()
        x = np.maximum(x, 1e-200)
    return bound
