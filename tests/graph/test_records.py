"""What records promise: one spelling of accounts and topics, sound prices, marks that tell ties apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ParameterError
from graph.records import AccountKey, Price, Ties, normal_topic, repeated, tie_marks

printable = st.text(
    st.characters(min_codepoint=33, exclude_categories=("Cc", "Cs")), min_size=1, max_size=256
)


@given(printable)
def test_a_key_reads_back_as_it_was(native_id: str) -> None:
    key = AccountKey("mastodon.social", native_id)
    assert AccountKey.parse(str(key)) == key
    assert AccountKey.platform_of(str(key)) == "mastodon.social"


@pytest.mark.parametrize(
    ("platform", "native_id"),
    [("", "1"), ("Twitter", "1"), ("x y", "1"), ("x", ""), ("x", "a\nb"), ("x", "a" * 257)],
)
def test_a_key_that_cannot_be_is_refused(platform: str, native_id: str) -> None:
    with pytest.raises(ParameterError):
        AccountKey(platform, native_id)


def test_a_key_without_a_platform_is_refused() -> None:
    with pytest.raises(ParameterError, match="platform:native id"):
        AccountKey.parse("12")


@given(printable)
def test_the_spelling_of_a_topic_is_settled_at_once(text: str) -> None:
    try:
        once = normal_topic(text)
    except ParameterError:
        return
    assert normal_topic(once) == once


@pytest.mark.parametrize("text", ["", "#", "  ", "a\x00b", "t" * 201])
def test_a_topic_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(ParameterError, match="topic"):
        normal_topic(text)


@pytest.mark.parametrize(
    ("price", "currency", "acceptance", "named"),
    [
        (-0.01, "EUR", None, "price"),
        (float("nan"), "EUR", None, "price"),
        (float("inf"), "EUR", None, "price"),
        (1.0, "eur", None, "currency"),
        (1.0, "EURO", None, "currency"),
        (1.0, "EUR", -0.1, "acceptance"),
        (1.0, "EUR", 1.1, "acceptance"),
        (1.0, "EUR", float("nan"), "acceptance"),
    ],
)
def test_a_price_that_cannot_be_is_refused(
    price: float, currency: str, acceptance: float | None, named: str
) -> None:
    with pytest.raises(ParameterError, match=named):
        Price(price, currency, acceptance)


def marks(*rows: dict[str, object], source: str = "files") -> list[int]:
    ties = Ties.of([{"kind": "RESHARES", "actor": 0, "target": 1, **row} for row in rows])
    return [int(mark) for mark in tie_marks(ties, [(), ("tea",), ("jam",)], source)]


def test_an_untimed_row_is_told_apart_by_its_topics_and_source() -> None:
    plain, tea, jam = marks({}, {"topics": 1}, {"topics": 2})
    assert len({plain, tea, jam, *marks({}, source="elsewhere")}) == 4


def test_a_timed_action_is_told_apart_by_its_post_alone() -> None:
    first, same, other, without = marks(
        {"at_ms": 1, "post": "a"},
        {"at_ms": 1, "post": "a", "topics": 1},
        {"at_ms": 1, "post": "b"},
        {"at_ms": 1},
    )
    assert first == same
    assert len({first, other, without}) == 3


rows = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["LIKES", "INFLUENCES"]),
            "actor": st.integers(0, 1),
            "target": st.integers(2, 3),
            "count": st.integers(0, 2),
            "probability": st.sampled_from([float("nan"), 0.5]),
            "topics": st.integers(0, 1),
        }
    ),
    max_size=20,
)


@given(rows)
def test_a_row_is_repeated_if_the_batch_says_it_again(batch: list[dict[str, object]]) -> None:
    said = [str(sorted(row.items())) for row in batch]
    expected = [row in said[place + 1 :] for place, row in enumerate(said)]
    ties = Ties.of(batch) if batch else Ties.empty()
    assert repeated(ties, tie_marks(ties, [(), ("tea",)], "files")).tolist() == expected
