"""`ricochet backtest`: every ranking tested on later messages, the result kept, the winner served."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest

from api.answers import Backtest
from api.services.backtests import BACKTEST, keep_backtest, kept_backtests
from graph.duckdb_store import DuckDBStore
from loaders.synthetic import synthetic_network
from ricochet.pages.backtest import backtest_page
from ricochet.settings import Settings
from ricochet.tables import print_answer
from ricochet.wiring import create_application
from tests.ricochet.conftest import Run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FAST = ("--cuts", "2", "--n-resamples", "100")
ONE_CUT = ("--cuts", "1", "--n-resamples", "100")


@pytest.fixture(scope="module")
def untested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand accounts who pass messages on along follows of known probability; nothing back-tested."""
    path = tmp_path_factory.mktemp("recorded") / "messages.duckdb"
    with DuckDBStore(path) as store:
        load = store.begin("made here", file="synthetic", source="tests")
        for number, batch in enumerate(synthetic_network(n_accounts=1_000).batches(store.batch_rows)):
            store.append(load, number, batch)
        store.seal([load.number])
    return path


class Copy(NamedTuple):
    """A store that was back-tested, and what the command said."""

    store: Path
    stdout: bytes
    answer: Backtest


@pytest.fixture(scope="module")
def tested(tmp_path_factory: pytest.TempPathFactory, untested: Path, run: Run) -> Copy:
    store = tmp_path_factory.mktemp("tested") / "messages.duckdb"
    store.write_bytes(untested.read_bytes())
    answer = run("backtest", "--json", *FAST, "--html", store.with_name("page.html"), "--store", store)
    assert answer.exit_code == 0, answer.output
    return Copy(store, answer.stdout_bytes, Backtest.model_validate_json(answer.stdout))


def relays(run: Run, store: Path, *arguments: str) -> dict[str, Any]:
    answer = run("relays", *arguments, "--n-samples", 2_000, "--json", "--store", store)
    assert answer.exit_code == 0, answer.output
    body: dict[str, Any] = json.loads(answer.stdout)
    return body


def keys(body: dict[str, Any]) -> list[str]:
    return [item["account"]["key"] for item in body["items"]]


def test_every_message_is_counted_once_and_the_winner_is_one_of_the_tested(tested: Copy) -> None:
    answer = tested.answer
    assert len(answer.windows) == 2
    assert {window.train + window.test + window.dropped for window in answer.windows} == {answer.messages}
    assert answer.served.ranker in {each.ranker for each in answer.rankers}


def test_permuted_labels_capture_next_to_nothing(tested: Copy) -> None:
    permuted = [each for each in tested.answer.controls if each.control == "permuted labels"]
    assert permuted
    assert all(each.captured < 0.25 * each.untouched for each in permuted)


def test_the_same_question_gives_the_same_bytes(run: Run, tested: Copy) -> None:
    assert run("backtest", "--json", *FAST, "--store", tested.store).stdout_bytes == tested.stdout


def test_http_shows_the_one_that_was_kept(tested: Copy) -> None:
    client = create_application(Settings(store=str(tested.store))).test_client()
    assert client.get("/v1/backtest").data.strip() == tested.stdout.strip()
    assert client.get("/v1/graph").get_json()["backtest"]
    missing = client.get("/v1/backtest", query_string={"topic": "street food"})
    assert (missing.status_code, missing.get_json()["type"].rpartition("/")[2]) == (404, "backtest-not-found")


def test_without_one_the_problem_says_what_makes_it(untested: Path) -> None:
    problem = create_application(Settings(store=str(untested))).test_client().get("/v1/backtest")
    assert problem.status_code == 404
    assert "'ricochet backtest' or POST /v1/backtest makes one" in problem.get_json()["detail"]


def test_relays_are_ordered_by_the_ranker_that_won(run: Run, tested: Copy) -> None:
    body = relays(run, tested.store)
    scores = [item["score"] for item in body["items"]]
    assert len(scores) == 25
    assert scores == sorted(scores, reverse=True)
    assert body["meta"]["model"]["ranker"] == tested.answer.served.ranker
    assert {item["rank_low"] for item in body["items"]} == {None}
    assert all(item["carried"]["people"]["n"] for item in body["items"])


