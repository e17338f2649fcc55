"""What questions about relays have in common: who starts, who is silent, samples drawn the cheaper way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import ClassVar, Literal, Protocol, Self, get_args

import numpy as np

from algorithms.estimates import CI_LEVEL, Estimate
from algorithms.forward_relays import PROBES, Direction, RelayCascades
from algorithms.live_edges import Thinning
from algorithms.models import model_named
from algorithms.models.weighted_cascade import WeightedCascade
from algorithms.relay_details import RelayDetails, read_relay_details
from algorithms.relay_parts import RelayParts, relay_parts
from algorithms.relays import RelayValues, read_relay_values
from algorithms.sketch import Sketch
from api.answers import Meta, Model, Sources
from api.services.context import MAX_RANDOM_SEED, MAX_SAMPLES, Context, check_range, check_timeless
from api.services.sketches import USUAL_RANDOM_SEED, USUAL_SAMPLES, relay_sketch
from graph.errors import ParameterError
from graph.influence import InfluenceGraph
from graph.records import Float64s
from graph.snapshot import Snapshot

Counting = Literal["people", "relays"]

SAMPLES_PER_PART = 16
"""One relay's parts need far fewer sets than the values of all accounts."""

_FEW = (
    1_000  # starters up to whom cascades may be cheaper; from 500 on they never were, up to 100,000 accounts
)

_MOST_KNOWN = 2_000  # accounts of one question whose parts are kept

# Platforms whose records name the author of the original in every reshare, not the account it was seen from.
_CREDIT_THE_ORIGINAL = frozenset({"mastodon", "twitter"})


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """Where messages start: a distribution over one starter, or seeds that start together."""

    described: Sources
    named: tuple[int, ...] = ()
    distribution: Float64s | None = None
    seeds: tuple[int, ...] | None = None

    def accounts(self) -> list[int]:
        """Return who can start a message; empty where anybody does."""
        if self.distribution is None:
            return list(self.seeds or ())
        return [int(account) for account in np.flatnonzero(self.distribution)]

    @classmethod
    def of(cls, context: Context, topic: str | None, sources: Sequence[str], seeds: Sequence[str]) -> Self:
        """Return the start at named sources or seeds, else at those who usually start on the topic.

        Raises
        ------
        ParameterError, AccountNotFoundError, AmbiguousAccountError
        """
        if sources and seeds:
            raise ParameterError("sources", list(sources), "left out where seeds are given")
        accounts = context.accounts((*sources, *seeds))
        if seeds:
            together = Sources(rule="together", accounts=len(accounts))
            return cls(together, tuple(accounts), seeds=tuple(accounts))
        if sources:
            distribution = np.zeros(context.snapshot.n)
            distribution[accounts] = 1 / len(accounts)
            return cls(Sources(rule="given", accounts=len(accounts)), tuple(accounts), distribution)
        usual, rule = context.snapshot.sources(topic)
        count = context.snapshot.n if usual is None else int(np.count_nonzero(usual))
        return cls(Sources(rule=rule, accounts=count), distribution=usual)


