"""Which network to draw: relays and who is around them, a plan, paths, a message, a community, a topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
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
from api.services.hidden import KeyedHash
from api.services.paths import USUAL_PATHS, find_paths
from api.services.pictures import BYTES_PER_NODE, GUESSED, INFLUENCE, PASSED_ON, Edges, Picture, drawn
from api.services.plans import AskedPlan, plan_cost, plan_seeds
from api.services.progress import doing
from api.services.pseudonyms import Names
from api.services.recorded import USUAL_METHOD, actions_on
from api.services.relay_questions import RelayQuestion
from api.services.relays import rank_relays
from api.services.sketches import USUAL_SAMPLES
from graph.errors import ParameterError
from graph.records import UNTIMED, Bools, Float64s, Int64s

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


class _Ties:
    """The ties on a topic, as edges the way influence flows; with `off_topic` all ties."""

    def __init__(self, context: Context, topic: str | None, *, off_topic: bool = False) -> None:
        ties = context.snapshot.tie_weights(topic)
        self.context, self.graph = context, context.influence_graph(topic)
        self._weight = ties.weight
        self._edge = np.flatnonzero((ties.weight if off_topic or ties.given else ties.on_topic) > 0)
        self._source, self._target = ties.in_sources[self._edge], ties.in_targets[self._edge]

    def ends(self) -> Bools:
        """Return who has such a tie: bool, n."""
        return _marked(self.context, np.concatenate((self._source, self._target)))

    def around(self, accounts: Iterable[int], *, hops: int = 1, listened_to: bool = True) -> Bools:
        """Return some accounts and who listens to them, and, unless told otherwise, whom they listen to."""
        near = _marked(self.context, accounts)
        for _ in range(hops):
            before = near.copy()
            near[self._target[before[self._source]]] = True
            if listened_to:
                near[self._source[before[self._target]]] = True
        return near

    def weights(self, inside: Bools) -> Float64s:
        """Return the weights of the edges inside, 0 for all others: float64, m."""
        weights = np.zeros(len(self._weight))
        edge = self._edge[self._within(inside)]
        weights[edge] = self._weight[edge]
        return weights

    def between(self, inside: Bools, only: AbstractSet[tuple[int, int]] | None = None) -> Edges:
        """Return the edges inside, or only some of them, by the place of each end among those inside."""
        within = self._within(inside)
        if only is not None:
            ends = zip(self._source[within].tolist(), self._target[within].tolist(), strict=True)
            within = within[[pair in only for pair in ends]]
        edge, place = self._edge[within], np.cumsum(inside) - 1
        return Edges(
            place[self._source[within]],
            place[self._target[within]],
            self._weight[edge],
            self.graph.probability[edge],
            np.full(len(edge), INFLUENCE, dtype=np.int8),
            np.full(len(edge), UNTIMED),
        )

    def _within(self, inside: Bools) -> Int64s:
        return np.flatnonzero(inside[self._source] & inside[self._target])


def _relays(context: Context, asked: AskedExport, _names: Names) -> Picture:
    return _carrying(context, asked, everybody=False)


def _topic(context: Context, asked: AskedExport, _names: Names) -> Picture:
    return _carrying(context, asked, everybody=True)


def _carrying(context: Context, asked: AskedExport, *, everybody: bool) -> Picture:
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
        context,
        topic=asked.topic,
        sources=asked.sources,
        seeds=(),
        silenced=(),
        model=asked.model,
        n_samples=USUAL_SAMPLES,
        random_seed=asked.random_seed,
    )
    values = question.samples("people").values("people")
    ties, of = _Ties(context, question.topic), f" of {question.topic}" if question.topic else ""
    return _drawn_by_ties(
        ties,
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
    ties = _Ties(context, plan.meta.topic)
    gains = {"gain": "value", "gain_low": "low", "gain_high": "high"}
    gain, low, high = (
        _by_account(context, seeds, [getattr(seed.gain, part) for seed in plan.seeds])
        for part in gains.values()
    )
    price = _by_account(context, seeds, [seed.price for seed in plan.seeds])
    return _drawn_by_ties(
        ties,
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
    probability = _by_account(context, (), ())
    for path, item in zip(reversed(paths), reversed(found.items), strict=True):
        probability[path] = item.probability
    ties = _Ties(context, found.meta.topic, off_topic=True)
    return _drawn_by_ties(
        ties,
        _marked(context, [*starts, end, *chain.from_iterable(paths)]),
        only={step for path in paths for step in pairwise(path)},
        title=f"Paths to {names.label(end)}",
        leading=dict.fromkeys([*starts, end, *chain.from_iterable(paths)]),
        value_name="path_probability",
        value=probability,
        notes=["path_probability: that a message takes every step of the best path through an account"],
    )


def _ego(context: Context, asked: AskedExport, names: Names) -> Picture:
    assert asked.account is not None  # noqa: S101  # checked before: an ego network needs one
    ego = context.account_number(asked.account)
    ties = _Ties(context, context.topic(asked.topic))
    inside = ties.around([ego], hops=asked.hops or 1)
    return _by_pagerank(ties, inside, asked, title=f"The network around {names.label(ego)}", first=[ego])


def _community(context: Context, asked: AskedExport, _names: Names) -> Picture:
    assert asked.community is not None  # noqa: S101  # checked before: it is what is drawn
    membership = context.membership()
    number = community_number(context, asked.community, int(membership.max(initial=-1)) + 1)
    return _by_pagerank(_Ties(context, None), membership == number, asked, title=f"Community {number}")


def _by_pagerank(
    ties: _Ties, inside: Bools, asked: AskedExport, *, title: str, first: Sequence[int] = ()
) -> Picture:
    """Return who is inside, led by those whom the others inside listen to most."""
    value = pagerank(ties.graph, weights=ties.weights(inside))
    most = sorted(np.flatnonzero(inside).tolist(), key=lambda account: -value[account])
    leading = dict.fromkeys([*first, *ties.context.shown(most)[: asked.limit or USUAL_LEADING]])
    return _drawn_by_ties(
        ties,
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


def _drawn_by_ties(
    ties: _Ties,
    inside: Bools,
    *,
    title: str,
    leading: Iterable[int],
    value_name: str,
    value: Float64s,
    columns: Mapping[str, Float64s] | None = None,
    notes: Sequence[str],
    only: AbstractSet[tuple[int, int]] | None = None,
) -> Picture:
    """Return some accounts with the ties between them; values are those of all accounts."""
    account = np.flatnonzero(inside)
    return Picture(
        title=title,
        account=account,
        community=ties.context.membership()[account],
        people=np.ones(len(account), dtype=np.int64),
        leading=np.searchsorted(account, np.array(list(leading), dtype=np.int64)),
        value_name=value_name,
        value=value[account],
        columns={name: each[account] for name, each in (columns or {}).items()},
        at_ms=np.full(len(account), UNTIMED),
        edges=ties.between(inside, only),
        notes=notes,
    )


def _by_account(context: Context, accounts: Sequence[int], values: Sequence[float | None]) -> Float64s:
    """Return values of some accounts as one of all: float64, n; nan where none is known."""
    of_all = np.full(context.snapshot.n, np.nan)
    of_all[list(accounts)] = [np.nan if value is None else value for value in values]
    return of_all


def _marked(context: Context, accounts: Iterable[int]) -> Bools:
    marked = np.zeros(context.snapshot.n, dtype=np.bool_)
    marked[list(accounts)] = True
    return marked


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
    "relays": _Scope(_relays, takes=("topic", "model", "sources", "limit")),
    "plan": _Scope(_plan, takes=("topic", "model", "k", "budget", "plan")),
    "path": _Scope(_path, ("sources", "target"), ("topic", "model", "limit")),
    "cascade": _Scope(_cascade, ("cascade",), ("limit",)),
    "community": _Scope(_community, ("community",), ("limit",)),
    "ego": _Scope(_ego, ("account",), ("topic", "model", "hops", "limit")),
    "topic": _Scope(_topic, takes=("topic", "model", "limit")),
}