def test_the_model_card_carries_the_figures_of_the_back_test(run: Run, tested: Copy) -> None:
    answer, card = tested.answer, relays(run, tested.store)["meta"]["model"]
    (figures,) = (each for each in answer.rankers if each.ranker == card["ranker"])
    assert card["tested_on_this_data"]
    assert card["trained"]["messages"] == answer.messages
    assert card["tested"]["captured"] == figures.mean.model_dump()
    assert card["tested"]["messages"] == sum(window.test for window in answer.windows)
    assert card["tested"]["unseen"] == pytest.approx(np.mean([window.unseen for window in answer.windows]))
    assert card["tested"]["reason"] == answer.served.reason


def test_without_a_back_test_carried_orders_and_the_answer_says_that_it_is_untested(
    run: Run, untested: Path
) -> None:
    body = relays(run, untested)
    people = [item["carried"]["people"]["value"] for item in body["items"]]
    assert max(people[:3]) == max(people)
    assert {item["score"] for item in body["items"]} == {None}
    assert (body["meta"]["model"]["ranker"], body["meta"]["model"]["tested"]) == (None, None)
    assert any("not tested on your data" in warning for warning in body["meta"]["warnings"])


def test_a_named_source_gives_another_list(run: Run, tested: Copy) -> None:
    general = relays(run, tested.store)
    with DuckDBStore(tested.store, read_only=True) as store:
        posts, accounts = store.posts(), store.accounts()
        author = np.bincount(posts.author).argmax()
        source = accounts.key[accounts.number == author][0]
    named = relays(run, tested.store, "--source", source)
    assert named["meta"]["sources"] == {"rule": "given", "accounts": 1}
    assert named["meta"]["model"]["ranker"] == "named source"
    assert named["meta"]["model"]["tested"] is None
    assert keys(named) != keys(general)


def test_a_source_that_never_started_a_message_gets_the_general_list_and_is_told_so(
    run: Run, tested: Copy
) -> None:
    with DuckDBStore(tested.store, read_only=True) as store:
        posts, accounts = store.posts(), store.accounts()
        silent = accounts.key[~np.isin(accounts.number, posts.author)][0]
    named = relays(run, tested.store, "--source", silent)
    assert keys(named) == keys(relays(run, tested.store))
    assert any("started no recorded message" in warning for warning in named["meta"]["warnings"])


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("--counting", "relays"), "relays are asked to be counted"),
        (("--model", "constant:0.05"), "a model is asked for"),
    ],
)
def test_what_is_asked_for_orders_instead_and_is_said(
    run: Run, tested: Copy, asked: tuple[str, ...], why: str
) -> None:
    body = relays(run, tested.store, *asked)
    assert body["meta"]["model"]["ranker"] is None
    assert any(why in warning for warning in body["meta"]["warnings"])


def test_a_ranker_that_lacks_what_it_needs_does_not_order(run: Run, tested: Copy) -> None:
    served = tested.answer.model_copy(
        update={"served": tested.answer.served.model_copy(update={"ranker": "follow carried"})}
    )
    with DuckDBStore(tested.store) as store:
        keep_backtest(store, served)
    try:
        body = relays(run, tested.store, "--kind", "RESHARES")
    finally:
        with DuckDBStore(tested.store) as store:
            keep_backtest(store, tested.answer)
    assert body["meta"]["model"]["ranker"] is None
    assert any("no follow ties are known" in warning for warning in body["meta"]["warnings"])


def test_what_another_version_wrote_is_as_good_as_none(tmp_path: Path, tested: Copy) -> None:
    gone = tested.answer.served.model_copy(update={"ranker": "of old"})
    with DuckDBStore(tmp_path / "old.duckdb") as store:
        store.keep(BACKTEST, "", '{"winner": "history"}')
        store.keep(BACKTEST, "food", tested.answer.model_copy(update={"served": gone}).model_dump_json())
        assert kept_backtests(store) == {}


