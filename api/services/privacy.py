"""What people may ask of those who score them: to be left out of answers, to be erased, to see what is held.

Who objected and who was erased is known by a keyed hash of the account's key, in documents of the store:
whoever reads them learns nothing without the secret, and every load and every answer asks them.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from api.answers import Receipt, Rotation
from api.services.hidden import Hidden, KeyedHash
from api.state.database import State
from api.state.forgetting import forget_rows
from graph.errors import (
    AccountNotFoundError,
    AmbiguousAccountError,
    NotFoundError,
    ParameterError,
    StoreUnavailableError,
)
from graph.projection import forget_snapshots
from graph.records import AccountKey, Batch
from graph.store import ERASURE, GraphStore

OBJECTION = "objection"

REFUSED_ROWS = "ricochet.refused.csv"
"""Where a load writes refused rows unless it is told another place."""

_DERIVED = ("backtest", "forecast")
"""Kinds of documents that may name people."""

_ANSWERED = ("job", "kept_answer")
"""Tables with answers as they were given."""

Secret = Callable[[], KeyedHash]
"""Returns what people of a store are known by; asked only where somebody is or is to be hidden or erased."""


def no_secret() -> KeyedHash:
    """Refuse, where nobody gave a secret and one is needed.

    Raises
    ------
    StoreUnavailableError
    """
    remedy = "open it through the settings of Ricochet"
    raise StoreUnavailableError(
        "the store", "people were erased from it, and there is no secret to know them by", remedy
    )


@dataclass(frozen=True, slots=True)
class Traces:
    """Where, beside the store, something of a person may be.

    Parameters
    ----------
    snapshots
        Folder of the snapshots, with the sketches and vectors in them.
    state
        What the service remembers: jobs, their results, plans.
    files
        Reports of refused rows, as far as they are where they usually are.
    """

    snapshots: Path
    state: State | None = None
    files: Sequence[Path] = ()

    def forget(self, naming: Naming) -> dict[str, int]:
        """Delete what the service remembers of a person, and files; return how many of each."""
        files = [
            file for file in self.files if file.is_file() and naming.in_row(file.read_text(errors="replace"))
        ]
        for file in files:
            file.unlink()
        return {
            "remembered": 0 if self.state is None else forget_rows(self.state, naming.in_memory),
            "files": len(files),
        }


def traces_of(snapshots: Path, state: State | None) -> Traces:
    """Return where traces of people usually are, beside a store with this folder of snapshots."""
    places = {Path(), snapshots.parent}
    return Traces(snapshots, state, [place / REFUSED_ROWS for place in sorted(places)])


@dataclass(frozen=True, slots=True)
class Naming:
    """How texts name a person.

    Parameters
    ----------
    key
        Of the account.
    handles
        As far as they are known.
    """

    key: str
    handles: frozenset[str]

    def in_text(self, text: str) -> bool:
        """Tell whether a text of Ricochet's own, JSON or an address, names the person."""
        written = (self.key, json.dumps(self.key)[1:-1], quote(self.key), quote(self.key, safe=""))
        words = (*written, *self._handles())
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words)

    def in_memory(self, said: str | bytes) -> bool:
        """Tell whether what the service remembers may name the person: what is no JSON cannot be searched."""
        if isinstance(said, str):
            return self.in_text(said)
        return bool(said) and (not said.startswith(b"{") or self.in_text(said.decode(errors="replace")))

    def in_row(self, text: str) -> bool:
        """Tell whether rows of a file may name the person, by native id or by handle."""
        words = (self.key.partition(":")[2], *self.handles)
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words)

    def _handles(self) -> Iterator[str]:
        for handle in self.handles:
            yield from (f"@{handle}", json.dumps(handle), json.dumps(handle, ensure_ascii=False))


def objections(store: GraphStore, secret: Secret) -> Hidden:
    """Return who is in no answer: who objected, and who was erased, while older snapshots are still mapped.

    Raises
    ------
    StoreUnavailableError
        When the secret is not the one by which they are known: nobody can be hidden then.
    """
    documents = {**store.kept(OBJECTION), **store.kept(ERASURE)}
    keyed = _keyed(store, documents.values(), secret)
    return Hidden(frozenset(documents), keyed)


