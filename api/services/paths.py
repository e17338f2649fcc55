"""How A reaches B: the most probable paths and any way; who introduces them; how it went in time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import get_args

from algorithms.estimates import CI_LEVEL
from algorithms.paths import Path, k_best_paths, paths_within
from algorithms.relay_parts import relay_parts
from api.answers import AnyWay, PathItem, PathKind, Paths, Sources
from api.services.context import (
    MAX_HOPS,
    MAX_RANDOM_SEED,
    MAX_SAMPLES,
    Context,
    answered,
    check_range,
    check_timeless,
)
from api.services.observed_paths import (
    USUAL_HALF_LIFE_DAYS,
    most_paths,
    separated,
    timed_paths,
    warm_paths,
)
from api.services.pages import Page
from api.services.reasons import tie_reason
from graph.errors import ParameterError
from graph.influence import InfluenceGraph

USUAL_PATHS = 4
USUAL_SAMPLES = 10_000

_MEANINGLESS: dict[PathKind, tuple[str, ...]] = {
    "influence": (),
    "warm": ("topic", "least_probability", "model", "explain"),
    "time": ("topic", "least_probability", "model", "explain", "max_hops"),
}


def find_paths(
    context: Context,
    *,
    sources: Sequence[str],
    target: str,
    by: PathKind = "influence",
    topic: str | None = None,
    limit: int = USUAL_PATHS,
    max_hops: int | None = None,
    least_probability: float | None = None,
    tie_half_life_days: float = USUAL_HALF_LIFE_DAYS,
    model: str | None = None,
    n_samples: int = USUAL_SAMPLES,
    random_seed: int = 0,
    explain: bool = False,
    cursor: str | None = None,
) -> Paths:
    """Return paths from some accounts to one: probable, warm, or as they happened.

    By influence, a path's probability is that the message takes every step of it; that of any way is
    estimated with the sources starting together, and is at least that of the best path. Warm is the
    strongest chain of ties whose sides answer each other, see `warmth.warm_graph`. By time is the
    quickest chain of recorded acts, each after the one before, over all messages.

    Parameters
    ----------
    context
        Asked about.
    sources
        Accounts to start from (a brand, its employees, its ambassadors): a path starts at one of them.
    target
        The account to reach, none of the sources.
    by
        Which paths.
    topic
        By influence: use the probabilities on this topic; None counts all ties.
    limit
        1 to 200 paths a page, 1,000 on all of them; by time there is but one.
    max_hops
        Paths of at most so many steps, 1 to 6; None is any number; not by time.
    least_probability
        By influence: all paths of at least this probability, above 0, at most 1.
    tie_half_life_days
        Warm: a tie is worth half after so many days, 0.01 to 100,000.
    model
        By influence: model by name; None is the usual one.
    n_samples
        By influence: reverse-reachable sets behind the probability by any way, 1,000 to 1,000,000.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.
    explain
        By influence: whether to tell what each step rests on.
    cursor
        Asks for the next page, see `pages.Page.of`.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    CursorError, StaleCursorError
    """
    check_range("n_samples", n_samples, 1_000, MAX_SAMPLES)
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    if max_hops is not None:
        check_range("max_hops", max_hops, 1, MAX_HOPS)
    _check_kind(
        by,
        topic=topic,
        max_hops=max_hops,
        least_probability=least_probability,
        model=model,
        explain=explain or None,
    )
    context = context.under(model)
    if by == "influence":
        check_timeless(context)
    topic = context.topic(topic)
    starts, end = context.accounts(sources), context.account_number(target)
    if end in starts:
        raise ParameterError("target", target, "another account than the sources")
    question = (by, starts, end, topic, max_hops, least_probability, tie_half_life_days, n_samples)
    page = Page.of(context, limit, cursor, "paths", *question, random_seed, explain)
    if by == "time":
        return timed_paths(context, starts, end, page)
    if by == "warm":
        return warm_paths(
            context, starts, end, page=page, max_hops=max_hops, half_life_days=tie_half_life_days
        )
    asked = (context, starts, end, topic, page, max_hops, least_probability, n_samples, random_seed)
    return _by_influence(*asked, explain=explain)


def _check_kind(by: PathKind, **given: object) -> None:
    """Refuse a kind that there is not, and what means nothing to it."""
    if by not in get_args(PathKind):
        raise ParameterError("by", by, " or ".join(get_args(PathKind)))
    for name in _MEANINGLESS[by]:
        if given[name] is not None:
            raise ParameterError(name, given[name], f"left out where paths are asked by {by}")


def _by_influence(
    context: Context,
    starts: Sequence[int],
    end: int,
    topic: str | None,
    page: Page,
    max_hops: int | None,
    least_probability: float | None,
    n_samples: int,
    random_seed: int,
    *,
    explain: bool,
) -> Paths:
    graph = context.influence_graph(topic)
    paths, complete = _paths(graph, starts, end, most_paths(page), max_hops, least_probability)
    [parts] = relay_parts(graph, [end], seeds=starts, n_samples=n_samples, random_seed=random_seed)
    return Paths(
        by="influence",
        items=[_item(context, graph, path, explain=explain) for path in paths[page.part]],
        **page.links(None, more=len(paths) > page.end),
        complete=complete,
        any_way=AnyWay(passes_on=answered(parts.active), sees=answered(parts.exposed)),
        separation=None if paths else separated(graph, starts, end),
        as_of=None,
        meta=context.meta(
            topic=topic,
            model=context.model(),
            sources=Sources(rule="together", accounts=len(starts)),
            random_seed=random_seed,
            n=n_samples,
            ci_level=CI_LEVEL,
            warnings=[*context.model_warnings(topic), *context.listening_warnings()],
        ),
    )


def _paths(
    graph: InfluenceGraph,
    starts: Sequence[int],
    end: int,
    limit: int,
    max_hops: int | None,
    least_probability: float | None,
) -> tuple[list[Path], bool | None]:
    if least_probability is None:
        return k_best_paths(graph, starts, end, k=limit, max_hops=max_hops), None
    return paths_within(
        graph, starts, end, least_probability=least_probability, max_hops=max_hops, limit=limit
    )


def _item(context: Context, graph: InfluenceGraph, path: Path, *, explain: bool) -> PathItem:
    steps = pairwise(path.nodes) if explain else ()
    return PathItem(
        accounts=[context.account(node) for node in path.nodes],
        steps=list(path.steps),
        probability=path.probability,
        strength=None,
        bottleneck=path.bottleneck,
        times=None,
        duration_seconds=None,
        reasons=[tie_reason(context, graph, *step) for step in steps] if explain else None,
    )
