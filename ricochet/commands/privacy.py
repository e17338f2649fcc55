"""`ricochet privacy`: what people may ask of those who score them."""

from __future__ import annotations

from functools import partial

import click

from ricochet.answering import settings_from, show, state_beside
from ricochet.options import json_option, store_option


@click.group("privacy")
def privacy_group() -> None:
    """Hide somebody from answers or show them again, erase somebody, tell what is held, change the secret."""


@privacy_group.command("object")
@click.argument("account")
@store_option
@json_option
def privacy_object(account: str, store: str | None, as_json: bool) -> None:
    """Hide ACCOUNT from every answer; the rows stay, and count as ever."""
    from api.services.privacy import object_to_answers
    from ricochet.secret import secret_of
    from ricochet.wiring import open_store

    settings = settings_from(store)
    with open_store(settings) as opened:
        secret = partial(secret_of, settings)
        show(object_to_answers(opened, account, secret, state_beside(settings)), as_json)


@privacy_group.command("withdraw")
@click.argument("account")
@store_option
@json_option
def privacy_withdraw(account: str, store: str | None, as_json: bool) -> None:
    """Take the objection of ACCOUNT back: answers are about it again."""
    from api.services.privacy import withdraw_objection
    from ricochet.secret import secret_of
    from ricochet.wiring import open_store

    settings = settings_from(store)
    with open_store(settings) as opened:
        show(withdraw_objection(opened, account, partial(secret_of, settings)), as_json)


@privacy_group.command("erase")
@click.argument("account")
@store_option
@json_option
def privacy_erase(account: str, store: str | None, as_json: bool) -> None:
    """Erase ACCOUNT for good, with all that was computed; no later load brings it back."""
    from api.services.privacy import erase_subject, traces_of
    from ricochet.secret import secret_of
    from ricochet.wiring import open_store

    settings = settings_from(store)
    traces = traces_of(settings.snapshot_folder, state_beside(settings))
    with open_store(settings) as opened:
        show(erase_subject(opened, account, partial(secret_of, settings), traces), as_json)


@privacy_group.command("access")
@click.argument("account")
@store_option
@json_option
def privacy_access(account: str, store: str | None, as_json: bool) -> None:
    """Tell all that is held of ACCOUNT, where it is from, and what was computed from it."""
    from api.services.subjects import describe_subject
    from ricochet.wiring import open_context, open_store

    settings = settings_from(store)
    context = open_context(settings)
    with open_store(settings, read_only=True) as opened:
        show(describe_subject(opened, context, account), as_json)


@privacy_group.command("rotate")
@store_option
@json_option
def privacy_rotate(store: str | None, as_json: bool) -> None:
    """Change the secret by which hidden and erased people are known; they stay hidden and erased.

    Where the secret is in a file beside the store, a new one is made there. Where it is a setting, set
    RICOCHET_SECRET to a new one and RICOCHET_FORMER_SECRETS to the one before, restart the service, and call
    this.
    """
    from api.services.privacy import objections, renew_hashes
    from ricochet.secret import add_secret, secret_of
    from ricochet.wiring import open_store

    settings = settings_from(store)
    secret = partial(secret_of, settings)
    with open_store(settings) as opened:
        known = objections(opened, secret)
        if not settings.former_secrets:
            add_secret(settings, keep=bool(known.hashes))
        show(renew_hashes(opened, secret), as_json)
