"""What accounts cost and how likely they say yes, as far as it was loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from api.services.context import Context
from graph.errors import ParameterError
from graph.records import Bools, Float64s

MOST_MONEY = 1e15


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """Prices and acceptances of all accounts.

    Parameters
    ----------
    prices
        float64, n; nan where unknown.
    own
        How likely each says yes: float64, n; nan where unknown.
    usual
        The same of accounts of which it is unknown, 0 to 1; None is certainly.
    currencies
        Of the prices, ascending.
    """

    prices: Float64s
    own: Float64s
    usual: float | None
    currencies: list[str]

    @classmethod
    def of(cls, context: Context, acceptance: float | None) -> Market:
        """Return the market of a context; `acceptance` is the usual one.

        Raises
        ------
        ParameterError
        """
        if acceptance is not None and not 0 <= acceptance <= 1:
            raise ParameterError("acceptance", acceptance, "from 0 to 1")
        return cls(context.prices(), context.acceptance(), acceptance, context.currencies())

    @property
    def acceptance(self) -> Float64s | None:
        """How likely each says yes, float64, n; None where all certainly do."""
        yes = np.where(np.isnan(self.own), 1.0 if self.usual is None else self.usual, self.own)
        return None if (yes == 1).all() else yes

    @property
    def known(self) -> Bools:
        """Whose price is known: bool, n."""
        return ~np.isnan(self.prices)

    @property
    def currency(self) -> str | None:
        """The one currency of all prices."""
        return self.currencies[0] if len(self.currencies) == 1 else None

    def price(self, accounts: Sequence[int]) -> float | None:
        """Return what some accounts cost together; None where that is not known."""
        return None if len(self.currencies) > 1 else if_known(float(self.prices[list(accounts)].sum()))

    def own_price(self, account: int) -> float | None:
        """Return what an account costs, in its own currency; None where that is not known."""
        return if_known(float(self.prices[account]))

    def own_acceptance(self, account: int) -> float | None:
        """Return how likely an account says yes; None where nobody said."""
        return self.usual if np.isnan(self.own[account]) else float(self.own[account])

    def check_currency(self, name: str, requirement: str) -> None:
        """Refuse an argument that needs prices in one currency.

        Raises
        ------
        ParameterError
        """
        if len(self.currencies) > 1:
            raise ParameterError(name, ", ".join(self.currencies), requirement)

    def under(self, budget: float | None, context: Context, included: Sequence[int]) -> Float64s | None:
        """Return prices to keep to a budget with, float64, n: who has none is beyond it.

        Raises
        ------
        ParameterError
            When prices are in several currencies, or unknown where they are needed.
        """
        if budget is None:
            return None
        self.check_currency("budget", "asked of prices in one currency")
        if not self.known.any():
            raise ParameterError("budget", budget, "left out where no account has a price")
        for account in included:
            if not self.known[account]:
                raise ParameterError("include", str(context.snapshot.keys[account]), "accounts with a price")
        return np.where(self.known, self.prices, 2 * budget)

    def warnings(self, budget: float | None) -> Iterator[str]:
        """Say what is unknown of prices and acceptances."""
        unpriced = int(np.count_nonzero(~self.known))
        if budget is not None and unpriced:
            yield f"{unpriced:,} accounts have no price and are no candidates"
        if budget is None and len(self.currencies) > 1:
            yield f"prices are in several currencies ({', '.join(self.currencies)}) and are not added up"
        silent = int(np.count_nonzero(np.isnan(self.own)))
        if self.usual is None and silent and silent < len(self.own):
            yield f"{silent:,} accounts have no acceptance and are taken to say yes"


def if_known(value: float | None) -> float | None:
    """Return a number; None for nan.

    Examples
    --------
    >>> if_known(2.5), if_known(float("nan"))
    (2.5, None)
    """
    return None if value is None or np.isnan(value) else value
