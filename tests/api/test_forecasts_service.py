"""Forecasts from the store to the answer, and the ledger: frozen on day 120, scored on what came later.

Account 0 starts a message a day. 1 to 4 have it from 0, each a minute later than the last, and pass it on to
as many as their number, who have nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.answers import CascadeForecast, FrozenForecast
from api.answers.telling import told
from api.http.app import create_app
from api.http.parts import Parts
from api.services.context import Context
from api.services.forecasts import forecast_cascade
from api.services.ledger import FORECAST, freeze_forecast, keep_forecast, list_forecasts, score_forecast
from graph.duckdb_store import IN_MEMORY, DuckDBStore
from graph.errors import (
    ForecastChangedError,
    ForecastExistsError,
    ForecastNotFoundError,
    MessageNotFoundError,
    ParameterError,
)
from graph.projection import Projection, snapshot_of
from graph.records import Batch, Post, Reposts, Ties

START_MS, DAY_MS, MINUTE_MS = 1_700_006_400_000, 86_400_000, 60_000
DAYS = 120
FROZEN_MS = START_MS + DAYS * DAY_MS
SIZE = 1 + 4 + (1 + 2 + 3 + 4)


def _batch(days: Iterable[int], *, relays: Iterable[int] = (1, 2, 3, 4), extra: int = 0) -> Batch:
    """Return the messages of some days; each relay brings so many more than its number."""
    reposts, posts, accounts = [], [], [f"x:{i:06}" for i in range(5)]
    ties: list[dict[str, object]] = [{"kind": "RESHARES", "actor": relay, "target": 0} for relay in relays]
    for day in days:
        at_ms, key = START_MS + day * DAY_MS, f"x:day{day}"
        posts.append(Post(key, author=0, at_ms=at_ms))
        for relay in relays:
            reposts.append(
                {"message": key, "account": relay, "parent": 0, "at_ms": at_ms + relay * MINUTE_MS}
            )
            for child in range(relay + extra):
                reposts.append(
                    {
                        "message": key,
                        "account": len(accounts),
                        "parent": relay,
                        "at_ms": at_ms + (10 + relay + child) * MINUTE_MS,
                    }
                )
                ties.append({"kind": "RESHARES", "actor": len(accounts), "target": relay})
                accounts.append(f"x:{day:03}{len(accounts):05}")
    return Batch(accounts, Ties.of(ties), {}, posts, reposts=Reposts.of(reposts))


def _context(store: DuckDBStore, folder: Path) -> Context:
    snapshot = snapshot_of(store, Projection(), folder)
    return Context(snapshot, store="small", frozen=store.kept(FORECAST))


def _load(store: DuckDBStore, name: str, batch: Batch) -> None:
    load = store.begin(name, file=f"{name}.csv", source="tests")
    store.append(load, 0, batch)
    store.seal([load.number])


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory) -> Context:
    with DuckDBStore(IN_MEMORY) as store:
        _load(store, "before", _batch(range(DAYS)))
        return _context(store, tmp_path_factory.mktemp("snapshots"))


@pytest.fixture(scope="module")
def forecast(daily: Context) -> CascadeForecast:
    return forecast_cascade(daily, "day110", observed_minutes=5, alert_at=10, limit=2)


@pytest.fixture(scope="module")
def frozen(daily: Context) -> dict[str, str]:
    """Three frozen forecasts, as a store keeps them."""
    subjects: dict[str, dict[str, Any]] = {
        "plan": {"seeds": ["x:000000"]},
        "relays": {"relays": 4},
        "size": {"message": "x:day119", "observed_minutes": 5},
    }
    with DuckDBStore(IN_MEMORY) as store:
        for name, subject in subjects.items():
            keep_forecast(store, freeze_forecast(daily, name, at_ms=FROZEN_MS, **subject))
        return store.kept(FORECAST)


@pytest.fixture(scope="module")
def later(frozen: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Context:
    """Three more days, on which 1 and 3 pass on what comes, and bring two more than their numbers."""
    with DuckDBStore(IN_MEMORY) as store:
        _load(store, "before", _batch(range(DAYS)))
        _load(store, "after", _batch(range(DAYS, DAYS + 3), relays=(1, 3), extra=2))
        return replace(_context(store, tmp_path_factory.mktemp("later")), frozen=frozen)


# One message


def test_where_every_message_goes_equally_far_the_forecast_is_that(forecast: CascadeForecast) -> None:
    assert (forecast.people, forecast.method) == (5, "hawkes")
    assert [forecast.low, forecast.middle, forecast.high] == pytest.approx([SIZE] * 3, rel=0.02)


def test_quantiles_ascend(forecast: CascadeForecast) -> None:
    people = [quantile.people for quantile in forecast.quantiles]
    assert people == sorted(people)


def test_an_alarm_names_whom_to_watch_only_where_it_is_raised(
    daily: Context, forecast: CascadeForecast
) -> None:
    calm = forecast_cascade(daily, "day110", observed_minutes=1.5, alert_at=10_000)
    assert forecast.alert is not None
    assert calm.alert is not None
    assert (forecast.alert.raised, calm.alert.raised, calm.alert.relays) == (True, False, [])


def test_the_next_relays_are_those_who_have_it_late_and_bring_most(daily: Context) -> None:
    early = forecast_cascade(daily, "day110", observed_minutes=1.5)
    assert [relay.account.key for relay in early.next_relays] == ["x:000004", "x:000003", "x:000002"]
    assert early.tried is not None
    assert (early.tried.messages, early.tried.passed_on) == (11, 33)


def test_before_it_starts_a_message_is_forecast_by_its_author(daily: Context) -> None:
    before = forecast_cascade(daily, "day110", observed_minutes=0)
    assert (before.method, before.people) == ("author", 1)
    assert before.middle == pytest.approx(SIZE, rel=0.02)


def test_a_time_says_the_same_as_minutes(daily: Context, forecast: CascadeForecast) -> None:
    at = datetime.fromtimestamp((START_MS + 110 * DAY_MS + 5 * MINUTE_MS) / 1000, UTC)
    assert forecast_cascade(daily, "day110", observed_until=at, alert_at=10, limit=2) == forecast


def test_what_was_recorded_later_changes_no_forecast(
    forecast: CascadeForecast, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with DuckDBStore(IN_MEMORY) as store:
        _load(store, "less", _batch(range(111)))
        earlier = _context(store, tmp_path_factory.mktemp("earlier"))
    less = forecast_cascade(earlier, "day110", observed_minutes=5, alert_at=10, limit=2)
    assert less.model_copy(update={"meta": forecast.meta, "next_relays": []}) == forecast.model_copy(
        update={"next_relays": []}
    )


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({}, "observed_minutes"),
        ({"observed_minutes": 5, "observed_until": datetime(2030, 1, 1, tzinfo=UTC)}, "observed_minutes"),
        ({"observed_minutes": -1}, "observed_minutes"),
        ({"observed_until": datetime(2001, 1, 1, tzinfo=UTC)}, "observed_until"),
        ({"observed_minutes": 5, "alert_at": 0}, "alert_at"),
        ({"observed_minutes": 5, "alert_above": 1.5}, "alert_above"),
        ({"observed_minutes": 5, "limit": 0}, "limit"),
    ],
)
def test_what_cannot_be_asked_is_refused(daily: Context, asked: dict[str, Any], named: str) -> None:
    with pytest.raises(ParameterError, match=rf"^{named} must be"):
        forecast_cascade(daily, "day110", **asked)


def test_too_few_earlier_messages_are_nothing_to_learn_from(daily: Context) -> None:
    with pytest.raises(ParameterError, match="at least 30"):
        forecast_cascade(daily, "day20", observed_minutes=5)


def test_without_times_it_says_what_remains_possible(tmp_path: Path) -> None:
    with DuckDBStore(IN_MEMORY) as store:
        repost = {"message": "x:1", "account": 1, "parent": 0}
        _load(store, "untimed", Batch(["x:a", "x:b"], Ties.of([]), reposts=Reposts.of([repost])))
        untimed = _context(store, tmp_path)
    with pytest.raises(ParameterError, match="'ricochet cascade' tells what happened"):
        forecast_cascade(untimed, "x:1", observed_minutes=5)


# The ledger


def test_nothing_is_scored_before_something_is_recorded(daily: Context, frozen: dict[str, str]) -> None:
    told = list_forecasts(replace(daily, frozen=frozen))
    reasons = [item.reason for frozen in told.items for item in frozen.items]
    assert reasons == ["nothing is recorded from later"] * 6
    assert (told.calibration.scored, told.calibration.unscored, told.calibration.within) == (0, 6, None)


def test_relays_are_scored_by_the_messages_they_passed_on_since(later: Context) -> None:
    items = score_forecast(later, "relays").forecast.items
    assert {item.about[0]: (item.real, item.messages) for item in items} == {
        "x:000001": (3.0, 3),
        "x:000002": (None, 0),
        "x:000003": (5.0, 3),
        "x:000004": (None, 0),
    }
    assert all((item.reason is None) == (item.real is not None) for item in items)


def test_a_message_is_scored_by_its_people_in_the_end(later: Context) -> None:
    (item,) = score_forecast(later, "size").forecast.items
    assert (item.real, item.within) == (SIZE, True)


def test_a_plan_is_scored_by_the_distinct_people_of_all_that_its_seeds_started(later: Context) -> None:
    (item,) = score_forecast(later, "plan").forecast.items
    assert (item.real, item.messages) == (1 + 2 + 3 * (3 + 5), 1)


def test_the_calibration_is_that_of_all_scored_numbers(later: Context) -> None:
    told = list_forecasts(later)
    scored = [item for frozen in told.items for item in frozen.items if item.real is not None]
    assert (told.calibration.forecasts, told.calibration.scored, told.calibration.unscored) == (3, 4, 2)
    assert told.calibration.ratio == pytest.approx(
        sum(item.forecast for item in scored) / sum(item.real or 0 for item in scored)
    )
    assert told.calibration.within is not None
    assert (told.calibration.within.n, told.calibration.promised) == (2, 0.9)


def test_a_frozen_forecast_is_not_overwritten(daily: Context, frozen: dict[str, str]) -> None:
    with DuckDBStore(IN_MEMORY) as store:
        store.keep(FORECAST, "plan", frozen["plan"])
        with pytest.raises(ForecastExistsError):
            keep_forecast(store, freeze_forecast(daily, "plan", at_ms=FROZEN_MS, relays=2))
        assert store.kept(FORECAST) == {"plan": frozen["plan"]}


@pytest.mark.parametrize("field", ["forecast", "frozen_at", "about"])
def test_a_forecast_changed_by_hand_is_found_out_and_counts_for_nothing(
    daily: Context, frozen: dict[str, str], field: str
) -> None:
    said = json.loads(frozen["size"])
    changed = {"forecast": 99.0, "about": ["x:day3"], "frozen_at": "2001-01-01T00:00:00Z"}[field]
    (said if field in said else said["items"][0])[field] = changed
    context = replace(daily, frozen=frozen | {"size": json.dumps(said)})
    with pytest.raises(ForecastChangedError):
        score_forecast(context, "size")
    told = list_forecasts(context)
    assert [frozen.unchanged for frozen in told.items] == [True, True, False]
    assert told.calibration.changed == 1


def test_a_document_that_is_no_forecast_is_counted_as_changed(daily: Context, frozen: dict[str, str]) -> None:
    assert list_forecasts(replace(daily, frozen=frozen | {"size": "{}"})).calibration.changed == 1


def test_a_clock_behind_the_records_freezes_nothing(daily: Context) -> None:
    with pytest.raises(ParameterError, match="clock must be after the latest record"):
        freeze_forecast(daily, "early", at_ms=START_MS, relays=2)


@pytest.mark.parametrize(
    "asked", [{}, {"relays": 2, "message": "x:day3"}, {"relays": 0}, {"relays": 201}, {"seeds": []}]
)
def test_one_subject_of_a_fair_size_is_frozen(daily: Context, asked: dict[str, Any]) -> None:
    with pytest.raises(ParameterError):
        freeze_forecast(daily, "name", at_ms=FROZEN_MS, **asked)


@pytest.mark.parametrize("name", ["", "a b", "../x", "a" * 101])
def test_a_name_is_plain(daily: Context, name: str) -> None:
    with pytest.raises(ParameterError, match=r"^name must be"):
        freeze_forecast(daily, name, at_ms=FROZEN_MS, relays=2)


def test_a_name_that_nobody_froze_is_not_found(daily: Context) -> None:
    with pytest.raises(ForecastNotFoundError):
        score_forecast(daily, "nothing")


def test_the_same_question_freezes_the_same_bytes(daily: Context) -> None:
    both = [
        freeze_forecast(daily, "one", at_ms=FROZEN_MS, seeds=["x:000000"], random_seed=3) for _ in range(2)
    ]
    assert both[0].model_dump_json() == both[1].model_dump_json()


# Over HTTP


@pytest.fixture(scope="module")
def client(daily: Context, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    path = tmp_path_factory.mktemp("ledger") / "ledger.duckdb"
    DuckDBStore(path).close()
    contexts = [daily]

    def refresh() -> None:
        with DuckDBStore(path, read_only=True) as store:
            contexts[0] = replace(daily, frozen=store.kept(FORECAST))

    parts = Parts(open_store=lambda: DuckDBStore(path), refresh=refresh)
    return create_app(lambda: contexts[0], parts=parts).test_client()


def test_a_message_is_forecast_by_its_address(client: FlaskClient, forecast: CascadeForecast) -> None:
    body = {"observed_minutes": 5, "alert_at": 10, "limit": 2}
    answer = client.post("/v1/cascades/x:day110/forecast", json=body)
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, forecast.model_dump_json())


def test_a_time_is_read_from_json(client: FlaskClient) -> None:
    body = {"observed_until": "2024-03-04T00:05:00Z"}
    answer = client.post("/v1/cascades/x:day110/forecast", json=body)
    assert (answer.status_code, answer.get_json()["observed_minutes"]) == (200, 5)


def test_what_is_frozen_is_listed_scored_and_kept_as_it_is(client: FlaskClient) -> None:
    frozen = client.post("/v1/forecasts", json={"name": "first", "relays": 2})
    assert frozen.status_code == 200
    said = FrozenForecast.model_validate_json(frozen.data)
    assert client.post("/v1/forecasts", json={"name": "first", "relays": 3}).status_code == 409
    scored = client.get("/v1/forecasts/first")
    assert (scored.status_code, scored.get_json()["forecast"]["digest"]) == (200, said.digest)
    assert [item["name"] for item in client.get("/v1/forecasts").get_json()["items"]] == ["first"]
    assert client.get("/v1/forecasts/second").status_code == 404


def test_a_message_that_nobody_recorded_is_not_found(daily: Context) -> None:
    with pytest.raises(MessageNotFoundError):
        forecast_cascade(daily, "nothing", observed_minutes=5)


def test_a_plan_with_somebody_who_objected_is_not_told(later: Context) -> None:
    answer = told(list_forecasts(later), {"x:000000"})
    assert answer is not None
    assert [len(frozen.items) for frozen in answer.items] == [0, 4, 1]
