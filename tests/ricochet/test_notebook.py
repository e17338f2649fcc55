"""What analysts import: questions as they are, results as pandas, networkx and igraph take them."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from pkgutil import iter_modules
from typing import get_type_hints

import numpy as np
import pytest

import api.answers
import api.http
from api.services.context import Context
from graph.errors import ParameterError
from ricochet import notebook
from tests.ricochet.conftest import TOPIC, Run, ties_csv


@pytest.fixture(scope="module")
def network(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Context:
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "ties.csv").write_text(ties_csv())
    assert run("load", folder / "ties.csv", "--store", folder / "own.duckdb").exit_code == 0
    return notebook.open_network(str(folder / "own.duckdb"))


def test_a_table_has_a_row_for_each_item_and_its_nested_values(network: Context) -> None:
    relays = notebook.rank_relays(network, topic=TOPIC, n_samples=1_000)
    table = notebook.to_pandas(relays)
    assert table["account.key"].tolist() == [item.account.key for item in relays.items]
    assert table["carried.people.high"].tolist() == [item.carried.people.high for item in relays.items]


def test_another_list_of_an_answer_is_laid_out_by_name(network: Context) -> None:
    spread = notebook.simulate_cascade(network, seeds=["ada"], n_samples=1_000)
    assert notebook.to_pandas(spread, part="by_hop")["hop"].tolist() == [each.hop for each in spread.by_hop]


def test_a_list_that_the_answer_lacks_is_refused_with_those_it_has(network: Context) -> None:
    with pytest.raises(ParameterError, match="one of the answer's lists: items"):
        notebook.to_pandas(notebook.list_topics(network), part="by_hop")


def test_both_graphs_have_the_edges_and_probabilities_of_the_influence_graph(network: Context) -> None:
    graph, keys = network.influence_graph(TOPIC), [str(key) for key in network.snapshot.keys]
    target = np.repeat(np.arange(graph.n), np.diff(graph.in_offsets))
    told = zip(graph.in_sources.tolist(), target.tolist(), graph.probability.tolist(), strict=True)
    expected = {(keys[u], keys[v], p) for u, v, p in told}
    by_networkx: set[tuple[str, str, float]] = set(
        notebook.to_networkx(network, TOPIC).edges.data("probability")
    )
    same = notebook.to_igraph(network, TOPIC)
    by_igraph = {(keys[e.source], keys[e.target], e["probability"]) for e in same.es}
    assert by_networkx == by_igraph == expected


def test_what_is_unknown_of_an_account_is_absent_or_none(network: Context) -> None:
    assert "followers" not in notebook.to_networkx(network).nodes["unknown:ada"]
    assert notebook.to_igraph(network).vs.find(key="unknown:ada")["followers"] is None


def test_every_question_that_the_api_answers_can_be_asked() -> None:
    assert _questions() <= set(notebook.__all__)


def _questions() -> set[str]:
    """Return the services' functions behind the routes that answer out of a network."""
    modules = [importlib.import_module(f"api.http.{found.name}") for found in iter_modules(api.http.__path__)]
    functions = {f for module in modules for _, f in inspect.getmembers(module, inspect.isfunction)}
    asked = {f for f in functions if next(iter(inspect.signature(f).parameters), None) == "context"}
    asked = {f for f in asked if not f.__name__.startswith("_")}
    answers = {f for f in asked if get_type_hints(f)["return"] in vars(api.answers).values()}
    return {f.__name__ for f in answers if not f.__name__.endswith("_cost")}


def test_who_objected_is_in_no_answer_and_no_graph(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text(ties_csv())
    run("load", tmp_path / "ties.csv", "--store", tmp_path / "own.duckdb")
    assert run("privacy", "object", "ada", "--store", tmp_path / "own.duckdb").exit_code == 0
    asked = notebook.open_network(str(tmp_path / "own.duckdb"))
    listed = notebook.to_pandas(notebook.rank_relays(asked, topic=TOPIC, n_samples=1_000))
    assert not listed["account.key"].str.endswith(":ada").any()
    assert "unknown:ada" not in notebook.to_networkx(asked)
    assert notebook.to_igraph(asked).vcount() == asked.snapshot.n - 1
