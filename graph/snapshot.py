"""The snapshot: one projection as an immutable folder of memory-mapped arrays, named by its content."""

from __future__ import annotations

import difflib
import hashlib
import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from graph.errors import (
    AccountNotFoundError,
    AmbiguousAccountError,
    ListNotFoundError,
    TopicNotFoundError,
)
from graph.influence import InfluenceGraph, TieWeights, summed_into
from graph.recorded import Recorded
from graph.records import UNTIMED, Float64s, Int32s, Int64s, normal_topic
from graph.texts import TextColumn

Arrays = Mapping[str, npt.NDArray[Any]]
StartRule = Literal["originals", "reshares", "uniform"]

_PLUS = " + "
_NEAREST_AMONG = 20_000  # comparing one name with more topics than this takes over a second
MANIFEST = "manifest.json"
UNFINISHED = "unfinished-"
"""What the name of a folder begins with while it is being written."""
"""What a snapshot is of, in its folder."""


class Snapshot:
    """What a store held, seen through one projection; every answer is computed from one of these.

    Opened twice it is the same one, so that what was made ready for one question is there for the next.

    Parameters
    ----------
    folder
        As `write_snapshot` left it. Arrays are mapped, not read: any number of processes share them.

    Attributes
    ----------
    address
        Digest of the arrays and of the projection: the same ties give the same address.
    manifest
        Projection asked, counts, version of the store it was made from.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = folder.name
        self.manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        self._mapped: dict[str, npt.NDArray[Any]] = {}  # a list of accounts would map `followers` for each

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Snapshot) and self.folder == other.folder

    def __hash__(self) -> int:
        return hash(self.folder)

    @property
    def n(self) -> int:
        """Number of accounts."""
        return len(self.keys)

    @property
    def m(self) -> int:
        """Number of influence edges."""
        return len(self.array("in_sources"))

    @property
    def model(self) -> str:
        """How probabilities come about: `given` or `weighted-cascade`."""
        return str(self.manifest["projection"]["model"])

    @cached_property
    def keys(self) -> TextColumn:
        """Account keys, ascending: an account's place here is its number in every array."""
        return self._texts("keys")

    @cached_property
    def handles(self) -> TextColumn:
        """Handles, by account."""
        return self._texts("handles")

    @cached_property
    def names(self) -> TextColumn:
        """Display names, by account."""
        return self._texts("names")

    @cached_property
    def languages(self) -> TextColumn:
        """Languages, by account."""
        return self._texts("languages")

    @cached_property
    def currencies(self) -> TextColumn:
        """Currencies of the accounts' prices, by account."""
        return self._texts("currencies")

    @cached_property
    def lists(self) -> TextColumn:
        """Names of the lists, ascending."""
        return self._texts("lists")

    @cached_property
    def topics(self) -> TextColumn:
        """Topics, ascending."""
        return self._texts("topics")

    def followers(self, account: int) -> int | None:
        """Return how many follow an account, as its platform counts them; None where unknown."""
        value = int(self.array("followers")[account])
        return None if value < 0 else value

    def array(self, name: str) -> npt.NDArray[Any]:
        """Return one of the arrays that `graph/projection.py` describes, mapped; the mapping is kept."""
        if name not in self._mapped:
            mapped = np.load(self.folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            self._mapped[name] = np.asarray(mapped)  # an item of a plain array costs a fifth of a memmap's
        return self._mapped[name]

    def recorded(self) -> Recorded:
        """Return the recorded messages."""
        names = ("offsets", "account", "parent", "mentioned", "at_ms", "kind", "language", "place")
        return Recorded(
            keys=self._texts("messages"),
            author=self.array("message_author"),
            posted_ms=self.array("message_posted_ms"),
            languages=self._texts("action_languages"),
            places=self._texts("action_places"),
            **{name: self.array(f"action_{name}") for name in names},
        )

    def exchanges(self) -> tuple[Int64s, Int64s]:
        """Return how often the target of each edge addressed its source, and when last: int64, m each.

        Where it never did the count is 0; where no time is known the time is `UNTIMED`.
        """
        count, last_ms = np.zeros(self.m, dtype=np.int64), np.full(self.m, UNTIMED)
        edge = self.array("exchange_edge")
        count[edge], last_ms[edge] = self.array("exchange_count"), self.array("exchange_last_ms")
        return count, last_ms

    def follow_times(self) -> Int64s:
        """Return since when the target of each edge has followed its source: int64, m.

        `UNTIMED` where that is unknown, or where it does not follow.
        """
        since_ms = np.full(self.m, UNTIMED)
        since_ms[self.array("followed_edge")] = self.array("followed_ms")
        return since_ms

    def messages_on(self, topic: str) -> Int32s:
        """Return the recorded messages whose post is on a topic, ascending.

        Raises
        ------
        TopicNotFoundError
        """
        of_topic = [self._part("topic_message_offsets", number) for number in self.topic_numbers(topic)]
        return np.unique(np.concatenate([self.array("topic_message")[part] for part in of_topic]))

    def influence_graph(self, topic: str | None = None, *, rest_share: float = 0.1) -> InfluenceGraph:
        """Return who may activate whom by messages on a topic.

        Under `weighted-cascade`, p(u→v | X) = (w_X(u,v) + α·(w(u,v) − w_X(u,v))) / Σ_u' w(u',v), so that
        a listener who never acted on X passes on a share α of what an expert does. Under `given` the
        probabilities came with the ties and do not depend on the topic.

        Parameters
        ----------
        topic
            Restrict to this topic; None counts all ties.
        rest_share
            α, 0 to 1: what a tie off the topic counts for.

        Raises
        ------
        TopicNotFoundError, ParameterError
            On an unknown topic, or a share outside 0 to 1.
        """
        ties = self.tie_weights(topic)
        return self.graph_with(ties.weight if ties.given else ties.shares(rest_share))

    def tie_weights(self, topic: str | None = None) -> TieWeights:
        """Return the ties, in all and on a topic, from which a model makes probabilities.

        Raises
        ------
        TopicNotFoundError
            On an unknown topic.
        """
        weight = np.asarray(self.array("weight"))
        return TieWeights(
            in_offsets=np.asarray(self.array("in_offsets")),
            in_sources=np.asarray(self.array("in_sources")),
            weight=weight,
            topic=None if topic is None else self._on_topic(self.topic_numbers(topic), weight),
            given=self.model == "given",
            in_weight=self._in_weight,
        )

    def graph_with(
        self, probability: Float64s, *, one_at_most: bool = False, attention: Float64s | None = None
    ) -> InfluenceGraph:
        """Return the influence graph whose edges have these probabilities, in the order by target."""
        names = ("in_offsets", "in_sources", "listens", "out_offsets", "out_targets", "out_edges")
        return InfluenceGraph(
            probability=probability,
            one_at_most=one_at_most,
            attention=attention,
            **{name: np.asarray(self.array(name)) for name in names},
        )

    def sources(self, topic: str | None) -> tuple[Float64s | None, StartRule]:
        """Return where messages on a topic start, float64 by account summing to 1, and by which rule.

        The rule is `originals` (share of original posts), `reshares` (share of reshares and quotes that
        point at the account) or `uniform`, for which the distribution is None.
        """
        if topic is None:
            return None, "uniform"
        numbers = self.topic_numbers(topic)
        original = [number for number in numbers if self.array("starts_are_originals")[number]]
        account, weight = self._of_topics("start", original or numbers)
        if not len(account):
            return None, "uniform"
        distribution: Float64s = np.zeros(self.n)
        np.add.at(distribution, account, weight / weight.sum())
        return distribution, "originals" if original else "reshares"

    def topic_numbers(self, topic: str) -> list[int]:
        """Return the places of a topic, or of those of a sum, ascending.

        What is on one topic of a sum is on the sum; a tie that is on several counts with all of them, up to
        its weight.

        Raises
        ------
        TopicNotFoundError
        """
        return sorted(map(self.topic_number, parts_of_sum(topic)))

    def has_topic(self, topic: str) -> bool:
        """Tell whether anything is known on a topic."""
        return normal_topic(topic) in self._topic_numbers

    def topic_number(self, topic: str) -> int:
        """Return a topic's place among the topics.

        Raises
        ------
        TopicNotFoundError
            With the nearest known names.
        """
        wanted = normal_topic(topic)
        if wanted in self._topic_numbers:
            return self._topic_numbers[wanted]
        busiest = np.argsort(-self.array("topic_authors"), kind="stable")[:_NEAREST_AMONG]
        names = [str(self.topics[int(place)]) for place in busiest]
        raise TopicNotFoundError(wanted, difflib.get_close_matches(wanted, names, n=5))

    def accounts_on(self, name: str) -> Int32s:
        """Return who is on a list: int32, ascending.

        Raises
        ------
        ListNotFoundError
            With the nearest known names.
        """
        names, wanted = [str(each) for each in self.lists], name.strip().casefold()
        if wanted not in names:
            raise ListNotFoundError(wanted, difflib.get_close_matches(wanted, names, n=5, cutoff=0))
        return self.array("list_account")[self._part("list_offsets", names.index(wanted))]

    def account_number(self, text: str) -> int:
        """Return the account that a key, handle or native id names.

        Raises
        ------
        AccountNotFoundError
            When none does.
        AmbiguousAccountError
            When several do; a key is never ambiguous.
        """
        matches = self._key_numbers.get(text)
        if matches is None:
            matches = self._names.get(text.removeprefix("@").casefold(), [])
        if not matches:
            raise AccountNotFoundError(text)
        if len(matches) > 1:
            raise AmbiguousAccountError(text, [str(self.keys[place]) for place in matches])
        return matches[0]

    @cached_property
    def _in_weight(self) -> Float64s:
        return summed_into(np.asarray(self.array("in_offsets")), np.asarray(self.array("weight")))

    @cached_property
    def _topic_numbers(self) -> dict[str, int]:
        return {str(topic): place for place, topic in enumerate(self.topics)}

    @cached_property
    def _key_numbers(self) -> dict[str, list[int]]:
        return {str(key): [place] for place, key in enumerate(self.keys)}

    @cached_property
    def _names(self) -> dict[str, list[int]]:
        """Accounts by handle and by native id, case folded."""
        names: dict[str, set[int]] = defaultdict(set)
        for place, (key, handle) in enumerate(zip(self.keys, self.handles, strict=True)):
            names[str(key).partition(":")[2].casefold()].add(place)
            if handle:
                names[handle.casefold()].add(place)
        return {name: sorted(places) for name, places in names.items()}

    def _on_topic(self, topics: Sequence[int], whole: Float64s) -> tuple[Int32s, Float64s]:
        edges, weight = self._of_topics("edge", topics)
        if len(topics) == 1:
            return edges, weight
        edges, place = np.unique(edges, return_inverse=True)
        return edges, np.minimum(np.bincount(place, weights=weight, minlength=len(edges)), whole[edges])

    def _of_topics(self, kind: str, topics: Sequence[int]) -> tuple[npt.NDArray[Any], Float64s]:
        parts = [self._part(f"topic_{kind}_offsets", topic) for topic in topics]
        names = (f"topic_{kind}", f"topic_{kind}_weight")
        first, second = (np.concatenate([self.array(name)[part] for part in parts]) for name in names)
        return first, second

    def _part(self, offsets: str, number: int) -> slice:
        return slice(*self.array(offsets)[number : number + 2].tolist())

    def _texts(self, name: str) -> TextColumn:
        return TextColumn(self.array(f"{name}_block"), self.array(f"{name}_offsets"))


def sum_of_topics(topics: Sequence[str]) -> str:
    """Return how a sum of topics is written: no topic begins with `#`, so that none is mistaken for one.

    Examples
    --------
    >>> sum_of_topics(["street food", "streetfood"])
    '#street food + #streetfood'
    >>> parts_of_sum("#street food + #streetfood"), parts_of_sum("fish + chips")
    (['street food', 'streetfood'], ['fish + chips'])
    """
    return _PLUS.join(f"#{topic}" for topic in topics)


def parts_of_sum(topic: str) -> list[str]:
    """Return the topics of a sum; a topic that is none is its own."""
    return topic.removeprefix("#").split(f"{_PLUS}#") if topic.startswith("#") else [topic]


def content_address(arrays: Arrays, projection: Mapping[str, object]) -> str:
    """Return 32 hexadecimal digits that name arrays and projection by their content."""
    digest = hashlib.blake2b(json.dumps(projection, sort_keys=True).encode(), digest_size=16)
    for name in sorted(arrays):
        values = np.ascontiguousarray(arrays[name])
        digest.update(f"\n{name} {values.dtype.str} {values.shape}\n".encode())
        digest.update(values.data if values.size else b"")
    return digest.hexdigest()


def write_snapshot(folder: Path, arrays: Arrays, manifest: Mapping[str, Any]) -> Snapshot:
    """Write arrays under their content address and return the snapshot.

    Parameters
    ----------
    folder
        Where snapshots are kept, made if missing. The new one is written beside and renamed, so that
        nobody ever sees half of it; one that is there already is kept.
    arrays
        By name.
    manifest
        Holds `projection`, and what else a reader should know; only `projection` enters the address.
    """
    target = folder / content_address(arrays, manifest["projection"])
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder))
        for name, values in arrays.items():
            np.save(beside / f"{name}.npy", values, allow_pickle=False)
        (beside / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
        _rename(beside, target)
    return Snapshot(target)


def _rename(beside: Path, target: Path) -> None:
    try:
        beside.chmod(0o755)
        beside.rename(target)
    except OSError:
        shutil.rmtree(beside)
        if not target.exists():  # otherwise another process wrote the same one first
            raise
