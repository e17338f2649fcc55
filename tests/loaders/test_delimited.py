"""Delimited text: direction, delimiters, headers, quotes, line ends, batches."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import numpy as np
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.records import TieKind
from loaders import Reading
from tests.loaders.observed import read, written

FOLLOWS = Reading(kind=TieKind.FOLLOWS)


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", " ", "   ", " \t"])
def test_a_follows_b_makes_a_the_actor_whatever_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = written(tmp_path, f"follower{delimiter}followee\na{delimiter}b\n")
    assert read(path).pairs == [("a", "FOLLOWS", "b")]


@pytest.mark.parametrize(
    ("header", "pair"),
    [
        ("follower,followee", ("a", "FOLLOWS", "b")),
        ("Follower ID,Followee ID", ("a", "FOLLOWS", "b")),
        ("user,follower", ("b", "FOLLOWS", "a")),
        ("user_id,friend", ("a", "FOLLOWS", "b")),
        ("user_id,mentioned", ("a", "MENTIONS", "b")),
        ("user_id,retweeted", ("a", "RESHARES", "b")),
        ("user_id,reply_to", ("a", "REPLIES_TO", "b")),
        ("user_id,quoted", ("a", "QUOTES", "b")),
        ("user_id,liked", ("a", "LIKES", "b")),
        ("target,follower", ("b", "FOLLOWS", "a")),
    ],
)
def test_a_header_says_who_did_what_to_whom(tmp_path: Path, header: str, pair: tuple[str, str, str]) -> None:
    assert read(written(tmp_path, f"{header}\na,b\n")).pairs == [pair]


@pytest.mark.parametrize("header", ["source,target", "actor,target", "from,to", "Source ; Target"])
def test_a_header_without_a_kind_takes_it_from_the_reading(tmp_path: Path, header: str) -> None:
    path = written(tmp_path, header.replace(" ; ", ",") + "\na,b\n")
    assert read(path, Reading(kind=TieKind.LIKES)).pairs == [("a", "LIKES", "b")]


@pytest.mark.parametrize("content", ["source,target\n1,2\n", "1 2\n3 4\n"])
def test_a_kind_that_cannot_be_told_is_asked_for(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match="--kind"):
        read(written(tmp_path, content))


@pytest.mark.parametrize("count", ["count", "weight"])
def test_a_count_is_kept(tmp_path: Path, count: str) -> None:
    assert read(written(tmp_path, f"user_id,liked,{count}\n1,2,7\n")).ties[0].times == 7


def test_all_roles_are_read_from_their_names(tmp_path: Path) -> None:
    path = written(
        tmp_path, 'actor,target,kind,at,post,topics\na,b,RT,1341100972,77,"Higgs;CERN"\na,b,like,,,\n'
    )
    timed, untimed = read(path).ties
    assert timed[:7] == (
        TieKind.RESHARES,
        "unknown:a",
        "unknown:b",
        1341100972000,
        0,
        ("cern", "higgs"),
        "77",
    )
    assert untimed[:7] == (TieKind.LIKES, "unknown:a", "unknown:b", None, 0, (), None)


def test_action_codes_and_times_are_recognised_without_header(tmp_path: Path) -> None:
    path = written(tmp_path, "1 2 1341100972 RT\n3 4 1341100973 MT\n5 6 1341100974 RE\n")
    seen = read(path)
    assert seen.pairs == [("1", "RESHARES", "2"), ("3", "MENTIONS", "4"), ("5", "REPLIES_TO", "6")]
    assert [tie.at_ms for tie in seen.ties] == [1341100972000, 1341100973000, 1341100974000]


def test_one_column_cannot_have_two_roles(tmp_path: Path) -> None:
    reading = Reading(kind=TieKind.LIKES, columns={"actor": "1", "target": "1"})
    with pytest.raises(InputError, match="two roles"):
        read(written(tmp_path, "1,2\n"), reading)


def test_an_edge_list_without_header_keeps_its_direction(tmp_path: Path) -> None:
    assert read(written(tmp_path, "# from SNAP\n% or others\n1\t2\n"), FOLLOWS).pairs == [
        ("1", "FOLLOWS", "2")
    ]


def test_a_third_column_of_numbers_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--map"):
        read(written(tmp_path, "1 2 3\n4 5 6\n"), FOLLOWS)


def test_a_third_column_may_be_named_by_number(tmp_path: Path) -> None:
    reading = Reading(kind=TieKind.FOLLOWS, columns={"actor": "2", "target": "1", "count": "3"})
    (tie,) = read(written(tmp_path, "1 2 3\n"), reading).ties
    assert (tie.actor, tie.target, tie.times) == ("unknown:2", "unknown:1", 3)


def test_a_mapped_name_wins_over_the_known_ones(tmp_path: Path) -> None:
    reading = Reading(kind=TieKind.LIKES, columns={"actor": "whom", "target": "who"})
    assert read(written(tmp_path, "who,whom,source\na,b,c\n"), reading).pairs == [("b", "LIKES", "a")]


def test_columns_mapped_by_number_leave_the_header_out(tmp_path: Path) -> None:
    reading = Reading(kind=TieKind.LIKES, columns={"actor": "1", "target": "2"})
    assert read(written(tmp_path, "truster,trusted\n1,2\n"), reading).pairs == [("1", "LIKES", "2")]


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        ("truster,trusted\n1,2\n", "actor"),
        ("follower,remark\n1,2\n", "target"),
        ("source,from,target\n1,2,3\n", "actor"),
        ("source,in_reply_to_user_id\nWeb,3\n", "actor"),
        ("alice bob\ncarol dave\n", "actor"),
        ("user,follower,followee\n1,2,3\n", "actor"),
        ("actor,target,influenced,kind\n1,2,3,like\n", "target"),
    ],
)
def test_a_column_that_cannot_be_told_is_asked_for(tmp_path: Path, content: str, asked: str) -> None:
    with pytest.raises(InputError, match=f"--map [a-z=…,]*{asked}="):
        read(written(tmp_path, content))


def test_a_header_and_a_kind_that_disagree_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="FOLLOWS, MENTIONS"):
        read(written(tmp_path, "follower,followee\n1,2\n"), Reading(kind=TieKind.MENTIONS))


def test_a_kind_beside_a_column_of_kinds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--kind"):
        read(written(tmp_path, "actor,target,kind\n1,2,like\n"), FOLLOWS)


def test_no_error_about_columns_repeats_an_account(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(written(tmp_path, "secret_alice secret_bob\nsecret_carol secret_dave\n"), FOLLOWS)
    assert "secret" not in str(caught.value)


def test_influences_need_a_probability_column(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="probability="):
        read(written(tmp_path, "source,target\n1,2\n"), Reading(kind=TieKind.INFLUENCES))


def test_influences_carry_their_probability(tmp_path: Path) -> None:
    path = written(tmp_path, "source,target,probability\n1,2,0.25\n")
    (batch,) = read(path, Reading(kind=TieKind.INFLUENCES)).batches
    assert batch.ties.probability.tolist() == [0.25]


def test_a_networkx_edge_list_gives_its_weights(tmp_path: Path) -> None:
    reading = Reading(kind=TieKind.INFLUENCES, columns={"actor": "1", "target": "2", "probability": "3"})
    (batch,) = read(written(tmp_path, "0 4 {'weight': 0.0021}\n"), reading).batches
    assert batch.ties.probability.tolist() == [0.0021]


def test_the_platform_and_the_topic_of_the_reading_are_given_to_all(tmp_path: Path) -> None:
    path = written(tmp_path, "actor,target,kind,topic\na,b,RT,Higgs\na,b,RT,\n")
    ties = read(path, Reading(platform="mastodon", topic="#Physics")).ties
    assert [(tie.actor, tie.topics) for tie in ties] == [
        ("mastodon:a", ("higgs", "physics")),
        ("mastodon:a", ("physics",)),
    ]


def test_a_self_tie_is_left_out_and_its_account_stays(tmp_path: Path) -> None:
    seen = read(written(tmp_path, "follower,followee\na,a\nb,c\n"))
    assert seen.pairs == [("b", "FOLLOWS", "c")]
    assert seen.accounts == {"unknown:a", "unknown:b", "unknown:c"}
    assert seen.tally.self_ties == {TieKind.FOLLOWS: 1}


def test_accounts_of_refused_rows_are_left_out(tmp_path: Path) -> None:
    seen = read(written(tmp_path, "user_id,liked,count\na,b,1\nc,d,-1\n"))
    assert seen.accounts == {"unknown:a", "unknown:b"}


def test_topics_of_refused_rows_are_left_out(tmp_path: Path) -> None:
    seen = read(written(tmp_path, "actor,target,kind,topic\na,b,RT,kept\n,d,RT,lost\n"))
    assert list(seen.batches[0].topic_sets) == [(), ("kept",)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path: Path, end: str, mark: str) -> None:
    path = written(tmp_path, mark + end.join(["follower,followee", "a,b", "", "c,d"]))
    assert [(tie.actor, tie.row) for tie in read(path).ties] == [("unknown:a", 2), ("unknown:c", 4)]


def test_mixed_line_ends_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "follower,followee\r\na,b\nc,d\re,f")
    assert [tie.row for tie in read(path).ties] == [2, 3, 4]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_packed_file_is_read_as_the_plain_one(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    rows = "".join(f"{number},{number + 1}\n" for number in range(200_000))
    plain = read(written(tmp_path, "follower,followee\n" + rows), batch_rows=200_000)
    packed = read(written(tmp_path, pack(b"follower,followee\n" + rows.encode()), "t"), batch_rows=200_000)
    assert packed.accounts == plain.accounts
    assert np.array_equal(packed.batches[0].ties.row, plain.batches[0].ties.row)


def test_a_quoted_field_may_hold_line_breaks_and_delimiters(tmp_path: Path) -> None:
    path = written(tmp_path, 'actor,target,kind,topic\na,b,RT,"one\ntwo"\nc,"d,""e""",RT,x\n')
    first, second = read(path).ties
    assert (first.topics, first.row) == (("one two",), 2)
    assert (second.target, second.row) == ('unknown:d,"e"', 4)


