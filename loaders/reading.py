"""How a file is to be read: what its user says beyond what the file says itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal

from graph.errors import ParameterError
from graph.records import UNKNOWN_PLATFORM, AccountKey, TieKind, normal_topic
from loaders.text import file_blocks

READER = 2  # raised whenever the same file, read the same way, gives other records


class Role(StrEnum):
    """What a column can be for; the names are those that `--map` takes."""

    ACTOR = "actor"
    TARGET = "target"
    KIND = "kind"
    AT = "at"
    COUNT = "count"
    TOPIC = "topic"
    POST = "post"
    PROBABILITY = "probability"
    MESSAGE = "message"
    AUTHOR = "author"
    PARENT = "parent"
    LANGUAGE = "language"
    PLACE = "place"
    ACCOUNT = "account"
    PRICE = "price"
    CURRENCY = "currency"
    ACCEPTANCE = "acceptance"
    LIST = "list"


TIE_ROLES = (
    *(Role.ACTOR, Role.TARGET, Role.KIND, Role.AT, Role.COUNT, Role.TOPIC, Role.POST, Role.PROBABILITY),
)
PRICE_ROLES = (Role.ACCOUNT, Role.PRICE, Role.CURRENCY, Role.ACCEPTANCE)
LIST_ROLES = (Role.LIST, Role.ACCOUNT)
MESSAGE_ROLES = (Role.MESSAGE, Role.AUTHOR, Role.AT, Role.TOPIC, Role.LANGUAGE)
REPOST_ROLES = (
    *(Role.MESSAGE, Role.ACCOUNT, Role.PARENT, Role.AT, Role.KIND, Role.POST, Role.TOPIC),
    *(Role.LANGUAGE, Role.PLACE),
)
CASCADE_ROLES = (Role.MESSAGE, Role.AUTHOR)
NUMERIC_ROLES = (Role.AT, Role.COUNT, Role.PROBABILITY, Role.PRICE, Role.ACCEPTANCE)

PRICES: Final = "prices"
LISTS: Final = "lists"
MESSAGES: Final = "messages"
REPOSTS: Final = "reposts"
CASCADES: Final = "cascades"
TableKind = Literal["prices", "lists", "messages", "reposts", "cascades"]
FileKind = TieKind | TableKind

_ROLES = {
    PRICES: PRICE_ROLES,
    LISTS: LIST_ROLES,
    MESSAGES: MESSAGE_ROLES,
    REPOSTS: REPOST_ROLES,
    CASCADES: CASCADE_ROLES,
}


@dataclass(frozen=True)
class Reading:
    """How to read a file, as its user says; what is left out is recognised, or asked for by name.

    Parameters
    ----------
    platform
        Where the accounts live; None is `unknown`, unless the format names its platform.
    kind
        Of every tie, where neither the header nor a column says it. Or, for a file that holds no ties,
        `PRICES` (what accounts, named by their native id, ask), `LISTS` (who is on which list),
        `MESSAGES` (messages and who started them), `REPOSTS` (who passed messages on) or `CASCADES` (the
        people of a message in one line).
    columns
        From a role (actor, target, kind, at, count, topic, post, probability; of prices: account, price,
        currency, acceptance; of lists: list, account; of messages: message, author, at, topic, language; of
        reposts: message, account, parent, at, kind, post, topic, language, place) to the name of its column
        or its number from 1. Of cascades: message or author, to 1.
    topic
        Given to every tie and post, beside the topics of its own; prices and lists have none.

    Raises
    ------
    ParameterError
        On a role that the kind does not have, or a platform or topic that cannot be one.

    Examples
    --------
    >>> Reading(platform="twitter", columns={"actor": "from", "target": "2"}).topics
    ()
    >>> Reading(topic="#Higgs").topics
    ('higgs',)
    """

    platform: str | None = None
    kind: FileKind | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    topic: str | None = None

    def __post_init__(self) -> None:
        if self.platform is not None:
            AccountKey(self.platform, "0")
        roles = _ROLES.get(str(self.kind), TIE_ROLES)
        for role in self.columns:
            if role not in roles:
                raise ParameterError("map", role, f"one of {', '.join(roles)}, then = and a column")
        if self.topic is not None:
            normal_topic(self.topic)
            if self.kind in (PRICES, LISTS):
                raise ParameterError("topic", self.topic, f"left out with {self.kind}")

    @property
    def platform_name(self) -> str:
        """The platform to use where the format names none."""
        return self.platform or UNKNOWN_PLATFORM

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that every tie and post is given: none or one."""
        return () if self.topic is None else (normal_topic(self.topic),)


def fingerprint(path: str | Path, reading: Reading, source: str) -> str:
    """Return a digest of a file's bytes and of everything that changes what is read from them.

    Parameters
    ----------
    path
        The file, as it lies there (packed, if it is packed).
    reading
        How it is read.
    source
        Where the data comes from.

    Returns
    -------
    str
        32 hexadecimal digits.

    Raises
    ------
    FileError
        When the file cannot be opened.
    """
    how = [
        READER, reading.platform_name, reading.kind, sorted(reading.columns.items()), reading.topics, source
    ]  # fmt: skip
    digest = hashlib.blake2b(json.dumps(how).encode(), digest_size=16)
    for block in file_blocks(path):
        digest.update(block)
    return digest.hexdigest()
