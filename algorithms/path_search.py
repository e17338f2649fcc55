"""The searches behind `paths.py`: exact, and touching of a large graph only what they must.

An edge's length is −log of its `step`, the probability that a message takes it; steps of 0 lead nowhere.
The two searches for one path leave out what Yen's method bars.
"""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np

from algorithms.kernels import kernel
from graph.records import Float64s, Int32s, Int64s

_MOST_LABELS = 1_000_000  # open ends, some 40 MB


class End(NamedTuple):
    """One end of a search, and whom its edges lead to.

    Parameters
    ----------
    first
        int32: the accounts where it begins.
    offsets, others
        int64, n + 1 and int32, m: the edges of each account, and whom they lead to.
    edges
        int64, m: the place of each in `step`; empty where they are in its order.
    """

    first: Int32s
    offsets: Int64s
    others: Int32s
    edges: Int64s


class Barred(NamedTuple):
    """Where no path may lead: into accounts that are shut, and from its starts to those that are avoided."""

    starts: Int32s
    shut: Int32s
    avoided: Int32s


class _Labels(NamedTuple):
    """What a search knows of accounts, a label for each that it has come to from one end.

    Labels are found by a dictionary: a search of a million accounts touches some twenty thousand, and in
    arrays of n the memory pages of these alone took ten times the search itself.
    """

    nodes: list[int]
    near: list[float]  # length of the way from the end
    towards: list[int]  # label before on that way, -1 at the end
    known: dict[int, int]  # label of (account, end)


@kernel
def _labels_of(start: End, goal: End) -> _Labels:
    """Return labels of the ends alone: of the start's accounts, then of the goal's."""
    labels = _Labels([0], [0.0], [0], {0: 0})  # a first entry of each, for its type
    labels.nodes.pop()
    labels.near.pop()
    labels.towards.pop()
    labels.known.pop(0)
    for side, end in enumerate((start, goal)):
        for node in end.first:
            _shorten(labels, node, side, 0.0, -1, 0)
    return labels


@kernel
def _label(labels: _Labels, node: int, side: int) -> int:
    return int(labels.known.get(2 * int(node) + side, -1))  # in numba it is an optional before


@kernel
def _shorten(labels: _Labels, node: int, side: int, length: float, towards: int, settled: int) -> int:
    """Note a way to an account; return its label, -1 if a way as short is known.

    The first labels, as many as are settled, stay as they are: their accounts get new ones.
    """
    label = _label(labels, node, side)
    if label >= 0 and length >= labels.near[label]:
        return -1
    if label < settled:
        label = len(labels.nodes)
        labels.known[2 * int(node) + side] = label
        labels.nodes.append(int(node))
        labels.near.append(length)
        labels.towards.append(towards)
    labels.near[label], labels.towards[label] = length, towards
    return label


@kernel
def _length(end: End, step: Float64s, place: int) -> float:
    """Return the length of an edge: inf where no message takes it."""
    return -float(np.log(_step(end, step, place)))


@kernel
def _step(end: End, step: Float64s, place: int) -> float:
    return float(step[end.edges[place] if len(end.edges) else place])


@kernel
def _is_among(node: int, few: Int32s) -> bool:
    for each in few:  # noqa: SIM110  # numba compiles no generators here
        if each == node:
            return True
    return False


@kernel
def _is_barred(side: int, node: int, before: int, other: int, barred: Barred) -> bool:
    """Tell whether no path may go on, or come, this way; `before` is the label before the node's."""
    if side == 0:
        return _is_among(other, barred.shut) or (before < 0 and _is_among(other, barred.avoided))
    if _is_among(other, barred.starts):
        return _is_among(node, barred.avoided)
    return _is_among(other, barred.shut)


@kernel
def from_both_ends(start: End, goal: End, step: Float64s, barred: Barred) -> Int32s:
    """Dijkstra from both ends in turn, until no meeting can be shorter than the best."""
    labels, ends = _labels_of(start, goal), (start, goal)
    waiting = ([(0.0, label) for label in range(len(start.first))], [(0.0, len(start.first))])
    shortest, meeting = np.inf, (-1, -1)
    while len(waiting[0]) and len(waiting[1]) and waiting[0][0][0] + waiting[1][0][0] < shortest:
        side = 0 if len(waiting[0]) <= len(waiting[1]) else 1
        end, queue = ends[side], waiting[side]
        length, label = heapq.heappop(queue)
        if length > labels.near[label]:
            continue
        node, before = labels.nodes[label], labels.towards[label]
        for place in range(end.offsets[node], end.offsets[node + 1]):
            other, along = end.others[place], length + _length(end, step, place)
            if along >= shortest or _is_barred(side, node, before, other, barred):
                continue
            found = _shorten(labels, other, side, along, label, 0)
            if found < 0:
                continue
            heapq.heappush(queue, (along, found))
            across = _label(labels, other, 1 - side)
            if across >= 0 and along + labels.near[across] < shortest:
                shortest = along + labels.near[across]
                meeting = (found, across) if side == 0 else (across, found)
    return _joined(labels, meeting)