def test_a_quoted_field_may_reach_into_the_next_block(tmp_path: Path) -> None:
    rows = "".join(f"{number},x,RT,y\n" for number in range(150_000))
    quoted = 'a,b,RT,"' + "\n" * 500 + 't"\n'
    seen = read(written(tmp_path, "actor,target,kind,topic\n" + rows + quoted * 4 + "end,x,RT,y\n"))
    assert seen.tally.read == len(seen.ties) == 150_005
    assert [tie.row for tie in seen.ties[-3:]] == [151_004, 151_505, 152_006]


@pytest.mark.parametrize("batch_rows", [1, 2, 3, 1_000])
def test_batches_hold_at_most_the_rows_asked_for(tmp_path: Path, batch_rows: int) -> None:
    path = written(tmp_path, "follower,followee\n" + "a,b\nc,d\ne\nf,g\n")
    seen = read(path, batch_rows=batch_rows)
    assert max(len(batch.ties) for batch in seen.batches) <= batch_rows
    assert seen.ties == read(path).ties


def test_the_same_file_gives_the_same_batches(tmp_path: Path) -> None:
    path = written(tmp_path, "user_id,liked,count\n" + "".join(f"{n % 7},{n % 5},1\n" for n in range(50)))
    first, second = (read(path, batch_rows=8).batches for _ in range(2))
    assert [list(batch.accounts) for batch in first] == [list(batch.accounts) for batch in second]


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=99
)
ROWS = st.lists(
    st.tuples(
        CELLS.filter(str.strip),
        CELLS.filter(str.strip),
        st.integers(1, 10**9),
        st.sampled_from(list(TieKind)[:6]),
    ),
    min_size=1,
    max_size=20,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=ROWS,
    delimiter=st.sampled_from(",\t;|"),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    end=st.sampled_from(["\n", "\r\n"]),
    batch_rows=st.integers(1, 25),
)
def test_what_is_written_as_csv_comes_back(
    tmp_path: Path,
    rows: list[tuple[str, str, int, TieKind]],
    delimiter: str,
    quoting: int,
    end: str,
    batch_rows: int,
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]  # a constant of csv
    writer.writerows([("actor", "target", "count", "kind"), *rows])
    seen = read(written(tmp_path, text.getvalue()), batch_rows=batch_rows)
    expected = [
        (kind, f"unknown:{actor.strip()}", f"unknown:{target.strip()}", count)
        for actor, target, count, kind in rows
        if actor.strip() != target.strip()
    ]
    assert [(tie.kind, tie.actor, tie.target, tie.times) for tie in seen.ties] == expected
    assert seen.tally.read == len(rows)


