"""What every question is asked of: a snapshot, the name of its store, and the rules of the house."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Literal, Self, get_args

import numpy as np
import numpy.typing as npt

from algorithms.communities import leiden
from algorithms.estimates import Estimate as Estimated
from algorithms.forward_relays import RelayCascades
from algorithms.models import Model as InfluenceModel
from algorithms.models import influence_graph, model_named
from algorithms.models.weighted_cascade import WeightedCascade
from algorithms.relay_details import read_relay_details
from algorithms.relays import read_relay_values
from algorithms.reverse_reachable import Counting
from algorithms.selection import select_seeds
from algorithms.sketch import sample_sketch
from algorithms.spread import estimate_spread
from api.answers import Account, Backtest, Estimate, Meta, Model
from api.answers.telling import AnyAnswer, told
from api.services.hidden import Hidden
from graph.errors import (
    AccountNotFoundError,
    AmbiguousAccountError,
    LimitError,
    NotFoundError,
    ParameterError,
    TooFewAuthorsError,
)
from graph.influence import InfluenceGraph
from graph.projection import GIVEN, WEIGHTED_CASCADE
from graph.records import LIST_PREFIX, Float64s, Int32s, normal_topic
from graph.snapshot import Snapshot, sum_of_topics

MAX_ITEMS = 200
MAX_HOPS = 6
"""How far a question may say that it wants to look; whoever says nothing looks as far as there is."""
MAX_SAMPLES = 1_000_000
MAX_RANDOM_SEED = 2**63 - 1
MAX_BYTES = 4 << 30
"""Memory that one question may take."""

_FEW = 64
_COMMUNITY_SEED = 0  # one partition for all answers, whatever their own random_seed
_PARTITION = {"communities": "leiden", "random_seed": _COMMUNITY_SEED}

Vectors = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Context:
    """A snapshot and how to answer from it.

    Parameters
    ----------
    snapshot
        What is asked about.
    store
        How answers name the store it came from.
    min_authors
        Topics with fewer authors are refused, so that nobody is singled out.
    rest_share
        α, 0 to 1: what a tie off the topic counts for under weighted cascade.
    model_name
        Model of influence by name, such as `constant:0.1`; None is `given` where the ties came with
        probabilities, weighted cascade otherwise.
    keeps
        Whether what is expensive is kept beside the snapshot. A question with a model of its own keeps
        nothing: whoever varies it would otherwise fill the disk.
    aliases
        Topics by the name under which they can be asked about together.
    by_alias
        Whether a name that is both a topic and an alias means the alias; the alias answers to a name that
        is no topic in any case.
    backtests
        The last one of each topic, and of all messages.
    frozen
        Texts of the frozen forecasts by name.
    objections
        Who is in no answer, though they count as ever.
    store_version
        Of what the store held as this was opened: another one may have had the same snapshot. None is the
        one that the snapshot was made of.
    """

    snapshot: Snapshot
    store: str
    min_authors: int = 20
    rest_share: float = 0.1
    model_name: str | None = None
    keeps: bool = True
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_alias: bool = False
    backtests: Mapping[str, Backtest] = field(default_factory=dict)
    frozen: Mapping[str, str] = field(default_factory=dict)
    objections: Hidden = field(default_factory=Hidden)
    store_version: str | None = None

    @property
    def hidden(self) -> frozenset[int]:
        """Accounts that are in no answer."""
        return self.objections.accounts(self.snapshot)

    def names_hidden(self, said: bytes) -> bool:
        """Tell whether an answer that was kept as bytes of JSON names an account that is in no answer now."""
        return self.objections.are_named_in(said)

    @property
    def _hidden_keys(self) -> frozenset[str]:
        return self.objections.keys(self.snapshot)

    def meta(self, **fields: Any) -> Meta:  # noqa: ANN401  # each is a field of Meta, checked by it
        """Return an answer's `meta`, with the fields that the question adds."""
        until_ms = self.snapshot.manifest["projection"]["until_ms"]
        as_of = None if until_ms is None else utc(until_ms, exactly=True)
        return Meta(
            store=self.store,
            snapshot=self.snapshot.address,
            as_of=as_of,
            excluded=len(self.hidden),
            **fields,
        )

    def told(self, answer: AnyAnswer) -> AnyAnswer:
        """Return an answer without the hidden accounts; whoever hands out an answer asks this first.

        Raises
        ------
        NotFoundError
            When nothing of it may be told.
        """
        rest = told(answer, self._hidden_keys)
        if rest is None:
            raise NotFoundError("nothing of that name is known")
        return rest

    def under(self, model: str | None) -> Self:
        """Return what answers a question that names its model; None keeps to the usual one.

        Raises
        ------
        ParameterError
            When no model has this name.
        """
        if model is None or model_named(model) == self.influence_model():
            return self
        return replace(self, model_name=model, keeps=False)

    def influence_model(self) -> InfluenceModel:
        """Return the model by which probabilities come about."""
        if self.model_name in (None, WEIGHTED_CASCADE):
            if self.model_name is None and self.snapshot.model == GIVEN:
                return model_named(GIVEN)
            return WeightedCascade(self.rest_share)
        return model_named(self.model_name)

    def influence_graph(self, topic: str | None = None) -> InfluenceGraph:
        """Return who may activate whom by messages on a topic; of the last few questions it is kept.

        Raises
        ------
        ParameterError
            When the model does not fit the ties.
        """
        return _graph(self.snapshot, self.influence_model().name, topic)

    def model(self) -> Model:
        """Return the card of the model behind the probabilities."""
        model = self.influence_model()
        return Model(
            name=model.name,
            rest_share=getattr(model, "rest_share", None),
            learned=False,
            tested_on_this_data=False,
        )

    def model_warnings(self, topic: str | None) -> list[str]:
        """Return what a reader should know of the model before trusting it."""
        model = self.influence_model()
        if model.kind == GIVEN:
            return ["probabilities came with the ties and are the same for every topic"] if topic else []
        name = model.kind.replace("-", " ")
        return [f"{name} is unlearned and not tested on your data: counting often forecasts better"]

    def listening_warnings(self) -> list[str]:
        """Return what a reader should know of who is taken to see a message."""
        if self.snapshot.manifest["counts"]["follow_edges"]:
            return []
        return ["without follow ties, whoever has reacted to an account is taken to see all that it posts"]

    def topic(self, topic: str | None) -> str | None:
        """Return a topic, or the sum of an alias, as the snapshot spells it; refuse one too small or unknown.

        Raises
        ------
        TopicNotFoundError, TooFewAuthorsError
        """
        if topic is None:
            return None
        numbers = self._topic_numbers(topic)
        topics = [str(self.snapshot.topics[number]) for number in numbers]
        authors = int(self.snapshot.array("topic_authors")[numbers].max())
        if authors < self.min_authors:
            raise TooFewAuthorsError(topics[0], found=authors, needed=self.min_authors)
        return topics[0] if len(topics) == 1 else sum_of_topics(topics)

    def _topic_numbers(self, topic: str) -> list[int]:
        parts = self.aliases.get(normal_topic(topic), ())
        known = [part for part in parts if self.snapshot.has_topic(part)]
        if known and (self.by_alias or not self.snapshot.has_topic(topic)):
            return self.snapshot.topic_numbers(sum_of_topics(known))
        return [self.snapshot.topic_number(topic)]

    def account(self, number: int) -> Account:
        """Return an account as lists show it."""
        community = int(self.communities()["membership"][number])
        return Account(
            key=str(self.snapshot.keys[number]),
            handle=self.snapshot.handles[number],
            followers=self.snapshot.followers(number),
            community=None if community < 0 else community,
        )

    def prices(self) -> Float64s:
        """Return what asking each account costs: float64, n; nan where unknown."""
        return np.asarray(self.snapshot.array("price"))

    def acceptance(self) -> Float64s:
        """Return how likely each account says yes when asked: float64, n; nan where unknown."""
        return np.asarray(self.snapshot.array("acceptance"))

    def currencies(self) -> list[str]:
        """Return the currencies of the prices, ascending."""
        return list(_currencies(self.snapshot))

    def accounts(self, names: Sequence[str]) -> list[int]:
        """Return the numbers of named accounts, ascending, each once.

        Raises
        ------
        AccountNotFoundError, AmbiguousAccountError, ListNotFoundError
        """
        return sorted({account for name in names for account in self.named(name)})

    def named(self, name: str) -> list[int]:
        """Return the account of a name, or all that are on a list where it is one, such as `list:own`.

        Raises
        ------
        AccountNotFoundError, AmbiguousAccountError, ListNotFoundError
        """
        if name.casefold().startswith(LIST_PREFIX):
            return self.shown(map(int, self.snapshot.accounts_on(name[len(LIST_PREFIX) :])))
        return [self.account_number(name)]

    def account_number(self, name: str) -> int:
        """Return the account of a name; one that is hidden is not known.

        Raises
        ------
        AccountNotFoundError, AmbiguousAccountError
        """
        try:
            matches = [self.snapshot.account_number(name)]
        except AmbiguousAccountError as error:
            matches = list(map(self.snapshot.account_number, error.matches))
        shown = self.shown(matches)
        if not shown:
            raise AccountNotFoundError(name)
        if len(shown) > 1:
            raise AmbiguousAccountError(name, [str(self.snapshot.keys[number]) for number in shown])
        return shown[0]

    def shown(self, accounts: Iterable[int]) -> list[int]:
        """Return those of some accounts that answers may be about, in their order."""
        hidden = self.hidden
        return [int(account) for account in accounts if int(account) not in hidden]

    def membership(self) -> Int32s:
        """Return each account's community, int32, n; -1 where alone."""
        return self.communities()["membership"]

    def communities(self) -> Vectors:
        """Return the partition of all answers: `membership` (int32, -1 where alone) and `modularity`."""
        return self.cached(_PARTITION, self._communities)

    def cached(self, question: Mapping[str, object], compute: Callable[[], Vectors]) -> Vectors:
        """Return vectors kept beside the snapshot, computed at the first question.

        Parameters
        ----------
        question
            All that decides the outcome, in plain values.
        compute
            Called when nobody has asked yet.
        """
        path = self._path(question)
        if not path.exists():
            _write(path, compute())
        return _read(path)

    def has_communities(self) -> bool:
        """Tell whether the partition is kept already: finding it is the longest work of a first answer."""
        return self._path(_PARTITION).exists()

    def _path(self, question: Mapping[str, object]) -> Path:
        name = hashlib.blake2b(json.dumps(question, sort_keys=True).encode(), digest_size=16).hexdigest()
        return self.snapshot.folder / f"{name}.vectors.npz"

    def _communities(self) -> Vectors:
        graph = self.snapshot.influence_graph()
        partition = leiden(
            graph, weights=np.asarray(self.snapshot.array("weight")), random_seed=_COMMUNITY_SEED
        )
        alone = (np.diff(graph.in_offsets) == 0) & (np.diff(graph.out_offsets) == 0)
        membership = np.where(alone, -1, partition.membership).astype(np.int32)
        return {"membership": membership, "modularity": np.array(partition.modularity, dtype=np.float64)}


