"""What the network is: who is central."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from algorithms.centrality import MEASURES, SAMPLED, meaning, measure_named
from algorithms.estimates import CI_LEVEL
from algorithms.pagerank import pagerank
from api.answers import Centrality, Estimate, MeasureItem, Measures, Ranked
from api.services.context import MAX_RANDOM_SEED, Context, Vectors, check_range
from api.services.pages import Page
from graph.errors import ParameterError
from graph.records import Float64s

LEAST_SAMPLES, MOST_SAMPLES = 100, 100_000
_USUAL_SAMPLES = 1_000
_MOST_STEPS = 5e9  # accounts times edges: above, half a minute and more, sampled unless few


def list_measures() -> Measures:
    """Return the measures that accounts can be ranked by."""
    return Measures(
        items=[
            MeasureItem(measure=name, meaning=meaning(name), can_be_sampled=name in SAMPLED)
            for name in MEASURES
        ]
    )


def rank_accounts(
    context: Context,
    measure: str,
    *,
    topic: str | None = None,
    personalised: Sequence[str] = (),
    n_samples: int | None = None,
    random_seed: int = 0,
    limit: int = 25,
    cursor: str | None = None,
) -> Centrality:
    """Return the most central accounts by one measure, highest first, then by key.

    Parameters
    ----------
    context
        Asked about.
    measure
        One of `list_measures`.
    topic
        Use the probabilities on this topic; None counts all ties. Measures that only know who is joined
        with whom do not depend on it.
    personalised
        For `pagerank`: who matters to these accounts, which every walk starts from.
    n_samples
        For measures that can be sampled: from so many accounts, 100 to 100,000. None: exact where that
        takes seconds, else from 1,000.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.
    limit, cursor
        Which page, see `pages.Page.of`.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    CursorError, StaleCursorError
    """
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    measure_named(measure)
    if personalised and measure != "pagerank":
        raise ParameterError("personalised", list(personalised), "left out except for pagerank")
    n_samples = _samples(context, measure, n_samples)
    topic = context.topic(topic)
    restart = context.accounts(personalised)
    page = Page.of(context, limit, cursor, "centrality", measure, topic, restart, n_samples, random_seed)
    found = _scores(context, measure, topic, restart, n_samples, random_seed)
    order = np.argsort(-found["value"], kind="stable")[: page.end + len(context.hidden)]
    sampled = {"n": n_samples, "random_seed": random_seed, "ci_level": CI_LEVEL} if n_samples else {}
    return Centrality(
        measure=measure,
        meaning=meaning(measure),
        items=[
            _ranked(context, int(account), found, n_samples) for account in context.shown(order)[page.part]
        ],
        **page.links(context.snapshot.n - len(context.hidden)),
        meta=context.meta(topic=topic, model=context.model(), **sampled),
    )


def central(context: Context) -> Float64s:
    """Return the PageRank of each account, as `rank_accounts` knows it: float64, n."""
    values: Float64s = _scores(context, "pagerank", None, (), None, 0)["value"]
    return values


def _samples(context: Context, measure: str, n_samples: int | None) -> int | None:
    if measure not in SAMPLED:
        if n_samples is not None:
            raise ParameterError("n_samples", n_samples, f"left out for {measure}, which is exact")
        return None
    if n_samples is not None:
        check_range("n_samples", n_samples, LEAST_SAMPLES, MOST_SAMPLES)
        return n_samples
    steps = context.snapshot.n * (context.snapshot.n + context.snapshot.m)
    return _USUAL_SAMPLES if steps > _MOST_STEPS else None


def _scores(
    context: Context,
    measure: str,
    topic: str | None,
    restart: Sequence[int],
    n_samples: int | None,
    random_seed: int,
) -> Vectors:
    def compute() -> Vectors:
        graph = context.influence_graph(topic)
        if n_samples is not None:
            sampled = SAMPLED[measure](graph, n_samples=n_samples, random_seed=random_seed)
            return {"value": sampled.value, "low": sampled.low, "high": sampled.high}
        if restart:
            return {"value": pagerank(graph, restart=_evenly(graph.n, restart))}
        return {"value": measure_named(measure)(graph).astype(np.float64)}

    question = {
        "centrality": measure,
        "topic": topic,
        "model": context.influence_model().name,
        "personalised": list(restart),
        "n_samples": n_samples,
        "random_seed": random_seed if n_samples else None,
    }
    return context.cached(question, compute)


def _evenly(n: int, accounts: Sequence[int]) -> Float64s:
    shares = np.zeros(n)
    shares[list(accounts)] = 1 / len(accounts)
    return shares


def _ranked(context: Context, account: int, found: Vectors, n_samples: int | None) -> Ranked:
    at = {name: float(values[account]) for name, values in found.items()}
    estimate = None if n_samples is None else Estimate(**at, n=n_samples)
    return Ranked(account=context.account(account), value=at["value"], estimate=estimate)
