"""Paths made of what accounts did: who introduces A to B, and how something went from A to B in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from algorithms.paths import Path, k_best_paths, separation
from algorithms.timed_paths import Contacts, TimedPath, fastest_path
from algorithms.warmth import warm_graph
from api.answers import PathItem, Paths, Separation, Sources
from api.services.context import Context
from api.services.pages import Page
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import UNTIMED, Int64s

USUAL_HALF_LIFE_DAYS = 180.0
MIN_HALF_LIFE_DAYS, MAX_HALF_LIFE_DAYS = 0.01, 100_000

MAX_LISTED = 1_000
"""Paths on all pages of one question: each page looks for those before it again."""

_DAY_MS = 86_400_000


def warm_paths(
    context: Context,
    starts: Sequence[int],
    end: int,
    *,
    page: Page,
    max_hops: int | None,
    half_life_days: float,
) -> Paths:
    """Return the strongest chains of ties whose sides answer each other, see `paths.find_paths`.

    Ages count up to the latest exchange of the snapshot: the same snapshot always gives the same answer.

    Raises
    ------
    ParameterError
    """
    if not MIN_HALF_LIFE_DAYS <= half_life_days <= MAX_HALF_LIFE_DAYS:
        requirement = f"from {MIN_HALF_LIFE_DAYS} to {MAX_HALF_LIFE_DAYS:,}"
        raise ParameterError("tie_half_life_days", half_life_days, requirement)
    exchanges, last_ms = context.snapshot.exchanges()
    now_ms = int(last_ms.max(initial=UNTIMED))
    graph = warm_graph(
        context.influence_graph(),
        exchanges=exchanges,
        last_ms=last_ms,
        now_ms=now_ms,
        half_life_ms=half_life_days * _DAY_MS,
    )
    paths = k_best_paths(graph, starts, end, k=most_paths(page), max_hops=max_hops)
    return Paths(
        by="warm",
        items=[_warm(context, path) for path in paths[page.part]],
        **page.links(None, more=len(paths) > page.end),
        complete=None,
        any_way=None,
        separation=None if paths else separated(graph, starts, end),
        as_of=None if now_ms == UNTIMED else _time(now_ms),
        meta=context.meta(
            sources=Sources(rule="together", accounts=len(starts)),
            warnings=list(_warm_warnings(exchanges, now_ms)),
        ),
    )


def most_paths(page: Page) -> int:
    """Return how many paths to look for: those up to the page's end, and one that says there are more."""
    return min(page.end, MAX_LISTED - 1) + 1


def timed_paths(context: Context, starts: Sequence[int], end: int, page: Page) -> Paths:
    """Return the quickest chain of recorded acts, each after the one before, see `paths.find_paths`."""
    recorded = context.snapshot.recorded()
    contacts = Contacts(context.snapshot.n, recorded.parent, recorded.account, recorded.at_ms)
    path = fastest_path(contacts, starts, end)
    items = [] if path is None else [_timed(context, path)]
    return Paths(
        by="time",
        items=items[page.part],
        **page.links(len(items)),
        complete=None,
        any_way=None,
        separation=None,
        as_of=None,
        meta=context.meta(
            sources=Sources(rule="together", accounts=len(starts)),
            warnings=[] if path else ["no recorded acts, each after the one before, lead there"],
        ),
    )


def separated(graph: InfluenceGraph, starts: Sequence[int], end: int) -> Separation | None:
    """Return the sizes of both sides; None where paths were only too long or too improbable."""
    if k_best_paths(graph, starts, end, k=1):
        return None
    reached, reaching = separation(graph, starts, end)
    return Separation(reached=reached, reaching=reaching)


def _warm(context: Context, path: Path) -> PathItem:
    return PathItem(
        accounts=[context.account(node) for node in path.nodes],
        steps=list(path.steps),
        probability=None,
        strength=path.probability,
        bottleneck=path.bottleneck,
        times=None,
        duration_seconds=None,
        reasons=None,
    )


def _warm_warnings(exchanges: Int64s, now_ms: int) -> Iterator[str]:
    if not exchanges.any():
        yield "no mention, reply, quote or reshare is known here, so nobody can introduce anybody"
    elif now_ms == UNTIMED:
        yield "no exchange has a known time, so ties do not age"


def _timed(context: Context, path: TimedPath) -> PathItem:
    return PathItem(
        accounts=[context.account(node) for node in path.nodes],
        steps=None,
        probability=None,
        strength=None,
        bottleneck=None,
        times=[_time(at_ms) for at_ms in path.at_ms],
        duration_seconds=path.duration_ms / 1000,
        reasons=None,
    )


def _time(at_ms: int) -> str:
    return str(np.datetime_as_string(np.datetime64(at_ms, "ms"), timezone="UTC"))
