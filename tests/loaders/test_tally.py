"""The file of refused rows: complete, and good for mending and loading again."""

from __future__ import annotations

import csv
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import Refusal, write_refusals
from loaders.tally import MAX_REFUSED_TEXT
from tests.loaders.observed import read, written

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.builds(Refusal, st.integers(1, 9), st.sampled_from(["count"]), TEXTS, TEXTS)))
def test_refused_rows_come_back_from_their_file(tmp_path: Path, refusals: list[Refusal]) -> None:
    path = tmp_path / "refused.csv"
    write_refusals(path, refusals)
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            Refusal(int(row["line"]), row["column"], row["reason"], row["text"])
            for row in csv.DictReader(file)
        ]
    assert rows == refusals


def test_mended_rows_and_good_rows_make_the_whole(tmp_path: Path) -> None:
    rows = [f"{number},{number + 1},{number + 1}" for number in range(50)]
    broken = [row.replace(",", ",-") if place % 7 == 0 else row for place, row in enumerate(rows)]
    first = read(written(tmp_path, "\n".join(["user_id,liked,count", *broken])))
    write_refusals(tmp_path / "refused.csv", first.tally.refusals)
    with (tmp_path / "refused.csv").open(encoding="utf-8", newline="") as file:
        mended = [row["text"].replace("-", "") for row in csv.DictReader(file)]
    second = read(written(tmp_path, "\n".join(["user_id,liked,count", *mended])))
    whole = read(written(tmp_path, "\n".join(["user_id,liked,count", *rows])))
    assert {tie[:5] for tie in (*first.ties, *second.ties)} == {tie[:5] for tie in whole.ties}


def test_the_text_of_a_refused_row_is_bounded(tmp_path: Path) -> None:
    seen = read(written(tmp_path, "follower,followee\na,b\n" + "x" * 50_000))
    assert len(seen.tally.refusals[0].text) == MAX_REFUSED_TEXT
