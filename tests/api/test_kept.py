"""A page of relays that is asked for again: the same bytes, and none of another context."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.answers import Answer
from api.http.app import create_app
from api.services.context import Context
from api.services.relays import rank_relays

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


def test_what_is_refused_is_not_kept(context: Context, computed: list[Context]) -> None:
    client = create_app(lambda: context).test_client()
    refused = f"{ASKED}&sources=nobody"
    assert [client.get(refused).status_code for _ in range(2)] == [404, 404]
    assert len(computed) == 2
