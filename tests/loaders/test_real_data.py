"""Real files, counted by others: TIMME (Xiao et al. 2020), SNAP's Higgs activity, RumourEval 2017."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from graph.records import Batch, TieKind
from loaders import Reading, Tally, read_batches

TWITTER = Reading(platform="twitter")


def batches(path: Path, reading: Reading, tally: Tally) -> Iterator[Batch]:
    return read_batches(path, reading, batch_rows=100_000, tally=tally)


def test_the_five_layers_of_timme_have_their_published_counts(shared_data: Path) -> None:
    tallies: list[Tally] = []
    accounts: set[str] = set()
    for path in sorted((shared_data / "timme-us-politicians" / "PureP").glob("*_list.csv")):
        tallies.append(Tally(path.name))
        for batch in batches(path, TWITTER, tallies[-1]):
            accounts.update(batch.accounts)
    assert sum((tally.ties for tally in tallies), Counter[TieKind]()) == {
        TieKind.FOLLOWS: 59_073,
        TieKind.MENTIONS: 27_682,
        TieKind.RESHARES: 19_760,
        TieKind.REPLIES_TO: 1_451,
        TieKind.LIKES: 14_381,
    }
    assert sum(tally.read for tally in tallies) == 122_347
    assert sum(tally.self_ties.total() for tally in tallies) == 1_854
    assert len(accounts) == 583


def test_the_higgs_actions_have_their_published_counts(shared_data: Path) -> None:
    tally, kept = Tally("higgs"), 0
    accounts: set[str] = set()
    path = shared_data / "higgs-twitter" / "higgs-activity_time.txt.gz"
    for batch in batches(path, Reading(platform="twitter", topic="higgs"), tally):
        accounts.update(batch.accounts)
        kept += len(batch.ties)
    assert tally.ties == {TieKind.RESHARES: 354_930, TieKind.MENTIONS: 171_237, TieKind.REPLIES_TO: 36_902}
    assert (tally.read, tally.self_ties.total(), kept) == (563_069, 7_588, 555_481)
    assert len(accounts) == 304_691


def test_the_rumour_threads_have_their_published_counts(shared_data: Path) -> None:
    tally = Tally("rumours")
    on_topic: set[tuple[str, str]] = set()
    for batch in batches(shared_data / "rumoureval2017" / "tweets-v1.1.jsonl.gz", Reading(), tally):
        for post in batch.posts:
            on_topic.update((topic, batch.accounts[post.author]) for topic in batch.topic_sets[post.topics])
    authors = Counter(topic for topic, _ in on_topic)
    assert (len(tally.posts), len(tally.authors)) == (5_568, 3_859)
    assert (tally.ties[TieKind.MENTIONS], tally.self_ties[TieKind.MENTIONS]) == (9_118, 23)
    assert (authors["ferguson"], authors["4u9525"]) == (168, 15)
