"""Which network to draw: relays and who is around them, a plan, paths, a message, a community, a topic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise
from typing import Literal, NamedTuple, get_args

import numpy as np

from algorithms.costs import Cost
from algorithms.credit import people_below
from algorithms.layout import layout_cost
from algorithms.pagerank import pagerank
from algorithms.parents import GIVEN, CascadeTree, infer_parents
from api.answers import Costs, Plan
from api.exports import Drawing
from api.exports.drawing import CREATOR
from api.services.communities import community_number
from api.services.context import MAX_HOPS, MAX_ITEMS, MAX_RANDOM_SEED, Context, check_range
from api.services.costs import costs, relays_cost
from api.services.drawn_ties import DrawnTies
from api.services.hidden import KeyedHash
from api.services.paths import USUAL_PATHS, find_paths
from api.services.pictures import BYTES_PER_NODE, GUESSED, PASSED_ON, Edges, Picture, drawn
from api.services.plans import AskedPlan, plan_cost, plan_seeds
from api.services.progress import doing
from api.services.pseudonyms import Names
from api.services.recorded import USUAL_METHOD, actions_on
from api.services.relay_questions import RelayQuestion
from api.services.relays import rank_relays
from graph.errors import ParameterError
from graph.records import Bools

Scope = Literal["relays", "plan", "path", "cascade", "community", "ego", "topic"]

USUAL_NODES = 5_000
MOST_NODES = 50_000
USUAL_LEADING = 25

_GAINED = {"spread": "accounts that pass it on", "reach": "people who see it"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedExport:
    """What to draw. Beside `scope`, `max_nodes` and `random_seed`, each scope takes its own.

    Parameters
    ----------
    scope
        `relays`: the best relays and everybody they listen to or are listened to by; `plan`: whom to ask, and
        who listens to them; `path`: the most probable paths; `cascade`: what happened to a recorded message;
        `community`: its members; `ego`: an account and those around it; `topic`: everybody with a tie on it.
    topic
        Of relays, plan, path, ego and topic; None counts all ties.
    model
        Of the same; None is the usual one.
    account
        Of ego.
    sources
        Of path: where it starts; of relays: who starts messages.
    target
        Of path.
    cascade
        Key of the message.
    community
        Number or name.
    k, budget
        Of plan, see `plans.AskedPlan`.
    plan
        Of plan, instead: one that was answered before.
    limit
        How many paths, 4 by default; else how many nodes are always shown, 25: 1 to 200.
    hops
        Of ego: how far around, 1 to 6; 1 by default.
    max_nodes
        1 to 50,000: if there are more, all but the leading ones are drawn by community.
    random_seed
        0 to 2**63 - 1; the same question gives the same bytes.
    """

    scope: Scope = "relays"
    topic: str | None = None
    model: str | None = None
    account: str | None = None
    sources: Sequence[str] = ()
    target: str | None = None
    cascade: str | None = None
    community: str | None = None
    k: int | None = None
    budget: float | None = None
    plan: Plan | None = None
    limit: int | None = None
    hops: int | None = None
    max_nodes: int = USUAL_NODES
    random_seed: int = 0


class _Scope(NamedTuple):
    """How a scope is drawn, what it needs, and what else it takes."""

    picture: Callable[[Context, AskedExport, Names], Picture]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


def draw_export(context: Context, asked: AskedExport, *, keyed: KeyedHash | None) -> Drawing:
    """Return the network of a question, ready to be written in any format.

    Parameters
    ----------
    context
        Asked about.
    asked
        What to draw.
    keyed
        What pseudonyms are made by; None calls accounts by their names. Under pseudonyms times count from the
        first one, as if that were the beginning of 1970.

    Raises
    ------
    ParameterError
        Also when a scope lacks what it needs, or is given what means nothing to it.
    TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
    MessageNotFoundError, CommunityNotFoundError
    LimitError
        When the file would take too much memory.
    """
    _check(asked)
    context = context.under(asked.model)
    names = Names(context.snapshot, keyed)
    doing("finding what to draw")
    picture = _SCOPES[asked.scope].picture(context, asked, names)
    doing("drawing")
    return drawn(
        picture.without(context.hidden).merged(asked.max_nodes),
        names,
        description=_description(context, asked, picture, names),
        random_seed=asked.random_seed,
    )


def export_cost(context: Context, asked: AskedExport) -> Costs:
    """Return what `draw_export` would take at most, without doing it; it refuses the same."""
    _check(asked)
    n = min(context.snapshot.n, asked.max_nodes)
    cost = layout_cost(n) + Cost(nbytes=n * BYTES_PER_NODE)
    found = None
    if asked.scope == "plan" and asked.plan is None:
        found = plan_cost(context, _asked_plan(asked))
    if asked.scope in ("relays", "topic"):
        found = relays_cost(
            context,
            topic=asked.topic,
            sources=asked.sources,
            model=asked.model,
            random_seed=asked.random_seed,
        )
    if found is not None:
        cost += Cost(found.seconds, found.bytes, found.n_samples)
    context = context.under(asked.model)
    return costs(context, cost, topic=context.topic(asked.topic), random_seed=asked.random_seed)


def _asked_plan(asked: AskedExport) -> AskedPlan:
    return AskedPlan(
        k=asked.k, budget=asked.budget, topic=asked.topic, model=asked.model, random_seed=asked.random_seed
    )


def _check(asked: AskedExport) -> None:
    if asked.scope not in get_args(Scope):
        raise ParameterError("scope", asked.scope, f"one of {', '.join(get_args(Scope))}")
    scope = _SCOPES[asked.scope]
    for name in dict.fromkeys(chain.from_iterable((*each.needs, *each.takes) for each in _SCOPES.values())):
        given = getattr(asked, name)
        if name in scope.needs and not given:
            raise ParameterError(name, given, f"given where the scope is {asked.scope}")
        if name not in (*scope.needs, *scope.takes) and given not in (None, (), []):
            raise ParameterError(name, given, f"left out where the scope is {asked.scope}")
    check_range("max_nodes", asked.max_nodes, 1, MOST_NODES)
    check_range("random_seed", asked.random_seed, 0, MAX_RANDOM_SEED)
    if asked.limit is not None:
        check_range("limit", asked.limit, 1, MAX_ITEMS)
    if asked.hops is not None:
        check_range("hops", asked.hops, 1, MAX_HOPS)


def _carrying(context: Context, asked: AskedExport, _names: Names, *, everybody: bool) -> Picture:
    """Return the best relays with who is around them, or with everybody who has a tie on the topic."""
    ranked = context.told(
        rank_relays(
            context,
            topic=asked.topic,
            limit=asked.limit or USUAL_LEADING,
            sources=asked.sources,
            model=asked.model,
            random_seed=asked.random_seed,
        )
    )
    best = [context.account_number(relay.account.key) for relay in ranked.items]
    question = RelayQuestion.of(
        context, topic=asked.topic, sources=asked.sources, model=asked.model, random_seed=asked.random_seed
    )
    values = question.samples("people").values("people")
    ties, of = DrawnTies(context, question.topic), f" of {question.topic}" if question.topic else ""
    return ties.picture(
        ties.ends() if everybody else ties.around(best),
        title=f"The network{of}" if everybody else f"Relays{of}",
        leading=best,
        value_name="carried",
        value=values.value,
        columns={"carried_low": values.low, "carried_high": values.high},
        notes=[
            f"carried: how many more people see a message because of an account, from {values.n:,} samples"
        ],
    )


def _plan(context: Context, asked: AskedExport, _names: Names) -> Picture:
    plan = context.told(asked.plan or plan_seeds(context, _asked_plan(asked)))
    seeds = [context.account_number(seed.account.key) for seed in plan.seeds]
    ties = DrawnTies(context, plan.meta.topic)
    gain, low, high = (
        ties.values_of(seeds, [getattr(seed.gain, part) for seed in plan.seeds])
        for part in ("value", "low", "high")
    )
    price = ties.values_of(seeds, [seed.price for seed in plan.seeds])
    return ties.picture(
        ties.around(seeds, listened_to=False),
        title=f"A plan of {len(seeds):,} accounts" + (f" on {plan.meta.topic}" if plan.meta.topic else ""),
        leading=seeds,
        value_name="gain",
        value=gain,
        columns={"gain_low": low, "gain_high": high, "price": price},
        notes=[f"gain: {_GAINED[plan.objective]} more than without, from {plan.meta.n or 0:,} samples"],
    )


def _path(context: Context, asked: AskedExport, names: Names) -> Picture:
    assert asked.target is not None  # noqa: S101  # checked before: a path needs one
    found = context.told(
        find_paths(
            context,
            sources=asked.sources,
            target=asked.target,
            topic=asked.topic,
            limit=asked.limit or USUAL_PATHS,
            model=asked.model,
            random_seed=asked.random_seed,
        )
    )
    paths = [[context.account_number(account.key) for account in item.accounts] for item in found.items]
    starts, end = context.accounts(asked.sources), context.account_number(asked.target)
    probability = np.full(context.snapshot.n, np.nan)
    for path, item in zip(reversed(paths), reversed(found.items), strict=True):
        probability[path] = item.probability
    ties, shown = DrawnTies(context, found.meta.topic, off_topic=True), [*starts, end, *chain(*paths)]
    return ties.picture(
        ties.marked(shown),
        only={step for path in paths for step in pairwise(path)},
        title=f"Paths to {names.label(end)}",
        leading=dict.fromkeys(shown),
        value_name="path_probability",
        value=probability,
        notes=["path_probability: that a message takes every step of the best path through an account"],
    )


def _ego(context: Context, asked: AskedExport, names: Names) -> Picture:
    assert asked.account is not None  # noqa: S101  # checked before: an ego network needs one
    ego = context.account_number(asked.account)
    ties = DrawnTies(context, context.topic(asked.topic))
    inside = ties.around([ego], hops=asked.hops or 1)
    return _by_pagerank(ties, inside, asked, title=f"The network around {names.label(ego)}", first=[ego])


def _community(context: Context, asked: AskedExport, _names: Names) -> Picture:
    assert asked.community is not None  # noqa: S101  # checked before: it is what is drawn
    membership = context.membership()
    number = community_number(context, asked.community, int(membership.max(initial=-1)) + 1)
    return _by_pagerank(DrawnTies(context, None), membership == number, asked, title=f"Community {number}")


def _by_pagerank(
    ties: DrawnTies, inside: Bools, asked: AskedExport, *, title: str, first: Sequence[int] = ()
) -> Picture:
    """Return who is inside, led by those whom the others inside listen to most."""
    value = pagerank(ties.graph, weights=ties.weights(inside))
    most = sorted(np.flatnonzero(inside).tolist(), key=lambda account: -value[account])
    leading = dict.fromkeys([*first, *ties.context.shown(most)[: asked.limit or USUAL_LEADING]])
    return ties.picture(
        inside,
        title=title,
        leading=leading,
        value_name="pagerank",
        value=value,
        notes=["pagerank: by whom accounts listen to among those drawn"],
    )


def _cascade(context: Context, asked: AskedExport, names: Names) -> Picture:
    assert asked.cascade is not None  # noqa: S101  # checked before: it is what is drawn
    recorded = context.snapshot.recorded()
    number = recorded.message_number(asked.cascade)
    actions = actions_on(recorded, number)
    guessing = bool((actions.parent < 0).any())
    tree = infer_parents(actions, context.influence_graph() if guessing else None, method=USUAL_METHOD)
    below = people_below(tree)
    most = [
        place
        for place in np.argsort(-below, kind="stable").tolist()
        if tree.account[place] not in context.hidden
    ]
    return Picture(
        title=f"What happened to {recorded.keys[number]}"
        if names.keyed is None
        else "What happened to a message",
        account=tree.account.astype(np.int64),
        community=context.membership()[tree.account],
        people=np.ones(len(tree), dtype=np.int64),
        leading=np.array(most[: asked.limit or USUAL_LEADING], dtype=np.int64),
        value_name="people_below",
        value=below.astype(np.float64),
        columns={"hop": tree.hop.astype(np.float64)},
        at_ms=tree.at_ms,
        edges=_passing(tree),
        notes=["people_below: who have the message by way of an account"],
    )


def _passing(tree: CascadeTree) -> Edges:
    """Return who has the message from whom, each edge from when it was passed on."""
    child = np.flatnonzero(tree.parent >= 0)
    known = tree.origin[child] == GIVEN
    return Edges(
        tree.parent[child].astype(np.int64),
        child,
        np.ones(len(child)),
        np.full(len(child), np.nan),
        np.where(known, PASSED_ON, GUESSED).astype(np.int8),
        tree.at_ms[child],
    )


def _description(context: Context, asked: AskedExport, picture: Picture, names: Names) -> str:
    topic = context.topic(asked.topic)
    said = [
        f"Made by {CREATOR} from {context.store}, snapshot {context.snapshot.address}",
        *(_of_the_model(context, topic) if np.isfinite(picture.edges.probability).any() else ()),
        *picture.notes,
        f"sizes go by {picture.value_name}, colours by community; random seed {asked.random_seed}",
    ]
    if names.keyed:
        said.append("accounts go by pseudonyms, and times count from the first")
    return "; ".join(said)


def _of_the_model(context: Context, topic: str | None) -> list[str]:
    model = context.influence_model().name
    return [f"probabilities on {topic or 'all topics'} by {model}", *context.model_warnings(topic)]


_SCOPES: dict[Scope, _Scope] = {
    "relays": _Scope(partial(_carrying, everybody=False), takes=("topic", "model", "sources", "limit")),
    "plan": _Scope(_plan, takes=("topic", "model", "k", "budget", "plan")),
    "path": _Scope(_path, ("sources", "target"), ("topic", "model", "limit")),
    "cascade": _Scope(_cascade, ("cascade",), ("limit",)),
    "community": _Scope(_community, ("community",), ("limit",)),
    "ego": _Scope(_ego, ("account",), ("topic", "model", "hops", "limit")),
    "topic": _Scope(partial(_carrying, everybody=True), takes=("topic", "model", "limit")),
}
