"""One small real network for all tests of the interface: stored, projected, and served.

Sixty accounts on two platforms in three circles. `streetfood` has 59 authors, `rare` has 5; `ada` is a
handle on both platforms. It is made once a session; tests that write make their own.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from flask.testing import FlaskClient

from api.http.app import Application, create_app
from api.http.parts import Parts
from api.services.context import Context
from api.services.hidden import KeyedHash
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.projection import Projection, snapshot_of
from graph.records import Batch, Post, Profile, Ties

N = 60
PLAIN, STREETFOOD, RARE = 0, 1, 2
DAY_MS = 86_400_000


def small_network() -> Batch:
    """Return sixty accounts with follow, reshare and mention ties, and posts on two topics."""
    accounts = [f"twitter:{i}" for i in range(N - 1)] + ["mastodon:1000"]
    follows = [
        {"kind": "FOLLOWS", "actor": i, "target": j, "topics": PLAIN}
        for i in range(N)
        for j in (i - i % 20, (i * 7 + 3) % N)
        if i != j
    ]
    reshares = [
        {"kind": "RESHARES", "actor": i, "target": i - i % 20, "count": 1 + i % 4, "topics": STREETFOOD}
        for i in range(N)
        if i % 20
    ]
    mentions = [
        {"kind": "MENTIONS", "actor": i, "target": (i + 20) % N, "count": 1, "topics": PLAIN}
        for i in range(0, N, 3)
    ]
    profiles = {i: Profile(handle=f"person{i}", name=f"Person {i}", followers=10 * i) for i in range(N)}
    profiles[7] = profiles[N - 1] = Profile(handle="ada")
    posts = [
        *(Post(f"twitter:p{i}", author=i, topics=STREETFOOD) for i in range(30)),
        *(Post(f"twitter:q{i}", author=i, topics=RARE) for i in range(5)),
    ]
    return Batch(
        accounts,
        Ties.of(follows + reshares + mentions),
        profiles,
        posts,
        ((), ("streetfood",), ("rare",)),
        lists={"own": [20, 40], "elsewhere": [N - 1]},
    )


def dated_network() -> Batch:
    """Return the small network, of which a tie came each day since July 2023."""
    batch, start = small_network(), np.datetime64("2023-07-01", "ms").astype(np.int64)
    return replace(batch, ties=replace(batch.ties, at_ms=start + DAY_MS * np.arange(len(batch.ties))))


@pytest.fixture(scope="session")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """What the small network's snapshot answers from."""
    return context_in(tmp_path_factory.mktemp("snapshots"))


def context_in(folder: Path) -> Context:
    """Return the small network's context, with its snapshot in a folder."""
    with DuckDBStore(IN_MEMORY) as store:
        load = store.begin("made here", file="small.csv", source="tests")
        store.append(load, 0, small_network())
        store.seal([load.number])
        return Context(snapshot_of(store, Projection(), folder), store="small")


@pytest.fixture(scope="session")
def app(context: Context) -> Application:
    """The application as it is served."""
    return create_app(lambda: context, parts=Parts(secret=lambda: KeyedHash(bytes(range(32)))))


@pytest.fixture
def client(app: Application) -> FlaskClient:
    """Somebody who asks."""
    return app.test_client()
