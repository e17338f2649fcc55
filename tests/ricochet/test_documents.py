"""What documents show, done on the demonstration: the twenty questions, and what a notebook holds."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ricochet.settings import Settings
from ricochet.wiring import create_application
from tests.ricochet.conftest import Run

DOCUMENTS = Path(__file__).parents[2] / "docs"
DOCUMENT = DOCUMENTS / "questions.md"


@dataclass(frozen=True)
class Question:
    """What the document says of one question: request line and body, command, part of the answer.

    The part is JSON, or a text that stands in a file.
    """

    title: str
    method: str
    address: str
    body: str | None
    command: tuple[str, ...]
    part: object

    def __str__(self) -> str:
        return self.title

    def asked_of(self, client: FlaskClient) -> TestResponse:
        return client.open(self.address, method=self.method, data=self.body, content_type="application/json")


def _questions() -> Iterator[Question]:
    for section in re.split(r"^## ", DOCUMENT.read_text(), flags=re.MULTILINE)[1:]:
        title = section.partition("\n")[0]
        line, _, body = _block(section, "http").partition("\n")
        method, address = line.split(" ", 1)
        words = shlex.split(_block(section, "console").removeprefix("$ ricochet "))
        answer = _block(section, "json") or _block(section, "xml")
        part = json.loads(answer) if answer.startswith("{") else answer
        yield Question(title, method, address, body.strip() or None, tuple(words), part)


def _block(section: str, kind: str) -> str:
    found = re.search(rf"^```{kind}\n(.*?)^```", section, flags=re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


QUESTIONS = list(_questions())


@pytest.fixture(scope="module")
def demo(run: Run, demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("questions") / demo_store.name
    shutil.copy(demo_store, store)
    before = ("backtest", "--topic", "street food", "--cuts", "1", "--n-resamples", "100")
    assert " ".join(before[1:]).replace("street food", '"street food"') in DOCUMENT.read_text()
    assert run(*before, "--store", store).exit_code == 0
    return store


@pytest.fixture(scope="module")
def client(demo: Path) -> FlaskClient:
    return create_application(Settings(store=str(demo))).test_client()


def test_there_are_twenty() -> None:
    assert [question.title.partition(".")[0] for question in QUESTIONS] == [str(n + 1) for n in range(20)]


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_a_question_is_answered_as_documented_by_call_and_command(
    question: Question, client: FlaskClient, run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo.parent)
    answer = question.asked_of(client)
    if isinstance(question.part, str):
        assert answer.status_code == 200
        assert question.part in answer.text
        assert run(*question.command, "--store", demo).exit_code == 0
        assert Path(question.command[-1]).read_bytes() == answer.data
        return
    assert _holds(answer.get_json(), question.part), answer.text[:4_000]
    said = run(*question.command, "--store", demo, "--json")
    assert (said.exit_code, said.stdout_bytes) == (0, answer.data + b"\n")


def _holds(told: object, part: object) -> bool:
    """Tell whether an answer has all that a part of it says: fields by name, list items from the first on."""
    if isinstance(part, dict):
        return isinstance(told, dict) and all(
            name in told and _holds(told[name], part[name]) for name in part
        )
    if isinstance(part, list):
        return isinstance(told, list) and len(told) >= len(part) and all(map(_holds, told, part))
    return told == part


def test_the_notebook_runs_as_documented(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo.parent)
    blocks = re.findall(
        r"^```python\n(.*?)^```", (DOCUMENTS / "notebook.md").read_text(), re.MULTILINE | re.DOTALL
    )
    held: dict[str, object] = {}
    for block in blocks:
        exec(block, held)  # noqa: S102  # our own document
    assert len(blocks) >= 5
    assert held["best"] is held["relays"].items[0]  # type: ignore[attr-defined]  # as the page made it
