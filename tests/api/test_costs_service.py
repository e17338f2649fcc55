"""What is said of a question's cost before it is asked: its shape, that nothing is done, what is refused.

How true the seconds are is for `benchmarks.costs` to say.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient

from algorithms.costs import FIRST_PROBES, MOST_PROBES, PROBED_MEMBERS, SetProbes
from algorithms.sketch import sample_sketch
from api.answers import Costs
from api.http.app import create_app
from api.services import context as contexts
from api.services import sketches
from api.services.context import Context
from graph.influence import InfluenceGraph
from tests.api.conftest import context_in
from tests.api.test_error_shape import problem_of

QUESTIONS: dict[str, dict[str, Any]] = {
    "/v1/cascades/simulate": {"seeds": ["twitter:0"]},
    "/v1/plans": {"k": 6, "minimum_per_community": 1},
    "/v1/plans/what_if": {"seeds": ["twitter:0"], "add": ["twitter:20"]},
    "/v1/plans/equivalents": {"star": "twitter:0"},
    "/v1/overlap": {"accounts": ["twitter:0", "twitter:20"], "by": "spread", "n_samples": 2_000},
    "/v1/relays": {},
}


def asked(client: FlaskClient, address: str, query: str = "?mode=estimate") -> Any:
    body = QUESTIONS[address]
    return client.post(address + query, json=body) if body else client.get(address + query)


@pytest.fixture
def fresh(tmp_path: Path) -> Context:
    """A context that nobody has asked anything."""
    return context_in(tmp_path)


@pytest.fixture
def few_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question may take a kilobyte."""
    for module in (contexts, sketches):
        monkeypatch.setattr(module, "MAX_BYTES", 1_000)


@pytest.mark.parametrize("address", QUESTIONS)
def test_an_estimate_names_seconds_bytes_and_samples(client: FlaskClient, address: str) -> None:
    answer = asked(client, address)
    assert answer.status_code == 200, answer.text
    said = Costs.model_validate_json(answer.data)
    assert 0 < said.seconds < 600
    assert 0 < said.bytes < 1 << 30
    assert 0 < said.n_samples < 30_000_000
    assert said.meta.model is not None


@pytest.mark.parametrize("address", QUESTIONS)
def test_an_estimate_leaves_nothing_behind(fresh: Context, address: str) -> None:
    before = set(fresh.snapshot.folder.iterdir())
    drawn = sketches.judges.__globals__["_judging_sketch"].cache_info().misses
    assert asked(create_app(lambda: fresh).test_client(), address).status_code == 200
    assert set(fresh.snapshot.folder.iterdir()) == before
    assert sketches.judges.__globals__["_judging_sketch"].cache_info().misses == drawn


@pytest.mark.parametrize("address", QUESTIONS)
@pytest.mark.usefixtures("few_bytes")
def test_a_question_that_would_take_too_much_memory_is_refused_before_it_begins(
    fresh: Context, address: str
) -> None:
    before = set(fresh.snapshot.folder.iterdir())
    query = "?random_seed=7" if address == "/v1/relays" else ""
    answer = asked(create_app(lambda: fresh).test_client(), address, query=query)
    assert answer.status_code in (413, 422), answer.text
    assert "memory" in answer.text or "bytes" in answer.text
    assert set(fresh.snapshot.folder.iterdir()) == before


@pytest.mark.parametrize(
    ("address", "body", "status", "slug"),
    [
        ("/v1/plans", {"k": 61}, 422, "invalid-parameter"),
        ("/v1/plans", {"k": 1, "include": ["nobody"]}, 404, "account-not-found"),
        ("/v1/plans", {"k": 1, "include": ["twitter:1", "twitter:2"]}, 422, "invalid-parameter"),
        ("/v1/plans/what_if", {"seeds": ["twitter:1"], "add": ["twitter:1"]}, 422, "invalid-parameter"),
        ("/v1/plans/equivalents", {"star": "nobody"}, 404, "account-not-found"),
        ("/v1/overlap", {"accounts": ["twitter:0"]}, 422, "invalid-parameter"),
        ("/v1/cascades/simulate", {"seeds": ["nobody"]}, 404, "account-not-found"),
        ("/v1/cascades/simulate", {"seeds": ["twitter:1"], "topic": "rare"}, 422, "too-few-authors"),
    ],
)
def test_what_is_refused_is_not_estimated(
    client: FlaskClient, address: str, body: dict[str, Any], status: int, slug: str
) -> None:
    problem_of(client.post(f"{address}?mode=estimate", json=body), status, slug)


@pytest.mark.parametrize("address", QUESTIONS)
def test_there_is_no_third_mode(client: FlaskClient, address: str) -> None:
    problem_of(asked(client, address, "?mode=guess"), 422, "invalid-parameter")


def test_a_wider_interval_takes_fewer_cascades(client: FlaskClient) -> None:
    needed = [
        client.post(
            "/v1/cascades/simulate?mode=estimate", json={"seeds": ["twitter:0"], "target_ci": width}
        ).get_json()["n_samples"]
        for width in (0.5, 0.01, 0.0001)
    ]
    assert needed[0] == 1_000
    assert needed == sorted(needed)
    assert needed[2] == 1_024_000


def _ring(n: int, p: float) -> InfluenceGraph:
    return InfluenceGraph.from_edges(n, np.arange(n), (np.arange(n) + 1) % n, p)


def _random(n: int, m: int, p: float) -> InfluenceGraph:
    pairs = np.random.default_rng(n + m).choice(n * (n - 1), m, replace=False)
    source, place = np.divmod(pairs, n - 1)
    return InfluenceGraph.from_edges(n, source, place + (place >= source), p)


GRAPHS: list[Callable[[], InfluenceGraph]] = [
    lambda: InfluenceGraph.from_edges(1, [], [], []),
    lambda: _ring(10, 1.0),
    lambda: _ring(1_000, 0.9),
    lambda: _ring(5_000, 0.1),
    lambda: _random(100, 500, 0.05),
    lambda: _random(100, 500, 0.5),
    lambda: _random(1_000, 3_000, 0.3),
    lambda: _random(2_000, 20_000, 0.02),
    lambda: _random(2_000, 20_000, 0.15),
    lambda: _random(5_000, 10_000, 0.6),
]


@pytest.mark.parametrize("trees", [False, True])
@pytest.mark.parametrize("graph", range(len(GRAPHS)))
def test_the_memory_of_sets_is_known_within_a_factor_of_three(graph: int, trees: bool) -> None:
    ties = GRAPHS[graph]()
    probes = SetProbes.of(ties, counting="relays", trees=trees, random_seed=1)
    n_sets = min(10 * probes.sketch.n_sets, 5_000)
    real = sample_sketch(ties, n_sets=n_sets, trees=trees, random_seed=2).nbytes
    assert 1 / 3 <= probes.nbytes(n_sets) / real <= 3


@pytest.mark.parametrize("graph", range(len(GRAPHS)))
def test_probes_are_few(graph: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0})
    sketch = SetProbes.of(GRAPHS[graph](), counting="people", trees=False, random_seed=1).sketch
    assert FIRST_PROBES <= sketch.n_sets <= MOST_PROBES
    assert len(sketch.members) < 3 * PROBED_MEMBERS