@lru_cache(maxsize=4)
def _graph(snapshot: Snapshot, model: str, topic: str | None) -> InfluenceGraph:
    return influence_graph(snapshot, model_named(model), topic)


@lru_cache(maxsize=4)
def _currencies(snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(sorted({text for text in snapshot.currencies if text}))


def warm_up(context: Context) -> None:
    """Ask for a few samples of every sort, so that kernels are ready before the first question."""
    graph = context.influence_graph()
    if not graph.n:
        return
    for counting in get_args(Counting):
        few = partial(sample_sketch, graph, n_sets=_FEW, counting=counting, random_seed=0)
        read_relay_values(few(), seeds=[0])
        read_relay_details(few(), graph, [0])
        choose = partial(select_seeds, graph, sketch=few(trees=False), counting=counting, random_seed=0)
        choose(k=1)
        choose(budget=1.0, prices=np.ones(graph.n))
    cascades = RelayCascades.of(graph, seeds=[0], n_samples=_FEW, random_seed=0)
    cascades.scores("people")
    cascades.details([])
    cascades.parts([])
    estimate_spread(graph, [0], n_samples=_FEW, random_seed=0)


def answered(estimated: Estimated) -> Estimate:
    """Return an estimate as answers carry it."""
    return Estimate(value=estimated.value, low=estimated.low, high=estimated.high, n=estimated.n)


def answered_if_known(estimated: Estimated | None) -> Estimate | None:
    """Return an estimate as answers carry it; None where it is unknown."""
    return None if estimated is None else answered(estimated)


def utc(at_ms: int, *, exactly: bool = False) -> str:
    """Return a time as answers write it: its second, or exactly, which takes milliseconds where it has any.

    Examples
    --------
    >>> utc(0), utc(1), utc(1, exactly=True)
    ('1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '1970-01-01T00:00:00.001Z')
    """
    unit: Literal["s", "ms"] = "ms" if exactly and at_ms % 1_000 else "s"
    return str(np.datetime_as_string(np.datetime64(at_ms, "ms"), unit=unit, timezone="UTC"))


def check_range(name: str, value: int, low: int, high: int) -> None:
    """Refuse a number outside its documented range.

    Raises
    ------
    ParameterError

    Examples
    --------
    >>> check_range("limit", 10, 1, 200)
    """
    if not low <= value <= high:
        raise ParameterError(name, value, f"from {low:,} to {high:,}")


def check_memory(nbytes: float) -> None:
    """Refuse what would take more memory than one question may.

    Raises
    ------
    LimitError

    Examples
    --------
    >>> check_memory(1 << 20)
    """
    if nbytes > MAX_BYTES:
        raise LimitError(needed=int(nbytes), allowed=MAX_BYTES)


def check_timeless(context: Context) -> None:
    """Refuse a model with a horizon where sets are asked: they do not know how long things take.

    Raises
    ------
    ParameterError
    """
    model = context.influence_model()
    if getattr(model, "horizon", None) is not None:
        raise ParameterError("model", model.name, "without a horizon, except to simulate")


@lru_cache(maxsize=8)  # a list of 200 accounts asks for the communities 200 times
def _read(path: Path) -> Vectors:
    with np.load(path, allow_pickle=False) as archive:
        return dict(archive)


def _write(path: Path, vectors: Vectors) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix="unfinished-", delete=False) as beside:
        np.savez(beside, allow_pickle=False, **vectors)
    Path(beside.name).rename(path)
