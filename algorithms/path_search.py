"""The searches behind `paths.py`: exact, and touching of a large graph only what they must.

An edge's length is −log of its `step`, the probability that a message takes it; steps of 0 lead nowhere.
The three searches for one path leave out what Yen's method bars: no path leads into an account that is
`shut`, nor from its start to an account that is `avoided`.
"""

# ruff: noqa: FBT001  # numba knows no keyword-only arguments
from __future__ import annotations

import heapq

import numpy as np

from algorithms.kernels import kernel
from graph.records import Float64s, Int32s, Int64s

_MOST_LABELS = 1_000_000  # open ends, some 40 MB


@kernel
def _is_among(node: int, few: Int32s) -> bool:
    for each in few:  # noqa: SIM110  # numba compiles no generators here
        if each == node:
            return True
    return False


@kernel
def _is_barred(
    side: int, node: int, other: int, from_end: bool, starts: Int32s, shut: Int32s, avoided: Int32s
) -> bool:
    """Tell whether no path may lead this way: into an account shut, or by a first step to be avoided."""
    if side == 0:
        return _is_among(other, shut) or (from_end and _is_among(other, avoided))
    return _is_among(node, avoided) if _is_among(other, starts) else _is_among(other, shut)


@kernel
def _label_of(known: dict[int, int], node: int, side: int) -> int:
    key = 2 * node + side
    if key in known:
        return known[key]
    return -1


@kernel
def from_both_ends(  # noqa: C901  # one search, both its ends
    out_offsets: Int64s,
    out_targets: Int32s,
    out_edges: Int64s,
    in_offsets: Int64s,
    in_sources: Int32s,
    step: Float64s,
    starts: Int32s,
    target: int,
    shut: Int32s,
    avoided: Int32s,
) -> Int32s:
    """Dijkstra from the starts and from the target in turn, until no meeting can be shorter than the best.

    What is known of an account is found by a dictionary: a search of a million accounts touches some
    twenty thousand, and in arrays of n the memory pages of these alone took ten times the search itself.
    """
    nodes, near, towards = [0], [0.0], [-1]  # a label each: account, length, label on the way here
    nodes.pop()
    near.pop()
    towards.pop()
    known = {-1: 0}  # label of (account, end searched from)
    ahead, behind = [(0.0, 0)], [(0.0, 0)]
    ahead.pop()
    behind.pop()
    for start in starts:
        known[2 * int(start)] = len(nodes)
        heapq.heappush(ahead, (0.0, len(nodes)))
        nodes.append(int(start))
        near.append(0.0)
        towards.append(-1)
    known[2 * target + 1] = len(nodes)
    heapq.heappush(behind, (0.0, len(nodes)))
    nodes.append(target)
    near.append(0.0)
    towards.append(-1)
    shortest, meeting = np.inf, (-1, -1)
    while len(ahead) > 0 and len(behind) > 0 and ahead[0][0] + behind[0][0] < shortest:
        side = 0 if len(ahead) <= len(behind) else 1
        length, label = heapq.heappop(ahead if side == 0 else behind)
        if length > near[label]:
            continue
        node = nodes[label]
        offsets = out_offsets if side == 0 else in_offsets
        for place in range(offsets[node], offsets[node + 1]):
            other, edge = (out_targets[place], out_edges[place]) if side == 0 else (in_sources[place], place)
            if step[edge] <= 0.0:
                continue
            along = length - np.log(step[edge])
            if along >= shortest:
                continue
            if _is_barred(side, node, other, towards[label] < 0, starts, shut, avoided):
                continue
            found = _label_of(known, other, side)
            if found < 0:
                found = len(nodes)
                known[2 * int(other) + side] = found
                nodes.append(int(other))
                near.append(np.inf)
                towards.append(-1)
            if along >= near[found]:
                continue
            near[found], towards[found] = along, label
            heapq.heappush(ahead if side == 0 else behind, (along, found))
            across = _label_of(known, other, 1 - side)
            if across >= 0 and along + near[across] < shortest:
                shortest, meeting = along + near[across], (found, across) if side == 0 else (across, found)
    if meeting[0] < 0:
        return np.empty(0, dtype=np.int32)
    return _joined(nodes, towards, meeting[0], towards[meeting[1]])


@kernel
def _joined(nodes: list[int], towards: list[int], before: int, after: int) -> Int32s:
    """Return the way back from one label, turned round, and then the way on from the other."""
    path = [0]
    path.pop()
    while before >= 0:
        path.append(nodes[before])
        before = towards[before]
    path.reverse()
    while after >= 0:
        path.append(nodes[after])
        after = towards[after]
    return np.array(path, dtype=np.int32)