def without_erased(store: GraphStore, secret: Secret) -> Callable[[Batch], Batch]:
    """Return what leaves erased people, and each row that names one, out of batches on their way in.

    Raises
    ------
    StoreUnavailableError
        As `objections`.
    """
    erased = store.kept(ERASURE)
    keyed = _keyed(store, erased.values(), secret)
    if keyed is None:
        return lambda batch: batch

    def kept(batch: Batch) -> Batch:
        gone = [
            place for place, key in enumerate(batch.accounts) if not erased.keys().isdisjoint(keyed.each(key))
        ]
        return batch.without(gone) if gone else batch

    return kept


def object_to_answers(store: GraphStore, account: str, secret: Secret, state: State | None) -> Receipt:
    """Hide somebody from every answer; the rows stay, and count as ever. Asked twice, the first time holds.

    Answers that were given and kept for whoever asked are forgotten; plans are told without them.

    Parameters
    ----------
    store
        Open to write.
    account
        Key, handle or native id; a key need not be known, and is hidden once it comes.
    secret
        Returns what people of the store are known by.
    state
        What the service remembers.

    Raises
    ------
    AccountNotFoundError, AmbiguousAccountError
    StoreUnavailableError
        As `objections`.
    """
    keyed = _known(store, secret)
    naming = named(store, account)
    _keep_once(store, OBJECTION, _receipt(keyed, "objection", naming.key, {}), keyed, finished=False)
    forgotten = 0 if state is None else forget_rows(state, naming.in_memory, tables=_ANSWERED)
    receipt = _receipt(keyed, "objection", naming.key, {"remembered": forgotten})
    _keep_once(store, OBJECTION, receipt, keyed)
    return receipt


def withdraw_objection(store: GraphStore, account: str, secret: Secret) -> Receipt:
    """Take somebody's objection back, who asks for it: from the next answer on they are in answers again.

    Nothing of it is kept: the receipt is all that is left.

    Parameters
    ----------
    store
        Open to write.
    account
        Key, handle or native id, as for `object_to_answers`.
    secret
        Returns what people of the store are known by.

    Raises
    ------
    NotFoundError
        When no objection of theirs stands; somebody who was erased stays so.
    AccountNotFoundError, AmbiguousAccountError
    StoreUnavailableError
        As `objections`.
    """
    keyed = objections(store, secret).keyed
    key = named(store, account).key
    if keyed is None or store.kept(OBJECTION).keys().isdisjoint(keyed.each(key)):
        raise NotFoundError("no objection stands in that name")
    receipt = _receipt(keyed, "withdrawal", key, {})
    _forget_objection(store, keyed, key)
    return receipt


def erase_subject(
    store: GraphStore,
    account: str,
    secret: Secret,
    traces: Traces,
    *,
    renew: Callable[[GraphStore], object] | None = None,
) -> Receipt:
    """Erase somebody from the store and from all that was computed, so that no load brings them back.

    What was cut off is finished by asking again; asked once more, nothing changes.

    Parameters
    ----------
    store
        Open to write.
    account
        Key, handle or native id; a key need not be known: then it never comes in.
    secret
        Returns what people of the store are known by.
    traces
        Where else something of the person may be.
    renew
        Makes what a service answers from by then, before the snapshots that it has are taken away.

    Raises
    ------
    AccountNotFoundError, AmbiguousAccountError
    StoreUnavailableError
        As `objections`.
    """
    keyed = _known(store, secret)
    naming = named(store, account)
    _keep_once(store, ERASURE, _receipt(keyed, "erasure", naming.key, {}), keyed, finished=False)
    removed = traces.forget(naming) | {"documents": _forget_documents(store, naming)}
    removed |= store.erase([naming.key])  # with it goes the handle, by which the others were found
    if renew is not None:
        renew(store)
    removed["snapshots"] = forget_snapshots(traces.snapshots, naming.key)
    _forget_objection(store, keyed, naming.key)
    receipt = _receipt(keyed, "erasure", naming.key, removed)
    _keep_once(store, ERASURE, receipt, keyed)
    return receipt


