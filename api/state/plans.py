"""Plans that were made: each with its question, so that a change can be asked of it later."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.state.database import State
from graph.errors import PlanNotFoundError


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan, as JSON: what was asked, and what was answered; numbered in the order of asking."""

    number: int
    id: str
    created_ms: int
    question: Mapping[str, Any]
    answer: str


def keep_plan(state: State, name: str, question: Mapping[str, Any], answer: str) -> None:
    """Keep a plan; the same question of the same snapshot is the same plan, kept once."""
    with state.connection() as database:
        database.execute(
            "INSERT INTO plan (id, created_ms, question, answer) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (name, time.time_ns() // 1_000_000, json.dumps(question), answer),
        )


def stored_plan(state: State, name: str) -> StoredPlan:
    """Return a plan that was kept.

    Raises
    ------
    PlanNotFoundError
    """
    with state.connection() as database:
        row = database.execute("SELECT * FROM plan WHERE id = ?", (name,)).fetchone()
    if row is None:
        raise PlanNotFoundError(name)
    return StoredPlan(row["number"], row["id"], row["created_ms"], json.loads(row["question"]), row["answer"])


def stored_plans(state: State, *, limit: int, before: int | None = None) -> list[StoredPlan]:
    """Return the plans kept last, latest first; those before a number if one is given."""
    with state.connection() as database:
        rows = database.execute(
            "SELECT id FROM plan WHERE number < coalesce(?, 9e18) ORDER BY number DESC LIMIT ?",
            (before, limit),
        ).fetchall()
    return [stored_plan(state, row["id"]) for row in rows]


def forget_plan(state: State, name: str) -> None:
    """Delete a plan.

    Raises
    ------
    PlanNotFoundError
    """
    with state.connection() as database:
        if not database.execute("DELETE FROM plan WHERE id = ?", (name,)).rowcount:
            raise PlanNotFoundError(name)
