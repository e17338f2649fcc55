"""For analysts: open a store, ask the services, and go on with pandas, networkx or igraph.

    >>> from ricochet import notebook
    >>> network = notebook.open_network("demo.duckdb")                                      # doctest: +SKIP
    >>> relays = notebook.rank_relays(network, topic="street food", limit=10)               # doctest: +SKIP
    >>> notebook.to_pandas(relays)[["account.handle", "carried.people.value"]]              # doctest: +SKIP

Questions are the functions of `api/services` as they are; each takes the network first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import numpy as np
import pandas as pd

from api.answers import Answer
from api.services import (
    accounts,
    backtests,
    bridges,
    cascades,
    changes,
    communities,
    community_cards,
    equivalents,
    forecasts,
    maps,
    overlap,
    paths,
    plans,
    recorded,
    relays,
    rising,
    search,
    structure,
    topics,
    unheard,
    upstream,
    versions,
)
from api.services.context import Context
from graph.errors import ParameterError
from graph.records import Float64s, Int32s

if TYPE_CHECKING:
    import igraph
    import networkx as nx

Asked = ParamSpec("Asked")
Told = TypeVar("Told", bound=Answer)


def _told(
    ask: Callable[Concatenate[Context, Asked], Told],
) -> Callable[Concatenate[Context, Asked], Told]:
    """Return a question whose answer leaves out who objected, as everywhere else."""

    @wraps(ask)
    def asked(context: Context, /, *given: Asked.args, **named: Asked.kwargs) -> Told:
        return context.told(ask(context, *given, **named))

    return asked


change_plan = _told(changes.change_plan)
describe_account = _told(accounts.describe_account)
describe_community = _told(community_cards.describe_community)
describe_graph = _told(accounts.describe_graph)
draw_cascade = _told(recorded.draw_cascade)
draw_map = _told(maps.draw_map)
find_bridges = _told(bridges.find_bridges)
find_equivalents = _told(equivalents.find_equivalents)
find_overlap = _told(overlap.find_overlap)
find_paths = _told(paths.find_paths)
find_rising = _told(rising.find_rising)
find_upstream = _told(upstream.find_upstream)
forecast_cascade = _told(forecasts.forecast_cascade)
last_backtest = _told(backtests.last_backtest)
list_cascades = _told(recorded.list_cascades)
list_communities = _told(communities.list_communities)
list_measures = structure.list_measures
list_topics = _told(topics.list_topics)
list_unheard = _told(unheard.list_unheard)
list_versions = _told(versions.list_versions)
plan_seeds = _told(plans.plan_seeds)
rank_accounts = _told(structure.rank_accounts)
rank_relays = _told(relays.rank_relays)
report_cascade = _told(recorded.report_cascade)
search_accounts = _told(search.search_accounts)
simulate_cascade = _told(cascades.simulate_cascade)
value_group = _told(relays.value_group)

__all__ = [
    "change_plan",
    "describe_account",
    "describe_community",
    "describe_graph",
    "draw_cascade",
    "draw_map",
    "find_bridges",
    "find_equivalents",
    "find_overlap",
    "find_paths",
    "find_rising",
    "find_upstream",
    "forecast_cascade",
    "last_backtest",
    "list_cascades",
    "list_communities",
    "list_measures",
    "list_topics",
    "list_unheard",
    "list_versions",
    "open_network",
    "plan_seeds",
    "rank_accounts",
    "rank_relays",
    "report_cascade",
    "search_accounts",
    "simulate_cascade",
    "to_igraph",
    "to_networkx",
    "to_pandas",
    "value_group",
]


def open_network(
    store: str,
    *,
    model: str | None = None,
    platform: str | None = None,
    kinds: Sequence[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    half_life_days: float | None = None,
) -> Context:
    """Return what questions are asked of: a store seen through one projection.

    Parameters
    ----------
    store
        A DuckDB file, or `bolt://…` of a Neo4j server. It is open only until this returns: others can load
        into it meanwhile, which this network does not see.
    model
        Model of influence by name, such as `constant:0.1`; the store's usual one where it is left out.
    platform, kinds, since, until
        Count only ties of this platform, of these kinds (`follows`, `reshares`, …), from this time on
        (UTC), and before this one.
    half_life_days
        Ties of that age count half; all alike where it is left out.

    Raises
    ------
    ParameterError
        On a model or a kind of tie that there is not.
    StoreError
        When the store is missing, locked, unreachable or of another version.
    """
    from ricochet.arguments import projection
    from ricochet.settings import read_settings
    from ricochet.wiring import open_context

    asked = projection(
        model=model, platform=platform, kinds=kinds, since=since, until=until, half_life_days=half_life_days
    )
    return open_context(read_settings(store=store), asked, model=model)


def to_pandas(answer: Answer, part: str = "items") -> pd.DataFrame:
    """Return an answer as a table: one row an item, one column a value.

    Parameters
    ----------
    answer
        Of any question.
    part
        Which list of the answer to lay out, such as `by_hop`; names of nested values are joined by dots.

    Raises
    ------
    ParameterError
        When the answer has no such list.

    Examples
    --------
    >>> to_pandas(list_measures()).columns.tolist()
    ['measure', 'meaning', 'can_be_sampled']
    """
    told = answer.model_dump()
    rows = told.get(part)
    if not isinstance(rows, list):
        lists = ", ".join(name for name, value in told.items() if isinstance(value, list))
        raise ParameterError("part", part, f"one of the answer's lists: {lists or 'it has none'}")
    return pd.json_normalize(rows)


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """What both libraries take: who may activate whom, with which probability, and what is known of each."""

    source: Int32s
    target: Int32s
    probability: Float64s
    keys: list[str]
    accounts: dict[str, list[str | int | None]]

    @classmethod
    def of(cls, network: Context, topic: str | None) -> _Edges:
        graph, snapshot = network.influence_graph(network.topic(topic)), network.snapshot
        kept = np.ones(graph.n, dtype=np.bool_)
        kept[list(network.hidden)] = False
        place = (np.cumsum(kept) - 1).astype(np.int32)
        source, target = graph.in_sources, np.repeat(np.arange(graph.n), np.diff(graph.in_offsets))
        among = kept[source] & kept[target]
        accounts, membership = np.flatnonzero(kept).tolist(), network.communities()["membership"].tolist()
        return cls(
            source=place[source[among]],
            target=place[target[among]],
            probability=graph.probability[among],
            keys=[str(snapshot.keys[account]) for account in accounts],
            accounts={
                "handle": [snapshot.handles[account] for account in accounts],
                "followers": [snapshot.followers(account) for account in accounts],
                "community": [None if membership[each] < 0 else membership[each] for each in accounts],
            },
        )


def to_networkx(network: Context, topic: str | None = None) -> nx.DiGraph[str]:
    """Return who may activate whom as a networkx graph, its nodes named by account key.

    Parameters
    ----------
    network
        As `open_network` gave it.
    topic
        Of whose messages the probabilities are; None counts all ties.

    Returns
    -------
    networkx.DiGraph
        Edges carry `probability`; nodes `handle`, `followers` and `community`, where known.

    Raises
    ------
    TopicNotFoundError, TooFewAuthorsError
    """
    import networkx as nx

    edges = _Edges.of(network, topic)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for place, key in enumerate(edges.keys):
        known = {name: values[place] for name, values in edges.accounts.items()}
        graph.add_node(key, **{name: value for name, value in known.items() if value is not None})
    told = zip(edges.source.tolist(), edges.target.tolist(), edges.probability.tolist(), strict=True)
    graph.add_edges_from((edges.keys[u], edges.keys[v], {"probability": p}) for u, v, p in told)
    return graph


def to_igraph(network: Context, topic: str | None = None) -> igraph.Graph:
    """Return who may activate whom as an igraph graph, its vertices in the order of the account keys.

    Parameters
    ----------
    network, topic
        As `to_networkx` takes them.

    Returns
    -------
    igraph.Graph
        Directed; edges carry `probability`, vertices `key`, `handle`, `followers` and `community`, None
        where unknown.

    Raises
    ------
    TopicNotFoundError, TooFewAuthorsError
    """
    from algorithms.engine import directed_graph

    edges = _Edges.of(network, topic)
    return directed_graph(
        len(edges.keys),
        edges.source,
        edges.target,
        vertices={"key": edges.keys, **edges.accounts},
        edges={"probability": edges.probability.tolist()},
    )
