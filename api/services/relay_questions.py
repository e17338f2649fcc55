"""What questions about relays have in common: who starts, who is silent, samples drawn the cheaper way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, Self, get_args

import numpy as np

from algorithms.estimates import CI_LEVEL
from algorithms.forward_relays import (
    PROBES,
    Direction,
    both_forward_relay_values,
    direction_costs,
    forward_relay_details,
    forward_relay_parts,
    forward_relay_values,
)
from algorithms.models.weighted_cascade import WeightedCascade
from algorithms.relay_details import RelayDetails, read_relay_details
from algorithms.relay_parts import RelayParts, relay_parts
from algorithms.relays import RelayValues, read_relay_values
from algorithms.sketch import Sketch
from api.answers import Meta, Model, Sources
from api.services.context import MAX_RANDOM_SEED, MAX_SAMPLES, Context, check_range, check_timeless
from api.services.sketches import relay_sketch
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
    graph
        Who may activate whom.
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
    graph: InfluenceGraph
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
        sources: Sequence[str],
        seeds: Sequence[str],
        silenced: Sequence[str],
        model: str | None,
        n_samples: int,
        random_seed: int,
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
        graph = context.influence_graph(topic)
        return cls(context, topic, graph, start, silent, n_samples, random_seed)

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
            costs = direction_costs(
                self.graph,
                sources=self.start.distribution,
                seeds=self.start.seeds,
                counting=counting,
                random_seed=self.random_seed,
                within=self.all_ties(),
                sets=sets,
            )
            if costs.cheaper == "forward":
                return RelaySamples(self, costs.cascades_for(self.n_samples), None)
        return RelaySamples(self, self.n_samples, {each: self.sketch(each) for each in get_args(Counting)})

    def all_ties(self) -> InfluenceGraph | None:
        """Return who may activate whom on all topics together, where each tie is at least as likely then."""
        if self.topic is None or not isinstance(self.context.influence_model(), WeightedCascade):
            return None
        return self.context.influence_graph()

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
class RelaySamples:
    """What the values of a question are read off: `sketches` by what is counted, or, where None, cascades."""

    question: RelayQuestion
    n_samples: int
    sketches: Mapping[Counting, Sketch] | None

    @property
    def direction(self) -> Direction:
        """Which way they are drawn."""
        return "forward" if self.sketches is None else "reverse"

    def values(self, counting: Counting) -> RelayValues:
        """Return what every account carries."""
        if self.sketches is None:
            return forward_relay_values(counting=counting, **self._cascades())
        start = self.question.start
        return read_relay_values(self.sketches[counting], sources=start.distribution, seeds=start.seeds)

    def both_values(self) -> Mapping[Counting, RelayValues]:
        """Return what every account carries, in people and in relays."""
        if self.sketches is None:
            return both_forward_relay_values(**self._cascades())
        return {each: self.values(each) for each in get_args(Counting)}

    def details(self, counting: Counting, accounts: Sequence[int], *, by_hop: bool) -> RelayDetails:
        """Return what some accounts carry by hop, and how sure their order is."""
        if self.sketches is None:
            return forward_relay_details(
                accounts=accounts, counting=counting, by_hop=by_hop, **self._cascades()
            )
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
        asked, n_samples = self.question, self.question.n_samples // SAMPLES_PER_PART
        if self.sketches is None:
            n_samples = min(n_samples, self.n_samples)
            return forward_relay_parts(accounts=accounts, **(self._cascades() | {"n_samples": n_samples}))
        known = _known_parts(
            asked.context.snapshot, asked.context.influence_model().name, json.dumps(asked.plain())
        )
        unknown = [account for account in accounts if account not in known]
        found = relay_parts(
            asked.without_voice(),
            unknown,
            sources=asked.start.distribution,
            seeds=asked.start.seeds,
            n_samples=n_samples,
            random_seed=asked.random_seed,
        )
        parts = known | dict(zip(unknown, found, strict=True))
        if len(parts) <= _MOST_KNOWN:
            known.update(parts)
        return [parts[account] for account in accounts]

    def _cascades(self) -> dict[str, Any]:
        """Return the cascades to draw, as functions of `forward_relays` take them."""
        asked = self.question
        return {
            "graph": asked.graph,
            "sources": asked.start.distribution,
            "seeds": asked.start.seeds,
            "n_samples": self.n_samples,
            "random_seed": asked.random_seed,
            "silent": asked.silent,
            "within": asked.all_ties(),
        }


@lru_cache(maxsize=64)  # pages and filters of a question share most of their accounts
def _known_parts(snapshot: Snapshot, model: str, question: str) -> dict[int, RelayParts]:  # noqa: ARG001  # they are its key
    """Return the parts that are known so far under a question, by account, to be added to."""
    return {}
