"""Asks whatever the description allows, and much that it does not, and holds every answer against it.

The suite asks a few thousand times; `make fuzz` asks more: `python -m tests.api.fuzzing`.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished
from schemathesis.engine.recorder import ScenarioRecorder

from api.http.app import Application, create_app
from api.http.parts import Parts
from api.services.context import Context
from api.services.hidden import KeyedHash
from api.state.database import FILE, State
from api.state.keys import RIGHTS, create_key
from graph.duckdb_store import DuckDBStore
from graph.projection import Projection, snapshot_of
from graph.records import Batch, Ties
from loaders.synthetic import synthetic_network

_LIST = Batch([f"synthetic:{100_000 + each}" for each in (3, 7, 11)], Ties.empty(), lists={"own": [0, 1, 2]})


class Asked(NamedTuple):
    """How often it was asked, and what went wrong."""

    cases: int
    failures: list[str]


def ask(*, examples: int) -> Asked:
    """Ask all operations of a service of its own: each generated `examples` times, beside all that is listed.

    Parameters
    ----------
    examples
        Generated cases an operation, and sequences of operations.
    """
    with tempfile.TemporaryDirectory() as folder:
        application, key = _application(Path(folder))
        config = SchemathesisConfig.from_dict(_asking(key, examples))
        schema = schemathesis.openapi.from_wsgi("/v1/openapi.json", application, config=config)
        schema.hook("map_query")(_of_this_version)
        happened = list(from_schema(schema).execute())
    broken = [str(event) for event in happened if isinstance(event, NonFatalError | FatalError)]
    scenarios = [event.recorder for event in happened if isinstance(event, ScenarioFinished)]
    failures = [failure for scenario in scenarios for failure in _failures(scenario)]
    return Asked(sum(len(scenario.interactions) for scenario in scenarios), broken + failures)


def _application(folder: Path) -> tuple[Application, str]:
    """Return a service of which the examples can be asked, and a key to all of it.

    What is written shows in no answer: making a snapshot for each time would take longer than all questions.
    """
    file = str(folder / "small.duckdb")
    with DuckDBStore(file) as store:
        load = store.begin("made here", file="synthetic network", source="tests")
        batches = [*synthetic_network(n_accounts=1_000).batches(store.batch_rows), _LIST]
        for number, batch in enumerate(batches):
            store.append(load, number, batch)
        store.seal([load.number])
        context = Context(snapshot_of(store, Projection(), folder / "snapshots"), store="small")
    state = State(folder / FILE)
    key, _ = create_key(state, "fuzz", rights=RIGHTS)
    parts = Parts(state=state, secret=lambda: KeyedHash(bytes(32)), open_store=partial(DuckDBStore, file))
    return create_app(lambda: context, parts=parts), key


def _of_this_version(_: object, query: dict[str, Any] | None) -> dict[str, Any]:
    """Leave out of a generated query what asks for a version: none is there, so that no work would start."""
    return {name: value for name, value in (query or {}).items() if name not in ("graph_version", "as_of")}


def _asking(key: str, examples: int) -> dict[str, Any]:
    return {
        "seed": 1,
        "headers": {"Authorization": f"Bearer {key}"},
        # Samples cost time and are refused below and above their range elsewhere.
        "parameters": {"query.n_samples": 1_000, "query.n_permutations": 99},
        "checks": {
            # A question that is well formed may still be refused: schemas have no words for all of it.
            "positive_data_acceptance": {"enabled": False},
            # A key may hold slashes, so that another operation than the one described answers there.
            "allow_header_conformance": {"enabled": False},
            "unsupported_method": {"enabled": False},
        },
        "generation": {"max-examples": examples, "deterministic": True, "database": "none"},
        "operations": [
            # A plan draws three million sets; communities come of up to 20 runs; a picture is laid out.
            {
                "include-path-regex": "^/v1/(plans|communities|forecasts)",
                "generation": {"max-examples": max(examples // 5, 1)},
            },
            # A back-test asks every ranking: seconds, where the others take milliseconds.
            {
                "include-path-regex": "^/v1/backtest",
                "generation": {"max-examples": 1},
                "phases": {"coverage": {"enabled": False}, "fuzzing": {"enabled": False}},
            },
            # Their filters are those of relays, and combined as often.
            {
                "include-path-regex": "^/v1/(accounts/rising|audiences)",
                "parameters": {"query.k": 0},
                "phases": {"coverage": {"enabled": False}},
            },
            {
                "include-path-regex": "^/v1/exports",
                "parameters": {"query.max_nodes": 20},
                "phases": {"coverage": {"enabled": False}},
            },
            # Nobody whom an answer may be about is erased, and the load of the network stays.
            {"include-path-regex": "^/v1/privacy/", "parameters": {"path.key": "nobody:1"}},
            {"include-path-regex": "^/v1/loads/", "parameters": {"path.load": 2**31 - 1}},
            # Deleting a job cancels it; it can still be asked how it ended.
            {"include-path-regex": "^/v1/jobs/", "checks": {"use_after_free": {"enabled": False}}},
        ],
    }


def _failures(scenario: ScenarioRecorder) -> Iterator[str]:
    """Return what went wrong, and how to ask for it again."""
    for case, checks in scenario.checks.items():
        for check in checks:
            interaction = scenario.interactions[case]
            answer = interaction.response
            told = answer.content.decode(errors="replace") if answer else "no answer"
            if check.failure_info:
                yield f"{check.name}: {check.failure_info.code_sample} gave {told}"


def main() -> None:
    """Ask at least 10,000 times and say what went wrong."""
    logging.disable(logging.CRITICAL)
    asked = ask(examples=200)
    print(f"{asked.cases:,} cases, {len(asked.failures)} failures")  # noqa: T201  # what it is for
    print(*asked.failures, sep="\n")  # noqa: T201  # as above
    sys.exit(bool(asked.failures) or asked.cases < 10_000)


if __name__ == "__main__":
    main()