def test_excluded_and_silenced_are_in_no_list_and_the_others_move_up(run: Run, tested: Copy) -> None:
    first, second, *others = keys(relays(run, tested.store))
    body = relays(run, tested.store, "--exclude", first, "--silenced", second)
    assert keys(body)[: len(others)] == others


def test_a_topic_without_its_own_back_test_is_ordered_by_the_winner_of_all_messages(
    run: Run, tested: Copy
) -> None:
    body = relays(run, tested.store, "street food")
    assert body["meta"]["model"]["tested"]["topic"] is None
    assert any("not on this topic alone" in warning for warning in body["meta"]["warnings"])


def test_data_loaded_since_are_told(run: Run, tested: Copy, tmp_path: Path) -> None:
    later = tmp_path / "later.duckdb"
    later.write_bytes(tested.store.read_bytes())
    (tmp_path / "ties.csv").write_text("follower,followee\n1,2\n")
    assert run("load", "ties.csv", "--store", later).exit_code == 0
    warnings = relays(run, later)["meta"]["warnings"]
    assert any("not those of the back-test" in warning for warning in warnings)


def test_the_table_names_the_winner_and_the_controls(
    tested: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    print_answer(tested.answer)
    shown = capsys.readouterr().out
    assert "Captured of the later messages" in shown
    assert "Permuted labels" in shown
    assert "Served from now on" in shown


MESSAGES = "message,author,at\n"
REPOSTS = "message,account,parent,at\n"


@pytest.mark.parametrize(
    ("messages", "reposts", "said"),
    [
        ("m,1,\nk,2,\n", "m,3,1,\nk,4,2,\n", "without times"),
        ("m,1,1700000000\n", "m,3,1,1700000001\n", "messages"),
        ("m,1,1700000000\nk,2,1700000000\n", "m,3,1,1700000000\nk,4,2,1700000000\n", "message"),
    ],
    ids=["no times", "one message", "all at one time"],
)
def test_what_cannot_be_cut_is_refused_with_the_reason(
    run: Run, tmp_path: Path, messages: str, reposts: str, said: str
) -> None:
    (tmp_path / "messages.csv").write_text(MESSAGES + messages)
    (tmp_path / "reposts.csv").write_text(REPOSTS + reposts)
    store = tmp_path / "few.duckdb"
    assert run("load", "messages.csv", "reposts.csv", "--store", store).exit_code == 0
    refused = run("backtest", "--store", store)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in refused.stderr


def test_a_store_without_messages_says_what_remains_possible(run: Run, store: Path) -> None:
    refused = run("backtest", "--store", store)
    assert refused.exit_code == 2
    assert "recorded message" in refused.stderr
    assert "ricochet relays" in refused.stderr


def test_a_page_that_has_no_folder_is_refused_before_the_work(run: Run, store: Path) -> None:
    refused = run("backtest", "--html", "nowhere/page.html", "--store", store)
    assert refused.exit_code == 2
    assert "no such folder" in refused.stderr


def test_a_topic_of_few_authors_is_refused(run: Run, store: Path) -> None:
    refused = run("backtest", "--topic", "chess", "--store", store)
    assert refused.exit_code == 2
    assert "authors" in refused.stderr


@pytest.fixture
def asked() -> list[str]:
    """Addresses that the page asks for."""
    return []


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, tested: Copy, asked: list[str], request: pytest.FixtureRequest) -> Iterator[Page]:
    with browser.new_context(offline=True, color_scheme=request.param) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        page.goto(tested.store.with_name("page.html").as_uri())
        yield page


def test_the_page_asks_nobody_and_complains_of_nothing(page: Page, asked: list[str]) -> None:
    assert asked == [page.url]
    assert page.locator("script").count() == 0


def test_every_picture_has_its_table(page: Page, tested: Copy) -> None:
    figures = page.locator("figure")
    assert figures.count() == 3 + len(tested.answer.reliability)
    assert figures.locator("svg[role=img]").count() == figures.locator("table").count() == figures.count()


