"""What several algorithms refuse, each refusal written once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s


class Nodes(Protocol):
    """What has nodes 0 to n - 1: a graph, or what was sampled from one."""

    @property
    def n(self) -> int:
        """Number of nodes."""
        ...


def check_random_seed(random_seed: int) -> None:
    """Refuse a random seed outside 0 to 2**63 - 1.

    Raises
    ------
    ParameterError
        Naming the argument.

    Examples
    --------
    >>> check_random_seed(1)
    """
    if not 0 <= random_seed < 2**63:
        raise ParameterError("random_seed", random_seed, "from 0 to 2**63 - 1")


def check_sampling(n_samples: int, random_seed: int, *, least: int = 1) -> None:
    """Refuse a number of samples below `least`, and what `check_random_seed` refuses.

    Raises
    ------
    ParameterError
        Naming the argument.

    Examples
    --------
    >>> check_sampling(100, 1)
    """
    if n_samples < least:
        raise ParameterError("n_samples", n_samples, f"at least {least}")
    check_random_seed(random_seed)


def check_nodes(graph: Nodes, name: str, nodes: Sequence[int]) -> None:
    """Refuse a list of nodes, called `name`, that has one outside the graph.

    Raises
    ------
    ParameterError
        Naming the argument and the first such node.

    Examples
    --------
    >>> check_nodes(InfluenceGraph.from_edges(2, [0], [1], 0.5), "seeds", [0, 1])
    """
    numbers = np.asarray(nodes)
    outside = (numbers < 0) | (numbers >= graph.n)
    if outside.any():
        raise ParameterError(name, int(numbers[outside][0]), f"nodes from 0 to {graph.n - 1}")


def check_seeds(graph: Nodes, seeds: Sequence[int]) -> None:
    """Refuse seeds that are none, given twice, or outside the graph.

    Raises
    ------
    ParameterError
        Naming the argument.

    Examples
    --------
    >>> check_seeds(InfluenceGraph.from_edges(2, [0], [1], 0.5), [0, 1])
    """
    check_nodes(graph, "seeds", seeds)
    if not len(seeds) or len(set(seeds)) < len(seeds):
        raise ParameterError("seeds", list(seeds), "at least one node, and none twice")


def check_ends(graph: Nodes, sources: Sequence[int], target: int) -> None:
    """Refuse ends of a path: sources that are none or given twice, a target among them, no nodes.

    Raises
    ------
    ParameterError
        Naming the argument.

    Examples
    --------
    >>> check_ends(InfluenceGraph.from_edges(2, [0], [1], 0.5), [0], 1)
    """
    check_nodes(graph, "sources", sources)
    if not len(sources) or len(set(sources)) < len(sources):
        raise ParameterError("sources", list(sources), "at least one account, and none twice")
    check_nodes(graph, "target", [target])
    if target in sources:
        raise ParameterError("target", target, "an account other than the sources")


def check_weights(graph: InfluenceGraph, weights: Float64s | None) -> Float64s:
    """Return edge weights, the probabilities if none are given, or refuse them.

    Raises
    ------
    ParameterError
        When there is not one finite weight an edge, at least 0.

    Examples
    --------
    >>> check_weights(InfluenceGraph.from_edges(2, [0], [1], 0.5), None).tolist()
    [0.5]
    """
    if weights is None:
        return np.asarray(graph.probability)
    weights = np.asarray(weights, dtype=np.float64)
    if weights.shape != (graph.m,):
        raise ParameterError("weights", f"an array of shape {weights.shape}", f"of length {graph.m}")
    if graph.m and not (weights.min() >= 0 and weights.max() < np.inf):
        raise ParameterError("weights", "an array with a negative or endless entry", "finite, at least 0")
    return weights


def check_distribution(graph: Nodes, sources: Float64s | None, *, name: str = "sources") -> Float64s:
    """Return P(s) for every node, uniform if none is given, or refuse it, called `name`.

    Raises
    ------
    ParameterError
        When there is not one probability a node, or they do not sum to 1 within 1e-9.

    Examples
    --------
    >>> check_distribution(InfluenceGraph.from_edges(2, [0], [1], 0.5), None).tolist()
    [0.5, 0.5]
    """
    if sources is None:
        return np.full(graph.n, 1 / max(graph.n, 1))
    sources = np.ascontiguousarray(sources, dtype=np.float64)
    if sources.shape != (graph.n,):
        raise ParameterError(name, f"an array of shape {sources.shape}", f"of length {graph.n}")
    if not (sources >= 0).all() or abs(sources.sum() - 1) > 1e-9:
        raise ParameterError(name, f"an array with sum {sources.sum()}", "not negative, with sum 1")
    return sources
