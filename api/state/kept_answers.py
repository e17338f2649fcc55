"""Answers that are asked for over and over, kept for all processes that serve the same store."""

from __future__ import annotations

from api.state.database import State

MOST = 2_048
LARGEST_BYTES = 1 << 17  # 100 relays take as much; all answers together 256 MB at most


def kept_answer(state: State, context: str, question: str) -> bytes | None:
    """Return the answer that is kept to a question of a context; None where there is none."""
    with state.connection() as database:
        row = database.execute(
            "SELECT body FROM kept_answer WHERE context = ? AND question = ?", (context, question)
        ).fetchone()
    return row and bytes(row["body"])


def keep_answer(state: State, context: str, question: str, body: bytes) -> None:
    """Keep an answer, in the place of the oldest one where there are many; a large one is not kept.

    Parameters
    ----------
    state
        What the service remembers.
    context, question
        Digests of all that decides the answer.
    body
        The answer's bytes.

    Examples
    --------
    >>> state = State()
    >>> keep_answer(state, "now", "who?", b"ada")
    >>> kept_answer(state, "now", "who?"), kept_answer(state, "later", "who?")
    (b'ada', None)
    """
    if len(body) > LARGEST_BYTES:
        return
    with state.connection() as database:
        database.execute(
            "INSERT INTO kept_answer (context, question, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (context, question, body),
        )
        database.execute(
            "DELETE FROM kept_answer WHERE number <= (SELECT max(number) FROM kept_answer) - ?", (MOST,)
        )


def forget_other_answers(state: State, context: str) -> None:
    """Forget the answers of all contexts but one."""
    with state.connection() as database:
        database.execute("DELETE FROM kept_answer WHERE context <> ?", (context,))
