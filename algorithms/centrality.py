"""Who is central: every measure by its name, a function from influence graphs to a number an account.

A new measure is a function in a file of its own, and a place in the list below; its name and the
first sentence of its documentation are what the command line, the HTTP API and the answers show.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from algorithms.betweenness import betweenness, betweenness_weighted, sample_betweenness
from algorithms.closeness import closeness, harmonic, sample_harmonic
from algorithms.cores import k_core
from algorithms.cuts import articulation, bridges
from algorithms.elections import collective_influence, vote_rank
from algorithms.pagerank import pagerank, pagerank_unweighted
from algorithms.sampled import Sampled
from algorithms.spectral import authority, hub, katz
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s

Measure = Callable[[InfluenceGraph], npt.NDArray[np.float64 | np.int32]]


def out_strength(graph: InfluenceGraph) -> Float64s:
    """Return the sum of the probabilities with which an account's listeners pass its messages on.

    Returns
    -------
    numpy.ndarray
        float64, n.

    Examples
    --------
    >>> out_strength(InfluenceGraph.from_edges(3, [0, 0], [1, 2], 0.25)).tolist()
    [0.5, 0.0, 0.0]
    """
    return np.bincount(graph.in_sources, graph.probability, graph.n).astype(np.float64)


def in_strength(graph: InfluenceGraph) -> Float64s:
    """Return the sum of the probabilities with which an account passes on what it hears from others.

    Returns
    -------
    numpy.ndarray
        float64, n.

    Examples
    --------
    >>> in_strength(InfluenceGraph.from_edges(3, [0, 0], [1, 2], 0.25)).tolist()
    [0.0, 0.25, 0.25]
    """
    return np.bincount(graph.in_targets, graph.probability, graph.n).astype(np.float64)


def out_degree(graph: InfluenceGraph) -> Float64s:
    """Return how many accounts an account can pass a message to, whatever the probability.

    Returns
    -------
    numpy.ndarray
        float64, n.

    Examples
    --------
    >>> out_degree(InfluenceGraph.from_edges(3, [0, 0], [1, 2], 0.25)).tolist()
    [2.0, 0.0, 0.0]
    """
    return np.diff(graph.out_offsets).astype(np.float64)


def in_degree(graph: InfluenceGraph) -> Float64s:
    """Return how many accounts an account can hear a message from, whatever the probability.

    Returns
    -------
    numpy.ndarray
        float64, n.

    Examples
    --------
    >>> in_degree(InfluenceGraph.from_edges(3, [0, 0], [1, 2], 0.25)).tolist()
    [0.0, 1.0, 1.0]
    """
    return np.diff(graph.in_offsets).astype(np.float64)


_LISTED: tuple[Measure, ...] = (
    pagerank,
    pagerank_unweighted,
    authority,
    hub,
    katz,
    betweenness,
    betweenness_weighted,
    harmonic,
    closeness,
    k_core,
    out_strength,
    in_strength,
    out_degree,
    in_degree,
    vote_rank,
    collective_influence,
    articulation,
    bridges,
)

MEASURES = MappingProxyType({measure.__name__.replace("_", "-"): measure for measure in _LISTED})
"""Measures by name, in the order in which they are shown."""

SAMPLED: MappingProxyType[str, Callable[..., Sampled]] = MappingProxyType(
    {"betweenness": sample_betweenness, "harmonic": sample_harmonic}
)
"""Those that can be estimated, each with `n_samples` and `random_seed`."""


def measure_named(name: str) -> Measure:
    """Return a measure by its name.

    Raises
    ------
    ParameterError
        When there is none, with the nearest names.

    Examples
    --------
    >>> measure_named("k-core") is k_core
    True
    """
    if name not in MEASURES:
        nearest = difflib.get_close_matches(name[:100].lower(), MEASURES, cutoff=0.5) or MEASURES
        raise ParameterError("measure", name, f"known, such as {', '.join(nearest)}")
    return MEASURES[name]


def meaning(name: str) -> str:
    """Return what a measure says of an account, in one sentence.

    Examples
    --------
    >>> meaning("harmonic")
    'The sum of 1 / d over all others, d steps away along influence edges.'
    """
    sentence = str(measure_named(name).__doc__).partition("\n")[0]
    said = re.sub(r"^Return(, for each account,)? ", "", sentence)
    return said[0].upper() + said[1:]
