"""A Python client generated from the OpenAPI file, asking a real service."""

from __future__ import annotations

import importlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from types import ModuleType

import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from api.http.app import Application


@pytest.fixture(scope="module")
def generated(app: Application, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_bytes(app.test_client().get("/v1/openapi.json").data)
    (folder / "plain.yaml").write_text("post_hooks: []\n")  # no formatting of what nobody reads
    command = [
        sys.executable,
        "-m",
        "openapi_python_client",
        "generate",
        "--meta",
        "none",
        "--fail-on-warning",
    ]
    command += ["--path", "openapi.json", "--config", "plain.yaml", "--output-path", "ricochet_client"]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    sys.path.insert(0, str(folder))
    yield importlib.import_module("ricochet_client")
    sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def address(app: Application) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()


def test_the_generated_client_reads_the_answer_that_was_sent(
    generated: ModuleType, address: str, client: FlaskClient
) -> None:
    list_relays = importlib.import_module("ricochet_client.api.relays.list_relays")
    with generated.Client(base_url=address, raise_on_unexpected_status=True) as asking:
        relays = list_relays.sync(client=asking, topic="streetfood", limit=5, n_samples=2_000)
    sent = client.get("/v1/relays?topic=streetfood&limit=5&n_samples=2000").get_json()
    assert relays.to_dict() == sent


def test_the_generated_client_sends_bodies_and_reads_problems(generated: ModuleType, address: str) -> None:
    simulate = importlib.import_module("ricochet_client.api.cascades.simulate_cascade")
    models = importlib.import_module("ricochet_client.models")
    with generated.Client(base_url=address) as asking:
        spread = simulate.sync(client=asking, body=models.SimulationBody(seeds=["@person2"], n_samples=2_000))
        refused = simulate.sync_detailed(client=asking, body=models.SimulationBody(seeds=["nobody"]))
    assert spread.spread.low <= spread.spread.value <= spread.spread.high
    assert refused.status_code == 404
