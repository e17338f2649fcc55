"""The address of each view of the page, with a question that the network which is served can answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from tests.ricochet.service import Service

VIEWS = (
    "start",
    "relays",
    "relay",
    "rising",
    "path",
    "messages",
    "recorded message",
    "simulated message",
    "plan to ask",
    "plan",
    "unheard",
    "communities",
    "community",
    "data",
)


def addresses(
    service: Service, topic: str, *, budget: float | None = None, days: float = 30
) -> dict[str, str]:
    """Return the address of a question of each view; a plan is made for one of them.

    Parameters
    ----------
    topic
        What relays carry, a path passes on and a plan is about.
    budget
        What the plan may cost; without one, three accounts are planned.
    days
        What the last days are, of which the records must have twice as many.
    """
    first, *others = leaders(service, topic)
    amount = {"budget": budget} if budget else {"k": 3}
    plan = told(service, "/v1/plans", {"topic": topic, "objective": "reach", **amount})
    message = told(service, "/v1/cascades?limit=1")["items"][0]["cascade"]
    questions = (
        "/",
        _address("relays", topic=topic),
        _address("relays", topic=topic, account=first),
        _address("relays", topic=topic, list="rising", days=days),
        _address("path", topic=topic, sources=first, target=others[-1]),
        "/message",
        _address("message", message=message),
        _address("message", seeds=first, topic=topic),
        _address("plan", topic=topic),
        _address("plan", topic=topic, **amount, plan=plan["id"]),
        _address("plan", topic=topic, ask="unheard", target=others[-1], days=days, k=1),
        "/communities",
        _address("communities", community=0),
        "/data",
    )
    return dict(zip(VIEWS, questions, strict=True))


def leaders(service: Service, topic: str) -> list[str]:
    """Return the keys of the accounts that carry a topic furthest."""
    relays = told(service, f"/v1/relays?{urlencode({'topic': topic, 'limit': 10})}")
    return [relay["account"]["key"] for relay in relays["items"]]


def told(service: Service, path: str, body: object = None) -> Any:
    """Return an answer of the service, however long it takes."""
    answer = service.ask("GET" if body is None else "POST", path, body, Prefer="wait=60")
    if answer.status == 202:
        answer = service.ask("GET", service.job(answer.headers["Location"])["result"])
    assert answer.status == 200, answer.body
    return answer.json()


def _address(view: str, **question: object) -> str:
    return f"/{view}?{urlencode(question)}"
