"""Jobs as they are kept, and calls that are answered at once where there is no worker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.http.app import create_app
from api.http.parts import Parts
from api.services.context import Context
from api.services.progress import doing, heard_by
from api.state.database import FILE, VERSION, State
from api.state.jobs import (
    Asked,
    Job,
    Reply,
    add_job,
    cancel_job,
    cancelled_in_work,
    claim_job,
    finish_job,
    interrupt_jobs,
    job,
    job_reply,
    job_times,
    jobs,
    tell_progress,
    waiting_jobs,
)
from api.state.turns import turn_to_work
from graph.errors import ConflictError, JobNotFoundError, ParameterError, SchemaMismatchError

ASKED = Asked("plan", " read", method="POST", path="/v1/plans", query="", headers={}, body=b'{"k": 1}')
REPLY = Reply(200, {"Content-Type": "application/json"}, b"{}")
SIMULATE = "/v1/cascades/simulate"
QUESTION = {"seeds": ["twitter:0"], "n_samples": 1_000}


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / FILE)


def claimed(state: State) -> Job:
    found = claim_job(state)
    assert found is not None
    return found[0]


def test_jobs_are_claimed_in_the_order_they_came_and_once(state: State) -> None:
    added = [add_job(state, ASKED).id for _ in range(3)]
    assert [claimed(state).id for _ in range(3)] == added
    assert claim_job(state) is None


def test_a_claimed_job_is_asked_as_it_was(state: State) -> None:
    add_job(state, ASKED)
    found = claim_job(state)
    assert found is not None
    assert found[1] == ASKED


def test_what_is_kept_is_there_for_the_next_process(state: State) -> None:
    name = add_job(state, ASKED).id
    claim_job(state)
    finish_job(state, name, REPLY)
    assert state.path is not None
    assert job_reply(State(state.path), name) == REPLY


def test_an_answer_that_is_a_problem_is_a_failure(state: State) -> None:
    name = add_job(state, ASKED).id
    claim_job(state)
    finish_job(state, name, Reply(422, {}, b"no"))
    assert (job(state, name).state, job_reply(state, name).body) == ("failed", b"no")


def test_a_cancelled_job_keeps_no_answer_that_comes_too_late(state: State) -> None:
    name = add_job(state, ASKED).id
    claim_job(state)
    cancel_job(state, name)
    assert cancelled_in_work(state)
    finish_job(state, name, REPLY)
    assert not cancelled_in_work(state)
    with pytest.raises(ConflictError, match="cancelled"):
        job_reply(state, name)


def test_a_finished_job_cannot_be_cancelled(state: State) -> None:
    name = add_job(state, ASKED).id
    claim_job(state)
    finish_job(state, name, REPLY)
    assert cancel_job(state, name).state == "done"


def test_a_waiting_job_that_is_cancelled_is_never_run(state: State) -> None:
    cancel_job(state, add_job(state, ASKED).id)
    assert claim_job(state) is None


def test_interrupting_leaves_those_that_wait(state: State) -> None:
    running, waiting = add_job(state, ASKED).id, add_job(state, ASKED).id
    claim_job(state)
    interrupt_jobs(state, "why")
    assert (job(state, running).state, job(state, running).detail) == ("interrupted", "why")
    assert (job(state, waiting).state, waiting_jobs(state)) == ("queued", 1)


def test_progress_is_what_was_told_or_else_the_share_of_the_expected_time(state: State) -> None:
    name = add_job(state, ASKED, expected_seconds=1e9).id
    claim_job(state)
    guessed = job(state, name).progress
    assert guessed is not None
    assert 0 <= guessed < 0.01
    tell_progress(state, name, "reading", 0.5)
    assert (job(state, name).doing, job(state, name).progress) == ("reading", 0.5)


def test_the_expected_time_never_makes_a_job_done(state: State) -> None:
    name = add_job(state, ASKED, expected_seconds=1e-9).id
    claim_job(state)
    progress = job(state, name).progress
    assert progress is not None
    assert progress <= 0.99


def test_a_key_is_one_callers_and_one_requests(state: State) -> None:
    other = Asked("plan", "k1 read", method="POST", path="/v1/plans", query="", headers={}, body=b"{}")
    first = add_job(state, ASKED, idempotency_key="a")
    assert add_job(state, ASKED, idempotency_key="a").id == first.id
    assert add_job(state, other, idempotency_key="a").id != first.id
    with pytest.raises(ParameterError, match="another request"):
        add_job(state, replace(ASKED, body=b"{}"), idempotency_key="a")


def test_a_key_may_be_used_again_when_its_job_was_cut_off(state: State) -> None:
    first = add_job(state, ASKED, idempotency_key="a")
    cancel_job(state, first.id)
    assert add_job(state, ASKED, idempotency_key="a").id != first.id


def test_jobs_are_listed_latest_first_and_by_caller(state: State) -> None:
    mine = [add_job(state, ASKED).id for _ in range(3)]
    add_job(state, replace(ASKED, caller="k1 read"))
    assert [each.id for each in jobs(state, caller=" read", limit=2)] == [mine[2], mine[1]]
    assert len(jobs(state, limit=10)) == 4


def test_times_are_counted_by_operation_and_outcome(state: State) -> None:
    for reply in (REPLY, REPLY, Reply(500, {}, b"")):
        name = add_job(state, ASKED).id
        claim_job(state)
        finish_job(state, name, reply)
    assert [told[:3] for told in job_times(state)] == [("plan", "done", 2), ("plan", "failed", 1)]


def test_an_unknown_job_is_not_found(state: State) -> None:
    with pytest.raises(JobNotFoundError):
        job(state, "0" * 32)


def test_a_file_of_a_newer_version_is_refused(state: State) -> None:
    with state.connection() as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
    assert state.path is not None
    with pytest.raises(SchemaMismatchError):
        State(state.path)


def test_the_file_is_its_owners_alone(state: State) -> None:
    assert state.path is not None
    assert state.path.stat().st_mode & 0o077 == 0


def test_a_transaction_that_fails_changes_nothing(state: State) -> None:
    class CutOffError(Exception):
        pass

    def cut_off() -> None:
        with state.connection() as database:
            database.execute("DELETE FROM job")
            raise CutOffError

    add_job(state, ASKED)
    with pytest.raises(CutOffError):
        cut_off()
    assert waiting_jobs(state) == 1


def test_what_is_being_done_is_told_inside_the_block_alone() -> None:
    told: list[tuple[str, float | None]] = []
    with heard_by(lambda what, share: told.append((what, share))):
        doing("choosing", 0.25)
    doing("nobody hears this")
    assert told == [("choosing", 0.25)]


def test_without_a_worker_the_answer_comes_at_once(client: FlaskClient) -> None:
    answer = client.post(SIMULATE, json=QUESTION, headers={"Prefer": "respond-async"})
    assert answer.status_code == 200
    assert "Location" not in answer.headers


def test_a_key_repeats_an_answer_that_came_at_once(client: FlaskClient) -> None:
    key = {"Idempotency-Key": "once"}
    first, second = (client.post(SIMULATE, json=QUESTION, headers=key) for _ in range(2))
    other = client.post(SIMULATE, json=QUESTION | {"hops": 1}, headers=key)
    assert first.get_data() == second.get_data()
    assert other.get_json()["name"] == "Idempotency-Key"


def test_a_key_is_visible_ascii(client: FlaskClient) -> None:
    answer = client.post(SIMULATE, json=QUESTION, headers={"Idempotency-Key": "a b"})
    assert (answer.status_code, answer.get_json()["errors"][0]["name"]) == (422, "Idempotency-Key")


@pytest.mark.parametrize("prefer", ["respond-async", "respond-async, wait=0", "wait=x, respond-async"])
def test_with_a_worker_a_job_is_made(context: Context, tmp_path: Path, prefer: str) -> None:
    client = create_app(lambda: context, parts=Parts(state=State(tmp_path / FILE))).test_client()
    with turn_to_work(tmp_path):
        answer = client.post(SIMULATE, json=QUESTION, headers={"Prefer": prefer})
    assert (answer.status_code, answer.get_json()["state"]) == (202, "queued")
    assert client.get(answer.headers["Location"]).get_json() == answer.get_json()
    assert client.get(f"{answer.headers['Location']}/result").status_code == 409
    assert client.delete(answer.headers["Location"]).get_json()["state"] == "cancelled"


def test_whoever_waits_in_vain_is_told_where_to_look(context: Context, tmp_path: Path) -> None:
    client = create_app(lambda: context, parts=Parts(state=State(tmp_path / FILE))).test_client()
    with turn_to_work(tmp_path):
        answer = client.post(SIMULATE, json=QUESTION, headers={"Prefer": "respond-async, wait=1"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (202, "1")
