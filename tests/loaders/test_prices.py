"""Prices: the same from every format, the last of an account, and every fault refuses its row alone."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import FileError
from graph.records import Price, TieKind
from loaders import PRICES, Reading
from tests.loaders.observed import Seen, read, written

PRICED = Reading(platform="x", kind=PRICES)
HEADER = "account,price,currency,acceptance\n"
GOOD = HEADER + "ada,20,EUR,0.5\n"


def prices(seen: Seen) -> dict[str, Price]:
    """Return what each account asks, the last batch that says so holding."""
    return {batch.accounts[place]: price for batch in seen.batches for place, price in batch.prices.items()}


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("account", ["account", "Account ID", "handle", "user_id", "username"])
def test_a_header_says_who_asks_what(tmp_path: Path, delimiter: str, account: str) -> None:
    text = f"remark,{account},price,currency,acceptance\nfine,ada,19.90,EUR,0.5\nwell,ben,0,USD,\n"
    seen = read(written(tmp_path, text.replace(",", delimiter)), PRICED)
    assert prices(seen) == {"x:ada": Price(19.9, "EUR", 0.5), "x:ben": Price(0.0, "USD")}


def test_a_table_without_acceptance_leaves_it_unknown(tmp_path: Path) -> None:
    path = written(tmp_path, "account,price,currency\nada,20,EUR\n")
    assert prices(read(path, PRICED)) == {"x:ada": Price(20.0, "EUR")}


@pytest.mark.parametrize("header", ["", "who,asks,in\n"])
def test_columns_may_be_named_by_number(tmp_path: Path, header: str) -> None:
    columns = {"account": "1", "price": "2", "currency": "3"}
    seen = read(written(tmp_path, header + "ada,20,EUR\n"), Reading(kind=PRICES, columns=columns))
    assert prices(seen) == {"unknown:ada": Price(20.0, "EUR")}


def test_json_lines_hold_the_same(tmp_path: Path) -> None:
    rows = [
        {"account": 7, "price": 19.9, "currency": "EUR", "acceptance": 1},
        {"account": "ben", "price": 3, "currency": "EUR", "acceptance": None},
    ]
    seen = read(written(tmp_path, "\n".join(map(json.dumps, rows))), PRICED)
    assert prices(seen) == {"x:7": Price(19.9, "EUR", 1.0), "x:ben": Price(3.0, "EUR")}


@pytest.mark.parametrize(
    "price", [[19.5, 3.0], [Decimal("19.50"), Decimal("3.00")]], ids=["float", "decimal"]
)
def test_parquet_holds_the_same(tmp_path: Path, price: list[float | Decimal]) -> None:
    columns = {"account": ["ada", "ben"], "price": price, "currency": ["EUR"] * 2, "acceptance": [0.5, None]}
    pq.write_table(pa.table(columns), tmp_path / "prices.parquet")
    seen = read(tmp_path / "prices.parquet", PRICED)
    assert prices(seen) == {"x:ada": Price(19.5, "EUR", 0.5), "x:ben": Price(3.0, "EUR")}


@pytest.mark.parametrize("batch_rows", [1, 2, 10])
def test_the_last_price_of_an_account_holds(tmp_path: Path, batch_rows: int) -> None:
    path = written(tmp_path, GOOD + "ben,1,EUR,\nada,30,USD,\n")
    seen = read(path, PRICED, batch_rows=batch_rows)
    assert prices(seen)["x:ada"] == Price(30.0, "USD")
    assert (seen.tally.read, seen.tally.prices) == (3, 3)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",1,EUR,", "account", "missing"),
        ("1.2E+18,1,EUR,", "account", "spreadsheet"),
        ("ben,-1,EUR,", "price", "number from 0"),
        ("ben,NaN,EUR,", "price", "number from 0"),
        ("ben,inf,EUR,", "price", "number from 0"),
        ("ben,1e999,EUR,", "price", "number from 0"),
        ("ben,,EUR,", "price", "number from 0"),
        ('ben,"1,000",EUR,', "price", "number from 0"),
        ("ben,1,eur,", "currency", "upper-case"),
        ("ben,1,EURO,", "currency", "upper-case"),
        ("ben,1,€,", "currency", "upper-case"),
        ("ben,1,,", "currency", "upper-case"),
        ("ben,1,EUR,1.01", "acceptance", "from 0 to 1"),
        ("ben,1,EUR,-0.1", "acceptance", "from 0 to 1"),
        ("ben,1,EUR,80%", "acceptance", "from 0 to 1"),
        ("ben,1,EUR,nan", "acceptance", "from 0 to 1"),
        ("ben,1", None, "4 columns"),
    ],
)
def test_a_bad_row_is_refused_with_line_column_and_reason(
    tmp_path: Path, row: str, column: str | None, reason: str
) -> None:
    seen = read(written(tmp_path, f"{GOOD}{row}\ncleo,3,EUR,\n"), PRICED)
    (refusal,) = seen.tally.refusals
    assert (refusal.line, refusal.column, refusal.text) == (3, column, row)
    assert reason in refusal.reason
    assert seen.accounts == set(prices(seen)) == {"x:ada", "x:cleo"}


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        ("account,price\nada,1\n", "currency"),
        ("account,handle,price,currency\n7,ada,1,EUR\n", "account"),
        ("ada,1,EUR\n", "account=…,price=…,currency"),
    ],
)
def test_a_column_that_cannot_be_told_is_asked_for(tmp_path: Path, content: str, asked: str) -> None:
    with pytest.raises(FileError, match=f"--map {asked}="):
        read(written(tmp_path, content), PRICED)


def test_a_table_of_prices_is_not_taken_for_ties(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="--map"):
        read(written(tmp_path, GOOD), Reading(kind=TieKind.FOLLOWS))


ROWS = st.lists(
    st.builds(
        Price, st.floats(0, 1e300), st.from_regex("[A-Z]{3}", fullmatch=True), st.none() | st.floats(0, 1)
    ),
    min_size=1,
    max_size=20,
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, batch_rows=st.integers(1, 25))
def test_what_is_written_as_csv_comes_back(tmp_path: Path, rows: list[Price], batch_rows: int) -> None:
    text = io.StringIO(HEADER)
    text.seek(0, io.SEEK_END)
    for number, row in enumerate(rows):
        acceptance = "" if row.acceptance is None else row.acceptance
        text.write(f"{number},{row.price},{row.currency},{acceptance}\n")
    seen = read(written(tmp_path, text.getvalue()), PRICED, batch_rows=batch_rows)
    assert list(prices(seen).values()) == rows
