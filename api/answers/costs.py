"""What a question would take."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Answer, Meta


class Costs(Answer):
    """What a question would take, from a few samples that were timed; right within a factor of three."""

    seconds: float = Field(
        description="On this machine, as busy as it is now; of the first such question: what is kept in "
        "memory afterwards is not taken for granted."
    )
    bytes: int = Field(description="Memory held at once, beside the snapshot.")
    n_samples: int = Field(description="Sets or cascades that would be drawn.")
    meta: Meta
