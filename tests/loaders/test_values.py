"""Cells to values: each accepted form of a time, and the one place where account keys are made faster."""

from __future__ import annotations

import math
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ParameterError
from graph.records import AccountKey, TieKind
from loaders.values import (
    UnreadableError,
    account_key,
    read_acceptance,
    read_count,
    read_currency,
    read_kind,
    read_list,
    read_price,
    read_probability,
    read_time,
)

MOMENT = 1427193936000  # 2015-03-24 10:45:36 UTC, by date(1)


@pytest.mark.parametrize(
    "text",
    [
        "1427193936",
        "1427193936.0",
        "1427193936000",
        "2015-03-24T10:45:36Z",
        "2015-03-24T10:45:36+00:00",
        "2015-03-24 11:45:36+01:00",
        "2015-03-24T10:45:36",
        "2015-03-24 10:45:36 UTC",
        "2015-03-24T10:45:36.000Z",
        "Tue Mar 24 10:45:36 +0000 2015",
        "Tue Mar 24 12:45:36 +0200 2015",
    ],
)
def test_one_moment_is_the_same_in_every_form(text: str) -> None:
    assert read_time(text) == MOMENT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "2015",
        "20150324",
        "-1427193936",
        "1427193936e0",
        "inf",
        "nan",
        "24/03/2015",
        "0001-01-01T00:00+14:00",
    ],
)
def test_what_is_no_moment_between_1990_and_2099_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read_time(text)


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30)),  # noqa: DTZ001 - Hypothesis adds the zone
    st.integers(-14 * 60, 14 * 60),
)
def test_a_time_with_a_zone_is_turned_to_utc(moment: datetime, minutes: int) -> None:
    moment = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert read_time(moment.isoformat()) == math.floor(round(moment.timestamp() * 1_000_000) / 1000)


@given(st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30)))  # noqa: DTZ001 - Hypothesis adds the zone
def test_seconds_and_milliseconds_are_told_apart(moment: datetime) -> None:
    seconds = int(moment.replace(tzinfo=UTC).timestamp())
    assert read_time(str(seconds)) == read_time(str(seconds * 1000)) == seconds * 1000


@given(st.text())
def test_account_keys_are_those_of_the_one_type(native_id: str) -> None:
    try:
        expected = str(AccountKey("twitter", native_id))
    except ParameterError:
        with pytest.raises(UnreadableError):
            account_key("twitter", native_id)
    else:
        assert account_key("twitter", native_id) == expected


@given(st.text())
def test_no_text_makes_a_reader_fail_in_another_way(text: str) -> None:
    numbers = (read_time, read_count, read_probability, read_price, read_acceptance)
    for reader in (*numbers, read_kind, read_currency, read_list):
        with suppress(UnreadableError):
            reader(text)


@pytest.mark.parametrize("kind", list(TieKind))
def test_every_kind_goes_by_its_own_name(kind: TieKind) -> None:
    assert read_kind(kind.lower()) is kind
