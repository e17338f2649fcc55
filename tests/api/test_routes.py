"""Each route answers from a real snapshot, in its documented type, twice in the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature

import pytest
from flask.testing import FlaskClient
from pydantic import BaseModel

from api.answers import (
    AccountAnswer,
    Bridges,
    Cascade,
    CascadeReport,
    Centrality,
    ChangedPlan,
    Communities,
    CommunityCard,
    Equivalents,
    FoundAccounts,
    Graph,
    GraphVersions,
    Map,
    Measures,
    Overlap,
    Paths,
    Plan,
    RecordedMessages,
    RelayGroup,
    Relays,
    TopicAliases,
    Topics,
    Upstream,
)
from api.http.accounts import AccountQuery
from api.http.cascades import SimulationBody
from api.http.communities import BridgesQuery, CommunitiesQuery, CommunityQuery
from api.http.health import Health
from api.http.map import MapQuery
from api.http.overlap import OverlapBody
from api.http.pages import ListQuery
from api.http.paths import PathsQuery
from api.http.plans import ChangeBody, EquivalentsBody, PlanBody
from api.http.recorded import CascadeQuery, DrawingBody
from api.http.relays import GroupQuery, RelaysQuery
from api.http.structure import CentralityQuery
from api.http.topics import TopicsQuery
from api.http.upstream import UpstreamQuery
from api.services.accounts import describe_account
from api.services.bridges import find_bridges
from api.services.cascades import simulate_cascade
from api.services.changes import AskedChange
from api.services.communities import list_communities
from api.services.community_cards import describe_community
from api.services.context import Context
from api.services.equivalents import AskedEquivalents
from api.services.maps import draw_map
from api.services.overlap import find_overlap
from api.services.paths import find_paths
from api.services.plans import AskedPlan
from api.services.recorded import draw_cascade, list_cascades, report_cascade
from api.services.relays import rank_relays, value_group
from api.services.structure import rank_accounts
from api.services.topics import list_topics
from api.services.upstream import find_upstream
from api.services.versions import list_versions

SIMULATE = "/v1/cascades/simulate"
DRAW = "/v1/cascades/draw"
QUESTIONS: list[tuple[str, type[BaseModel]]] = [
    ("/healthz", Health),
    ("/readyz", Health),
    ("/v1/relays?n_samples=2000", Relays),
    ("/v1/relays?topic=streetfood&n_samples=2000&limit=3&counting=relays&random_seed=9", Relays),
    ("/v1/relays?sources=twitter:1&sources=@person2&n_samples=2000", Relays),
    ("/v1/relays?seeds=twitter:1&seeds=3&n_samples=2000", Relays),
    ("/v1/relays?exclude=twitter:20&silenced=twitter:40&n_samples=2000", Relays),
    ("/v1/relays?model=constant:0.1&n_samples=2000", Relays),
    ("/v1/relays?seeds=list:own&exclude=list:elsewhere&by_hop=true&n_samples=2000", Relays),
    ("/v1/relays/group?accounts=twitter:20&accounts=list:own&sources=twitter:0&n_samples=2000", RelayGroup),
    ("/v1/accounts/twitter:12", AccountAnswer),
    ("/v1/relays?max_followers=300&outside_community=0&explain=true&limit=3&n_samples=2000", Relays),
    ("/v1/accounts/twitter:12?explain=true&topic=streetfood", AccountAnswer),
    ("/v1/topics", Topics),
    ("/v1/topics?q=FOOD&limit=1", Topics),
    ("/v1/topics/aliases", TopicAliases),
    ("/v1/graph/versions", GraphVersions),
    ("/v1/graph", Graph),
    ("/v1/centrality/pagerank?topic=streetfood&limit=5", Centrality),
    ("/v1/centrality/k-core", Centrality),
    ("/v1/centrality/harmonic?n_samples=200&random_seed=2", Centrality),
    ("/v1/centrality", Measures),
    ("/v1/communities", Communities),
    ("/v1/communities?method=cpm&resolution=0.1&limit=2", Communities),
    ("/v1/communities?method=infomap&stability=3", Communities),
    ("/v1/communities?method=overlapping", Communities),
    ("/v1/communities/0", CommunityCard),
    ("/v1/communities/1?method=label-propagation&stability=2&max_followers=300&limit=2", CommunityCard),
    ("/v1/map", Map),
    ("/v1/map?topic=streetfood&accounts=@person2&community=1&max_nodes=9&max_edges=20", Map),
    ("/v1/bridges?n_samples=2000", Bridges),
    ("/v1/bridges?origin=1&destination=0&topic=streetfood&n_samples=2000&random_seed=3", Bridges),
    ("/v1/cascades?limit=3", RecordedMessages),
    ("/v1/cascades/twitter:p0", CascadeReport),
    ("/v1/cascades/p1?parents=weighted&credit=shapley&by_community=true&limit=1", CascadeReport),
    ("/v1/cascades/p1?replay=true", CascadeReport),
    ("/v1/paths?sources=twitter:1&sources=@person2&target=twitter:30&n_samples=2000", Paths),
    ("/v1/paths?sources=twitter:1&target=twitter:30&least_probability=0.001&max_hops=3", Paths),
    ("/v1/paths?sources=twitter:0&target=twitter:5&explain=true&limit=1&n_samples=2000", Paths),
    ("/v1/paths?sources=twitter:1&target=twitter:30&by=warm&tie_half_life_days=30&max_hops=5", Paths),
    ("/v1/paths?sources=twitter:1&target=twitter:30&by=time", Paths),
    ("/v1/upstream?topic=streetfood&n_permutations=99&max_q=1&window_days=2.5", Upstream),
]


@pytest.mark.parametrize(("address", "answer"), QUESTIONS, ids=[address for address, _ in QUESTIONS])
def test_an_answer_is_of_its_type(client: FlaskClient, address: str, answer: type[BaseModel]) -> None:
    body = client.get(address)
    assert body.status_code == 200, body.text
    assert body.content_type == "application/json"
    assert answer.model_validate_json(body.data).model_dump_json() == body.text


@pytest.mark.parametrize("address", [address for address, _ in QUESTIONS])
def test_the_same_question_has_the_same_bytes(client: FlaskClient, address: str) -> None:
    assert client.get(address).data == client.get(address).data


ASKED: list[tuple[str, dict[str, object], type[BaseModel]]] = [
    (SIMULATE, {"seeds": ["twitter:0"], "model": "trivalency", "by_community": True}, Cascade),
    (SIMULATE, {"seeds": ["twitter:0"], "target_ci": 0.05, "acceptance": 0.5}, Cascade),
    (SIMULATE, {"seeds": ["twitter:0"], "hops": 1, "model": "continuous-time:weibull,9,0.7:48"}, Cascade),
    (DRAW, {"seeds": ["twitter:0"], "credit": "leave-one-out", "by_community": True}, CascadeReport),
    (DRAW, {"seeds": ["twitter:0"], "replay": True}, CascadeReport),
    (DRAW, {"seeds": ["twitter:0"], "model": "continuous-time:exponential,1:2", "limit": 1}, CascadeReport),
    ("/v1/accounts/search", {}, FoundAccounts),
    (
        "/v1/accounts/search?limit=3",
        {
            "q": "person",
            "filter": {"platform": "twitter", "on_list": "own", "min_followers": 10},
            "sort": {"field": "followers", "direction": "ascending"},
            "diversify": {"by": "community", "lambda": 0.2},
        },
        FoundAccounts,
    ),
    ("/v1/overlap", {"accounts": ["twitter:0", "list:own"]}, Overlap),
    ("/v1/overlap", {"accounts": ["0", "20"], "by": "spread", "n_samples": 2000}, Overlap),
    ("/v1/plans", {"k": 2}, Plan),
    ("/v1/plans", {"k": 6, "minimum_per_community": 1, "objective": "reach", "acceptance": 0.8}, Plan),
    ("/v1/plans", {"k": 2, "model": "linear-threshold", "exclude": ["twitter:0"]}, Plan),
    (
        "/v1/plans",
        {"k": 3, "quotas": [{"by": "platform", "of": "mastodon", "at_least": 1}], "topic": "streetfood"},
        Plan,
    ),
    ("/v1/plans/what_if", {"seeds": ["twitter:0"], "add": ["twitter:20"]}, ChangedPlan),
    ("/v1/plans/what_if", {"seeds": ["twitter:0"], "new_prices": {"twitter:0": 3}}, ChangedPlan),
    ("/v1/plans/equivalents", {"star": "twitter:0", "max_followers": 100}, Equivalents),
]


@pytest.mark.parametrize(("address", "body", "answer"), ASKED, ids=[str(body) for _, body, _ in ASKED])
def test_an_answer_to_a_body_is_of_its_type_and_repeatable(
    client: FlaskClient, address: str, body: dict[str, object], answer: type[BaseModel]
) -> None:
    told = client.post(address, json=body)
    assert told.status_code == 200, told.text
    assert answer.model_validate_json(told.data).model_dump_json() == told.text
    assert client.post(address, json=body).data == told.data


def test_a_body_is_what_the_service_says(client: FlaskClient, context: Context) -> None:
    told = client.get(
        "/v1/relays?topic=streetfood&seeds=7&seeds=twitter:3&limit=4&n_samples=3000&random_seed=5"
    )
    meant = rank_relays(
        context, topic="streetfood", seeds=["twitter:3", "7"], limit=4, n_samples=3_000, random_seed=5
    )
    assert told.text == meant.model_dump_json()


def test_a_simulation_is_repeatable_and_depends_on_its_random_seed(client: FlaskClient) -> None:
    asked = [{"seeds": ["twitter:0"], "n_samples": 1_000, "random_seed": seed} for seed in (1, 1, 2)]
    first, again, other = (client.post(SIMULATE, json=body).data for body in asked)
    assert Cascade.model_validate_json(first).meta.random_seed == 1
    assert first == again
    assert first != other


@pytest.mark.parametrize(
    ("asked", "service"),
    [
        (RelaysQuery, rank_relays),
        (GroupQuery, value_group),
        (SimulationBody, simulate_cascade),
        (ListQuery, list_cascades),
        (CascadeQuery, report_cascade),
        (DrawingBody, draw_cascade),
        (PlanBody, AskedPlan),
        (ChangeBody, AskedChange),
        (EquivalentsBody, AskedEquivalents),
        (TopicsQuery, list_topics),
        (ListQuery, list_versions),
        (AccountQuery, describe_account),
        (OverlapBody, find_overlap),
        (CentralityQuery, rank_accounts),
        (PathsQuery, find_paths),
        (UpstreamQuery, find_upstream),
        (CommunitiesQuery, list_communities),
        (CommunityQuery, describe_community),
        (BridgesQuery, find_bridges),
        (MapQuery, draw_map),
    ],
)
def test_what_is_left_out_means_what_the_service_means_by_it(
    asked: type[BaseModel], service: Callable[..., object]
) -> None:
    options = [each for each in signature(service).parameters.values() if each.kind is each.KEYWORD_ONLY]
    meant = {each.name: each.default for each in options if each.default is not each.empty}
    meant.pop("only", None)  # a filter is said in several fields
    fields = {name: asked.model_fields[name].get_default(call_default_factory=True) for name in meant}
    assert {name: tuple(value) if value == [] else value for name, value in fields.items()} == meant


@pytest.mark.parametrize("name", ["twitter:12", "12", "person12", "@Person12"])
def test_an_account_answers_to_key_native_id_and_handle(client: FlaskClient, name: str) -> None:
    body = AccountAnswer.model_validate_json(client.get(f"/v1/accounts/{name}").data)
    assert body.account.key == "twitter:12"
    assert body.account.followers == 120


def test_topics_come_with_most_authors_first(client: FlaskClient) -> None:
    body = Topics.model_validate_json(client.get("/v1/topics").data)
    assert [(item.topic, item.authors) for item in body.items] == [("streetfood", 59), ("rare", 5)]


def test_the_graph_says_of_how_many_accounts_something_is_unknown(client: FlaskClient) -> None:
    body = Graph.model_validate_json(client.get("/v1/graph").data)
    assert (body.first_at, body.last_at) == (None, None)
    assert body.unknown.model_dump() == {"followers": 2, "language": 60, "name": 2, "price": 60}
    assert not body.backtest


@pytest.mark.parametrize("address", ["/v1/relays?n_samples=1000&", "/v1/topics?", "/v1/communities?"])
def test_a_limit_is_kept(client: FlaskClient, address: str) -> None:
    assert len(client.get(f"{address}limit=1").json["items"]) == 1  # type: ignore[index]  # it is an object


def test_the_largest_limit_is_allowed(client: FlaskClient) -> None:
    assert len(client.get("/v1/centrality/k-core?limit=200").json["items"]) == 60  # type: ignore[index]  # as above