@kernel
def within_hops(start: End, goal: End, step: Float64s, barred: Barred, max_hops: int) -> Int32s:
    """Hop by hop from both ends, half of the hops each: what is shorter by one hop more is a new label."""
    labels, ends = _labels_of(start, goal), (start, goal)
    for side in range(2):
        end, first = ends[side], side * len(start.first)
        last = first + len(end.first)
        for _ in range((max_hops + 1 - side) // 2):
            settled = len(labels.nodes)
            for label in range(first, last):
                node, before = labels.nodes[label], labels.towards[label]
                for place in range(end.offsets[node], end.offsets[node + 1]):
                    other, along = end.others[place], labels.near[label] + _length(end, step, place)
                    if along < np.inf and not _is_barred(side, node, before, other, barred):
                        _shorten(labels, other, side, along, label, settled)
            first, last = settled, len(labels.nodes)
    return _without_loops(_joined(labels, _shortest_meeting(labels)))


@kernel
def _shortest_meeting(labels: _Labels) -> tuple[int, int]:
    """Return the labels of both ends at the account where they meet best, -1 where they meet nowhere."""
    shortest, meeting = np.inf, (-1, -1)
    for key, label in labels.known.items():
        across = _label(labels, key // 2, 1) if key % 2 == 0 else -1
        if across >= 0 and labels.near[label] + labels.near[across] < shortest:
            shortest, meeting = labels.near[label] + labels.near[across], (label, across)
    return meeting


@kernel
def _joined(labels: _Labels, meeting: tuple[int, int]) -> Int32s:
    """Return the way back from one label, turned round, and then the way on from the other."""
    path = [0]
    path.pop()
    before, after = meeting
    while before >= 0:
        path.append(labels.nodes[before])
        before = labels.towards[before]
    path.reverse()
    while after >= 0 and labels.towards[after] >= 0:
        after = labels.towards[after]
        path.append(labels.nodes[after])
    return np.array(path, dtype=np.int32)


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
def lengths_to(goal: End, step: Float64s, farthest: float) -> Float64s:
    """Return the length of the shortest way from every account to the goal, inf beyond the farthest."""
    left = np.full(len(goal.offsets) - 1, np.inf)
    left[goal.first] = 0.0
    heap = [(0.0, node) for node in goal.first]
    while heap:
        length, node = heapq.heappop(heap)
        if length > left[node]:
            continue
        for place in range(goal.offsets[node], goal.offsets[node + 1]):
            other, along = goal.others[place], length + _length(goal, step, place)
            if along <= farthest and along < left[other]:
                left[other] = along
                heapq.heappush(heap, (along, other))
    return left


@kernel
def best_first(  # noqa: C901  # one search, extending and reporting
    start: End, step: Float64s, left: Float64s, target: int, farthest: float, max_hops: int, limit: int
) -> tuple[Int32s, Int64s, bool]:
    """Extend the open end that promises most; each time the target comes up, the next best path is there."""
    nodes, origins, hops = [-1], [-1], [0]
    heap = [(0.0, 0, 0.0)]  # length with what is left, label, length so far
    heap.pop()
    for first in start.first:
        if left[first] <= farthest:
            nodes.append(first)
            origins.append(-1)
            hops.append(0)
            heapq.heappush(heap, (left[first], len(nodes) - 1, 0.0))
    flat, ends = [0], [0]
    flat.pop()
    ends.pop()
    while heap and len(ends) < limit and len(nodes) < _MOST_LABELS:
        _, label, length = heapq.heappop(heap)
        node = nodes[label]
        if node == target:
            flat.extend(_way_to(label, nodes, origins))
            ends.append(len(flat))
            continue
        if hops[label] == max_hops:
            continue
        for place in range(start.offsets[node], start.offsets[node + 1]):
            other, along = start.others[place], length + _length(start, step, place)
            if along + left[other] > farthest or _is_among(other, start.first):
                continue
            if _is_on(label, other, nodes, origins):
                continue
            nodes.append(other)
            origins.append(label)
            hops.append(hops[label] + 1)
            heapq.heappush(heap, (along + left[other], len(nodes) - 1, along))
    return np.array(flat, dtype=np.int32), np.array(ends, dtype=np.int64), len(heap) == 0


@kernel
def _way_to(label: int, nodes: list[int], origins: list[int]) -> list[int]:
    way = [nodes[label]]
    while origins[label] >= 0:
        label = origins[label]
        way.append(nodes[label])
    way.reverse()
    return way


@kernel
def _is_on(label: int, node: int, nodes: list[int], origins: list[int]) -> bool:
    while label >= 0:
        if nodes[label] == node:
            return True
        label = origins[label]
    return False


@kernel
def count_reached(end: End, step: Float64s) -> int:
    """Return how many accounts can be reached from an end, its own included."""
    reached = np.zeros(len(end.offsets) - 1, dtype=np.bool_)
    reached[end.first] = True
    queue = np.empty(len(reached), dtype=np.int32)
    size = len(end.first)
    for i in range(size):
        queue[i] = end.first[i]
    done = 0
    while done < size:
        node = queue[done]
        done += 1
        for place in range(end.offsets[node], end.offsets[node + 1]):
            if _step(end, step, place) > 0.0 and not reached[end.others[place]]:
                reached[end.others[place]] = True
                queue[size] = end.others[place]
                size += 1
    return size
