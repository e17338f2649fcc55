"""Which column is what: recognised from a header or from the cells, asked for by name where unsure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.errors import FileError
from graph.records import TieKind
from loaders.reading import LISTS, MESSAGES, PRICES, REPOSTS, FileKind, Reading, Role, TableKind
from loaders.values import UnreadableError, read_time

# Names as they look once in lower case, with `_` for blanks, hyphens and dots. A kind beside a name is
# the kind of tie that a column of that name speaks of.
ACTORS: Mapping[str, TieKind | None] = {
    **dict.fromkeys(("actor", "source", "src", "from", "from_id", "source_id", "from_user", "from_user_id")),
    **dict.fromkeys(("fromnodeid", "source_user_id", "user_a", "usera")),
    **dict.fromkeys(("follower", "follower_id", "followers"), TieKind.FOLLOWS),
    **dict.fromkeys(("mentioner", "mentioner_id", "mentioning"), TieKind.MENTIONS),
    **dict.fromkeys(("retweeter", "retweeter_id", "resharer", "reposter"), TieKind.RESHARES),
    **dict.fromkeys(("replier", "replier_id", "replying"), TieKind.REPLIES_TO),
    **dict.fromkeys(("quoter", "quoter_id", "quoting"), TieKind.QUOTES),
    **dict.fromkeys(("liker", "liker_id", "liking"), TieKind.LIKES),
    **dict.fromkeys(("influencer", "influencer_id"), TieKind.INFLUENCES),
}
TARGETS: Mapping[str, TieKind | None] = {
    **dict.fromkeys(
        ("target", "dst", "to", "to_id", "target_id", "dest", "destination", "to_user", "to_user_id")
    ),
    **dict.fromkeys(("tonodeid", "target_user_id", "user_b", "userb")),
    **dict.fromkeys(
        ("followee", "followee_id", "followed", "followed_id", "friend", "friend_id"), TieKind.FOLLOWS
    ),
    **dict.fromkeys(("mentioned", "mentioned_id", "mentioned_user", "mentioned_user_id"), TieKind.MENTIONS),
    **dict.fromkeys(("retweeted", "retweeted_id", "retweeted_user", "retweeted_user_id"), TieKind.RESHARES),
    **dict.fromkeys(("reshared", "reshared_user_id", "reposted", "reposted_user_id"), TieKind.RESHARES),
    **dict.fromkeys(
        ("reply_to", "replied_to", "in_reply_to_user_id", "reply_to_user_id"), TieKind.REPLIES_TO
    ),
    **dict.fromkeys(("replied_user", "replied_user_id"), TieKind.REPLIES_TO),
    **dict.fromkeys(("quoted", "quoted_user", "quoted_user_id"), TieKind.QUOTES),
    **dict.fromkeys(("liked", "liked_user", "liked_user_id", "favorited", "favourited"), TieKind.LIKES),
    **dict.fromkeys(("influenced", "influencee", "influenced_id"), TieKind.INFLUENCES),
}
# The actor, unless another column is: in `user,follower` the follower acts.
OWNERS = ("user", "user_id", "userid", "account", "account_id")
OTHERS: Mapping[str, Role] = {
    **dict.fromkeys(
        ("kind", "type", "action", "relation", "relationship", "interaction", "edge_type"), Role.KIND
    ),
    **dict.fromkeys(("at", "time", "timestamp", "unix_time", "unix_timestamp", "date", "datetime"), Role.AT),
    **dict.fromkeys(("created_at", "timestamp_utc", "epoch"), Role.AT),
    **dict.fromkeys(("count", "weight", "frequency", "freq", "times"), Role.COUNT),
    **dict.fromkeys(("topic", "topics", "hashtag", "hashtags"), Role.TOPIC),
    **dict.fromkeys(("post", "post_id", "tweet_id", "status_id", "message_id"), Role.POST),
    **dict.fromkeys(("probability", "prob", "p"), Role.PROBABILITY),
}
PRICE_COLUMNS: Mapping[str, Role] = {
    **dict.fromkeys((*OWNERS, "handle", "username", "user_name", "screen_name"), Role.ACCOUNT),
    **dict.fromkeys(("price", "fee", "cost"), Role.PRICE),
    **dict.fromkeys(("currency", "currency_code"), Role.CURRENCY),
    **dict.fromkeys(("acceptance", "acceptance_rate", "acceptance_probability"), Role.ACCEPTANCE),
}
LIST_COLUMNS: Mapping[str, Role] = {
    **dict.fromkeys((*OWNERS, "handle", "username", "user_name", "screen_name"), Role.ACCOUNT),
    **dict.fromkeys(("list", "list_name"), Role.LIST),
}
_TIMES = {name: Role.AT for name, role in OTHERS.items() if role is Role.AT}
_MESSAGES = {
    **dict.fromkeys(("message", "message_id"), Role.MESSAGE),
    **_TIMES,
    **dict.fromkeys(("topic", "topics", "hashtag", "hashtags"), Role.TOPIC),
    **dict.fromkeys(("language", "lang"), Role.LANGUAGE),
}
MESSAGE_COLUMNS: Mapping[str, Role] = {
    **_MESSAGES,
    **dict.fromkeys(("author", "author_id", *OWNERS), Role.AUTHOR),
}
REPOST_COLUMNS: Mapping[str, Role] = {
    **_MESSAGES,
    **dict.fromkeys((*OWNERS, "reposter", "resharer", "retweeter"), Role.ACCOUNT),
    **dict.fromkeys(("parent", "parent_account", "parent_account_id", "parent_user"), Role.PARENT),
    **dict.fromkeys(("parent_user_id", "parent_id"), Role.PARENT),
    **dict.fromkeys(("kind", "action"), Role.KIND),
    **dict.fromkeys(("post", "post_id", "repost_id", "retweet_id", "tweet_id", "status_id"), Role.POST),
    **dict.fromkeys(("place", "country", "country_code"), Role.PLACE),
}
MAX_LISTED = 30
ACTIONS = frozenset({"RT", "MT", "RE"})  # the codes of SNAP's timed actions

_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_ENDS = (Role.ACTOR, Role.TARGET)
# Tables that hold no ties: the names of their columns, and the columns that there must be.
_TABLES: Mapping[str, tuple[Mapping[str, Role], Sequence[Role]]] = {
    PRICES: (PRICE_COLUMNS, (Role.ACCOUNT, Role.PRICE, Role.CURRENCY)),
    LISTS: (LIST_COLUMNS, (Role.LIST, Role.ACCOUNT)),
    MESSAGES: (MESSAGE_COLUMNS, (Role.MESSAGE, Role.AUTHOR)),
    REPOSTS: (REPOST_COLUMNS, (Role.MESSAGE, Role.ACCOUNT)),
}
_KIND_CHOICES = ", ".join(kind.lower() for kind in TieKind)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each role's column is, from 0; what errors call each column; the kind where no column says it.

    `further` names the columns without a role that are kept all the same, and says where they are.
    """

    places: Mapping[Role, int]
    names: Sequence[str]
    kind: FileKind | None
    further: Mapping[str, int] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns a row has."""
        return len(self.names)

    def name(self, role: Role) -> str:
        """Return what errors call the column of that role."""
        return self.names[self.places[role]]


def is_header(first: Sequence[str], others: Sequence[Sequence[str]], reading: Reading) -> bool:
    """Whether the first row holds names rather than values.

    It does if `--map` names one of its cells, or if at least two of them are known names. A row with a
    number in it is no header. Otherwise it is one, unless `--map` counts columns and no column turns to
    numbers below it.
    """
    names = [_plain(cell) for cell in first]
    if any(_plain(column) in names for column in reading.columns.values() if not column.isdecimal()):
        return True
    if any(_NUMBER.fullmatch(cell) for cell in first):
        return False
    by_number = any(column.isdecimal() for column in reading.columns.values())
    return known_names(first) >= 2 or not by_number or _turns_to_numbers(len(first), others)


def known_names(names: Iterable[str]) -> int:
    """Return how many of the names are known to speak of a tie, or of what another table holds.

    Examples
    --------
    >>> known_names(["Follower", "followee", "remark"])
    2
    """
    known = (ACTORS, TARGETS, OWNERS, OTHERS, *(names for names, _ in _TABLES.values()))
    return sum(any(_plain(name) in some for some in known) for name in names)


def _turns_to_numbers(width: int, rows: Sequence[Sequence[str]]) -> bool:
    full = [row for row in rows if len(row) == width]
    return bool(full) and any(
        all(_NUMBER.fullmatch(cell) for cell in column) for column in zip(*full, strict=True)
    )


def layout_from_names(file: str, names: Sequence[str], reading: Reading) -> Layout:
    """Return the layout of a table whose columns have names.

    Raises
    ------
    FileError
        When actor, target or kind, or what another table must have, cannot be told; it says what to add.
    """
    plain = [_plain(name) for name in names]
    places = _mapped(file, names, reading)
    table = _table_kind(plain, reading)
    recognised = _roles(plain, _TABLES[table][0]) if table else _recognised(plain)
    by_name = {role: found for role, found in recognised if role not in places}
    for role, found in by_name.items():
        free = [place for place in found if place not in places.values()]
        if len(free) > 1:
            raise _ask(
                file, f"the columns {_listed(names[i] for i in free)} could each be the {role}", names, role
            )
        if free:
            places[role] = free[0]
    if table:
        return _of_table(table, file, places, names)
    _need(_ENDS, file, places, names)
    said = _said_kinds(plain, places) if by_name.keys() & {Role.ACTOR, Role.TARGET} else set()
    return _with_kind(file, places, names, said, reading)


def layout_from_cells(file: str, rows: Sequence[Sequence[str]], reading: Reading) -> Layout:
    """Return the layout of a table without header, from what stands in its first rows.

    Two columns of whole numbers are actor and target. Further columns are taken for the kind if they hold
    action codes (RT, MT, RE) only, for the time if they hold times only; anything else is asked for.

    Raises
    ------
    FileError
        When a column cannot be told; it says what to add.
    """
    width = len(rows[0])
    names = [str(place + 1) for place in range(width)]
    places = _mapped(file, names, reading)
    if table := _table_kind((), reading):
        return replace(_of_table(table, file, places, names), further={})
    if not places:
        columns = list(zip(*(row for row in rows if len(row) == width), strict=True))
        places = _places_by_content(file, columns, names)
    _need(_ENDS, file, places, names)
    return _with_kind(file, places, names, set(), reading)


def _places_by_content(file: str, columns: Sequence[Sequence[str]], names: Sequence[str]) -> dict[Role, int]:
    if not all(cell.isdecimal() for column in columns[:2] for cell in column):
        raise _ask(file, "there is no header and the first two columns are no numbers", names)
    places = {Role.ACTOR: 0, Role.TARGET: 1}
    for place, column in enumerate(columns[2:], start=2):
        role = Role.KIND if ACTIONS.issuperset(column) else Role.AT if _all_times(column) else None
        if role is None or role in places:
            raise _ask(
                file, f"there is no header and column {place + 1} could be a count, a time or else", names
            )
        places[role] = place
    return places


def _all_times(cells: Iterable[str]) -> bool:
    try:
        return all(read_time(cell) for cell in cells)
    except UnreadableError:
        return False


def _plain(name: str) -> str:
    return re.sub(r"[\s.\-]+", "_", name.strip().casefold())


def _mapped(file: str, names: Sequence[str], reading: Reading) -> dict[Role, int]:
    places = {Role(role): _place(file, names, role, column) for role, column in reading.columns.items()}
    if len(set(places.values())) < len(places):
        raise FileError(file, "--map gives one column two roles", line=1)
    return places


def _place(file: str, names: Sequence[str], role: str, column: str) -> int:
    for known in (list(names), [_plain(name) for name in names]):
        if (wanted := column if known == list(names) else _plain(column)) in known:
            return known.index(wanted)
    if column.isdecimal() and 1 <= int(column) <= len(names):
        return int(column) - 1
    raise FileError(file, f"--map {role}={column}: there is no such column among its {len(names)}", line=1)


def _recognised(plain: Sequence[str]) -> list[tuple[Role, list[int]]]:
    actors, targets, owners = (
        [place for place, name in enumerate(plain) if name in known] for known in (ACTORS, TARGETS, OWNERS)
    )
    if targets and all(TARGETS[plain[place]] for place in targets):
        # `source,in_reply_to_user_id`: that source is the application a post was sent from.
        actors = [place for place in actors if plain[place] == "actor" or ACTORS[plain[place]]]
    if actors and not targets:
        targets = owners
    else:
        actors += owners
    return [(Role.ACTOR, actors), (Role.TARGET, targets), *_roles(plain, OTHERS)]


def _roles(plain: Sequence[str], known: Mapping[str, Role]) -> list[tuple[Role, list[int]]]:
    roles = dict.fromkeys(known.values())
    return [(role, [i for i, name in enumerate(plain) if known.get(name) is role]) for role in roles]


def _said_kinds(plain: Sequence[str], places: Mapping[Role, int]) -> set[TieKind]:
    said = (ACTORS.get(plain[places[Role.ACTOR]]), TARGETS.get(plain[places[Role.TARGET]]))
    return {kind for kind in said if kind}


def _with_kind(
    file: str, places: Mapping[Role, int], names: Sequence[str], said: set[TieKind], reading: Reading
) -> Layout:
    kinds = said | ({reading.kind} if isinstance(reading.kind, TieKind) else set())
    if Role.KIND in places and reading.kind:
        raise FileError(
            file, f"column {names[places[Role.KIND]]} says the kind of each row; leave --kind out", line=1
        )
    if Role.KIND in places:
        return Layout(places, names, None)
    if len(kinds) > 1:
        reason = f"the header and --kind speak of different kinds: {_listed(sorted(kinds))}"
        raise FileError(file, f"{reason}; say which columns with --map actor=…,target=…", line=1)
    if not kinds:
        raise FileError(
            file, f"the kind of its ties cannot be told; say --kind, one of {_KIND_CHOICES}", line=1
        )
    kind = kinds.pop()
    if kind is TieKind.INFLUENCES and Role.PROBABILITY not in places:
        raise _ask(file, "ties of kind INFLUENCES need a probability each", names, Role.PROBABILITY)
    return Layout(places, names, kind)


def _table_kind(plain: Sequence[str], reading: Reading) -> TableKind | None:
    """Return what a table holds that holds no ties, as its user or its header says; only messages do."""
    if reading.kind:
        return None if isinstance(reading.kind, TieKind) else reading.kind
    speaks_of = {REPOST_COLUMNS.get(name) for name in plain}
    if {Role.MESSAGE, Role.ACCOUNT, Role.PARENT} <= speaks_of:
        return REPOSTS
    speaks_of_ends = any(name in ACTORS or name in TARGETS for name in plain)
    return MESSAGES if Role.MESSAGE in speaks_of and "author" in plain and not speaks_of_ends else None


def _of_table(kind: TableKind, file: str, places: Mapping[Role, int], names: Sequence[str]) -> Layout:
    _need(_TABLES[kind][1], file, places, names)
    taken = set(places.values()) if kind in (MESSAGES, REPOSTS) else range(len(names))
    further = {name: place for place, name in enumerate(names) if place not in taken}
    return Layout(places, names, kind, further)


def _need(roles: Iterable[Role], file: str, places: Mapping[Role, int], names: Sequence[str]) -> None:
    missing = [role for role in roles if role not in places]
    if missing:
        raise _ask(file, f"no column is known to be the {' or the '.join(missing)}", names, *missing)


def _ask(file: str, reason: str, names: Sequence[str], *roles: Role) -> FileError:
    wanted = ",".join(f"{role}=…" for role in roles or _ENDS)
    # A first line without any known name may hold accounts, which no error text repeats.
    known = f" ({_listed(names)})" if known_names(names) else ""
    return FileError(file, f"{reason}; say --map {wanted} with a column's name{known} or number", line=1)


def _listed(names: Iterable[str]) -> str:
    listed = [name[:40] for name in names]
    return ", ".join(listed[:MAX_LISTED]) + (", …" if len(listed) > MAX_LISTED else "")
