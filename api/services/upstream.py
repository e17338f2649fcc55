"""The magic middle: mid-size accounts that the large ones on a topic follow in what they take up."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from algorithms.upstream import Adoptions, median_leads
from algorithms.upstream import Upstream as Found
from algorithms.upstream import find_upstream as tested_against_chance
from api.answers import Led, Upstream, UpstreamItem
from api.services.context import MAX_RANDOM_SEED, Context, check_range
from api.services.pages import Page
from api.services.records import acts_on
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import UNTIMED, Bools, Int64s

USUAL_WINDOW_DAYS = 7.0
USUAL_LARGE_SHARE = 0.05
USUAL_MAX_Q = 0.05
USUAL_PERMUTATIONS = 1_999
FEWEST_PERMUTATIONS, MOST_PERMUTATIONS = 99, 20_000
MAX_WINDOW_DAYS = 3_650
MOST_LARGE_SHARE = 0.5

_DAY_MS = 86_400_000
_HOUR_MS = 3_600_000
_FEWEST_LARGE = 3


def find_upstream(
    context: Context,
    *,
    topic: str,
    limit: int = 25,
    window_days: float = USUAL_WINDOW_DAYS,
    large_share: float = USUAL_LARGE_SHARE,
    max_q: float = USUAL_MAX_Q,
    n_permutations: int = USUAL_PERMUTATIONS,
    random_seed: int = 0,
    cursor: str | None = None,
) -> Upstream:
    """Return the mid-size accounts that lead the large ones on a topic more than chance explains.

    What can be taken up is each recorded message on the topic, by posting it or acting on it. (Taking up the
    topic itself, by a first message, would favour whoever posts often: their first is earlier by chance
    alone.) Of all who took anything up, the large ones have most followers (where unknown, most people who
    hear them), and the candidates are those from the median up whom some order of the times lets lead.

    Parameters
    ----------
    context
        Asked about.
    topic
        Which topic.
    limit, cursor
        Which page, see `pages.Page.of`.
    window_days
        Longest lead that counts, above 0, at most 3,650. A week: what is taken up later is seldom taken
        up from there.
    large_share
        Share of those who took anything up that is large, above 0, at most 0.5; at least 3 accounts are.
    max_q
        Only accounts of at most this q-value are listed, 0 to 1; 1 lists all.
    n_permutations
        Behind the p-values, 99 to 20,000.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.

    Raises
    ------
    ParameterError, TopicNotFoundError, TooFewAuthorsError, CursorError, StaleCursorError
    """
    check_range("n_permutations", n_permutations, FEWEST_PERMUTATIONS, MOST_PERMUTATIONS)
    check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
    _check_shares(window_days, large_share, max_q)
    topic = context.topic(topic) or topic
    tested = (topic, window_days, large_share, max_q, n_permutations, random_seed)
    page = Page.of(context, limit, cursor, "upstream", *tested)
    graph, seen = context.influence_graph(), _adoptions(context, topic)
    large, candidates = _divided(context, graph, seen, large_share)
    window_ms = max(round(window_days * _DAY_MS), 1)
    found = tested_against_chance(
        graph,
        seen,
        large=large,
        candidates=candidates,
        window_ms=window_ms,
        n_permutations=n_permutations,
        random_seed=random_seed,
    )
    first = _first(found, max_q)
    return Upstream(
        items=[_item(context, graph, seen, found, place, large, window_ms) for place in first[page.part]],
        **page.links(len(first)),
        messages=len(np.unique(seen.item)),
        adopters=len(np.unique(seen.account)),
        large=int(large.sum()),
        candidates=int(np.count_nonzero(_able(found))),
        n_permutations=n_permutations,
        meta=context.meta(topic=topic, random_seed=random_seed, warnings=list(_warnings(seen))),
    )


def _check_shares(window_days: float, large_share: float, max_q: float) -> None:
    if not 0 < window_days <= MAX_WINDOW_DAYS:
        raise ParameterError("window_days", window_days, f"above 0, at most {MAX_WINDOW_DAYS:,}")
    if not 0 < large_share <= MOST_LARGE_SHARE:
        raise ParameterError("large_share", large_share, f"above 0, at most {MOST_LARGE_SHARE}")
    if not 0 <= max_q <= 1:
        raise ParameterError("max_q", max_q, "from 0 to 1")


def _adoptions(context: Context, topic: str) -> Adoptions:
    """Return who took up which message on a topic at a known time."""
    acts = acts_on(context, topic)
    known = (acts.account >= 0) & (acts.at_ms != UNTIMED)
    return Adoptions.first(acts.message[known], acts.account[known], acts.at_ms[known])


def _divided(
    context: Context, graph: InfluenceGraph, seen: Adoptions, large_share: float
) -> tuple[Bools, Bools]:
    """Return who is large, and who is a candidate: bool, n each."""
    adopters = np.unique(seen.account)
    followers = np.asarray(context.snapshot.array("followers"))[adopters]
    hearing = np.bincount(graph.in_sources[graph.listens], minlength=graph.n)[adopters]
    size = np.where(followers >= 0, followers, hearing)
    order = adopters[np.argsort(-size, kind="stable")]
    n_large = max(round(large_share * len(order)), _FEWEST_LARGE)
    large, candidates = np.zeros(graph.n, dtype=np.bool_), np.zeros(graph.n, dtype=np.bool_)
    large[order[:n_large]] = True
    candidates[order[n_large : (len(order) + 1) // 2]] = True
    return large, candidates


def _able(found: Found) -> Bools:
    """Return which candidates lead anybody, in the data or by chance: the others are no test."""
    able: Bools = (found.share > 0) | (found.expected > 0)
    return able


def _first(found: Found, max_q: float) -> Int64s:
    """Return the places of those to list, least p-value first, then most above chance."""
    order = np.lexsort((found.expected - found.share, found.p_value))
    return order[_able(found)[order] & (found.q_value[order] <= max_q)]


def _warnings(seen: Adoptions) -> Iterator[str]:
    if not len(seen.item):
        yield "no post or act on a recorded message on the topic has a known time: there is nothing to test"


def _item(
    context: Context,
    graph: InfluenceGraph,
    seen: Adoptions,
    found: Found,
    place: int,
    large: Bools,
    window_ms: int,
) -> UpstreamItem:
    number = int(found.candidates[place])
    led = median_leads(graph, seen, number, large=large, window_ms=window_ms)
    return UpstreamItem(
        account=context.account(number),
        share=float(found.share[place]),
        expected=float(found.expected[place]),
        p_value=float(found.p_value[place]),
        q_value=float(found.q_value[place]),
        led=[
            Led(account=context.account(who), items=items, median_lead_hours=lead_ms / _HOUR_MS)
            for who, items, lead_ms in led
        ],
    )
