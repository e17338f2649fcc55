"""A page of relays that is asked for again: the same bytes, and none of another context."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from api.answers import Answer
from api.http.app import create_app
from api.http.kept import context_digest
from api.http.parts import Parts
from api.services.context import Context
from api.services.hidden import Hidden, KeyedHash
from api.services.relays import rank_relays
from api.state import kept_answers
from api.state.database import State
from api.state.kept_answers import LARGEST_BYTES, keep_answer, kept_answer

ASKED = "/v1/relays?topic=streetfood&limit=3&n_samples=2000"


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[Context]:
    """The contexts from which relays were ranked, one a time."""
    contexts: list[Context] = []

    def noted(context: Context, **asked: object) -> Answer:
        contexts.append(context)
        return rank_relays(context, **asked)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr("api.http.relays.rank_relays", noted)
    return contexts


def test_a_question_asked_again_has_the_same_bytes_and_is_not_computed(
    context: Context, computed: list[Context]
) -> None:
    client = create_app(lambda: context).test_client()
    assert client.get(ASKED).data == client.get(ASKED).data
    assert len(computed) == 1


def test_fields_and_pages_are_questions_of_their_own(context: Context, computed: list[Context]) -> None:
    client = create_app(lambda: context).test_client()
    whole = client.get(ASKED).get_json()
    chosen = client.get(f"{ASKED}&fields=account").get_json()
    following = client.get(f"{ASKED}&cursor={whole['next_cursor']}").get_json()
    assert [list(item) for item in chosen["items"]] == [["account"]] * 3
    assert following["items"][0]["account"] != whole["items"][0]["account"]
    assert len(computed) == 3


def test_another_context_is_asked_anew(context: Context, computed: list[Context]) -> None:
    asked = [context]
    client = create_app(lambda: asked[0]).test_client()
    client.get(ASKED)
    asked[0] = replace(context, store="another")
    assert client.get(ASKED).get_json()["meta"]["store"] == "another"
    assert len(computed) == 2


def test_what_one_process_has_answered_another_tells(
    context: Context, computed: list[Context], tmp_path: Path
) -> None:
    file, same = tmp_path / "service.sqlite", replace(context, aliases=dict(context.aliases))
    one = create_app(lambda: context, parts=Parts(state=State(file))).test_client()
    another = create_app(lambda: same, parts=Parts(state=State(file))).test_client()
    assert one.get(ASKED).data == another.get(ASKED).data
    assert len(computed) == 1


def test_what_is_kept_names_nobody_who_has_objected_since(context: Context, tmp_path: Path) -> None:
    state = State(tmp_path / "service.sqlite")
    asked = [context]
    client = create_app(lambda: asked[0], parts=Parts(state=state)).test_client()
    key = client.get(ASKED).get_json()["items"][0]["account"]["key"]
    keyed = KeyedHash(bytes(32))
    asked[0] = replace(context, objections=Hidden(frozenset({keyed.of(key)}), keyed))
    assert key not in client.get(ASKED).get_data(as_text=True)
    with state.connection() as database:
        assert not [row for row in database.execute("SELECT body FROM kept_answer") if key.encode() in row[0]]


def test_the_oldest_answer_makes_room_and_a_large_one_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_answers, "MOST", 2)
    state = State()
    for name in ("first", "second", "third"):
        keep_answer(state, "now", name, name.encode())
    keep_answer(state, "now", "large", bytes(LARGEST_BYTES + 1))
    found = {name: kept_answer(state, "now", name) for name in ("first", "second", "third", "large")}
    assert found == {"first": None, "second": b"second", "third": b"third", "large": None}


def test_contexts_that_answer_otherwise_share_nothing(context: Context) -> None:
    others = [
        replace(context, store="another"),
        replace(context, min_authors=context.min_authors + 1),
        replace(context, rest_share=0.2),
        replace(context, model_name="constant:0.1"),
        replace(context, aliases={"food": ("streetfood",)}),
        replace(context, by_alias=True),
        replace(context, frozen={"spring": "{}"}),
        replace(context, objections=Hidden(frozenset({"0"}), KeyedHash(bytes(32)))),
    ]
    assert len({context_digest(each) for each in (context, *others)}) == 1 + len(others)


def test_what_is_refused_is_not_kept(context: Context, computed: list[Context]) -> None:
    client = create_app(lambda: context).test_client()
    refused = f"{ASKED}&sources=nobody"
    assert [client.get(refused).status_code for _ in range(2)] == [404, 404]
    assert len(computed) == 2