LINES = st.lists(st.text(st.sampled_from('ab1,"\t |;\0\x1e\n\r-€é'), max_size=12), min_size=1, max_size=15)
DELIMITERS = st.sampled_from([",", "\t", " ", ";"])


def framed(lines: list[str], delimiter: str) -> str:
    """Put any lines into a file long enough not to look binary, whatever they hold."""
    return "\n".join([f"follower{delimiter}followee", *[f"x{delimiter}y"] * 120, *lines])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, delimiter=DELIMITERS, batch_rows=st.integers(5, 200))
def test_every_row_is_taken_refused_or_a_self_tie(
    tmp_path: Path, lines: list[str], delimiter: str, batch_rows: int
) -> None:
    seen = read(written(tmp_path, framed(lines, delimiter)), batch_rows=batch_rows)
    tally = seen.tally
    assert tally.read == len(seen.ties) + tally.self_ties.total() + tally.refused.total()
    assert seen.pairs[:120] == [("x", "FOLLOWS", "y")] * 120
    assert [line for line, _ in seen.refused] == sorted(line for line, _ in seen.refused)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, delimiter=DELIMITERS)
def test_the_size_of_batches_changes_nothing_else(tmp_path: Path, lines: list[str], delimiter: str) -> None:
    path = written(tmp_path, framed(lines, delimiter))
    assert read(path, batch_rows=9).ties == read(path, batch_rows=1_000).ties