@kernel
def within_hops(  # noqa: C901  # one search, both its ends
    out_offsets: Int64s,
    out_targets: Int32s,
    out_edges: Int64s,
    in_offsets: Int64s,
    in_sources: Int32s,
    step: Float64s,
    starts: Int32s,
    target: int,
    shut: Int32s,
    avoided: Int32s,
    max_hops: int,
) -> Int32s:
    """Hop by hop from both ends, half of the hops each: what is shorter by one hop more is a new label."""
    nodes, near, towards = [0], [0.0], [-1]
    nodes.pop()
    near.pop()
    towards.pop()
    known = {-1: 0}
    for side in range(2):
        first = len(nodes)
        for start in starts if side == 0 else np.array([target], dtype=np.int32):
            known[2 * int(start) + side] = len(nodes)
            nodes.append(int(start))
            near.append(0.0)
            towards.append(-1)
        offsets = out_offsets if side == 0 else in_offsets
        for _ in range((max_hops + 1 - side) // 2):
            last = len(nodes)
            for label in range(first, last):
                node, length = nodes[label], near[label]
                for place in range(offsets[node], offsets[node + 1]):
                    other, edge = (
                        (out_targets[place], out_edges[place]) if side == 0 else (in_sources[place], place)
                    )
                    if step[edge] <= 0.0:
                        continue
                    along = length - np.log(step[edge])
                    found = _label_of(known, other, side)
                    if found >= 0 and along >= near[found]:
                        continue
                    if _is_barred(side, node, other, towards[label] < 0, starts, shut, avoided):
                        continue
                    if found < last:
                        found = len(nodes)
                        known[2 * int(other) + side] = found
                        nodes.append(int(other))
                        near.append(along)
                        towards.append(label)
                    near[found], towards[found] = along, label
            first = last
    shortest, meeting = np.inf, (-1, -1)
    for key, label in known.items():
        across = _label_of(known, key // 2, 1) if key >= 0 and key % 2 == 0 else -1
        if across >= 0 and near[label] + near[across] < shortest:
            shortest, meeting = near[label] + near[across], (label, across)
    if meeting[0] < 0:
        return np.empty(0, dtype=np.int32)
    return _without_loops(_joined(nodes, towards, meeting[0], towards[meeting[1]]))


@kernel
def _without_loops(path: Int32s) -> Int32s:
    """Return the path without the rounds that steps of probability 1 allow at no cost."""
    kept = np.empty_like(path)
    size = 0
    for node in path:
        for place in range(size):
            if kept[place] == node:
                size = place
                break
        kept[size] = node
        size += 1
    return kept[:size]


@kernel
def lengths_to(
    in_offsets: Int64s, in_sources: Int32s, step: Float64s, target: int, farthest: float
) -> Float64s:
    """Return the length of the shortest way from every account to the target, inf beyond the farthest."""
    left = np.full(len(in_offsets) - 1, np.inf)
    left[target] = 0.0
    heap = [(0.0, np.int32(target))]
    while heap:
        length, node = heapq.heappop(heap)
        if length > left[node]:
            continue
        for edge in range(in_offsets[node], in_offsets[node + 1]):
            if step[edge] <= 0.0:
                continue
            along = length - np.log(step[edge])
            if along <= farthest and along < left[in_sources[edge]]:
                left[in_sources[edge]] = along
                heapq.heappush(heap, (along, in_sources[edge]))
    return left


@kernel
def best_first(  # noqa: C901  # one search, extending and reporting
    out_offsets: Int64s,
    out_targets: Int32s,
    out_edges: Int64s,
    step: Float64s,
    left: Float64s,
    starts: Int32s,
    target: int,
    farthest: float,
    max_hops: int,
    limit: int,
) -> tuple[Int32s, Int64s, bool]:
    """Extend the open end that promises most; each time the target comes up, the next best path is there."""
    nodes, origins, hops = [-1], [-1], [0]
    heap = [(0.0, 0, 0.0)]  # length with what is left, label, length so far
    heap.pop()
    for start in starts:
        if left[start] <= farthest:
            nodes.append(start)
            origins.append(-1)
            hops.append(0)
            heapq.heappush(heap, (left[start], len(nodes) - 1, 0.0))
    flat = [0]
    flat.pop()
    ends = [0]
    ends.pop()
    while heap and len(ends) < limit and len(nodes) < _MOST_LABELS:
        _, label, length = heapq.heappop(heap)
        node = nodes[label]
        if node == target:
            first = len(flat)
            while label >= 0:
                flat.append(nodes[label])
                label = origins[label]
            flat[first:] = flat[first:][::-1]
            ends.append(len(flat))
            continue
        if hops[label] == max_hops:
            continue
        for place in range(out_offsets[node], out_offsets[node + 1]):
            other = out_targets[place]
            p = step[out_edges[place]]
            if p <= 0.0 or left[other] == np.inf or _is_among(other, starts):
                continue
            along = length - np.log(p)
            if along + left[other] > farthest or _is_on(label, other, nodes, origins):
                continue
            nodes.append(other)
            origins.append(label)
            hops.append(hops[label] + 1)
            heapq.heappush(heap, (along + left[other], len(nodes) - 1, along))
    return np.array(flat, dtype=np.int32), np.array(ends, dtype=np.int64), len(heap) == 0


@kernel
def _is_on(label: int, node: int, nodes: list[int], origins: list[int]) -> bool:
    while label >= 0:
        if nodes[label] == node:
            return True
        label = origins[label]
    return False


@kernel
def count_reached(offsets: Int64s, neighbours: Int32s, step: Float64s, starts: Int32s) -> int:
    """Return how many accounts the starts can reach, themselves included."""
    reached = np.zeros(len(offsets) - 1, dtype=np.bool_)
    queue = np.empty(len(reached), dtype=np.int32)
    size = 0
    for start in starts:
        reached[start] = True
        queue[size] = start
        size += 1
    done = 0
    while done < size:
        node = queue[done]
        done += 1
        for place in range(offsets[node], offsets[node + 1]):
            if step[place] > 0.0 and not reached[neighbours[place]]:
                reached[neighbours[place]] = True
                queue[size] = neighbours[place]
                size += 1
    return size
