"""Messages of the synthetic network whose true parents are hidden, and how many of them a guess finds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np

from algorithms.models import influence_graph, model_named
from algorithms.parents import Actions, Method, infer_parents
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.influence import InfluenceGraph
from graph.projection import Projection, snapshot_of
from graph.records import Int32s, TieKind
from loaders.synthetic import SyntheticNetwork, synthetic_network

METHODS: tuple[Method, ...] = get_args(Method)


def shares_found(n_accounts: int, folder: Path) -> dict[str, float]:
    """Return what share of the parents in the later half of the messages each method finds.

    The edges come from what happened before that half; `chance` is anybody who came before, `author`
    always the author, and the shuffled have their accounts' names exchanged in the influence graph.
    """
    network = synthetic_network(n_accounts=n_accounts)
    half = int(np.median([post.at_ms for post in network.posts if post.at_ms is not None]))
    messages, graph = hidden_messages(network, since_ms=half), _graph_before(network, half, folder)
    label = np.random.default_rng(7).permutation(graph.n)
    shuffled = InfluenceGraph.from_edges(
        graph.n, label[graph.in_sources], label[graph.in_targets], graph.probability
    )
    return {
        "chance": share_by_chance(messages),
        "author": share_found(messages, None, "weighted"),
        **{method: share_found(messages, graph, method) for method in METHODS},
        **{f"{method}, shuffled": share_found(messages, shuffled, method) for method in METHODS},
    }


def _graph_before(network: SyntheticNetwork, until_ms: int, folder: Path) -> InfluenceGraph:
    with DuckDBStore(IN_MEMORY) as store:
        load = store.begin("synthetic", file="synthetic", source="tests")
        for number, batch in enumerate(network.batches(100_000)):
            store.append(load, number, batch)
        store.seal([load.number])
        snapshot = snapshot_of(store, Projection(until_ms=until_ms), folder)
    return influence_graph(snapshot, model_named("weighted-cascade"), None)


class Hidden(NamedTuple):
    """A message without parents, and the true one of each action."""

    actions: Actions
    truth: Int32s


def hidden_messages(network: SyntheticNetwork, *, since_ms: int) -> list[Hidden]:
    """Return the reshared messages that were posted from a time on."""
    ties = network.ties.take(np.flatnonzero(network.ties.kind == TieKind.RESHARES.code))
    ties = ties.take(np.lexsort((ties.at_ms, ties.post.astype(str))))
    posts, first = np.unique(ties.post.astype(str), return_index=True)
    posted = {post.key.partition(":")[2]: post for post in network.posts}
    messages = []
    for post, rows in zip(posts.tolist(), np.split(np.arange(len(ties)), first[1:]), strict=True):
        unknown, origin = np.full(len(rows), -1, dtype=np.int32), posted[post]
        if origin.at_ms is not None and origin.at_ms >= since_ms:
            actions = Actions(ties.actor[rows], unknown, ties.at_ms[rows], origin.author, origin.at_ms)
            messages.append(Hidden(actions, ties.target[rows]))
    return messages


def share_found(messages: Sequence[Hidden], graph: InfluenceGraph | None, method: Method) -> float:
    """Return the share of all people but the authors whose guessed parent is the true one."""
    right = people = 0
    for actions, truth in messages:
        tree = infer_parents(actions, graph, method=method)
        _, first = np.unique(actions.account, return_index=True)
        true = np.full(len(tree), -1)
        true[tree.actor[first]] = truth[first]
        came = tree.parent >= 0
        right += int(np.count_nonzero(tree.account[tree.parent[came]] == true[came]))
        people += int(np.count_nonzero(came))
    return right / people


def share_by_chance(messages: Sequence[Hidden]) -> float:
    """Return the share that is expected when each parent is any of those who came before."""
    before = np.concatenate([np.arange(1, len(np.unique(m.actions.account)) + 1) for m in messages])
    return float((1 / before).mean())
