"""One message drawn from a model, with from whom each has it: the same tree as that of a recorded one."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from algorithms.checks import check_random_seed, check_seeds
from algorithms.delays import Delays, delay
from algorithms.kernels import kernel
from algorithms.parents import GIVEN, STARTER, CascadeTree
from algorithms.streams import CASCADES, DELAYS, uniform, world_key
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import UNTIMED, Float64s, Int32s, Int64s


def draw_cascade(
    graph: InfluenceGraph,
    seeds: Sequence[int],
    *,
    random_seed: int,
    delays: Delays | None = None,
    horizon: float | None = None,
) -> CascadeTree:
    """Draw who passes a message on, and from whom each of them has it.

    Whoever passes it on activates the targets of their live edges, each of which has it from the account that
    came first: in time, or in bounces where nothing takes time, of equals the one that was activated first.

    Parameters
    ----------
    graph
        The influence graph.
    seeds
        Distinct nodes, at least one, that start it together.
    random_seed
        0 to 2**63 - 1; the same number gives the same bytes.
    delays
        How long each live edge takes.
    horizon
        At least 0, with delays only: what happens later does not. None waits for ever.

    Returns
    -------
    CascadeTree
        All its parents are given. It has hops, and no times: a model has its own unit of time.

    Raises
    ------
    ParameterError
        When one of the arguments is out of its range.

    Examples
    --------
    >>> path = InfluenceGraph.from_edges(3, [0, 1], [1, 2], 1.0)
    >>> draw_cascade(path, [0], random_seed=1).parent.tolist()
    [-1, 0, 1]
    """
    check_seeds(graph, seeds)
    check_random_seed(random_seed)
    if horizon is not None and (delays is None or not horizon >= 0):
        raise ParameterError("horizon", horizon, "at least 0, and left out where nothing takes time")
    last = np.inf if horizon is None else float(horizon)
    start = np.array(seeds, dtype=np.int32)
    account, parent, hop = _draw(_edges(graph), _laws(delays), start, last, random_seed)
    origin = np.where(parent < 0, STARTER, GIVEN).astype(np.int8)
    never = np.empty(0, dtype=np.int64)
    unknown = np.full(len(account), UNTIMED)
    return CascadeTree(account, parent, origin, hop, unknown, np.empty(0, np.int32), never)


class _Edges(NamedTuple):
    """As in `InfluenceGraph`; `attention` has length 1 where it is the same for all."""

    one_at_most: bool
    in_offsets: Int64s
    probability: Float64s
    attention: Float64s
    out_offsets: Int64s
    out_targets: Int32s
    out_edges: Int64s


class _Laws(NamedTuple):
    """As in `cascades.Clock`; without laws a bounce takes 1."""

    laws: Float64s
    of_edge: Int32s


def _edges(graph: InfluenceGraph) -> _Edges:
    return _Edges(
        one_at_most=graph.one_at_most,
        in_offsets=np.asarray(graph.in_offsets),
        probability=np.asarray(graph.probability),
        attention=np.ones(1) if graph.attention is None else np.asarray(graph.attention),
        out_offsets=np.asarray(graph.out_offsets),
        out_targets=np.asarray(graph.out_targets),
        out_edges=np.asarray(graph.out_edges),
    )


def _laws(delays: Delays | None) -> _Laws:
    if delays is None:
        return _Laws(np.empty((0, 3)), np.empty(0, np.int32))
    return _Laws(delays.table(), np.empty(0, np.int32) if delays.of_edge is None else delays.of_edge)


@kernel
def _is_live(edges: _Edges, key: np.uint64, edge: int, target: int) -> bool:
    attention = edges.attention[target if len(edges.attention) > 1 else 0]
    if not edges.one_at_most:
        return bool(uniform(key, edge) < attention * edges.probability[edge])
    chosen = uniform(key, target)  # in the stretch of which edge into the target it falls
    for other in range(edges.in_offsets[target], edge):
        chosen -= attention * edges.probability[other]
    return bool(0 <= chosen < attention * edges.probability[edge])


@kernel
def _took(laws: _Laws, key: np.uint64, edge: int) -> float:
    if len(laws.laws) == 0:
        return 1.0
    return delay(laws.laws[laws.of_edge[edge] if len(laws.of_edge) else 0], key, edge)


@kernel
def _draw(
    edges: _Edges, laws: _Laws, seeds: Int32s, horizon: float, random_seed: int
) -> tuple[Int32s, Int32s, Int32s]:
    """Dijkstra: whoever is next in time passes it on."""
    key, delay_key = world_key(random_seed, CASCADES, 0), world_key(random_seed, DELAYS, 0)
    n, count, asked = len(edges.out_offsets) - 1, 0, 0
    reached = np.zeros(n, dtype=np.bool_)
    account, parent, hop = np.empty(n, np.int32), np.empty(n, np.int32), np.empty(n, np.int32)
    due = [(0.0, np.int64(i), seeds[i], np.int32(-1)) for i in range(len(seeds))]
    asked = len(due)
    while len(due) > 0:
        now, _, node, source = heapq.heappop(due)
        if now > horizon or reached[node]:
            continue
        reached[node] = True
        account[count], parent[count] = node, source
        hop[count] = hop[source] + 1 if source >= 0 else 0
        for i in range(edges.out_offsets[node], edges.out_offsets[node + 1]):
            target, edge = edges.out_targets[i], edges.out_edges[i]
            if not reached[target] and _is_live(edges, key, edge, target):
                when = now + _took(laws, delay_key, edge)
                heapq.heappush(due, (when, np.int64(asked), target, np.int32(count)))
                asked += 1
        count += 1
    return account[:count].copy(), parent[:count].copy(), hop[:count].copy()
