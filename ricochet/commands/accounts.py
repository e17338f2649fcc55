"""`ricochet account`: what is known of one account."""

from __future__ import annotations

from typing import Any

import click

from ricochet.answering import asked_context, show
from ricochet.options import EXPLAIN, asking


@click.command()
@click.argument("name", metavar="ACCOUNT")
@click.option("--topic", help="Explain it on this topic.")
@EXPLAIN
@asking
def account(name: str, as_json: bool, **options: Any) -> None:
    """Describe ACCOUNT, by key, handle or native id."""
    from api.services.accounts import describe_account

    context = asked_context(options)
    show(describe_account(context, name, **options), as_json)
