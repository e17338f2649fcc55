"""Who is rising: whose share of all that is passed on has grown from one window of time to the next."""

from __future__ import annotations

from pydantic import Field

from api.answers.common import Account, Answer, Listed, Meta


class RisingWindow(Answer):
    """A window of time, and what was passed on in it, by whomever."""

    since: str = Field(description="Its start, ISO 8601 in UTC.")
    until: str = Field(description="Its end: what happened then is not in it.")
    messages: int | None = Field(
        description="Messages that somebody had from somebody in it; null where no action tells its message."
    )
    actions: int = Field(description="Times that somebody had one, each person once a message.")


class PassedOn(Answer):
    """What others had from an account in a window."""

    actions: int = Field(
        description="Times that somebody had a message directly from it, whether it started or passed it on; "
        "each person once a message."
    )
    messages: int | None = Field(
        description="Of how many messages: what came of one counts as little more than once. Null as above."
    )
    new_followers: int | None = Field(
        description="Who began to follow it in the window; null where any of its followers is undated."
    )


class Growth(Answer):
    """How often an account's share of one window is that of the window before, with its 95 % interval."""

    value: float | None = Field(description="Null where there was nothing before: there is no such number.")
    low: float = Field(description="By this the list is ordered.")
    high: float | None = Field(description="Null where nothing bounds it.")
    n: int = Field(description="Actions of both windows that it rests on.")


class RisingItem(Answer):
    """An account whose share has grown."""

    rank: int = Field(description="From 1, over all pages.")
    account: Account
    now: PassedOn
    before: PassedOn
    growth: Growth
    p_value: float = Field(description="How likely chance alone gives it as much of the later window.")
    q_value: float = Field(
        description="Share of false ones to expect among all that are at least as significant."
    )


class Rising(Listed):
    """Accounts whose share of all that is passed on has grown from one window of time to the next."""

    items: list[RisingItem] = Field(description="Largest lower end of the growth first.")
    days: float = Field(description="How long each window is.")
    now: RisingWindow
    before: RisingWindow
    compared: int = Field(description="Accounts from which anybody had anything in either window.")
    beyond_chance: int = Field(description="Of all these, those with a q-value of at most 0.05.")
    expected_false: float = Field(description="Of those beyond chance, so many are to be expected by chance.")
    meta: Meta
