"""What a group of accounts carries together: how many are lost when all of it see a message and pass none on.

The value of a group is neither the sum of the members' nor bounded by it (of two accounts side by side, each
carries nothing alone), so that a group put together one by one comes with no guarantee.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from algorithms.checks import check_nodes
from algorithms.estimates import Estimate, moments_estimate
from algorithms.set_index import SetIndex
from algorithms.sketch import Sketch
from algorithms.starters import Starters, start_masses
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s


def group_value(
    sketch: Sketch,
    graph: InfluenceGraph,
    accounts: Sequence[int],
    *,
    sources: Float64s | None = None,
    seeds: Sequence[int] | None = None,
    index: SetIndex | None = None,
    threads: int | None = None,
) -> Estimate:
    """Estimate what a group carries together: how many are lost when all of it see but never pass on.

    The members stay in the audience: one who is reached only through another is counted. Starters are
    others than the members.

    Parameters
    ----------
    sketch
        Of at least 1 set, with or without trees; not the sets that chose the group.
    graph
        That it was drawn from.
    accounts
        Distinct nodes, at least one.
    sources, seeds, index, threads
        As in `relays.read_relay_values`; seeds are no members.

    Raises
    ------
    ParameterError
        When an argument is out of its range.

    Examples
    --------
    >>> from algorithms.sketch import sample_sketch
    >>> diamond = InfluenceGraph.from_edges(4, [0, 0, 1, 2], [1, 2, 3, 3], 1.0)
    >>> sketch = sample_sketch(diamond, n_sets=10_000, random_seed=1)
    >>> [round(group_value(sketch, diamond, group, seeds=[0]).value, 1) for group in ([1], [1, 2])]
    [0.0, 1.0]
    """
    check_nodes(sketch, "accounts", accounts)
    if not len(accounts) or len(set(accounts)) < len(accounts):
        raise ParameterError("accounts", list(accounts), "at least one node, and none twice")
    if sketch.n_sets < 1:
        raise ParameterError("sketch", "one without sets", "of at least 1 set")
    starters = Starters.of(sketch, sources, seeds)
    if starters.together and starters.weights[list(accounts)].any():
        raise ParameterError("accounts", list(accounts), "other accounts than the seeds")
    weights = np.broadcast_to(starters.weights, sketch.n).copy()
    weights[list(accounts)] = 0.0
    quiet = sketch.silenced(graph, accounts, index=index, threads=threads)
    before, after = (start_masses(each.offsets, each.members, weights, 0) for each in (sketch, quiet))
    if starters.together:
        before, after = np.minimum(before, 1.0), np.minimum(after, 1.0)
    lost = np.maximum(before - after, 0.0) * sketch.n
    squares, largest = float((lost**2).sum()), float(lost.max())
    return moments_estimate(float(lost.sum()), squares, largest, sketch.n_sets, highest=float(sketch.n))
