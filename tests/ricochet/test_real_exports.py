"""A plan among the politicians of TIMME (Xiao et al., KDD 2020), written in every format and read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from api.exports import FORMATS, Drawing
from api.services.exports import AskedExport, draw_export
from ricochet.settings import Settings
from ricochet.wiring import open_context
from tests.api.exports.reading import READERS, Read
from tests.ricochet.conftest import Run

SEEDS, MOST = 20, 40


@pytest.fixture(scope="module")
def plan(run: Run, shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Drawing:
    store = tmp_path_factory.mktemp("timme") / "T.duckdb"
    files = sorted((shared_data / "timme-us-politicians" / "PureP").glob("*_list.csv"))
    assert run("load", *files, "--platform", "twitter", "--store", store).exit_code == 0
    context = open_context(Settings(store=str(store)))
    return draw_export(context, AskedExport(scope="plan", k=SEEDS, max_nodes=MOST), keyed=None)


def test_whom_to_ask_is_shown_among_communities(plan: Drawing) -> None:
    merged = [node for node in plan.nodes if node.attributes["people"] != 1]
    assert len(plan.nodes) - len(merged) == SEEDS
    assert 2 <= len(merged) <= MOST - SEEDS


@pytest.mark.parametrize(
    ("name", "reader"), [(name, reader) for name, readers in READERS.items() for reader in readers]
)
def test_a_real_plan_is_read_back_whole(plan: Drawing, name: str, reader: Callable[[bytes], Read]) -> None:
    file = io.BytesIO()
    FORMATS[name].write(plan, file)
    assert reader(file.getvalue()) == Read(
        {node.key: node.label for node in plan.nodes},
        {(edge.source, edge.target): edge.weight for edge in plan.edges},
    )
