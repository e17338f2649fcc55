"""Twitter v1.1 statuses: who acted on whom, posts, topics, profiles; all of them made up here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError
from graph.records import PostKind, Profile, TieKind
from loaders import Reading
from tests.loaders.observed import Seen, SeenRepost, read, reposts, written

AT = "Tue Mar 24 10:45:36 +0000 2015"
AT_MS = 1427193936000


def user(number: int, **fields: object) -> dict[str, Any]:
    return {"id_str": str(number), "screen_name": f"user{number}", "name": f"User {number}"} | fields


def status(
    number: int, author: int, mentions: Sequence[int] = (), tags: Sequence[str] = (), **fields: Any
) -> dict[str, Any]:
    entities = {"user_mentions": [user(one) for one in mentions], "hashtags": [{"text": tag} for tag in tags]}
    return {
        "id": number, "id_str": str(number), "created_at": AT, "user": user(author), "entities": entities
    } | fields  # fmt: skip


def read_statuses(folder: Path, *statuses: object, batch_rows: int = 1_000) -> Seen:
    return read(written(folder, "\n".join(json.dumps(one) for one in statuses)), batch_rows=batch_rows)


def posts(seen: Seen) -> list[tuple[str, str, PostKind, tuple[str, ...]]]:
    return [
        (post.key, batch.accounts[post.author], post.kind, batch.topic_sets[post.topics])
        for batch in seen.batches
        for post in batch.posts
    ]


def test_the_author_mentions_those_in_the_entities(tmp_path: Path) -> None:
    (tie,) = read_statuses(tmp_path, status(1, 10, mentions=[20], tags=["Higgs"])).ties
    assert tie == (TieKind.MENTIONS, "twitter:10", "twitter:20", AT_MS, 0, ("higgs",), "1", 1)


def test_a_reply_goes_to_the_account_it_answers(tmp_path: Path) -> None:
    seen = read_statuses(tmp_path, status(1, 10, in_reply_to_user_id=20, in_reply_to_status_id=7))
    assert seen.pairs == [("10", "REPLIES_TO", "20")]
    assert posts(seen)[0][2] is PostKind.REPLY


def test_a_retweet_reshares_the_original_and_brings_it(tmp_path: Path) -> None:
    original = status(1, 20, mentions=[30], tags=["Higgs"])
    seen = read_statuses(tmp_path, status(2, 10, mentions=[20, 30], retweeted_status=original))
    assert seen.pairs == [("20", "MENTIONS", "30"), ("10", "RESHARES", "20")]
    assert seen.ties[1].post == "1"
    assert posts(seen) == [
        ("twitter:1", "twitter:20", PostKind.ORIGINAL, ("higgs",)),
        ("twitter:2", "twitter:10", PostKind.RESHARE, ("higgs",)),
    ]


def test_an_original_embedded_twice_is_read_once(tmp_path: Path) -> None:
    original = status(1, 20, mentions=[30])
    seen = read_statuses(
        tmp_path, status(2, 10, retweeted_status=original), status(3, 11, retweeted_status=original)
    )
    assert seen.tally.ties == {TieKind.MENTIONS: 1, TieKind.RESHARES: 2}
    assert len(seen.tally.posts) == 3


def test_a_quote_points_at_the_author_quoted(tmp_path: Path) -> None:
    seen = read_statuses(tmp_path, status(2, 10, quoted_status=status(1, 20), quoted_status_id=1))
    assert seen.pairs == [("10", "QUOTES", "20")]
    assert posts(seen) == [("twitter:2", "twitter:10", PostKind.QUOTE, ())]


def test_a_quote_of_an_unknown_author_makes_no_tie(tmp_path: Path) -> None:
    seen = read_statuses(tmp_path, status(2, 10, quoted_status_id=1))
    assert seen.ties == []
    assert posts(seen)[0][2] is PostKind.QUOTE


def test_the_longer_text_of_a_streamed_status_has_the_entities(tmp_path: Path) -> None:
    longer = {"entities": status(1, 10, mentions=[20, 30])["entities"]}
    assert len(read_statuses(tmp_path, status(1, 10, mentions=[20], extended_tweet=longer)).ties) == 2


def test_profiles_keep_what_was_said_and_nothing_else(tmp_path: Path) -> None:
    author = user(10, followers_count=7, lang="fr")
    seen = read_statuses(
        tmp_path, status(1, 10, user=author), status(2, 20, mentions=[10], user=user(20, lang=None))
    )
    (batch,) = seen.batches
    profiles = {batch.accounts[place]: profile for place, profile in batch.profiles.items()}
    assert profiles == {
        "twitter:10": Profile("user10", "User 10", 7, "fr"),
        "twitter:20": Profile("user20", "User 20", None, None),
    }


@pytest.mark.parametrize(("tag", "language"), [("en", "en"), ("und", None), (None, None)])
def test_an_undetermined_language_is_unknown(tmp_path: Path, tag: str | None, language: str | None) -> None:
    assert read_statuses(tmp_path, status(1, 10, lang=tag)).batches[0].posts[0].language == language


def test_a_self_mention_is_left_out(tmp_path: Path) -> None:
    seen = read_statuses(tmp_path, status(1, 10, mentions=[10, 20]))
    assert seen.pairs == [("10", "MENTIONS", "20")]
    assert (seen.tally.ties, seen.tally.self_ties) == ({TieKind.MENTIONS: 2}, {TieKind.MENTIONS: 1})


def test_the_topic_of_the_reading_is_given_to_posts_and_ties(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(status(1, 10, mentions=[20], tags=["Higgs"])))
    seen = read(path, Reading(topic="physics"))
    assert seen.ties[0].topics == posts(seen)[0][3] == ("higgs", "physics")


@pytest.mark.parametrize("batch_rows", [1, 2, 3, 7])
def test_batches_hold_at_most_the_rows_asked_for(tmp_path: Path, batch_rows: int) -> None:
    statuses = [status(n, n % 5, mentions=[7, 8, 9][: n % 4]) for n in range(1, 20)]
    seen = read_statuses(tmp_path, *statuses, batch_rows=batch_rows)
    assert max(max(len(batch.ties), len(batch.posts)) for batch in seen.batches) <= batch_rows
    assert seen.ties == read_statuses(tmp_path, *statuses).ties
    assert len(posts(seen)) == 19


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id_str": None}, "no id"),
        ({"id_str": "../1"}, "whole number"),
        ({"user": {}}, "account is missing"),
        ({"user": [1]}, "user is not an object"),
        ({"created_at": "Tue Feb 30 10:45:36 +0000 2015"}, "not a time"),
        ({"created_at": None}, "not a time"),
        ({"created_at": 5}, "created_at is not a text"),
        ({"entities": {"user_mentions": [5]}}, "not a list of objects"),
        ({"entities": {"hashtags": [{"text": "#"}]}}, "hashtag"),
        ({"user": {"id_str": "10", "followers_count": -1}}, "followers_count"),
        ({"user": {"id_str": "10", "followers_count": True}}, "followers_count"),
        ({"in_reply_to_user_id": 1.5}, "whole number"),
        ({"retweeted_status": {"id_str": "3"}}, "not a time|account is missing"),
    ],
    ids=str,
)
def test_a_broken_status_is_refused_alone(tmp_path: Path, fields: dict[str, object], reason: str) -> None:
    seen = read_statuses(tmp_path, status(1, 10), status(2, 10) | fields, status(3, 10))
    (refusal,) = seen.tally.refusals
    assert refusal.line == 2
    assert any(part in refusal.reason for part in reason.split("|"))
    assert [key for key, *_ in posts(seen)] == ["twitter:1", "twitter:3"]


def test_another_platform_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--platform"):
        read(written(tmp_path, json.dumps(status(1, 10))), Reading(platform="mastodon"))


def test_a_kind_for_statuses_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--kind"):
        read(written(tmp_path, json.dumps(status(1, 10))), Reading(kind=TieKind.LIKES))


def test_a_retweet_passes_the_original_on_from_an_unknown_parent(tmp_path: Path) -> None:
    seen = read_statuses(tmp_path, status(2, 10, lang="en", retweeted_status=status(1, 20)))
    assert reposts(seen) == [
        SeenRepost("twitter:1", "twitter:10", None, AT_MS, PostKind.RESHARE, "twitter:2", "en")
    ]


def test_a_reply_comes_from_the_account_that_it_answers(tmp_path: Path) -> None:
    fields: dict[str, Any] = {"in_reply_to_status_id_str": "7", "in_reply_to_user_id_str": "20"}
    seen = read_statuses(tmp_path, status(1, 10, place={"country_code": "DE"}, **fields))
    assert reposts(seen) == [
        SeenRepost("twitter:7", "twitter:10", "twitter:20", AT_MS, PostKind.REPLY, "twitter:1", place="DE")
    ]


def test_a_reply_to_an_account_alone_passes_nothing_on(tmp_path: Path) -> None:
    assert reposts(read_statuses(tmp_path, status(1, 10, in_reply_to_user_id_str="20"))) == []


@pytest.mark.parametrize("fields", [{"quoted_status_id_str": "7"}, {"quoted_status": status(7, 20)}])
def test_a_quote_passes_on_what_it_quotes_from_an_unknown_parent(
    tmp_path: Path, fields: dict[str, Any]
) -> None:
    (repost,) = reposts(read_statuses(tmp_path, status(1, 10, **fields)))
    assert (repost.message, repost.parent, repost.kind) == ("twitter:7", None, PostKind.QUOTE)


@pytest.mark.parametrize("batch_rows", [1, 2, 5])
def test_batches_of_any_size_bring_all_reposts(tmp_path: Path, batch_rows: int) -> None:
    replies = [
        status(i, 10 + i, in_reply_to_status_id_str=str(i - 1), in_reply_to_user_id_str=str(9 + i))
        for i in range(2, 6)
    ]
    seen = read_statuses(tmp_path, *replies, batch_rows=batch_rows)
    assert [repost.message for repost in reposts(seen)] == [f"twitter:{i}" for i in range(1, 5)]
    assert seen.tally.reposts == 4
