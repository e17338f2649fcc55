"""Why an account or a path is in an answer: words, ties, deciding posts, the way it gets there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from algorithms.paths import most_probable_path
from api.answers import DecidingPost, ReasonPath, Reasons, TieReason
from api.services.context import Context
from graph.influence import InfluenceGraph
from graph.recorded import Recorded
from graph.records import Int64s

_SHOWN = 3


def reasons_of(
    context: Context,
    account: int,
    *,
    topic: str | None = None,
    starts: Sequence[int] = (),
    words: Sequence[str] = (),
) -> Reasons:
    """Return what an answer about an account rests on.

    Parameters
    ----------
    context
        Asked about.
    account
        Its number.
    topic
        As the snapshot spells it: probabilities and posts on it; None counts all.
    starts
        Who starts messages; nobody in particular where it is empty.
    words
        What the answer says of the account, said again; how many hear it is added.
    """
    graph = context.influence_graph(topic)
    into = _strongest(graph, np.arange(*graph.in_offsets[account : account + 2]))
    out = _strongest(graph, graph.out_edges[slice(*graph.out_offsets[account : account + 2])])
    return Reasons(
        words=[*words, *_listening(graph, account)],
        hears_from=[tie_reason(context, graph, int(graph.in_sources[edge]), account) for edge in into],
        heard_by=[tie_reason(context, graph, account, int(graph.in_targets[edge])) for edge in out],
        posts=_posts(context, account, topic),
        path=_path(context, graph, starts, account),
    )


def tie_reason(context: Context, graph: InfluenceGraph, source: int, target: int) -> TieReason:
    """Return what the tie from a source to a target rests on."""
    into = slice(*graph.in_offsets[target : target + 2].tolist())
    place = int(np.searchsorted(graph.in_sources[into], source))
    weight = np.asarray(context.snapshot.array("weight"))[into]
    recorded = context.snapshot.recorded()
    acts = np.flatnonzero((recorded.account == target) & (recorded.parent == source))
    latest = acts[np.argsort(-recorded.at_ms[acts], kind="stable")]
    return TieReason(
        source=context.account(source),
        target=context.account(target),
        probability=float(graph.probability[into][place]),
        share=float(weight[place] / weight.sum()) if weight.sum() > 0 else None,
        acts=len(acts),
        posts=_keys(recorded, list(dict.fromkeys(_messages(recorded, latest).tolist()))[:_SHOWN]),
    )


def percent(share: float) -> str:
    """Return a share as sentences say it.

    Examples
    --------
    >>> percent(0.01834)
    '1.83 %'
    """
    return f"{100 * share:.3g} %"


def _strongest(graph: InfluenceGraph, edges: Int64s) -> list[int]:
    order = np.argsort(-graph.probability[edges], kind="stable")[:_SHOWN]
    return [int(edge) for edge in edges[order]]


def _listening(graph: InfluenceGraph, account: int) -> list[str]:
    hears, heard = (
        int(np.diff(offsets[account : account + 2])[0]) for offsets in (graph.in_offsets, graph.out_offsets)
    )
    return [f"hears {hears:,} accounts directly", f"is heard by {heard:,} accounts directly"]


def _posts(context: Context, account: int, topic: str | None) -> list[DecidingPost]:
    recorded = context.snapshot.recorded()
    messages, passed_on = np.unique(
        _messages(recorded, np.flatnonzero(recorded.parent == account)), return_counts=True
    )
    if topic is not None:
        on_topic = np.isin(messages, context.snapshot.messages_on(topic))
        messages, passed_on = messages[on_topic], passed_on[on_topic]
    most = np.argsort(-passed_on, kind="stable")[:_SHOWN]
    keys = _keys(recorded, messages[most].tolist())
    return [
        DecidingPost(cascade=key, passed_on=int(count))
        for key, count in zip(keys, passed_on[most], strict=True)
    ]


def _messages(recorded: Recorded, actions: Int64s) -> Int64s:
    """Return the message of each of some actions."""
    return np.searchsorted(recorded.offsets, actions, side="right") - 1


def _keys(recorded: Recorded, messages: Sequence[int]) -> list[str]:
    return [str(recorded.keys[message]) for message in messages]


def _path(context: Context, graph: InfluenceGraph, starts: Sequence[int], end: int) -> ReasonPath | None:
    if not len(starts) or end in starts:
        return None
    path = most_probable_path(graph, starts, end)
    if path is None:
        return None
    accounts = [context.account(node) for node in path.nodes]
    return ReasonPath(accounts=accounts, probability=path.probability)
