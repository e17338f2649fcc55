"""What a question would take, told without answering it, and refused where that is too much memory.

Estimates are for a question that finds nothing in memory from those before it; what is kept beside the
snapshot is taken into account.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import get_args

from algorithms.costs import (
    Cost,
    SetProbes,
    cascades_bytes,
    cascades_cost,
    communities_cost,
    prepared_bytes,
    timed,
)
from algorithms.relay_parts import relay_parts
from algorithms.relays import read_relay_values
from algorithms.reverse_reachable import Counting
from algorithms.set_index import index_sets
from algorithms.sketch import Sketch, sample_sketch
from api.answers import AudienceKind, Costs
from api.services import sketches
from api.services.cascades import acceptances, samples_asked, timing
from api.services.context import (
    MAX_HOPS,
    MAX_ITEMS,
    MAX_RANDOM_SEED,
    Context,
    check_memory,
    check_range,
)
from api.services.filters import Filter
from api.services.overlap import OverlapQuestion, overlap_at_once, overlap_in
from api.services.questions import COUNTING, Objective, Question
from api.services.relay_questions import SAMPLES_PER_PART, RelayQuestion, SetSamples
from graph.influence import InfluenceGraph

_PROBES = 32
_PROBES_A_PART = 128
_PROBED_AUDIENCES = 16
_BYTES_AN_ACCOUNT = 40  # of all there are, while audiences are counted
_BYTES_A_JUDGE = 24  # its place, its root, and what it is worth
_BYTES_A_JUDGED = 8  # a member, and its place in the index


def relays_cost(
    context: Context,
    *,
    topic: str | None = None,
    limit: int = 25,
    sources: Sequence[str] = (),
    seeds: Sequence[str] = (),
    counting: Counting | None = None,
    accounts: Sequence[str] = (),
    exclude: Sequence[str] = (),
    silenced: Sequence[str] = (),
    by_hop: bool = False,
    model: str | None = None,
    n_samples: int = sketches.USUAL_SAMPLES,
    random_seed: int = sketches.USUAL_RANDOM_SEED,
    only: Filter | None = None,
    explain: bool = False,  # noqa: ARG001  # asked as there; reasons take little
    cursor: str | None = None,  # noqa: ARG001  # asked as there; a page further on takes as long
) -> Costs:
    """Return what `rank_relays` would take, without doing it; it refuses the same.

    Where cascades are cheaper than sets, as many are run as take as long: the estimate is that of sets. What
    a ranker takes that orders the list is not in it.

    Parameters
    ----------
    context, topic, limit, sources, seeds, counting, accounts, exclude, silenced, by_hop, model, n_samples
    random_seed, only, explain, cursor
        As there; a page further on takes as long, and reasons take little.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    """
    check_range("limit", limit, 1, MAX_ITEMS)
    limit = min(limit, len(context.accounts(accounts)) or limit)
    context.accounts(exclude)
    if only is not None:
        only.allowed(context)
    question = RelayQuestion.of(
        context,
        topic=topic,
        sources=sources,
        seeds=seeds,
        silenced=silenced,
        model=model,
        n_samples=n_samples,
        random_seed=random_seed,
    )
    counts, by = get_args(Counting), counting or "people"
    probes = {
        each: SetProbes.of(question.graph, counting=each, trees=True, random_seed=random_seed)
        for each in counts
    }
    cost = Cost(nbytes=prepared_bytes(question.graph))
    for each in counts:
        cost += _sets_cost(question, probes[each])
    best = read_relay_values(probes[by].sketch).best(limit).tolist()
    for each in counts if by_hop else (by,):
        work = partial(_details, question, each, best, by_hop)
        cost += Cost(probes[each].reading(work, n_samples))
    parts = _parts_cost(question.graph, best, n_samples // SAMPLES_PER_PART, random_seed)
    return costs(question.context, cost + parts, topic=question.topic, random_seed=random_seed)


def simulation_cost(
    context: Context,
    *,
    seeds: Sequence[str],
    acceptance: float | None = None,
    topic: str | None = None,
    model: str | None = None,
    n_samples: int | None = None,
    target_ci: float | None = None,
    hops: int | None = None,
    by_community: bool = False,
    random_seed: int = 0,
) -> Costs:
    """Return what `simulate_cascade` would take, without doing it; it refuses the same.

    Parameters
    ----------
    context, seeds, acceptance, topic, model, n_samples, target_ci, hops, by_community, random_seed
        As there; who says no costs as much.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    LimitError
    """
    n_samples = samples_asked(seeds, n_samples, target_ci)
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    check_range("hops", 1 if hops is None else hops, 1, MAX_HOPS)
    context = context.under(model)
    topic = context.topic(topic)
    graph = context.influence_graph(topic)
    accounts = context.accounts(seeds)
    acceptances(context, accounts, acceptance)
    check_memory(cascades_bytes(graph))
    cost = cascades_cost(
        graph,
        accounts,
        n_samples=n_samples,
        target_ci=target_ci,
        random_seed=random_seed,
        hops=hops,
        **timing(context, topic),
    )
    return costs(context, cost, topic=topic, random_seed=random_seed, communities=by_community)


def overlap_cost(
    context: Context,
    *,
    accounts: Sequence[str],
    by: AudienceKind = "follow",
    topic: str | None = None,
    model: str | None = None,
    n_samples: int = sketches.USUAL_SAMPLES,
    random_seed: int = sketches.USUAL_RANDOM_SEED,
) -> Costs:
    """Return what `find_overlap` would take, without doing it; it refuses the same.

    Parameters
    ----------
    context, accounts, by, topic, model, n_samples, random_seed
        As there. Audiences one step away are counted for a few accounts; the others are taken to be alike.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    LimitError
    """
    question = OverlapQuestion.of(
        context,
        accounts=accounts,
        by=by,
        topic=topic,
        model=model,
        n_samples=n_samples,
        random_seed=random_seed,
    )
    context, graph = question.context, question.context.influence_graph(question.topic)
    if by != "spread":
        few = question.accounts[:: -(-len(question.accounts) // _PROBED_AUDIENCES)]
        seconds, _ = timed(partial(overlap_at_once, graph, few, by))
        cost = Cost(seconds * len(question.accounts) / len(few), _BYTES_AN_ACCOUNT * graph.n)
    else:
        probes = SetProbes.of(graph, counting="people", trees=True, random_seed=random_seed)
        reading = probes.reading(partial(overlap_in, accounts=question.accounts), n_samples)
        cost = Cost(reading, prepared_bytes(graph)) + _drawing_cost(
            context, question.topic, probes, n_samples=n_samples, random_seed=random_seed
        )
    return costs(context, cost, topic=question.topic, random_seed=random_seed)


def costs(
    context: Context, cost: Cost, *, topic: str | None, random_seed: int, communities: bool = True
) -> Costs:
    """Return what work takes as answers carry it, with the communities if the answer names any.

    Raises
    ------
    LimitError
    """
    if communities and not context.has_communities():
        cost = communities_cost(context.influence_graph()).before(cost)
    check_memory(cost.nbytes)
    return Costs(
        seconds=cost.seconds,
        bytes=cost.nbytes,
        n_samples=cost.n_samples,
        meta=context.meta(topic=topic, model=context.model(), random_seed=random_seed),
    )


def costs_of_plans(question: Question, cost: Cost) -> Costs:
    """Return the same for a question about plans."""
    return costs(question.context, cost, topic=question.topic, random_seed=question.random_seed)


def check_judges(question: Question, *objectives: Objective) -> None:
    """Refuse a question whose judging sets would take too much memory, before they are drawn.

    Raises
    ------
    LimitError
    """
    sizes = (_members(question.graph, COUNTING[objective]) for objective in objectives)
    check_memory(sum(_judging_bytes(size) for size in sizes))


def judging_cost(question: Question, *objectives: Objective) -> Cost:
    """Return what drawing and indexing the sets that judge would take."""
    each = (_judging_cost(question, COUNTING[objective]) for objective in objectives)
    return sum(each, Cost(nbytes=prepared_bytes(question.graph)))


def _judging_cost(question: Question, counting: Counting) -> Cost:
    probes = probes_of(question, counting)
    n_sets = _judging_sets(probes.members)
    drawing = probes.drawing(n_sets)
    return Cost(drawing.seconds + probes.reading(index_sets, n_sets), _judging_bytes(probes.members), n_sets)


def probes_of(question: Question, counting: Counting) -> SetProbes:
    """Return a few sets of one kind, without trees, and what they took."""
    return SetProbes.of(question.graph, counting=counting, trees=False, random_seed=question.random_seed)


def _judging_sets(members: float) -> int:
    return max(_PROBES, int(min(sketches.MOST_JUDGES, sketches.MOST_MEMBERS / max(members, 1))))


def _judging_bytes(members: float) -> int:
    n_sets = _judging_sets(members)
    return int(n_sets * (_BYTES_A_JUDGE + _BYTES_A_JUDGED * members))


@lru_cache(maxsize=8)
def _members(graph: InfluenceGraph, counting: Counting) -> float:
    probes = sample_sketch(graph, n_sets=_PROBES, counting=counting, trees=False, random_seed=0)
    return len(probes.members) / _PROBES


def _sets_cost(question: RelayQuestion, probes: SetProbes) -> Cost:
    """Return what sets with trees would take: drawn, or read from beside the snapshot, and valued."""
    counting, n_sets = probes.sketch.counting, question.n_samples
    valuing = Cost(probes.reading(partial(_values, question, counting), n_sets))
    return valuing + _drawing_cost(
        question.context, question.topic, probes, n_samples=n_sets, random_seed=question.random_seed
    )


def _drawing_cost(
    context: Context, topic: str | None, probes: SetProbes, *, n_samples: int, random_seed: int
) -> Cost:
    kept = sketches.has_relay_sketch(
        context, topic, probes.sketch.counting, n_samples=n_samples, random_seed=random_seed
    )
    return Cost(n_samples=n_samples) if kept else probes.drawing(n_samples)


def _values(question: RelayQuestion, counting: Counting, sketch: Sketch) -> object:
    return SetSamples({counting: sketch}, question).values(counting)


def _details(
    question: RelayQuestion,
    counting: Counting,
    accounts: Sequence[int],
    by_hop: bool,  # noqa: FBT001  # handed over by place
    sketch: Sketch,
) -> object:
    samples = SetSamples({counting: sketch}, question)
    return samples.details(counting, accounts, by_hop=by_hop)


def _parts_cost(graph: InfluenceGraph, accounts: Sequence[int], n_samples: int, random_seed: int) -> Cost:
    run = partial(relay_parts, graph, accounts, random_seed=random_seed)
    run(n_samples=1)
    always, _ = timed(partial(run, n_samples=1))
    seconds, _ = timed(partial(run, n_samples=_PROBES_A_PART))
    return Cost(always + max(seconds - always, 0.0) / _PROBES_A_PART * n_samples)