def renew_hashes(store: GraphStore, secret: Secret) -> Rotation:
    """Make everybody who objected or was erased known by the newest secret, without knowing who they are.

    Until then they are known by those before it. What was cut off is finished by asking again.

    Parameters
    ----------
    store
        Open to write.
    secret
        Returns what people of the store are known by, with all secrets since the first.

    Raises
    ------
    StoreUnavailableError
        As `objections`.
    """
    keyed = _known(store, secret)
    renewed = sum(_renewed(store, keyed, kind) for kind in (OBJECTION, ERASURE))
    if renewed:
        store.erase([])  # writes an embedded store anew: the older hashes leave its file
    return Rotation(people=renewed, secrets=len(keyed.checks))


def _renewed(store: GraphStore, keyed: KeyedHash, kind: str) -> int:
    """Put documents of a kind under their newest names, and return how many had another one."""
    kept, renewed = store.kept(kind), 0
    for name, text in kept.items():
        document = json.loads(text)
        if document["secret"] != keyed.check:
            newest = keyed.brought_up(name, document["secret"])
            if newest not in kept:  # which it is when this was cut off, or the person asked once more
                store.keep(kind, newest, json.dumps(document | {"secret": keyed.check}, sort_keys=True))
            store.forget(kind, name)
            renewed += 1
    return renewed


def _forget_objection(store: GraphStore, keyed: KeyedHash, key: str) -> None:
    for name in keyed.each(key):
        store.forget(OBJECTION, name)


def _known(store: GraphStore, secret: Secret) -> KeyedHash:
    """Return by what people are known in a store, if not yet, then from now on."""
    return objections(store, secret).keyed or secret()


def _keyed(store: GraphStore, documents: Iterable[str], secret: Secret) -> KeyedHash | None:
    """Return by what documents were made, None where there are none; refuse secrets that lack theirs."""
    checks = {json.loads(text)["secret"] for text in documents}
    if not checks:
        return None
    keyed = secret()
    if not checks.issubset(keyed.checks):
        reason = "people objected or were erased under another secret, without which nobody knows who"
        remedy = (
            "set RICOCHET_SECRET to it (or RICOCHET_FORMER_SECRETS, beside a new one), or bring its file back"
        )
        raise StoreUnavailableError(store.name, reason, remedy)
    return keyed


def named(store: GraphStore, account: str) -> Naming:
    """Return whom a key, handle or native id names; any key is somebody's, known or not.

    Raises
    ------
    AccountNotFoundError, AmbiguousAccountError
    """
    table = store.accounts()
    handles = dict(zip(table.key.tolist(), table.handle.tolist(), strict=True))
    wanted = account.removeprefix("@").casefold()
    found = (
        [account]
        if account in handles
        else sorted(
            key
            for key, handle in handles.items()
            if wanted in (key.partition(":")[2].casefold(), (handle or "").casefold())
        )
    )
    if len(found) > 1:
        raise AmbiguousAccountError(account, found)
    try:
        key = found[0] if found else str(AccountKey.parse(account))
    except ParameterError as error:
        raise AccountNotFoundError(account) from error
    return Naming(key, frozenset({handles[key]} - {None}) if key in handles else frozenset())


def _forget_documents(store: GraphStore, naming: Naming) -> int:
    about = [
        (kind, name)
        for kind in _DERIVED
        for name, text in store.kept(kind).items()
        if naming.in_text(name) or naming.in_text(text)
    ]
    for kind, name in about:
        store.forget(kind, name)
    return len(about)


def _receipt(keyed: KeyedHash, right: str, key: str, removed: dict[str, int]) -> Receipt:
    fields: dict[str, Any] = {
        "receipt": secrets.token_hex(8),
        "right": right,
        "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "subject": keyed.of(key),
        "removed": removed,
    }
    return Receipt(**fields, digest=keyed.of(json.dumps(fields, sort_keys=True)))


def _keep_once(
    store: GraphStore, kind: str, receipt: Receipt, keyed: KeyedHash, *, finished: bool = True
) -> None:
    """Keep a receipt as the document that hides its subject, unless one stands there that is finished."""
    there = store.kept(kind).get(receipt.subject)
    if there is not None and json.loads(there)["finished"]:
        return
    said = receipt.model_dump(exclude={"subject"})
    store.keep(
        kind,
        receipt.subject,
        json.dumps({"secret": keyed.check, "finished": finished, **said}, sort_keys=True),
    )