@dataclass(frozen=True, slots=True, eq=False)
class RelayQuestion:
    """What a question is about, each part found once.

    Parameters
    ----------
    context
        Under the model that was asked for.
    topic
        As the snapshot spells it; None counts all ties.
    start
        Where messages start.
    silent
        Accounts that see messages and pass none on.
    n_samples
        Reverse-reachable sets.
    random_seed
        0 to 2**63 - 1.
    """

    context: Context
    topic: str | None
    start: Start
    silent: Sequence[int]
    n_samples: int
    random_seed: int

    @classmethod
    def of(
        cls,
        context: Context,
        *,
        topic: str | None,
        sources: Sequence[str] = (),
        seeds: Sequence[str] = (),
        silenced: Sequence[str] = (),
        model: str | None = None,
        n_samples: int = USUAL_SAMPLES,
        random_seed: int = USUAL_RANDOM_SEED,
    ) -> Self:
        """Return what the parameters of `relays.rank_relays` of these names mean.

        Raises
        ------
        ParameterError, TopicNotFoundError, TooFewAuthorsError, AccountNotFoundError, AmbiguousAccountError
        """
        check_range("n_samples", n_samples, 1_000, MAX_SAMPLES)
        check_range("random_seed", random_seed, 0, MAX_RANDOM_SEED)
        context = context.under(model)
        check_timeless(context)
        topic = context.topic(topic)
        start, silent = Start.of(context, topic, sources, seeds), context.accounts(silenced)
        if set(silent) & set(start.seeds or ()):
            raise ParameterError("silenced", list(silenced), "other accounts than the seeds")
        return cls(context, topic, start, silent, n_samples, random_seed)

    @property
    def graph(self) -> InfluenceGraph:
        """Who may activate whom."""
        return self.context.influence_graph(self.topic)

    def plain(self) -> tuple[object, ...]:
        """Return what decides its values, in plain values."""
        start = self.start.described.model_dump(), self.start.named
        return (self.topic, *start, list(self.silent), self.n_samples, self.random_seed)

    def samples(self, counting: Counting) -> RelaySamples:
        """Return sets, or, where it is cheaper to count by cascades, as many of them as take as long.

        Raises
        ------
        ParameterError
            When the sets would take more memory than a question may.
        """
        if 0 < self.start.described.accounts <= _FEW:
            sets = relay_sketch(
                self.context, self.topic, counting, n_samples=PROBES, random_seed=self.random_seed
            )
            cascades = self._cascades()
            costs = cascades.costs(counting, sets)
            if costs.cheaper == "forward":
                return CascadeSamples(replace(cascades, n_samples=costs.cascades_for(self.n_samples)), self)
        return SetSamples({each: self.sketch(each) for each in get_args(Counting)}, self)

    def _cascades(self) -> RelayCascades:
        """Return cascades on the topic; where they can be, edges are drawn of all topics, and thinned.

        The probabilities on a topic then need not be computed, nor its edges made ready to be drawn.
        """
        thinning = _thinning(self.context.snapshot, self.context.influence_model().name, self.topic)
        return RelayCascades.of(
            self.graph if thinning is None else self.context.influence_graph(),
            sources=self.start.distribution,
            seeds=self.start.seeds,
            n_samples=self.n_samples,
            random_seed=self.random_seed,
            silent=self.silent,
            thinning=thinning,
        )

    def without_voice(self) -> InfluenceGraph:
        """Return the graph in which nothing goes out from the silent accounts."""
        graph = self.graph
        if not self.silent:
            return graph
        muted = np.isin(graph.in_sources, self.silent)
        probability = np.where(muted, 0.0, graph.probability)
        return replace(graph, probability=probability, listens=graph.listens & ~muted)

    def sketch(self, counting: Counting) -> Sketch:
        """Return the sets, drawn with the silent ones silent.

        Raises
        ------
        ParameterError
            When they would take more memory than a question may.
        """
        drawn = relay_sketch(
            self.context, self.topic, counting, n_samples=self.n_samples, random_seed=self.random_seed
        )
        return drawn.silenced(self.graph, self.silent) if self.silent else drawn

    def meta(
        self, *, n: int, direction: Direction, model: Model | None = None, warnings: Iterable[str] = ()
    ) -> Meta:
        """Return the answer's `meta`, with the card of what orders it; its own warnings come last."""
        context, card = self.context, model or self.context.model()
        return context.meta(
            topic=self.topic,
            model=card,
            sources=self.start.described,
            direction=direction,
            random_seed=self.random_seed,
            n=n,
            ci_level=CI_LEVEL,
            warnings=[
                *(() if card.ranker else context.model_warnings(self.topic)),
                *self._source_warnings(),
                *context.listening_warnings(),
                *self._credit_warnings(),
                *warnings,
            ],
        )

    def _source_warnings(self) -> list[str]:
        if self.topic is None or self.start.described.rule != "uniform":
            return []
        return [
            "nobody is known to start messages on this topic: any account is taken to, as likely as another"
        ]

    def _credit_warnings(self) -> list[str]:
        counts = self.context.snapshot.manifest["counts"]
        if not counts["ties"].get("RESHARES") or _CREDIT_THE_ORIGINAL.isdisjoint(counts["platforms"]):
            return []
        return [
            "this platform credits each reshare to the author of the original: relays in between are hidden"
        ]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What some accounts carry, by what is counted: each of them, and by hop with the order of them all.

    `details` are of both counts where hops are told, else at least of the one that orders the list.
    """

    carried: Mapping[Counting, Sequence[Estimate]]
    details: Mapping[Counting, RelayDetails]


class RelaySamples(Protocol):
    """What the values of a question are read off: one half chooses whom to list, the other reports."""

    direction: ClassVar[Direction]

    @property
    def n(self) -> int:
        """How many report."""
        ...

    def values(self, counting: Counting) -> RelayValues:
        """Return what every account carries."""
        ...

    def scores(self, counting: Counting) -> Float64s:
        """Return what every account carries by the half that chooses: float64, n."""
        ...

    def told(self, accounts: Sequence[int], *, by: Counting, by_hop: bool) -> Told:
        """Return what some accounts carry by the half that reports, by hop, and how sure their order is."""
        ...

    def parts(self, accounts: Sequence[int]) -> list[RelayParts]:
        """Return how often each of some accounts, none of them a seed, sees the message and passes it on."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class CascadeSamples:
    """Cascades drawn forwards: only what an answer tells is read off them."""

    cascades: RelayCascades
    question: RelayQuestion

    direction: ClassVar[Direction] = "forward"

    @property
    def n(self) -> int:
        """How many report."""
        return self.cascades.n_samples - self.cascades.n_samples // 2

    def values(self, counting: Counting) -> RelayValues:
        """Return what every account carries."""
        return self.cascades.values(counting)

    def scores(self, counting: Counting) -> Float64s:
        """Return what every account carries by the half that chooses: float64, n."""
        return self.cascades.scores(counting)

    def told(self, accounts: Sequence[int], *, by: Counting, by_hop: bool) -> Told:  # noqa: ARG002  # both counts come at once
        """Return what some accounts carry by the half that reports, by hop, and how sure their order is."""
        details = self.cascades.details(accounts, by_hop=by_hop)
        return Told({counting: each.carried() for counting, each in details.items()}, details)

    def parts(self, accounts: Sequence[int]) -> list[RelayParts]:
        """Return how often each of some accounts, none of them a seed, sees the message and passes it on."""
        n_samples = min(self.question.n_samples // SAMPLES_PER_PART, self.cascades.n_samples)
        return replace(self.cascades, n_samples=n_samples).parts(accounts)


@dataclass(frozen=True, slots=True, eq=False)
class SetSamples:
    """Reverse-reachable sets, by what is counted: one pass over them values everybody."""

    sketches: Mapping[Counting, Sketch]
    question: RelayQuestion
    _values: dict[Counting, RelayValues] = field(default_factory=dict)

    direction: ClassVar[Direction] = "reverse"

    @property
    def n(self) -> int:
        """How many report."""
        n_sets = self.question.n_samples
        return n_sets - n_sets // 2

    def values(self, counting: Counting) -> RelayValues:
        """Return what every account carries."""
        if counting not in self._values:
            start = self.question.start
            self._values[counting] = read_relay_values(
                self.sketches[counting], sources=start.distribution, seeds=start.seeds
            )
        return self._values[counting]

    def scores(self, counting: Counting) -> Float64s:
        """Return what every account carries by the half that chooses: float64, n."""
        return self.values(counting).score

    def told(self, accounts: Sequence[int], *, by: Counting, by_hop: bool) -> Told:
        """Return what some accounts carry by the half that reports, by hop, and how sure their order is."""
        counts = get_args(Counting)
        return Told(
            {each: [self.values(each).estimate(account) for account in accounts] for each in counts},
            {each: self.details(each, accounts, by_hop=by_hop) for each in (counts if by_hop else (by,))},
        )

    def details(self, counting: Counting, accounts: Sequence[int], *, by_hop: bool) -> RelayDetails:
        """Return what some accounts carry by hop, and how sure their order is."""
        asked, start = self.question, self.question.start
        return read_relay_details(
            self.sketches[counting],
            asked.graph,
            accounts,
            sources=start.distribution,
            seeds=start.seeds,
            by_hop=by_hop,
        )

    def parts(self, accounts: Sequence[int]) -> list[RelayParts]:
        """Return how often each of some accounts, none of them a seed, sees the message and passes it on."""
        asked = self.question
        known = _known_parts(
            asked.context.snapshot, asked.context.influence_model().name, json.dumps(asked.plain())
        )
        unknown = [account for account in accounts if account not in known]
        found = relay_parts(
            asked.without_voice(),
            unknown,
            sources=asked.start.distribution,
            seeds=asked.start.seeds,
            n_samples=asked.n_samples // SAMPLES_PER_PART,
            random_seed=asked.random_seed,
        )
        parts = known | dict(zip(unknown, found, strict=True))
        if len(parts) <= _MOST_KNOWN:
            known.update(parts)
        return [parts[account] for account in accounts]


@lru_cache(maxsize=32)  # a megabyte each where there are 15 million ties
def _thinning(snapshot: Snapshot, model: str, topic: str | None) -> Thinning | None:
    """Return how edges drawn of all topics are thinned to those of one; None where they cannot be."""
    asked = model_named(model)
    if topic is None or not isinstance(asked, WeightedCascade):
        return None
    return asked.thinning(snapshot.tie_weights(topic))


@lru_cache(maxsize=64)  # pages and filters of a question share most of their accounts
def _known_parts(snapshot: Snapshot, model: str, question: str) -> dict[int, RelayParts]:  # noqa: ARG001  # they are its key
    """Return the parts that are known so far under a question, by account, to be added to."""
    return {}
