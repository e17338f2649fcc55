"""One example of each operation, asked of the network that `ricochet demo` makes; a test asks all of them.

Their order is that in which they can be asked one after another: what an address names in braces, an
example before it has brought about.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from flask_openapi import OpenAPI

_ADA, _BEN = "synthetic:100003", "synthetic:100007"
_PAIR = [_ADA, _BEN]


@dataclass(frozen=True, slots=True)
class Example:
    """One request.

    Parameters
    ----------
    address
        Path and query.
    body
        JSON, or the text of a file; None where there is none.
    given
        The operation of the example whose answer has, as `id`, what stands in braces in the address.
    """

    address: str
    body: Mapping[str, Any] | str | None = None
    given: str | None = None

    def query(self) -> dict[str, list[str]]:
        """Return its parameters by name."""
        return parse_qs(urlsplit(self.address).query)

    def place(self, path: str) -> dict[str, str]:
        """Return the parts of its path by their names in a path such as `/v1/accounts/{key}`."""
        parts = zip(path.split("/"), urlsplit(self.address).path.split("/"), strict=False)
        return {name[1:-1]: unquote(part) for name, part in parts if name.startswith("{") and part != name}


EXAMPLES: dict[str, Example] = {
    "get_health": Example("/healthz"),
    "get_readiness": Example("/readyz"),
    "get_metrics": Example("/metrics"),
    "list_relays": Example(
        "/v1/relays?topic=street%20food&limit=3&max_followers=10000&explain=true&n_samples=2000"
    ),
    "show_group": Example(
        f"/v1/relays/group?accounts={_ADA}&accounts={_BEN}&topic=street%20food&n_samples=2000"
    ),
    "get_account": Example(f"/v1/accounts/{_ADA}?topic=street%20food&explain=true"),
    "find_accounts": Example(
        "/v1/accounts/search?limit=5&fields=account.handle,account.followers",
        {
            "q": "am",
            "filter": {"language": "en", "max_followers": 10_000},
            "sort": {"field": "followers", "direction": "descending"},
            "diversify": {"by": "community", "lambda": 0.5},
        },
    ),
    "list_topics": Example("/v1/topics?limit=5"),
    "list_aliases": Example("/v1/topics/aliases"),
    "get_graph": Example("/v1/graph"),
    "list_graph_versions": Example("/v1/graph/versions"),
    "list_measures_of_centrality": Example("/v1/centrality"),
    "list_central_accounts": Example("/v1/centrality/pagerank?topic=street%20food&limit=5"),
    "get_map": Example(f"/v1/map?topic=street%20food&accounts={_ADA}&max_nodes=20&max_edges=20"),
    "get_communities": Example("/v1/communities?limit=5"),
    "get_community": Example("/v1/communities/0?limit=5&max_followers=500"),
    "get_bridges": Example("/v1/bridges?origin=0&destination=1&limit=5&n_samples=2000"),
    "simulate_cascade": Example(
        "/v1/cascades/simulate", {"seeds": _PAIR, "topic": "street food", "n_samples": 1_000}
    ),
    "list_cascades": Example("/v1/cascades?limit=5"),
    "get_cascade": Example("/v1/cascades/synthetic:1000005?limit=5"),
    "draw_cascade": Example("/v1/cascades/draw", {"seeds": [_ADA], "topic": "street food", "random_seed": 1}),
    "forecast_cascade": Example("/v1/cascades/synthetic:1008999/forecast", {"observed_minutes": 60}),
    "freeze_forecast": Example("/v1/forecasts", {"name": "spring", "seeds": [_ADA], "topic": "street food"}),
    "list_forecasts": Example("/v1/forecasts"),
    "get_forecast": Example("/v1/forecasts/spring"),
    "list_paths": Example(f"/v1/paths?sources={_ADA}&target={_BEN}&limit=2&explain=true&n_samples=2000"),
    "compare_audiences": Example("/v1/overlap", {"accounts": _PAIR, "by": "follow"}),
    "list_upstream": Example("/v1/upstream?topic=indie%20games&limit=5&n_permutations=99"),
    "list_rising": Example("/v1/accounts/rising?topic=street%20food&days=30&limit=5"),
    "list_unheard": Example("/v1/audiences/unheard?topic=street%20food&language=es&k=3&limit=5"),
    "plan": Example("/v1/plans", {"k": 3, "topic": "street food", "max_followers": 10_000}),
    "list_plans": Example("/v1/plans"),
    "get_plan": Example("/v1/plans/{plan}", given="plan"),
    "change_kept_plan": Example("/v1/plans/{plan}/what_if", {"add": [_BEN]}, given="plan"),
    "delete_plan": Example("/v1/plans/{plan}", given="plan"),
    "change": Example("/v1/plans/what_if", {"seeds": _PAIR, "remove": [_BEN], "topic": "street food"}),
    "equivalents": Example("/v1/plans/equivalents", {"star": _ADA, "max_followers": 200}),
    "export": Example("/v1/exports/gexf?topic=street%20food&limit=20&max_nodes=100"),
    "run_backtest": Example("/v1/backtest", {"topic": "indie games", "cuts": 1, "n_resamples": 100}),
    "show_backtest": Example("/v1/backtest?topic=indie%20games"),
    "list_jobs": Example("/v1/jobs"),
    "get_subject": Example(f"/v1/privacy/subjects/{_BEN}"),
    "object_to_answers": Example(f"/v1/privacy/subjects/{_BEN}/object"),
    "withdraw_objection": Example(f"/v1/privacy/subjects/{_BEN}/withdraw"),
    "erase_subject": Example(f"/v1/privacy/subjects/{_BEN}/erase"),
    "list_audit": Example("/v1/audit"),
    "ingest": Example("/v1/ingest/follows?platform=synthetic", "follower,followee\n100003,100011\n"),
    "list_all_loads": Example("/v1/loads"),
    "undo": Example("/v1/loads/1"),
    "get_session": Example("/v1/session"),
    "log_out": Example("/v1/session"),
}

WITHOUT_EXAMPLE = {
    "log_in": "a key has to be made first",
    "get_job": "there is no job where no worker runs",
    "cancel_job": "there is no job where no worker runs",
    "get_job_result": "there is no job where no worker runs",
}
"""Operations that nothing can be asked of on the demonstration alone, and why."""


_LATER = {
    "description": "Accepted",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Job"}}},
}


def described(app: OpenAPI) -> dict[str, Any]:
    """Return the description of an application, with the examples in it.

    Whatever can be asked as of a time may have to be answered later, as `at_asked_version` finds out.
    """
    description: dict[str, Any] = app.api_doc
    for path, item in description["paths"].items():
        for operation in item.values():
            if any(parameter["name"] == "as_of" for parameter in operation.get("parameters", [])):
                answers = {"200": operation["responses"]["200"], "202": _LATER, **operation["responses"]}
                operation["responses"] = answers
            example = EXAMPLES.get(operation["operationId"])
            if example is not None:
                _show(operation, example, path)
    return description


def _show(operation: dict[str, Any], example: Example, path: str) -> None:
    said = example.query() | {name: [value] for name, value in example.place(path).items()}
    for parameter in operation.get("parameters", []):
        values = said.get(parameter["name"])
        if values is not None:
            parameter["example"] = _as_meant(values, parameter["schema"].get("type", "string"))
    if isinstance(example.body, Mapping):
        for content in operation["requestBody"]["content"].values():
            content["example"] = example.body


def _as_meant(values: list[str], kind: str) -> Any:  # noqa: ANN401  # JSON
    if kind == "array":
        return values
    return values[0] if kind == "string" else json.loads(values[0])
