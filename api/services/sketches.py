"""The sketches that answers read: one kept beside the snapshot, and sets that judge plans.

Sets number 0 onwards choose and value; sets from `JUDGES` onwards judge. No choice ever draws so many
that it would come to see its judges.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

import numpy as np

from algorithms.reverse_reachable import Counting
from algorithms.selection import SIZES, IndexedSketch, index_sketch
from algorithms.set_index import index_sets
from algorithms.sketch import Sketch, sample_sketch
from algorithms.supply import Supply
from api.services.context import MAX_BYTES, Context
from graph.errors import ParameterError
from graph.influence import InfluenceGraph

USUAL_SAMPLES = 65_536
USUAL_RANDOM_SEED = 0

JUDGES = SIZES[-1]
"""Number of the first set that judges: choosing stops before it."""

MOST_JUDGES = 1 << 20
MOST_MEMBERS = 1 << 24
"""Members of all judging sets together, 64 MB."""

MOST_KEPT_BYTES = 1 << 30
"""Sketches larger than this are not written to disk."""

_PROBES = 64
_BYTES_A_MEMBER = 8
_ARRAYS = ("offsets", "members", "dominators")


def relay_sketch(
    context: Context, topic: str | None, counting: Counting, *, n_samples: int, random_seed: int
) -> Sketch:
    """Return sets with trees, from beside the snapshot where they are the usual ones, drawn otherwise.

    Parameters
    ----------
    context
        Asked about.
    topic
        As the snapshot spells it; None counts all ties.
    counting
        `relays` or `people`.
    n_samples
        Sets. The usual number is kept; fewer are its first ones.
    random_seed
        Only of 0 sets are kept: whoever varies it would otherwise fill the disk.

    Raises
    ------
    ParameterError
        When the sets would take more memory than a question may.
    """
    if not _usual(context, n_samples, random_seed):
        graph = context.influence_graph(topic)
        _check_memory(graph, counting, n_samples, random_seed)
        return sample_sketch(graph, n_sets=n_samples, counting=counting, random_seed=random_seed)
    folder = _folder(context, topic, counting)
    if not folder.exists():
        graph = context.influence_graph(topic)
        size = _check_memory(graph, counting, n_samples, random_seed)
        keep = size * USUAL_SAMPLES <= MOST_KEPT_BYTES
        n_sets = USUAL_SAMPLES if keep else n_samples
        sketch = sample_sketch(graph, n_sets=n_sets, counting=counting, random_seed=random_seed)
        if not keep:
            return sketch
        _write(folder, sketch)
    return _read(folder, context.snapshot.n, counting).part(0, n_samples)


def has_relay_sketch(
    context: Context, topic: str | None, counting: Counting, *, n_samples: int, random_seed: int
) -> bool:
    """Tell whether `relay_sketch` would find its sets beside the snapshot."""
    return _usual(context, n_samples, random_seed) and _folder(context, topic, counting).exists()


def judges(context: Context, topic: str | None, counting: Counting, random_seed: int) -> IndexedSketch:
    """Return the sets that judge; of the last few questions they are kept in memory.

    No half of them is there to choose by: the index of all of them stands in both places.

    Raises
    ------
    ParameterError
        When a single set is too large.
    """
    return _judges(context.influence_graph(topic), counting, random_seed)


def comparing_sketch(
    context: Context, topic: str | None, counting: Counting, random_seed: int
) -> IndexedSketch:
    """Return the sets that judge, one half to choose by and one to judge by.

    Raises
    ------
    ParameterError
        When a single set is too large.
    """
    return _comparing(context.influence_graph(topic), counting, random_seed)


@lru_cache(maxsize=2)
def choosing_sets(graph: InfluenceGraph, counting: Counting, random_seed: int) -> Supply:
    """Return the sets that choose; of the last two questions they are kept, so that the next draws none."""
    return Supply(graph, counting=counting, random_seed=random_seed)


@lru_cache(maxsize=4)
def _judges(graph: InfluenceGraph, counting: Counting, random_seed: int) -> IndexedSketch:
    sketch = _judging_sketch(graph, counting, random_seed)
    index = index_sets(sketch)
    return IndexedSketch(sketch, index, index)


@lru_cache(maxsize=2)
def _comparing(graph: InfluenceGraph, counting: Counting, random_seed: int) -> IndexedSketch:
    return index_sketch(_judging_sketch(graph, counting, random_seed))


@lru_cache(maxsize=2)
def _judging_sketch(graph: InfluenceGraph, counting: Counting, random_seed: int) -> Sketch:
    first = sample_sketch(
        graph, n_sets=_PROBES, counting=counting, trees=False, random_seed=random_seed, first_set=JUDGES
    )
    affordable = MOST_MEMBERS * _PROBES // max(len(first.members), 1)
    return first.extended(graph, max(_PROBES, min(MOST_JUDGES, affordable)))


def _check_memory(graph: InfluenceGraph, counting: Counting, n_samples: int, random_seed: int) -> int:
    """Refuse sets that would take too much memory; return about how many bytes each takes."""
    probes = sample_sketch(graph, n_sets=_PROBES, counting=counting, trees=False, random_seed=random_seed)
    size = _BYTES_A_MEMBER * (1 + len(probes.members) // _PROBES)
    if size * n_samples > MAX_BYTES:
        requirement = f"at most {MAX_BYTES // size:,}: a sample takes about {size:,} bytes here"
        raise ParameterError("n_samples", n_samples, requirement)
    return size


def _usual(context: Context, n_samples: int, random_seed: int) -> bool:
    return context.keeps and random_seed == USUAL_RANDOM_SEED and n_samples <= USUAL_SAMPLES


def _folder(context: Context, topic: str | None, counting: Counting) -> Path:
    question = {"sketch": counting, "topic": topic, "model": context.influence_model().name}
    name = hashlib.blake2b(json.dumps(question, sort_keys=True).encode(), digest_size=16).hexdigest()
    return context.snapshot.folder / f"{name}.sketch"


def _read(folder: Path, n: int, counting: Counting) -> Sketch:
    # Copy on write, which nobody does: kernels meet the type of sets just drawn, and are compiled once.
    offsets, members, dominators = (
        np.asarray(np.load(folder / f"{name}.npy", mmap_mode="c", allow_pickle=False)) for name in _ARRAYS
    )
    return Sketch(n, counting, USUAL_RANDOM_SEED, offsets, members, dominators)


def _write(folder: Path, sketch: Sketch) -> None:
    beside = Path(tempfile.mkdtemp(prefix="unfinished-", dir=folder.parent))
    for name in _ARRAYS:
        np.save(beside / f"{name}.npy", getattr(sketch, name), allow_pickle=False)
    beside.chmod(0o755)
    try:
        beside.rename(folder)
    except OSError:  # another process wrote the same sketch first
        shutil.rmtree(beside)
        if not folder.exists():
            raise