def test_every_mark_stands_on_its_paper(page: Page) -> None:
    outside = page.evaluate(
        """() => [...document.querySelectorAll('svg')].flatMap(svg => {
            const paper = svg.getBoundingClientRect();
            return [...svg.querySelectorAll('text, circle, path, line')].filter(mark => {
                const box = mark.getBoundingClientRect();
                return box.left < paper.left - 1 || box.right > paper.right + 1
                    || box.top < paper.top - 1 || box.bottom > paper.bottom + 1;
            }).map(mark => mark.outerHTML);
        })"""
    )
    assert outside == []


def test_words_stand_out_from_their_ground(page: Page) -> None:
    """The contrast of body text, at least 4.5 to 1 as WCAG 2 asks of it."""
    contrast = page.evaluate(
        """() => {
            const light = text => {
                const [r, g, b] = text.match(/[0-9.]+/g).map(x => x / 255)
                    .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
            };
            const ground = node => {
                for (; node; node = node.parentElement) {
                    const colour = getComputedStyle(node).backgroundColor;
                    if (!colour.endsWith(', 0)')) return colour;
                }
            };
            const words = [...document.querySelectorAll('p, li, dt, dd, th, td, figcaption')];
            return Math.min(...words.map(node => {
                const both = [light(getComputedStyle(node).color), light(ground(node))];
                return Math.max(...both) / Math.min(...both);
            }));
        }"""
    )
    assert contrast >= 4.5


def test_names_are_escaped_on_the_page(tested: Copy) -> None:
    nasty = "<script>alert(1)</script>"
    meta = tested.answer.meta.model_copy(update={"topic": nasty, "store": nasty, "warnings": [nasty]})
    assert nasty not in backtest_page(tested.answer.model_copy(update={"meta": meta}))


def test_of_one_event_sources_are_tested_and_served(run: Run, tmp_path: Path) -> None:
    hubs = ("ada", "ada", "ada", "ben", "ben", "cleo")
    rows = [f"fan{i * 7 % 90},{hubs[i % 6]},{1_700_000_000 + 60 * i}" for i in range(400)]
    (tmp_path / "ties.csv").write_text("\n".join(["retweeter,retweeted,time", *rows]) + "\n")
    store = tmp_path / "event.duckdb"
    assert run("load", "ties.csv", "--platform", "x", "--store", store).exit_code == 0
    answer = run("backtest", *ONE_CUT, "--html", "event.html", "--json", "--store", store)
    assert answer.exit_code == 0, answer.output
    told = Backtest.model_validate_json(answer.stdout)
    assert (told.ranks, told.measure, told.reliability, told.sizes) == ("sources", "oracle", [], [])
    counts = [(each.train_actions, each.test_actions, each.dropped_actions) for each in told.windows]
    assert set(map(sum, counts)) == {told.actions}
    assert keys(relays(run, store))[0] == "x:ada"
    assert "Share of the oracle" in (tmp_path / "event.html").read_text()


def test_the_way_to_guess_parents_is_asked_for_and_told(run: Run, tmp_path: Path) -> None:
    """Along a circle of accounts, each of whom follows the two before."""
    begun = [1_700_000_000 + 900 * i for i in range(60)]
    lines = (
        ",".join([f"c{i} {i * 7 % 20} {at}", *(f"{(i * 7 + hop) % 20} {at + hop}" for hop in range(1, 6))])
        for i, at in enumerate(begun)
    )
    (tmp_path / "cascades.txt").write_text("".join(f"{line},\n" for line in lines))
    follows = "".join(f"{i},{(i - back) % 20}\n" for i in range(20) for back in (1, 2))
    (tmp_path / "edges.txt").write_text(follows)
    store = tmp_path / "cascades.duckdb"
    loaded = run("load", "cascades.txt", "edges.txt", "--store", store)
    assert "who follows whom" in " ".join(loaded.stdout.split())
    answers = [
        run("backtest", *ONE_CUT, "--parents", method, "--json", "--store", store).stdout
        for method in ("earliest-exposed", "most-recent-exposed")
    ]
    told = [Backtest.model_validate_json(answer) for answer in answers]
    assert [each.parents for each in told] == ["earliest-exposed", "most-recent-exposed"]
    assert [each.guessed_share for each in told] == [1.0, 1.0]
    assert told[0].windows[0].people < told[1].windows[0].people
